import type { FastifyInstance } from 'fastify'
import { joinRoom, leaveRoom, publicRoom, publicRooms, readRoom, type RoomPlace } from '#api/plate-rooms.ts'
import type { Case } from '#domain/case.ts'
import { askAgainMs } from '#domain/plates/waiting-room.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAct, serveRead } from '#server/kit/serve.ts'
import { trace } from './insiders.ts'
import { note } from './pressure.ts'
import { ranOut, roomFor } from './room-gate.ts'
import { join, leave, tick } from './waiting-room.ts'
import { allPlaces, listRooms, numbersLeft, placeOf, type RoomRow } from './waiting-room.sql.ts'

/** The waiting room of a release: taking a place, asking for it, and what everybody may check afterwards. */
export function roomRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, readRoom, async ({ actor, params }) =>
    placeNow(house, await ownCase(house.db.read, house, readRoom.act, actor, params.id)),
  )
  serveAct(app, house, joinRoom, async (tx, { actor, params, request }) => {
    const c = await ownCase(tx, house, joinRoom.act, actor, params.id)
    await trace(tx, house, c, request)
    await join(tx, house, c)
    return placeIn(tx, house, c)
  })
  serveAct(app, house, leaveRoom, async (tx, { actor, params }) => {
    const c = await ownCase(tx, house, leaveRoom.act, actor, params.id)
    await leave(tx, house, c)
    return placeIn(tx, house, c)
  })
  serveRead(app, house, publicRooms, async () => ({
    rooms: (await house.db.read.many(listRooms, [house.city.homeOffice, null])).map(shown),
  }))
  serveRead(app, house, publicRoom, async ({ params }) => {
    const room = await house.db.read.one(listRooms, [house.city.homeOffice, params.id])
    if (!room) throw notFound()
    // Before the end an order would tell who comes next.
    const places = room.closed_at ? await house.db.read.many(allPlaces, [room.office, room.id]) : []
    return { ...shown(room), places }
  })
}

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

async function placeIn(tx: Reader, house: House, c: Case): Promise<RoomPlace> {
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

const shown = (room: RoomRow) => ({
  id: room.id,
  pool: room.pool,
  segment: room.segment,
  opensAt: room.opens_at.toISOString(),
  releaseAt: room.release_at.toISOString(),
  ...(room.closed_at ? { closedAt: room.closed_at.toISOString() } : {}),
  commit: room.commit.toString('hex'),
  ...(room.seed ? { seed: room.seed.toString('hex') } : {}),
  inside: room.inside,
})
