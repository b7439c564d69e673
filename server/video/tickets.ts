import type { Case } from '#domain/case.ts'
import type { Service } from '#domain/service.ts'
import { groupFor } from '#domain/video/booking.ts'
import { decideTicket, type Ticket, type TicketCommand } from '#domain/video/ticket.ts'
import type { Language, Priority, TicketKind } from '#domain/video/terms.ts'
import { definitionOf, findService } from '#domain/services/index.ts'
import { hasLeft, isShared } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { findDraft } from '#server/drafts/drafts.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue, wakeAt } from '#server/kit/jobs.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { VIDEO } from './settings.ts'
import {
  freeVideoBooking,
  insertTicket,
  lockLine,
  lockTicket,
  openTicketFor,
  openTicketOfOther,
  readTicketRow,
  saveTicket,
} from './tickets.sql.ts'

/** What a conversation is to be about: one of the three, or nothing for a question. */
export interface About {
  service?: string | undefined
  caseId?: string | undefined
  draftId?: string | undefined
  language: Language
  priority?: Priority | undefined
}

export interface Matter {
  office: number
  group: string
  service: string | undefined
  caseId: string | undefined
  draftId: string | undefined
}

/**
 * Whose office decides and which line it is; only the own draft, and a case of one's own: opened by this account, for this person,
 * or for a company whose user one is. Who sits there is who is identified. Throws Refused 404, 409.
 */
export async function matterOf(tx: Pick<Tx, 'one'>, house: House, person: string, about: About): Promise<Matter> {
  const matter = (office: number, service?: string): Matter => ({
    office,
    group: groupFor(service, VIDEO.groups).code,
    service,
    caseId: about.caseId,
    draftId: about.draftId,
  })
  if (about.caseId) {
    const c = await loadCase(tx, house, about.caseId)
    await mayTalkAbout(tx, c, person)
    mustTakeVideo(definitionOf(c))
    return matter(c.office, c.service)
  }
  if (about.draftId) {
    const draft = await findDraft(tx, house, about.draftId)
    if (draft.person !== person) throw notFound()
    mustTakeVideo(draft.service)
    return matter(house.city.homeOffice, draft.service.code)
  }
  const service = about.service === undefined ? undefined : findService(about.service)
  if (about.service !== undefined && !service) throw notFound()
  if (service) mustTakeVideo(service)
  return matter(house.city.homeOffice, service?.code)
}

/** An item that the video window cannot do is never promised a call; a question can always be asked. Throws Refused 409. */
function mustTakeVideo(service: Pick<Service, 'channels'>): void {
  if (!service.channels.includes('video')) throw refusedBy(409, { code: 'VIDEO_NOT_FOR_ITEM' })
}

export interface NewTicket extends Matter {
  person: string
  kind: TicketKind
  language: Language
  priority?: Priority | undefined
  bookedFor?: Date | undefined
  station?: string | undefined
}

/**
 * Makes a ticket, or gives the open one of the same person and matter: a second device or a double press takes the same place.
 * A walk-in stands in the line at once; a booked one when its time comes.
 */
export async function makeTicket(tx: Tx, house: House, given: NewTicket): Promise<Ticket> {
  const known = await tx.one(openTicketFor, [given.person, given.service ?? '', given.caseId ?? ''])
  if (known && given.bookedFor === undefined) return known.data
  if (known) throw refusedBy(409, { code: 'VIDEO_TICKET_OPEN' })
  // One conversation about a case at a time: a colleague who is in the line already speaks for both.
  if (given.caseId && (await tx.one(openTicketOfOther, [given.caseId, given.person])))
    throw refusedBy(409, { code: 'VIDEO_TICKET_COLLEAGUE' })
  const now = house.time.now()
  const { bookedFor, ...rest } = given
  const inLine = bookedFor === undefined
  const ticket: Ticket = {
    ...rest,
    id: uuidv7(),
    state: inLine ? 'waiting' : 'created',
    resumed: false,
    createdAt: now.toISOString(),
    ...(inLine
      ? { lineAt: now.toISOString(), waitingSince: now.toISOString() }
      : { bookedFor: bookedFor.toISOString() }),
    changes: 0,
    rings: 0,
    rounds: 0,
    pushedMs: 0,
    version: 1,
  }
  await tx.run(insertTicket, rowOf(ticket, now, 'make'))
  await afterMove(tx, house, ticket, undefined)
  return ticket
}

