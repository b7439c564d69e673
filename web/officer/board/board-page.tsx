import type { JSX } from 'preact'
import { readBoard } from '#api/desk.ts'
import type { ReplyOf } from '#api/route.ts'
import { momentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { type BoardT, speakBoard } from '#web/officer/board/board-texts.ts'
import { Differences } from '#web/officer/board/differences.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Row = ReplyOf<typeof readBoard>['rows'][number]
const FIGURES = ['open', 'overdue', 'soon', 'untaken', 'parked', 'waiting'] as const

/** Where the office stands against its legal clocks: few big numbers, then what needs a person now, each number a way to its cases. */
export function BoardPage(): JSX.Element {
  const { t, news } = useDesk()
  const b = speakBoard(t.lang)
  const reply = useReply(readBoard, {}, news('office'))
  const rows = reply.value?.rows ?? []
  const sum = (name: (typeof FIGURES)[number]): number => rows.reduce((n, row) => n + row[name], 0)
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
              <div class="card" key={name}>
                <dt>{b(name)}</dt>
                <dd class={`num ${sum(name) > 0 ? (TONES[name] ?? '') : ''}`}>
                  {sum(name)} <small>{b('cases')}</small>
                </dd>
              </div>
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
      <Differences b={b} />
    </main>
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
        ...(['open', 'overdue', 'soon', 'untaken', 'parked', 'waiting', 'oldest', 'done', 'inTime'] as const).map(
          (name) => right(b(name)),
        ),
      ]}
      rows={rows.map((row) => {
        const to = (view: string, n: number, what: string) => (
          // Another office's cases are its own: the leading office sees how many, not whose.
          <Ways n={n} href={row.office === me.office ? `/desk?view=${view}&service=${row.service}` : undefined}>
            {b('drill', { n, service: row.serviceName[t.lang], what })}
          </Ways>
        )
        return [
          row.serviceName[t.lang],
          ...(offices ? [row.officeName[t.lang]] : []),
          row.open,
          to('overdue', row.overdue, b('overdue')),
          row.soon,
          row.untaken,
          row.parked,
          to('waiting', row.waiting, b('waiting')),
          row.oldestDays,
          row.done,
          row.done > 0 ? `${Math.round((100 * (row.done - row.late)) / row.done)} %` : '—',
        ]
      })}
    />
  )
}

function Ways({ n, href, children }: { n: number; href: string | undefined; children: string }): JSX.Element {
  if (n === 0 || href === undefined) return <span class="num">{n}</span>
  return (
    <a class="num" href={href} aria-label={children}>
      {n}
    </a>
  )
}
