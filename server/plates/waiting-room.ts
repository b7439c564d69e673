import { createHmac, randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import type { Case } from '#domain/case.ts'
import { at } from '#domain/moves.ts'
import { vinOf } from '#domain/plate-pool.ts'
import { admit, lot, ROOM_RATES } from '#domain/plates/waiting-room.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { weigh } from './pressure.ts'
import { ranOut, roomFor } from './room-gate.ts'
import { vehicleIndex } from './sittings.ts'
import {
  admitNext,
  countsOf,
  earlyTags,
  insertPlace,
  insertRoom,
  leavePlace,
  lockRoom,
  lockRoomIfIdle,
  openRooms,
  placeAgain,
  placeOfCar,
  type PlaceRow,
  placeOf,
  type RoomRow,
  roomsDue,
  saveRoom,
  setPlaces,
} from './waiting-room.sql.ts'

const MINUTE = 60_000
/** A tick more often than this lets nobody in sooner. */
const TICK_MS = 200

/** Rooms open half an hour before a release, by the clock. */
export const roomJobs: readonly Job[] = [
  defineJob({
    name: 'plate-rooms',
    payload: Type.Object({}),
    cron: '* * * * *',
    run: async (house) => {
      await house.db.tx((tx) => openDueRooms(tx, house))
      // A room whose last guests have closed their pages is closed, too.
      for (const room of await house.db.read.many(openRooms, [house.time.now()]))
        await house.db.tx((tx) => tick(tx, house, room))
    },
  }),
]

/** Opens the rooms that are due. Any process may; a room is made once. */
export async function openDueRooms(tx: Tx, house: House): Promise<void> {
  const now = house.time.now()
  const soon = new Date(now.getTime() + ROOM_RATES.opensMinutesBefore * MINUTE)
  for (const due of await tx.many(roomsDue, [now, soon])) {
    const seed = randomBytes(32)
    await tx.run(insertRoom, [
      due.office,
      due.pool,
      due.segment,
      new Date(due.release_at.getTime() - ROOM_RATES.opensMinutesBefore * MINUTE),
      due.release_at,
      house.crypto.hash(seed),
      house.crypto.seal(seed, seedContext(due.office, due.segment)),
    ])
  }
}

/**
 * Takes a place for the vehicle of a case. Before the minute: in the lot; after it: at the end. A vehicle that is inside already
 * keeps its place, on whatever device. Throws Refused 409 WRONG_STEP.
 */
export async function join(tx: Tx, house: House, c: Case): Promise<void> {
  const vin = vinOf(c.data)
  const open = await roomFor(tx, house, c)
  if (!vin || !at(c, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  if (!open) return
  // Under the room's lock: the lot is drawn with everybody who was written down before it, and places are given out one by one.
  const room = await locked(tx, house, open)
  const vehicle = vehicleIndex(house, vin)
  const mine =
    (await tx.one(placeOf, [room.office, room.id, c.id])) ??
    (await tx.one(placeOfCar, [room.office, room.id, c.id, vehicle, c.applicant]))
  const now = house.time.now()
  if (room.closed_at || (mine && !isBack(mine, now))) return
  const place = room.drawn_at ? room.places + 1 : null
  const added = mine
    ? await tx.run(placeAgain, [room.office, room.id, c.id, place, now])
    : await tx.run(insertPlace, [room.office, room.id, c.id, vehicle, c.applicant, now, place])
  if (added === 1) await saveRoomRow(tx, { ...room, places: place ?? room.places, inside: room.inside + 1 })
}

/** Left, or let the admission run out: begins again at the end. */
const isBack = (mine: PlaceRow, now: Date): boolean => mine.left_at !== null || ranOut(mine, now)

/** Gives the place up. */
export async function leave(tx: Tx, house: House, c: Case): Promise<void> {
  const seen = await roomFor(tx, house, c)
  if (!seen) return
  const room = await locked(tx, house, seen)
  const left = await tx.run(leavePlace, [room.office, room.id, c.id, house.time.now()])
  if (left === 1) await saveRoomRow(tx, { ...room, inside: room.inside - 1 })
}

/**
 * Lets in whom the rate and the places allow; whoever asks for the own place drives it, so it needs no timer and no process in charge.
 * Gives whether this call did it.
 */
export async function tick(tx: Tx, house: House, seen: RoomRow): Promise<boolean> {
  const now = house.time.now()
  if (seen.release_at > now || tickedJustNow(seen, now)) return false
  const free = await tx.one(lockRoomIfIdle, [seen.office, seen.id])
  if (!free || free.closed_at) return false
  const room = free.drawn_at ? free : await draw(tx, house, free)
  const counted = await tx.one(countsOf, [room.office, room.id, now])
  const { active, waiting, inside, pace } = counted ?? { active: 0, waiting: 0, inside: 0, pace: 0 }
  const over =
    now.getTime() - room.release_at.getTime() > ROOM_RATES.admissionMinutes * MINUTE && waiting + active === 0
  if (over) {
    const seed = house.crypto.open(room.seed_sealed, seedContext(room.office, room.segment))
    await saveRoomRow(tx, { ...room, ticked_at: now, closed_at: now, seed })
    return true
  }
  const paused = await weigh(tx, house, room)
  const elapsedMs = now.getTime() - (room.ticked_at ?? room.release_at).getTime()
  const { count, credit } = admit({ credit: room.credit, elapsedMs, active, waiting: paused ? 0 : waiting }, ROOM_RATES)
  const until = new Date(now.getTime() + ROOM_RATES.admissionMinutes * MINUTE)
  const letIn = count > 0 ? await tx.many(admitNext, [room.office, room.id, count, now, until]) : []
  const admitted_to = Math.max(room.admitted_to, ...letIn.map((row) => row.place))
  const figures = { admitted_to, inside, pace: pace + letIn.length }
  await saveRoomRow(tx, { ...room, ...figures, credit, ticked_at: now, paused_from: paused ?? null })
  return true
}

/** Not by a tick that lies ahead: a clock was put back, and nobody waits until it has caught up. */
function tickedJustNow({ ticked_at }: RoomRow, now: Date): boolean {
  const since = ticked_at ? now.getTime() - ticked_at.getTime() : TICK_MS
  return since >= 0 && since < TICK_MS
}

/** The room under its lock; from the minute of the release on, with the lot drawn. */
async function locked(tx: Tx, house: House, seen: RoomRow): Promise<RoomRow> {
  const room = await tx.one(lockRoom, [seen.office, seen.id])
  if (!room) throw new Error('the room is gone')
  return room.drawn_at || room.release_at > house.time.now() ? room : draw(tx, house, room)
}

/** Draws the lot: everybody who was inside at the minute gets a place. Call it once, with the room locked. */
async function draw(tx: Tx, house: House, room: RoomRow): Promise<RoomRow> {
  const seed = house.crypto.open(room.seed_sealed, seedContext(room.office, room.segment))
  const hash = house.crypto.suite === 'sm' ? 'sm3' : 'sha256'
  const tags = (await tx.many(earlyTags, [room.office, room.id])).map((row) => row.tag)
  const order = lot(tags, (tag) => createHmac(hash, seed).update(tag).digest('hex'))
  if (order.length > 0) await tx.run(setPlaces, [room.office, room.id, order, order.map((_, i) => i + 1)])
  const drawn = { ...room, drawn_at: house.time.now(), places: order.length }
  await saveRoomRow(tx, drawn)
  return drawn
}

const saveRoomRow = (tx: Tx, room: RoomRow): Promise<number> =>
  tx.run(saveRoom, [
    room.office,
    room.id,
    room.drawn_at,
    room.places,
    room.credit,
    room.ticked_at,
    room.paused_from,
    room.closed_at,
    room.seed,
    room.admitted_to,
    room.inside,
    room.pace,
  ])

const seedContext = (office: number, segment: string): string => `plate_rooms|seed|${office}|${segment}`
