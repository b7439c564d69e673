import type { JSX } from 'preact'
import { readBoard } from '#api/desk.ts'
import type { ReplyOf } from '#api/route.ts'
import { momentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { type BoardT, speakBoard } from '#web/officer/board/board-texts.ts'
import { Differences } from '#web/officer/board/differences.tsx'
import { ListExports } from '#web/officer/board/list-exports.tsx'
import { LookAlarms } from '#web/officer/board/look-alarms.tsx'
import { OfficerAlarms } from '#web/officer/board/officer-alarms.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { MakersToDecide } from '#web/officer/makers/to-decide.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Row = ReplyOf<typeof readBoard>['rows'][number]
const FIGURES = ['open', 'overdue', 'soon', 'untaken', 'parked', 'waiting'] as const
const COLUMNS = [...FIGURES, 'oldest', 'done', 'inTime'] as const

/** Where the office stands against its legal clocks: few big numbers, then what needs a person now, each number a way to its cases. */
export function BoardPage(): JSX.Element {
  const { t, me, news } = useDesk()
  const b = speakBoard(t.lang)
  const reply = useReply(readBoard, {}, news('office'))
  const rows = reply.value?.rows ?? []
  const own = rows.filter((row) => row.office === me.office)
  return (
    <main id="main" class="d-page" tabIndex={-1}>
      <div class="between">
        <h1>{b('title')}</h1>
        {reply.value && <span class="s num">{b('at', { at: momentText(reply.value.at, t.lang) })}</span>}
      </div>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {reply.value && (
        <>
          <dl class="d-figures">
            {FIGURES.map((name) => (
              <Figure key={name} name={name} n={sumOf(own, name)} city={sumOf(rows, name)} b={b} />
            ))}
          </dl>
          <section class="card">
            {rows.length === 0 ? (
              <EmptyState icon="list" title={b('none')} text={b('noneText')} />
            ) : (
              <Clocks rows={rows} b={b} />
            )}
          </section>
        </>
      )}
      <OfficerAlarms b={b} />
      <LookAlarms b={b} />
      <ListExports b={b} />
      <MakersToDecide />
      <Differences b={b} />
    </main>
  )
}

const sumOf = (rows: readonly Row[], name: (typeof FIGURES)[number]): number =>
  rows.reduce((n, row) => n + row[name], 0)

/** The own office's number leads to its list; what the other offices have is a number only. */
function Figure(props: { name: (typeof FIGURES)[number]; n: number; city: number; b: BoardT }): JSX.Element {
  const { name, n, city, b } = props
  const tone = n > 0 ? (TONES[name] ?? '') : ''
  return (
    <div class="card">
      <dt>{b(name)}</dt>
      <dd class={`num ${tone}`}>
        <a class="d-figure" href={`/desk?view=${name}`} aria-label={b('drillAll', { n, what: b(name) })}>
          {n} <small>{b('cases')}</small>
        </a>
      </dd>
      {city > n && <dd class="d-city s num">{b('city', { n: city })}</dd>}
    </div>
  )
}

const TONES: Readonly<Partial<Record<(typeof FIGURES)[number], string>>> = { overdue: 'bad', soon: 'warn' }

function Clocks({ rows, b }: { rows: readonly Row[]; b: BoardT }): JSX.Element {
  const { t, me } = useDesk()
  const offices = new Set(rows.map((row) => row.office)).size > 1
  const right = (head: string) => ({ head, right: true })
  return (
    <Table
      caption={b('caption')}
      columns={[
        { head: b('service') },
        ...(offices ? [{ head: b('office') }] : []),
        ...COLUMNS.map((name) => right(b(name))),
      ]}
      rows={rows.map((row) => {
        const to = (view: (typeof FIGURES)[number] | 'done' | 'late', shown: string) => (
          // Another office's cases are its own: the leading office sees how many, not whose.
          <Ways
            n={row[view]}
            shown={shown}
            href={row.office === me.office ? `/desk?view=${view}&service=${row.service}` : undefined}
          >
            {b('drill', { n: row[view], service: row.serviceName[t.lang], what: b(view) })}
          </Ways>
        )
        const inTime = row.done > 0 ? `${Math.round((100 * (row.done - row.late)) / row.done)}%` : '—'
        return [
          row.serviceName[t.lang],
          ...(offices ? [row.officeName[t.lang]] : []),
          ...FIGURES.map((name) => to(name, String(row[name]))),
          row.oldestDays,
          to('done', String(row.done)),
          to('late', inTime),
        ]
      })}
    />
  )
}

/** A number with its list behind it; nought and another office's have none. */
function Ways(props: { n: number; shown: string; href: string | undefined; children: string }): JSX.Element {
  const { n, shown, href, children } = props
  if (n === 0 || href === undefined) return <span class="num">{shown}</span>
  return (
    <a class="num" href={href} aria-label={children}>
      {shown}
    </a>
  )
}
