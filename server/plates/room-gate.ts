import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { poolOfCase } from './settings.ts'
import { openRoom, type PlaceRow, placeOf, type RoomRow } from './waiting-room.sql.ts'

/**
 * Asked when somebody begins to choose: while a room is open and its numbers are out, only those it has let in may. Throws Refused
 * 409 PLATE_ROOM. Whoever sits already goes on.
 */
export async function admitted(tx: Tx, house: House, c: Case): Promise<void> {
  const room = await roomFor(tx, house, c)
  const now = house.time.now()
  if (!room || room.release_at > now) return
  const mine = await tx.one(placeOf, [room.office, room.id, c.id])
  if (!mine?.admitted_at || mine.left_at || ranOut(mine, now)) throw refusedBy(409, { code: 'PLATE_ROOM' })
}

/** The room that a case would wait in now, if there is one. */
export async function roomFor(tx: Pick<Tx, 'one'>, house: House, c: Case): Promise<RoomRow | undefined> {
  const pool = poolOfCase(c.data)
  return pool && tx.one(openRoom, [c.office, pool.pool, house.time.now()])
}

export const ranOut = (mine: Pick<PlaceRow, 'until'>, now: Date): boolean => mine.until !== null && mine.until <= now
