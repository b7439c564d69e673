import type { FastifyInstance } from 'fastify'
import * as api from '#api/video.ts'
import * as talk from '#api/video-session.ts'
import { verdictOf } from '#domain/video/network.ts'
import type { Session, SessionActor } from '#domain/video/session.ts'
import { t, type Text } from '#domain/text.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { citizenOf, type Citizen, serveAct, serveRead } from '#server/kit/serve.ts'
import { bookingsPaused, bookTime, gridFor, moveTime } from './bookings.ts'
import { answerRing, comeBack, declineRing, leaveLine } from './calls.ts'
import { captureView, checkConsent, mySessionView } from './session-view.ts'
import { readCaptureForm, takeCapture } from './captures.ts'
import { videoGuestRoutes } from './guest.http.ts'
import { invite } from './guests.ts'
import { testLineFrom } from './line-test.ts'
import { exchangeMedia } from './media-relay.ts'
import { rate } from './ratings.ts'
import { asFilm, ownRecordings, playOwn } from './recordings.ts'
import { enterRoom, type Seat, takeSignal, useKey } from './room.ts'
import { contextOf, loadSession } from './session-store.ts'
import { actIfFits, actInSession } from './sessions.ts'
import { ticketView } from './ticket-view.ts'
import { moveTicket, ownTicket } from './tickets.ts'
import { myTicketsOf, promiseCall, takePlace, windowView } from './window.ts'

/** The citizen's side of the video window. */
export function videoRoutes(app: FastifyInstance, house: House): void {
  ticketRoutes(app, house)
  sessionRoutes(app, house)
  mediaRoutes(app, house)
  inviteRoutes(app, house)
  videoGuestRoutes(app, house)
  ownRecordingRoutes(app, house)
}

function ticketRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.videoWindow, () => windowView(house.db.read, house))
  serveRead(app, house, api.videoGrid, ({ query }) => gridFor(house.db.read, house, query.service))
  serveAct(app, house, api.takeTicket, async (tx, { actor, body }) =>
    ticketView(tx, house, await takePlace(tx, house, citizenOf(actor), body, body)),
  )
  serveRead(app, house, api.myTickets, async ({ actor }) => {
    const paused = await bookingsPaused(house.db.read, house, citizenOf(actor).id)
    return {
      tickets: await myTicketsOf(house.db.read, house, citizenOf(actor)),
      bookingsPausedUntil: paused?.toISOString() ?? null,
    }
  })
  serveRead(app, house, api.readTicket, async ({ actor, params }) =>
    ticketView(house.db.read, house, await ownTicket(house.db.read, citizenOf(actor), params.id)),
  )
  serveAct(app, house, api.answerRing, async (tx, { actor, params }) => ({
    session: (await answerRing(tx, house, citizenOf(actor), params.id)).id,
  }))
  serveAct(app, house, api.declineRing, async (tx, { actor, params }) => {
    return ticketView(tx, house, await declineRing(tx, house, citizenOf(actor), params.id))
  })
  serveAct(app, house, api.cancelTicket, async (tx, { actor, params }) =>
    ticketView(tx, house, await leaveLine(tx, house, citizenOf(actor), params.id)),
  )
  serveAct(app, house, api.askCallback, async (tx, { actor, params }) =>
    ticketView(tx, house, await promiseCall(tx, house, citizenOf(actor), params.id)),
  )
  serveAct(app, house, api.requeueTicket, async (tx, { actor, params }) => {
    await ownTicket(tx, citizenOf(actor), params.id)
    return ticketView(tx, house, await moveTicket(tx, house, params.id, { type: 'requeue' }))
  })
  serveAct(app, house, api.bookVideo, async (tx, { actor, body }) =>
    ticketView(tx, house, await bookTime(tx, house, citizenOf(actor), body, new Date(body.at))),
  )
  serveAct(app, house, api.moveBooking, async (tx, { actor, params, body }) =>
    ticketView(tx, house, await moveTime(tx, house, citizenOf(actor), params.id, new Date(body.at))),
  )
  serveRead(app, house, api.testLine, ({ request, body }) => testLineFrom(house, request.ip, body.sdp))
  serveAct(app, house, api.testDevice, async (_tx, { body }) => {
    const { verdict, rung } = verdictOf(body)
    return { verdict, rung, advice: adviceFor(body) }
  })
}