/** The only door through which a ticket moves. Throws Refused 404, 409. */
export async function moveTicket(tx: Tx, house: House, id: string, command: TicketCommand): Promise<Ticket> {
  const before = await holdTicket(tx, id)
  const now = house.time.now()
  const decision = decideTicket(before, command, { now, settings: VIDEO })
  if (!decision.ok) throw refusedBy(409, decision.refusal)
  const changed = await tx.run(saveTicket, rowOf(decision.next, now, command.type))
  if (changed !== 1) throw refusedBy(409, { code: 'VIDEO_TICKET_STATE' })
  await afterMove(tx, house, decision.next, before)
  return decision.next
}

/** Takes the lock of a line first: whoever moves a ticket by its place in the line holds it (no dead ends: always line, then ticket). */
export const holdLine = async (tx: Tx, group: string): Promise<void> => {
  await tx.run(lockLine, [group])
}

export async function loadTicket(tx: Pick<Tx, 'one'>, id: string): Promise<Ticket> {
  const row = await tx.one(readTicketRow, [id])
  if (!row) throw notFound()
  return row.data
}

/** Whether who holds a ticket about a case may still speak about it: a user of a company may have been removed meanwhile. Throws Refused 404. */
export async function stillTheirs(tx: Pick<Tx, 'one'>, house: House, t: Ticket): Promise<void> {
  if (!t.caseId) return
  await mayTalkAbout(tx, await loadCase(tx, house, t.caseId), t.person)
}

async function mayTalkAbout(tx: Pick<Tx, 'one'>, c: Case, person: string): Promise<void> {
  const mine = c.applicant === person ? !(await hasLeft(tx, c, person)) : await isShared(tx, c, person)
  if (!mine) throw notFound()
}

export async function ownTicket(tx: Pick<Tx, 'one'>, citizen: Citizen, id: string): Promise<Ticket> {
  return ofPerson(await loadTicket(tx, id), citizen)
}

/**
 * The ticket under its lock, for whoever decides something by what stands in it, such as whose desk becomes free: an offer made
 * between reading and writing would leave that officer waiting for somebody who has gone.
 */
export async function holdTicket(tx: Pick<Tx, 'one'>, id: string): Promise<Ticket> {
  const row = await tx.one(lockTicket, [id])
  if (!row) throw notFound()
  return row.data
}

export async function holdOwnTicket(tx: Pick<Tx, 'one'>, citizen: Citizen, id: string): Promise<Ticket> {
  return ofPerson(await holdTicket(tx, id), citizen)
}

function ofPerson(ticket: Ticket, citizen: Citizen): Ticket {
  if (ticket.person !== citizen.id) throw notFound()
  return ticket
}

/** Wakes the line of a group: somebody came, somebody became free. */
export const wakeLine = (tx: Tx, house: House, group: string): Promise<void> =>
  enqueue(tx, house, [{ job: 'video-dispatch', payload: { group }, key: `video-dispatch:${group}`, attempts: 5 }])

/** Tells everybody who shows the ticket, wakes the line when somebody waits, rings time out, and a freed booking is given back. */
async function afterMove(tx: Tx, house: House, t: Ticket, before: Ticket | undefined): Promise<void> {
  if (t.state === 'waiting' && t.officer === undefined) await wakeLine(tx, house, t.group)
  if (t.state === 'ringing' && t.ringUntil)
    await enqueue(tx, house, [
      {
        job: 'video-ring-over',
        payload: { ticket: t.id, until: t.ringUntil },
        at: wakeAt(house, t.ringUntil),
        key: `video-ring:${t.id}`,
      },
    ])
  if (t.state === 'waiting' && t.nextRingAt)
    await enqueue(tx, house, [
      {
        job: 'video-dispatch',
        payload: { group: t.group },
        at: wakeAt(house, t.nextRingAt),
        key: `video-again:${t.id}`,
        attempts: 5,
      },
    ])
  const left = before?.bookedFor !== undefined && before.state === 'created' && t.state !== 'created'
  if (left) await tx.run(freeVideoBooking, [t.office, t.id])
  tx.afterCommit(() => {
    house.bus.publish({ topic: `person:${t.person}`, version: t.version })
    house.bus.publish({ topic: `office:${t.office}`, version: t.version })
  })
}

const rowOf = (t: Ticket, now: Date, kind: string) => [
  t.office,
  t.id,
  t.person,
  t.group,
  t.state,
  t.service ?? null,
  t.caseId ?? null,
  t.officer ?? null,
  t.session ?? null,
  t.createdAt,
  t.lineAt ?? null,
  // A call that was promised after a booked time was missed comes when it was promised.
  (t.state === 'callback-due' ? t.callbackAt : (t.bookedFor ?? t.callbackAt)) ?? null,
  t.endedAt ?? null,
  t.missedAt ?? null,
  t.version,
  JSON.stringify(t),
  now,
  kind,
]
