import type { Static } from 'typebox'
import type { plateReport } from '#api/plate-pools.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { blocksOf, downtimesOf, kindsSince, poolsOf } from './public.sql.ts'
import { settingsAt } from './settings.ts'

type Report = Static<(typeof plateReport)['reply']>
const DAYS = 30

/** Stock, demand of thirty days, lapses, blocks and downtimes: what whoever plans segments must know. */
export async function report(tx: Pick<Tx, 'many'>, house: House, office: number): Promise<Report> {
  const now = house.time.now()
  const settings = settingsAt(now)
  const kinds = await tx.many(kindsSince, [office, new Date(now.getTime() - DAYS * 86_400_000)])
  const pools = (await tx.many(poolsOf, [office, now])).map((p) => {
    const n = (kind: string): number => kinds.find((k) => k.pool === p.pool && k.kind === kind)?.n ?? 0
    const left = (p.counts[PLATE_STATES.pool] ?? 0) - p.announced
    const lasts = n('take') > 0 ? Math.floor((left / n('take')) * DAYS) : undefined
    return {
      pool: p.pool,
      total: p.counts.reduce((a, b) => a + b, 0),
      states: Object.fromEntries(Object.entries(PLATE_STATES).map(([name, no]) => [name, p.counts[no] ?? 0])),
      left,
      chosen30d: n('take'),
      released30d: n('release'),
      lapsed30d: n('lapse'),
      ...(lasts === undefined ? {} : { lasts }),
      low: left * 100 < p.released * settings.lowStockPercent || (lasts !== undefined && lasts < settings.lowStockDays),
      sound: p.sound,
      ...(p.checked_at ? { checkedAt: p.checked_at.toISOString() } : {}),
    }
  })
  const downtimes = (await tx.many(downtimesOf, [office])).map(({ from_at: from, to_at: to }) => ({
    from: from.toISOString(),
    to: to.toISOString(),
    seconds: Math.round((to.getTime() - from.getTime()) / 1_000),
  }))
  const blocks = (await tx.many(blocksOf, [office])).map((b) => ({
    id: b.id,
    number: b.number,
    from: b.from_day,
    until: b.until_day,
    ...(b.objection
      ? { objection: house.crypto.open(b.objection, `plate_blocks|objection|${b.id}`).toString('utf8') }
      : {}),
    ...(b.lifted_at ? { liftedAt: b.lifted_at.toISOString() } : {}),
  }))
  return { pools, downtimes, blocks }
}
