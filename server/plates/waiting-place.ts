import type { RoomPlace } from '#api/plate-rooms.ts'
import type { Case } from '#domain/case.ts'
import { askAgainMs } from '#domain/plates/waiting-room.ts'
import type { House } from '#server/kit/house.ts'
import { note } from './pressure.ts'
import { ranOut, roomFor } from './room-gate.ts'
import { tick } from './waiting-room.ts'
import { numbersLeft, placeOf } from './waiting-room.sql.ts'

/** The own place as of now; asking moves the queue on. */
export async function placeNow(house: House, c: Case): Promise<RoomPlace> {
  const begun = performance.now()
  const room = await roomFor(house.db.read, house, c)
  if (room && room.release_at <= house.time.now()) await house.db.tx((tx) => tick(tx, house, room))
  const place = await placeIn(house.db.read, house, c)
  if (room) note(house, house.time.now().getTime(), performance.now() - begun)
  return place
}

type Reader = Parameters<typeof roomFor>[0]

export async function placeIn(tx: Reader, house: House, c: Case): Promise<RoomPlace> {
  const now = house.time.now()
  const waits = { now: now.toISOString(), askAgainMs: askAgainMs(Math.random()) }
  const room = await roomFor(tx, house, c)
  if (!room) return { state: 'none', ...waits }
  const left = (await tx.one(numbersLeft, [room.office, room.pool, room.release_at]))?.left ?? 0
  const shownRoom = {
    id: room.id,
    pool: room.pool,
    opensAt: room.opens_at.toISOString(),
    releaseAt: room.release_at.toISOString(),
    commit: room.commit.toString('hex'),
    inside: room.inside,
    numbersLeft: left,
    pace: room.pace,
    paused: room.paused_from !== null,
  }
  const mine = await tx.one(placeOf, [room.office, room.id, c.id])
  if (!mine || mine.left_at) return { state: mine ? 'left' : 'outside', ...waits, room: shownRoom }
  if (mine.place === null) return { state: 'early', ...waits, room: shownRoom }
  if (mine.until && mine.admitted_at) {
    const state = ranOut(mine, now) ? ('over' as const) : ('admitted' as const)
    return { state, ...waits, room: shownRoom, place: mine.place, until: mine.until.toISOString() }
  }
  // At most this many: those who gave their place up are not taken off.
  const ahead = Math.max(0, mine.place - room.admitted_to - 1)
  return { state: 'waiting', ...waits, room: shownRoom, place: mine.place, ahead }
}
