import type { JSX } from 'preact'
import { decideListExport, listListExports, takeListExport } from '#api/oversight.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { AllQuiet } from '#web/officer/board/all-quiet.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Export = ReplyOf<typeof listListExports>['exports'][number]

const TONES: Readonly<Record<Export['state'], Tone>> = {
  asked: 'turn',
  approved: 'done',
  declined: 'bad',
  taken: 'idle',
  lapsed: 'idle',
}

/** Lists that are to leave the house: the reader's own, and those the reader may decide about. */
export function ListExports({ b }: { b: BoardT }): JSX.Element {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listListExports, {}, news('office'))
  const act = useAct()
  const exports = reply.value?.exports
  const decide = async (one: Export, approve: boolean): Promise<void> => {
    const did = await act.run(() => call(decideListExport, { params: { id: one.id }, body: { approve } }))
    if (did) say(b('exp.decided'))
    reply.again()
  }
  const take = async (one: Export): Promise<void> => {
    const file = await act.run(() => call(takeListExport, { params: { id: one.id }, body: {} }))
    if (file) {
      keep(file.name, file.csv)
      say(b('exp.took', { n: file.rows }))
    }
    reply.again()
  }
  return (
    <section class="card stack">
      <h2>{b('exp.title')}</h2>
      <p class="s">{b('exp.text')}</p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {!exports && !reply.problem && <Waiting t={t} />}
      {exports?.length === 0 && <AllQuiet title={b('exp.none')} text={b('exp.noneText')} />}
      {exports && exports.length > 0 && (
        <Table
          caption={b('exp.title')}
          hideCaption
          columns={[
            { head: b('exp.at') },
            { head: b('exp.who') },
            { head: b('exp.what') },
            { head: b('exp.rows'), right: true },
            { head: b('exp.why') },
            { head: b('exp.state') },
          ]}
          keys={exports.map((one) => one.id)}
          rows={exports.map((one) => [
            <span class="num">{shortMomentText(one.askedAt, t.lang)}</span>,
            <span class="num">{one.askedBy}</span>,
            listName(one, t, b),
            one.rows,
            one.purpose,
            <Ways one={one} b={b} busy={act.busy} decide={decide} take={take} />,
          ])}
        />
      )}
    </section>
  )
}

const listName = (one: Export, t: ReturnType<typeof useDesk>['t'], b: BoardT): string =>
  `${one.view === 'all' ? b('exp.all') : t(`list.${one.view}`)} · ${one.service?.[t.lang] ?? b('exp.all')}`

function Ways(props: {
  one: Export
  b: BoardT
  busy: boolean
  decide: (one: Export, approve: boolean) => Promise<void>
  take: (one: Export) => Promise<void>
}): JSX.Element {
  const { one, b, busy, decide, take } = props
  const { t } = useDesk()
  const button = (what: 'exp.approve' | 'exp.decline' | 'exp.take', go: () => Promise<void>, alt: boolean) => (
    <button
      type="button"
      class={alt ? 'btn alt small' : 'btn small'}
      disabled={busy}
      aria-label={b('exp.of', { what: b(what), at: shortMomentText(one.askedAt, t.lang), by: one.askedBy })}
      onClick={() => void go()}
    >
      {b(what)}
    </button>
  )
  if (one.mayDecide)
    return (
      <span class="wrap">
        {button('exp.approve', () => decide(one, true), false)}
        {button('exp.decline', () => decide(one, false), true)}
      </span>
    )
  return (
    <span class="wrap">
      <Tag
        tone={TONES[one.state]}
        text={b(`exp.${one.state}`, { until: one.until ? shortMomentText(one.until, t.lang) : '' })}
      />
      {one.mine && one.state === 'approved' && button('exp.take', () => take(one), false)}
    </span>
  )
}

function keep(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
