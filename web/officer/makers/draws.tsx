import type { JSX } from 'preact'
import { makersOverview } from '#api/maker-samples.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import type { OneMaker } from '#web/officer/makers/makers.tsx'
import type { MT } from '#web/officer/makers/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

/** Each maker's draws with what proves them. */
export function Draws({ v }: { v: MT }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(makersOverview, {})
  const makers = (reply.value?.makers ?? []).filter((m) => m.draws.length > 0)
  return (
    <>
      <p class="s">{v('draws.text')}</p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {reply.value && makers.length === 0 && <EmptyState icon="list" title={v('draws.none')} />}
      {makers.map((m) => (
        <section class="card" key={m.id}>
          <Of v={v} maker={m} />
        </section>
      ))}
    </>
  )
}

function Of({ v, maker }: { v: MT; maker: OneMaker }): JSX.Element {
  const { t } = useDesk()
  const moment = (at: string | undefined): string => (at === undefined ? '—' : shortMomentText(at, t.lang))
  return (
    <Table
      caption={maker.name}
      columns={[
        { head: v('draw') },
        { head: v('committed') },
        { head: v('drawn') },
        { head: v('size') },
        { head: v('percent') },
        { head: v('seen') },
        { head: v('proof') },
      ]}
      rows={maker.draws.map((d) => [
        <span class="num">{d.number}</span>,
        <span class="num">{moment(d.committedAt)}</span>,
        d.drawnAt ? <span class="num">{moment(d.drawnAt)}</span> : <Tag tone="wait" text={v('draws.wait')} />,
        <span class="num">{d.size ?? '—'}</span>,
        <span class="num">{d.percent === undefined ? '—' : `${d.percent}%`}</span>,
        <span class="num">{d.seen ?? '—'}</span>,
        <span class="dm-proof code s">
          {[d.commit, d.seed, d.listHash].flatMap((hash) => (hash ? [<span key={hash}>{hash}</span>] : []))}
        </span>,
      ])}
    />
  )
}
