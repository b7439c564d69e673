import type { FastifyInstance } from 'fastify'
import * as api from '#api/video-desk.ts'
import * as help from '#api/video-desk-help.ts'
import * as talk from '#api/video-desk-session.ts'
import { inviteToSession } from '#api/video-board.ts'
import type { SessionCommand } from '#domain/video/session-commands.ts'
import type { Session } from '#domain/video/session.ts'
import { findPerson } from '#server/accounts/people.ts'
import { loadCase } from '#server/cases/cases.ts'
import { fieldValue } from '#server/cases/officer-view.ts'
import { openFile } from '#server/files/files.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, type Officer, officerOf, serveAct, serveRead } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { acceptOffer, declineOffer } from './calls.ts'
import { drawCues } from './cues.ts'
import { deskSessionView, deskView, officerParts } from './desk-view.ts'
import { moveDesk, openDesk } from './desks.ts'
import { deskSpeaks } from './desks.sql.ts'
import { counterTimes } from './counter.ts'
import { fieldsFor } from './fields.ts'
import { invite } from './guests.ts'
import { askCompare } from './machine.ts'
import { exchangeMedia } from './media-relay.ts'
import { noteRead, photosOf } from './sessions.sql.ts'
import { enterRoom, type Seat, takeSignal, useKey } from './room.ts'
import { loadSession } from './session-store.ts'
import { actInSession } from './sessions.ts'
import { makeTicket, matterOf, moveTicket } from './tickets.ts'

/** The officer's side of the video window. */
export function videoDeskRoutes(app: FastifyInstance, house: House): void {
  deskRoutes(app, house)
  sessionRoutes(app, house)
  helpRoutes(app, house)
  mediaRoutes(app, house)
}

function deskRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, api.readVideoDesk, async ({ actor }) => {
    await house.db.write.run(deskSpeaks, [officerOf(actor).id])
    return deskView(house.db.read, house, officerOf(actor))
  })
  serveAct(app, house, api.deskSpeaks, async (tx, { actor }) => {
    await tx.run(deskSpeaks, [officerOf(actor).id])
    return { ok: true as const }
  })
  serveAct(app, house, api.setShift, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    await openDesk(tx, house, officer)
    await moveDesk(tx, house, officer.id, { type: 'shift', end: body.end ?? undefined })
    return deskView(tx, house, officer)
  })
  serveAct(app, house, api.setVideoState, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    await openDesk(tx, house, officer)
    await moveDesk(
      tx,
      house,
      officer.id,
      body.state === 'ready'
        ? { type: 'ready', shiftEnd: body.shiftEnd }
        : body.state === 'break'
          ? { type: 'break', reason: body.reason ?? 'other' }
          : { type: 'offline' },
    )
    return deskView(tx, house, officer)
  })
  serveAct(app, house, api.acceptOffer, async (tx, { actor, params }) => {
    const officer = officerOf(actor)
    await acceptOffer(tx, house, officer.id, params.id)
    return deskView(tx, house, officer)
  })
  serveAct(app, house, api.declineOffer, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await declineOffer(tx, house, officer, params.id, body.reason)
    return deskView(tx, house, officer)
  })
  serveAct(app, house, api.finishWrapUp, async (tx, { actor }) => {
    const officer = officerOf(actor)
    await moveDesk(tx, house, officer.id, { type: 'wrapped-up' })
    return deskView(tx, house, officer)
  })
  serveAct(app, house, api.callNow, async (tx, { actor, body }) => {
    const officer = officerOf(actor)
    const c = await loadCase(tx, house, body.caseId)
    allow(api.callNow.act, actor, { office: c.office })
    const matter = await matterOf(tx, house, c.applicant, { caseId: c.id, language: 'zh' })
    await openDesk(tx, house, officer)
    const ticket = await makeTicket(tx, house, { ...matter, person: c.applicant, kind: 'from-case', language: 'zh' })
    await moveTicket(tx, house, ticket.id, { type: 'offer', officer: officer.id })
    await moveDesk(tx, house, officer.id, { type: 'offered', ticket: ticket.id })
    await acceptOffer(tx, house, officer.id, ticket.id)
    return { ticket: ticket.id }
  })
}

/** Who may be here: the officer of the conversation, who joined it, and a supervisor of the office. Throws Refused 404. */
async function partyOf(
  house: House,
  tx: Pick<Tx, 'one'>,
  officer: Officer,
  id: string,
): Promise<{ s: Session; seat: Seat }> {
  const s = await loadSession(tx, house, id)
  if (s.officer === officer.id) return { s, seat: { peer: 'officer', side: 'officer' } }
  const guest = s.guests.find((g) => g.who === officer.id && g.joined && !g.removed)
  if (guest) return { s, seat: { peer: guest.id, side: 'guest' } }
  if (officer.roles.includes('supervisor') && officer.office === s.office)
    return { s, seat: { peer: '', side: 'guest' } }
  throw notFound()
}

function sessionRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, talk.readDeskSession, async ({ actor, params }) => {
    const officer = officerOf(actor)
    const { s } = await partyOf(house, house.db.read, officer, params.id)
    // Read again at each piece of news: one row for half an hour says the same.
    await house.db.write.run(noteRead, [officer.id, officer.office, s.id, s.person, '视频办理'])
    return deskSessionView(house.db.read, house, s, officer)
  })
  serveAct(app, house, talk.actAtDesk, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const { s } = await partyOf(house, tx, officer, params.id)
    const command = await completed(tx, house, s, body.act)
    const next = await actInSession(tx, house, { kind: 'officer', ...officerParts(officer) }, params.id, command)
    return deskSessionView(tx, house, next, officer)
  })
  serveAct(app, house, talk.unmaskInSession, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const { s } = await partyOf(house, tx, officer, params.id)
    const value = await unmasked(tx, house, s, body.field)
    if (value === undefined) throw notFound()
    await audit(tx, officer, {
      act: `unmask ${body.field}`,
      object: { kind: 'video', id: s.id },
      person: s.person,
      purpose: body.reason,
      result: 'done',
    })
    return { value }
  })
  serveRead(app, house, talk.readCapture, async ({ actor, params, reply }) => {
    const officer = officerOf(actor)
    const { s } = await partyOf(house, house.db.read, officer, params.id)
    const known = s.captures.find((c) => c.id === params.capture || c.file === params.capture)?.file
    const photos = await house.db.read.many(photosOf, [s.person])
    const file = known ?? photos.find((p) => p.id === params.capture)?.id
    if (!file) throw notFound()
    await audit(house.db.write, officer, {
      act: 'read-file',
      object: { kind: 'file', id: file },
      person: s.person,
      purpose: '视频办理核对',
      result: 'done',
    })
    return reply
      .headers({ 'content-type': 'image/jpeg', 'content-disposition': 'inline', 'cache-control': 'no-store' })
      .send((await openFile(house, file)).bytes)
  })
  serveAct(app, house, inviteToSession, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    await partyOf(house, tx, officer, params.id)
    if (body.kind === 'colleague' || body.kind === 'supervisor') throw refusedBy(409, { code: 'VIDEO_NOT_A_GUEST' })
    return invite(tx, house, { kind: 'officer', ...officerParts(officer) }, params.id, body.kind, body.label)
  })
}

/** What is asked beside the conversation. */
function helpRoutes(app: FastifyInstance, house: House): void {
  serveAct(app, house, help.compareFace, async (tx, { actor, params, body }) => {
    const officer = officerOf(actor)
    const { s } = await partyOf(house, tx, officer, params.id)
    await askCompare(tx, house, officer.id, s, body.still)
    return { ok: true as const }
  })
  serveRead(app, house, help.readCounterTimes, async ({ actor, params }) => {
    const { s } = await partyOf(house, house.db.read, officerOf(actor), params.id)
    return { sites: await counterTimes(house.db.read, house, s.office) }
  })
}

/** Adds what only the house may choose: random cues, the ids of what is new. A proposal names a field that exists. */
async function completed(tx: Tx, house: House, s: Session, act: SessionCommand): Promise<SessionCommand> {
  if (act.type === 'ask-cues') return { type: 'ask-cues', cues: drawCues() }
  if (act.type === 'ask-capture') return { ...act, id: uuidv7() }
  if (act.type !== 'propose-field') return act
  const fields = await fieldsFor(tx, house, s)
  if (!fields.some((f) => f.name === act.field)) throw refusedBy(409, { code: 'VIDEO_NOTHING_TO_FILL' })
  return { ...act, id: uuidv7() }
}

async function unmasked(tx: Tx, house: House, s: Session, field: string): Promise<string | undefined> {
  if (s.caseId && !field.startsWith('caller.')) return fieldValue(await loadCase(tx, house, s.caseId), field)
  const person = await findPerson(tx, house, s.person)
  const known: Record<string, string | undefined> = {
    'applicant.name': person.name,
    'applicant.idNumber': person.idNumber,
    'applicant.mobile': person.mobile,
    'caller.name': person.name,
    'caller.idNumber': person.idNumber,
  }
  return Object.hasOwn(known, field) ? known[field] : undefined
}

function mediaRoutes(app: FastifyInstance, house: House): void {
  const seated = async (officer: Officer, id: string, tx: Pick<Tx, 'one'> = house.db.read) => {
    const party = await partyOf(house, tx, officer, id)
    if (party.seat.peer === '') throw refusedBy(409, { code: 'VIDEO_NOT_A_GUEST' })
    return party
  }
  serveAct(app, house, talk.enterDeskRoom, async (tx, { actor, params, body }) => {
    const { s, seat } = await seated(officerOf(actor), params.id, tx)
    return enterRoom(tx, house, s, seat, body.device)
  })
  serveRead(app, house, talk.sendDeskMedia, async ({ actor, params, body }) => {
    const { seat } = await seated(officerOf(actor), params.id)
    const key = await house.db.tx((tx) => useKey(tx, house, params.id, body.token))
    if (key.peer !== seat.peer) throw refusedBy(403, { code: 'VIDEO_ROOM_KEY' })
    return exchangeMedia(house, { kind: 'offer', session: params.id, sdp: body.sdp, ...key })
  })
  serveRead(app, house, talk.acceptDeskMedia, async ({ actor, params, body }) => {
    const { seat } = await seated(officerOf(actor), params.id)
    await exchangeMedia(house, { kind: 'accept', session: params.id, sdp: body.sdp, device: '', ...seat })
    return { ok: true as const }
  })
  serveAct(app, house, talk.sendDeskSignal, async (tx, { actor, params, body }) => {
    const { s, seat } = await seated(officerOf(actor), params.id, tx)
    return takeSignal(tx, house, s, seat, body)
  })
}
