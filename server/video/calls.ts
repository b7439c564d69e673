import { randomInt } from 'node:crypto'
import { ladderOfDrop } from '#domain/video/drop.ts'
import { behindSecond } from '#domain/video/line.ts'
import type { Session } from '#domain/video/session.ts'
import type { Ticket } from '#domain/video/ticket.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen, Officer } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { moveDesk } from './desks.ts'
import { insertDecline, readDesk } from './desks.sql.ts'
import { gradeWaits, readLine } from './line.ts'
import { loadSession } from './session-store.ts'
import { actInSession, beginSession } from './sessions.ts'
import { VIDEO } from './settings.ts'
import { tellCaller } from './tell.ts'
import { holdLine, holdOwnTicket, holdTicket, loadTicket, moveTicket, ownTicket, stillTheirs } from './tickets.ts'

/** The officer takes the offer, or it has taken itself: the citizen's devices ring. Throws Refused 404, 409. */
export async function acceptOffer(tx: Tx, house: House, officer: string, ticketId: string): Promise<Ticket> {
  const t = await holdTicket(tx, ticketId)
  if (t.officer !== officer) throw notFound()
  if (t.state !== 'waiting') throw refusedBy(409, { code: 'VIDEO_NO_OFFER' })
  const ringing = await moveTicket(tx, house, ticketId, { type: 'ring' })
  if (ringing.rings === 1 && ringing.rounds === 0) await gradeWaits(tx, house, ringing)
  await tellCaller(tx, house, ringing, 'video-ring')
  return ringing
}

/** Not this officer, with the reason; the ticket keeps its place and goes to somebody else. */
export async function declineOffer(
  tx: Tx,
  house: House,
  officer: Officer,
  ticketId: string,
  reason: string,
): Promise<void> {
  const t = await holdTicket(tx, ticketId)
  if (t.officer !== officer.id) throw notFound()
  if (t.state !== 'waiting') throw refusedBy(409, { code: 'VIDEO_NO_OFFER' })
  const now = house.time.now()
  const words = house.crypto.seal(reason, `video_declines|words|${ticketId}|${officer.id}`)
  await tx.run(insertDecline, [officer.office, officer.id, ticketId, now, words])
  await moveTicket(tx, house, ticketId, { type: 'offer-back' })
  await moveDesk(tx, house, officer.id, { type: 'offer-gone', declined: true })
}

/** The citizen takes the call: a new conversation, or the one that was set aside goes on with everything that was done. */
export async function answerRing(tx: Tx, house: House, citizen: Citizen, ticketId: string): Promise<Session> {
  const t = await ownTicket(tx, citizen, ticketId)
  // Pressed twice, or on the second device: the same conversation.
  if (t.state === 'serving' && t.session) return loadSession(tx, house, t.session)
  if (t.state !== 'ringing' || !t.officer) throw refusedBy(409, { code: 'VIDEO_NOT_RINGING' })
  if (t.ringUntil && Date.parse(t.ringUntil) < house.time.now().getTime())
    throw refusedBy(409, { code: 'VIDEO_NOT_RINGING' })
  await stillTheirs(tx, house, t)
  const id = t.session ?? uuidv7()
  await moveTicket(tx, house, ticketId, { type: 'answer', session: id })
  const code = fourDigits()
  const s = t.session
    ? await actInSession(tx, house, { kind: 'house' }, id, { type: 'resumed', officer: t.officer, code })
    : await beginSession(tx, house, {
        id,
        office: t.office,
        ticket: t.id,
        person: t.person,
        officer: t.officer,
        group: t.group,
        station: t.station,
        service: t.service,
        caseId: t.caseId,
        draftId: t.draftId,
        code,
      })
  await moveDesk(tx, house, t.officer, { type: 'call', session: id })
  return s
}

/** Nobody took the call, or "not now" was pressed: the officer is free, the ticket goes where the rules say. */
export async function ringOver(tx: Tx, house: House, ticketId: string): Promise<Ticket> {
  await holdLine(tx, (await loadTicket(tx, ticketId)).group)
  const before = await holdTicket(tx, ticketId)
  const line = await readLine(tx, house, before.group)
  const t = await moveTicket(tx, house, ticketId, {
    type: 'ring-over',
    behindSecond: behindSecond(line.tickets, ticketId),
  })
  await freeFromOffer(tx, house, before)
  if (t.state === 'waiting') await tellCaller(tx, house, t, 'video-ring-missed', { no: String(before.rings) })
  else await tellCaller(tx, house, t, 'video-missed')
  return t
}

/** "Not now": counts as a missed ring. */
export async function declineRing(tx: Tx, house: House, citizen: Citizen, ticketId: string): Promise<Ticket> {
  await ownTicket(tx, citizen, ticketId)
  return ringOver(tx, house, ticketId)
}

/** The citizen leaves the line; an officer who was about to call is free. */
export async function leaveLine(tx: Tx, house: House, citizen: Citizen, ticketId: string): Promise<Ticket> {
  const before = await holdOwnTicket(tx, citizen, ticketId)
  const t = await moveTicket(tx, house, ticketId, { type: 'cancel' })
  await freeFromOffer(tx, house, before)
  if (before.session) {
    const s = await loadSession(tx, house, before.session)
    if (!s.outcome) await actInSession(tx, house, { kind: 'citizen', id: citizen.id }, s.id, { type: 'stop' })
  }
  return t
}

export async function askForCall(tx: Tx, house: House, citizen: Citizen, ticketId: string, at: Date): Promise<Ticket> {
  const before = await holdOwnTicket(tx, citizen, ticketId)
  const t = await moveTicket(tx, house, ticketId, { type: 'ask-callback', at: at.toISOString() })
  await freeFromOffer(tx, house, before)
  return t
}

/** Back after a lost call: into the line again, first when it was within ten minutes (the order of the line sees to it). */
export async function comeBack(tx: Tx, house: House, citizen: Citizen, sessionId: string): Promise<Ticket> {
  const s = await loadSession(tx, house, sessionId)
  if (s.person !== citizen.id) throw notFound()
  if (s.outcome || s.link !== 'suspended') throw refusedBy(409, { code: 'VIDEO_NOTHING_TO_RESUME' })
  const t = await loadTicket(tx, s.ticket)
  // For the night we promised to call: that stands.
  if (t.state === 'waiting' || t.state === 'ringing' || t.state === 'callback-due') return t
  if (t.state === 'missed') return moveTicket(tx, house, t.id, { type: 'requeue' })
  const loss = { lostAt: Date.parse(s.suspended?.lostAt ?? s.startedAt), otherDevice: false, side: 'citizen' } as const
  const { front } = ladderOfDrop(loss, house.time.now().getTime(), VIDEO.resume)
  return moveTicket(tx, house, t.id, { type: 'resume', front: front || s.suspended?.side === 'house' })
}

/** An offer nobody answered, a ring that is over: the officer may be offered the next. */
async function freeFromOffer(tx: Tx, house: House, { id, officer }: Ticket): Promise<void> {
  const desk = officer && (await tx.one(readDesk, [officer]))?.data
  if (desk && desk.state === 'offered' && desk.ticket === id)
    await moveDesk(tx, house, officer, { type: 'offer-gone', declined: false })
}

export const fourDigits = (): string => String(randomInt(10_000)).padStart(4, '0')