/** Everything that helps, the gravest first; nothing bars the way. */
function adviceFor(body: {
  camera: boolean
  microphone: boolean
  speaker: boolean
  udp: boolean
  relay: boolean
  kbit: number
}): Text[] {
  return [
    ...(body.microphone ? [] : [t('请允许使用麦克风,或者改用电话', 'Please allow the microphone, or use the phone')]),
    ...(body.camera
      ? []
      : [t('没有摄像头也可以咨询;办理业务需要摄像头', 'Without a camera you can ask; business needs one')]),
    ...(body.speaker ? [] : [t('请调大音量或者插上耳机', 'Turn the volume up or use headphones')]),
    ...(body.udp || body.relay
      ? []
      : [t('当前网络不通,请换 Wi-Fi 或手机网络', 'This network lets no call through; try another one')]),
    ...(body.kbit > 0 && body.kbit < 250
      ? [t('网速较慢,可以先用语音', 'The line is slow; sound first is possible')]
      : []),
  ]
}

/** The citizen of the conversation. Throws Refused 404 for anybody else; guests have a door of their own (guest.http.ts). */
async function partyOf(
  tx: Pick<Tx, 'one'>,
  house: House,
  citizen: Citizen,
  id: string,
): Promise<{ s: Session; actor: SessionActor; seat: Seat }> {
  const s = await loadSession(tx, house, id)
  if (s.person !== citizen.id) throw notFound()
  return { s, actor: { kind: 'citizen', id: citizen.id }, seat: { peer: 'citizen', side: 'citizen' } }
}

function sessionRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, talk.readMySession, async ({ actor, params }) => {
    const { s, actor: party } = await partyOf(house.db.read, house, citizenOf(actor), params.id)
    const { rung } = await contextOf(house.db.read, house, s, party)
    return mySessionView(house, s, rung, 'citizen')
  })
  serveAct(app, house, talk.actInSession, async (tx, { actor, params, body }) => {
    const { actor: party } = await partyOf(tx, house, citizenOf(actor), params.id)
    const { act } = body
    if (act.type === 'consent' || act.type === 'second-consent') checkConsent(house, act)
    const next = await actInSession(tx, house, party, params.id, act)
    const { rung } = await contextOf(tx, house, next, party)
    return mySessionView(house, next, rung, 'citizen')
  })
  serveAct(app, house, talk.resumeSession, async (tx, { actor, params }) =>
    ticketView(tx, house, await comeBack(tx, house, citizenOf(actor), params.id)),
  )
  // Bound as a read: a slow line and the decoder must not hold a transaction open.
  serveRead(app, house, talk.sendCapture, async ({ actor, params, request }) => {
    const citizen = citizenOf(actor)
    await partyOf(house.db.read, house, citizen, params.id)
    const next = await takeCapture(house, citizen.id, params.id, params.capture, await readCaptureForm(request))
    const capture = next.captures.find((c) => c.id === params.capture)
    if (!capture) throw notFound()
    return captureView(capture)
  })
}

function mediaRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, talk.enterRoom, async (tx, { actor, params, body }) => {
    const { s, seat } = await partyOf(tx, house, citizenOf(actor), params.id)
    if (body.camera && body.camera.length > 0)
      await actIfFits(tx, house, s.id, { type: 'camera-signs', signs: body.camera })
    return enterRoom(tx, house, s, seat, body.device, body.move)
  })
  serveRead(app, house, talk.sendMedia, async ({ actor, params, body }) => {
    const { seat } = await partyOf(house.db.read, house, citizenOf(actor), params.id)
    const key = await house.db.tx((tx) => useKey(tx, house, params.id, body.token))
    if (key.peer !== seat.peer) throw refusedBy(403, { code: 'VIDEO_ROOM_KEY' })
    return exchangeMedia(house, { kind: 'offer', session: params.id, sdp: body.sdp, ...key })
  })
  serveRead(app, house, talk.acceptMedia, async ({ actor, params, body }) => {
    const { seat } = await partyOf(house.db.read, house, citizenOf(actor), params.id)
    await exchangeMedia(house, { kind: 'accept', session: params.id, sdp: body.sdp, device: '', ...seat })
    return { ok: true as const }
  })
  serveAct(app, house, talk.sendSignal, async (tx, { actor, params, body }) => {
    const { s, seat } = await partyOf(tx, house, citizenOf(actor), params.id)
    return takeSignal(tx, house, s, seat, body)
  })
}

function inviteRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, talk.inviteGuest, async (tx, { actor, params, body }) => {
    const { actor: party } = await partyOf(tx, house, citizenOf(actor), params.id)
    return invite(tx, house, party, params.id, body.kind, body.label)
  })
}

function ownRecordingRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, api.rateSession, async (tx, { actor, params, body }) => {
    await rate(tx, house, citizenOf(actor), params.id, body)
    return { ok: true as const }
  })
  serveRead(app, house, api.myRecordings, async ({ actor }) => ({
    recordings: await ownRecordings(house.db.read, house, citizenOf(actor)),
  }))
  serveRead(app, house, api.playMyRecording, async ({ actor, params, reply }) =>
    asFilm(reply, await playOwn(house, citizenOf(actor), params.id, params.peer)),
  )
}
