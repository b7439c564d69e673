import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as api from '#api/video-guest.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { serveAct, serveRead } from '#server/kit/serve.ts'
import { guestOf, guestPass, knock } from './guests.ts'
import { exchangeMedia } from './media-relay.ts'
import { enterRoom, type Seat, takeSignal, useKey } from './room.ts'
import { contextOf } from './session-store.ts'
import { checkConsent, mySessionView } from './session-view.ts'
import { actInSession } from './sessions.ts'

/** The door of the conversation for people without an account. */
export function videoGuestRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.joinAsGuest, async ({ body, request, reply }) => {
    const pass = await knock(house, request.ip, body)
    guestPass.set(house, reply, pass)
    return { session: pass.session }
  })
  serveRead(app, house, api.readGuestSession, async ({ params, request }) => {
    const { s, actor, guest } = await inside(house.db.read, house, request, params.id)
    return mySessionView(house, s, (await contextOf(house.db.read, house, s, actor)).rung, 'guest', guest)
  })
  serveAct(app, house, api.actAsGuest, async (tx, { params, body, request }) => {
    const { actor, guest } = await inside(tx, house, request, params.id)
    const { act } = body
    if (act.type === 'second-consent') checkConsent(house, act)
    const next = await actInSession(tx, house, actor, params.id, act)
    return mySessionView(house, next, (await contextOf(tx, house, next, actor)).rung, 'guest', guest)
  })
  serveAct(app, house, api.enterGuestRoom, async (tx, { params, body, request }) => {
    const { s, seat } = await inside(tx, house, request, params.id)
    return enterRoom(tx, house, s, seat, body.device)
  })
  serveRead(app, house, api.sendGuestMedia, async ({ params, body, request }) => {
    const { seat } = await inside(house.db.read, house, request, params.id)
    const key = await house.db.tx((tx) => useKey(tx, house, params.id, body.token))
    if (key.peer !== seat.peer) throw refusedBy(403, { code: 'VIDEO_ROOM_KEY' })
    return exchangeMedia(house, { kind: 'offer', session: params.id, sdp: body.sdp, ...key })
  })
  serveRead(app, house, api.acceptGuestMedia, async ({ params, body, request }) => {
    const { seat } = await inside(house.db.read, house, request, params.id)
    await exchangeMedia(house, { kind: 'accept', session: params.id, sdp: body.sdp, device: '', ...seat })
    return { ok: true as const }
  })
  serveAct(app, house, api.sendGuestSignal, async (tx, { params, body, request }) => {
    const { s, seat } = await inside(tx, house, request, params.id)
    return takeSignal(tx, house, s, seat, body)
  })
}

/** Past the door: let in by the officer. Throws Refused 409 while still waiting there. */
async function inside(tx: Pick<Tx, 'one'>, house: House, request: FastifyRequest, session: string) {
  const found = await guestOf(tx, house, request, session)
  if (!found.guest.joined) throw refusedBy(409, { code: 'VIDEO_NOT_ADMITTED' })
  const seat: Seat = { peer: found.guest.id, side: 'guest' }
  return { ...found, seat }
}
