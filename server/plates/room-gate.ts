import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { sittingsById } from './engine.sql.ts'
import { poolOfCase } from './settings.ts'
import { openRoom, type PlaceRow, placeOf, type RoomRow } from './waiting-room.sql.ts'

/**
 * Asked when somebody begins to choose: while a room is open and its numbers are out, only those it has let in may. Throws Refused
 * 409 PLATE_ROOM.
 */
export async function admitted(tx: Tx, house: House, c: Case): Promise<void> {
  const room = await roomFor(tx, house, c)
  const now = house.time.now()
  if (!room || room.release_at > now) return
  const mine = await tx.one(placeOf, [room.office, room.id, c.id])
  if (!mine?.admitted_at || mine.left_at || ranOut(mine, now)) throw refusedBy(409, { code: 'PLATE_ROOM' })
}

/**
 * Whether a release that runs now keeps a sitting from new numbers: one that began before it is no way past the room. What is on
 * offer to it stays so, a press that was made already is shown again, and who chooses anew after a void choice needs no place.
 */
export async function mustWait(tx: Pick<Tx, 'one' | 'many'>, house: House, c: Case, press?: number): Promise<boolean> {
  const room = await roomFor(tx, house, c)
  if (!room || room.release_at > house.time.now()) return false
  const [sitting] = await tx.many(sittingsById, [c.office, [c.id]])
  // Who has not sat down is asked for an admission when sitting down (`admitted`).
  if (!sitting || !['open', 'paused'].includes(sitting.state) || sitting.data.before) return false
  if (press !== undefined && press <= sitting.data.presses) return false
  const mine = await tx.one(placeOf, [room.office, room.id, c.id])
  return !mine?.admitted_at || mine.left_at !== null
}

/** Asked at each press and each go of composing. Throws Refused 409 PLATE_ROOM. */
export async function mayChooseNow(tx: Tx, house: House, c: Case, press?: number): Promise<void> {
  if (await mustWait(tx, house, c, press)) throw refusedBy(409, { code: 'PLATE_ROOM' })
}

/** The room that a case would wait in now, if there is one. */
export async function roomFor(tx: Pick<Tx, 'one'>, house: House, c: Case): Promise<RoomRow | undefined> {
  const pool = poolOfCase(c.data)
  return pool && tx.one(openRoom, [c.office, pool.pool, house.time.now()])
}

export const ranOut = (mine: Pick<PlaceRow, 'until'>, now: Date): boolean => mine.until !== null && mine.until <= now
