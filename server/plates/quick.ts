import { follow } from '#domain/plates/ledger.ts'
import type { House } from '#server/kit/house.ts'
import { applyIfStill, lookAtPool, type SittingRow } from './engine.sql.ts'
import { mirrorKnown } from './mirror.ts'
import { clockOf, type Mirror, turnFrom, type Turn, written } from './turn.ts'
import type { Outcome, Wish } from './wish.ts'
import { decide } from './wishes.ts'

/**
 * Claims without holding the pool while they are decided: its log's end and the sittings are read at one moment, and what was
 * decided is written only if the log still ends there — every change that could matter (another claim, a press, a pause, a new
 * draw) is a row of that log. Two round trips to the database instead of five; at a stampede they are most of what a claim costs
 * (docs/bench.md). undefined: somebody else wrote meanwhile, or there is more to do than claims; nothing was done, take a turn.
 */
export async function quickClaims(
  house: House,
  office: number,
  pool: string,
  wishes: readonly Wish[],
): Promise<Outcome[] | undefined> {
  const mirror = mirrorKnown(house, office, pool)
  if (!mirror || mirror.opens === 'unknown' || !areClaims(wishes)) return undefined
  const read = await look(house, office, pool, mirror, wishes)
  if (!read || (mirror.opens && mirror.opens <= read.turn.now)) return undefined
  const { turn, sittings } = read
  // The ledger follows once it is true, and not before: others in this process may decide on it meanwhile.
  const table = { house, turn, mirror, sittings, numbers: new Map() }
  const outcomes = wishes.map((wish) => decide(table, wish))
  if (turn.rows.length === 0) return outcomes
  if ((await house.db.write.run(applyIfStill, written(turn))) === 0) return undefined
  // Whoever took a turn since has read these rows already.
  if (mirror.seq !== turn.base) return outcomes
  for (const row of turn.rows) follow(mirror.ledger, row.body)
  Object.assign(mirror, { seq: turn.seq, head: turn.head })
  return outcomes
}

/** Each of another number: within one batch none has to know what the one before decided. */
const areClaims = (wishes: readonly Wish[]): boolean =>
  wishes.every((wish) => wish.kind === 'take') &&
  new Set(wishes.flatMap((wish) => (wish.kind === 'take' ? [wish.number] : []))).size === wishes.length

async function look(
  house: House,
  office: number,
  pool: string,
  mirror: Mirror,
  wishes: readonly Wish[],
): Promise<{ turn: Turn; sittings: Map<string, SittingRow> } | undefined> {
  const rows = await house.db.read.many(lookAtPool, [office, pool, wishes.map((wish) => wish.sitting)])
  const end = rows.find((row) => row.id === null)
  if (!end?.head || !end.at || end.paused_from) return undefined
  if (Number(end.log_end) !== mirror.seq || end.head !== mirror.head) return undefined
  const now = clockOf(house, end.at)
  const { epoch, seq: base, head } = mirror
  const turn = turnFrom({ office, pool, now, epoch, counts: [], sound: true, pausedFrom: undefined, base, head })
  return { turn, sittings: new Map(rows.flatMap((row) => (isSitting(row) ? [[row.id, row] as const] : []))) }
}

/** The row of the pool has no sitting. */
const isSitting = (row: { id: string | null }): row is SittingRow => row.id !== null
