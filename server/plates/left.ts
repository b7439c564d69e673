import type { LogBody } from '#domain/plates/ledger.ts'
import { readRow } from '#domain/plates/published.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import type { Db } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { countLeft, moveRowsFrom, publishedSizes, segmentsOfNumbers } from './left.sql.ts'
import { takeTime } from './segments.sql.ts'

/**
 * Numbers left of each segment. Counting seven million takes seconds (measured), and the page that shows it is everybody's: each
 * process counts once and then follows the log, which names every number that leaves the pool or comes back.
 */
interface Known {
  seq: number
  left: Map<string, number>
}
const known = new WeakMap<Db, Map<string, Promise<Known>>>()

/** By segment, over all pools of an office. */
export async function leftBySegment(
  house: House,
  office: number,
  pools: readonly string[],
): Promise<Map<string, number>> {
  const all = await Promise.all(pools.map((pool) => leftOf(house, office, pool)))
  return new Map(all.flatMap(({ left }) => [...left]))
}

/** One look after the other: each goes on where the last one ended. */
function leftOf(house: House, office: number, pool: string): Promise<Known> {
  const mine = known.get(house.db) ?? new Map<string, Promise<Known>>()
  known.set(house.db, mine)
  const key = `${office}|${pool}`
  const before = mine.get(key)
  const next = (
    before ? before.then((last) => followed(house, office, pool, last)) : counted(house, office, pool)
  ).catch((error: unknown) => {
    if (mine.get(key) === next) mine.delete(key)
    throw error
  })
  mine.set(key, next)
  return next
}

/** Counted in one look, so that the log's end belongs to the figures. */
const counted = (house: House, office: number, pool: string): Promise<Known> =>
  house.db.tx(async (tx) => {
    await tx.run(takeTime)
    const row = await tx.one(countLeft, [office, pool])
    return { seq: Number(row?.seq ?? 0), left: new Map(Object.entries(row?.by ?? {})) }
  })

/** Rows read at once; more are rarely new. */
const ROWS = 5_000

async function followed(house: House, office: number, pool: string, last: Known): Promise<Known> {
  const { read } = house.db
  const rows = await read.many(moveRowsFrom, [office, pool, last.seq, ROWS])
  const end = rows.at(-1)
  if (!end) return last
  const said = rows.flatMap((row) => readRow(row.body) ?? [])
  const left = new Map(last.left)
  const fresh = said.flatMap((row) => (row.kind === 'segment' && row.hash ? [row.hash] : []))
  if (fresh.length > 0)
    for (const { id, size } of await read.many(publishedSizes, [office, pool, fresh])) left.set(id, size)
  const moves = said.flatMap(movesIn)
  const numbers = [...new Set(moves.map(([number]) => number))]
  const segments = new Map((await read.many(segmentsOfNumbers, [office, numbers])).map((n) => [n.number, n.segment]))
  for (const [number, by] of moves) {
    const segment = segments.get(number)
    if (segment !== undefined) left.set(segment, (left.get(segment) ?? 0) + by)
  }
  const next = { seq: Number(end.seq), left }
  return rows.length < ROWS ? next : followed(house, office, pool, next)
}

/** What a row takes out of the pool (−1) or brings back (+1). */
const movesIn = (row: LogBody): [number: string, by: number][] =>
  Object.entries(row.to ?? {}).flatMap(([state, numbers]) => {
    const by = stepOf(Number(state), row.why)
    return by === 0 ? [] : numbers.map((number): [string, number] => [number, by])
  })

/** A former owner's number was not in the pool when it was taken. */
function stepOf(to: number, why: string | undefined): number {
  if (to === PLATE_STATES.pool) return 1
  if (to === PLATE_STATES.withdrawn) return -1
  return to === PLATE_STATES.preselected && why !== 'former' ? -1 : 0
}
