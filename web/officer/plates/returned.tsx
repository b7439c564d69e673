import type { JSX } from 'preact'
import { listReturned } from '#api/plate-pools.ts'
import { dateText, shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { type PT, poolName } from '#web/officer/plates/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

/** Numbers on their way back; when they get there is sealed for officers too. */
export function Returned({ v }: { v: PT }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(listReturned, {})
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  const rows = reply.value.numbers
  return (
    <section class="card stack mid">
      <p class="mute">{v('returned.text')}</p>
      {rows.length === 0 ? (
        <EmptyState icon="list" title={v('returned.none')} />
      ) : (
        <Table
          caption={v('tab.returned')}
          columns={[{ head: v('number') }, { head: v('pool') }, { head: v('since') }, { head: v('day') }]}
          rows={rows.map((r) => [
            <PlateBadge text={r.number} color={r.pool === '02' ? 'blue' : 'green'} />,
            poolName(v, r.pool),
            shortMomentText(r.since, t.lang),
            r.day ? dateText(r.day, t.lang) : v('day.none'),
          ])}
        />
      )}
    </section>
  )
}
