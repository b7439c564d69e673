import type { FastifyInstance } from 'fastify'
import { joinRoom, leaveRoom, publicRoom, publicRooms, readRoom } from '#api/plate-rooms.ts'
import { ownCase } from '#server/cases/own-case.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAct, serveRead } from '#server/kit/serve.ts'
import { trace } from './insiders.ts'
import { placeIn, placeNow } from './waiting-place.ts'
import { join, leave } from './waiting-room.ts'
import { allPlaces, listRooms, type RoomRow } from './waiting-room.sql.ts'

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
