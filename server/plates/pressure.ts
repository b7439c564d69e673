import { pressure, type Sample } from '#domain/plates/waiting-room.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { endPause, pausePool } from './pause.ts'
import type { RoomRow } from './waiting-room.sql.ts'

/** Answer times of the database as this process has seen them; kept for a minute. */
const seen = new WeakMap<House, Sample[]>()
const KEPT_MS = 60_000

/** Notes how long the database took to answer. `now` in ms since 1970. */
export function note(house: House, now: number, ms: number): void {
  const samples = (seen.get(house) ?? []).filter((s) => s.at > now - KEPT_MS)
  samples.push({ at: now, ms })
  seen.set(house, samples)
}

/**
 * Pauses the pool while the database is overloaded: nobody more is let in, and what is on offer lasts longer by the pause.
 * Call it with the room locked. Gives since when it is paused.
 */
export async function weigh(tx: Tx, house: House, room: RoomRow): Promise<Date | undefined> {
  const now = house.time.now()
  const say = pressure(seen.get(house) ?? [], now.getTime(), room.paused_from !== null)
  if (say === 'pause') {
    await pausePool(tx, house, room.office, room.pool)
    tx.afterCommit(() => house.log.warn('admission to plates is paused', { code: `${room.office}/${room.pool}` }))
    return now
  }
  if (say === 'stay') return room.paused_from ?? undefined
  await endPause(tx, house, room.office, room.pool)
  tx.afterCommit(() => house.log.info('admission to plates goes on', { code: `${room.office}/${room.pool}` }))
  return undefined
}
