import type { JSX } from 'preact'
import { plateReport } from '#api/plate-pools.ts'
import type { ReplyOf } from '#api/route.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { type PT, poolName } from '#web/officer/plates/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Pool = ReplyOf<typeof plateReport>['pools'][number]
const STATES = Object.keys(PLATE_STATES) as (keyof typeof PLATE_STATES)[]

/** Stock and demand of each pool, whether it adds up, and when the service was away. */
export function Pools({ v }: { v: PT }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(plateReport, {})
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  const { pools, downtimes } = reply.value
  return (
    <>
      {pools.length === 0 && <EmptyState icon="car" title={v('pools.none')} />}
      <div class="dp-pools">
        {pools.map((pool) => (
          <PoolCard key={pool.pool} pool={pool} v={v} />
        ))}
      </div>
      <section class="card">
        {downtimes.length === 0 ? (
          <p class="mute">
            {v('downtimes')}: {v('downtimes.none')}
          </p>
        ) : (
          <Table
            caption={v('downtimes')}
            columns={[{ head: v('from') }, { head: v('to') }, { head: v('count'), right: true }]}
            rows={downtimes.map((d) => [
              shortMomentText(d.from, t.lang),
              shortMomentText(d.to, t.lang),
              v('seconds', { n: d.seconds }),
            ])}
          />
        )}
      </section>
    </>
  )
}

const lastsText = (days: number | undefined, v: PT): string =>
  days === undefined ? v('lasts.none') : days > 365 ? v('lasts.long') : v('days', { n: days })

function PoolCard({ pool, v }: { pool: Pool; v: PT }): JSX.Element {
  const { t } = useDesk()
  const n = (state: string): number => pool.states[state] ?? 0
  const figures = [
    ['left', pool.left],
    ['chosen', pool.chosen30d],
    ['given', pool.released30d],
    ['lapsed', pool.lapsed30d],
  ] as const
  return (
    <section class="card" aria-labelledby={`dp-${pool.pool}`}>
      <div class="stack mid">
        <div class="between">
          <h2 id={`dp-${pool.pool}`}>{poolName(v, pool.pool)}</h2>
          <div class="fix wrap">
            <Tag tone={pool.low ? 'turn' : 'done'} text={v(pool.low ? 'low' : 'enough')} />
            <Tag tone={pool.sound ? 'done' : 'bad'} text={v(pool.sound ? 'sound' : 'unsound')} />
          </div>
        </div>
        <dl class="dp-figures">
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{v(name)}</dt>
              <dd class="num">{value.toLocaleString('en-US')}</dd>
            </div>
          ))}
          <div>
            <dt>{v('lasts')}</dt>
            <dd class="num">{lastsText(pool.lasts, v)}</dd>
          </div>
        </dl>
        <Table
          caption={v('states', { pool: poolName(v, pool.pool) })}
          columns={[{ head: v('state') }, { head: v('count'), right: true }]}
          rows={[
            ...STATES.filter((s) => n(s) > 0).map((s) => [v(`state.${s}`), n(s).toLocaleString('en-US')]),
            [<b>{v('sum')}</b>, <b>{pool.total.toLocaleString('en-US')}</b>],
          ]}
        />
        <p class="s">
          {pool.checkedAt ? v('checked', { at: shortMomentText(pool.checkedAt, t.lang) }) : v('unchecked')}
        </p>
      </div>
    </section>
  )
}
