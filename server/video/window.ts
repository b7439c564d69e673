import { ageOn, shanghaiDate } from '#domain/calendar.ts'
import { spansOn } from '#domain/video/hours.ts'
import { services } from '#domain/services/index.ts'
import type { Ticket } from '#domain/video/ticket.ts'
import type { Priority } from '#domain/video/terms.ts'
import { findPerson } from '#server/accounts/people.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { groupFor } from '#domain/video/booking.ts'
import { birthOf } from '#domain/rules/resident-id.ts'
import { askForCall } from './calls.ts'
import { type Door, doorOf, groupOf, readLine, serversOf, waitAt } from './line.ts'
import { consentsView } from './session-view.ts'
import { VIDEO } from './settings.ts'
import { momentWords } from '#server/messages/words.ts'
import { tellCaller } from './tell.ts'
import { type TicketShown, ticketView } from './ticket-view.ts'
import { noticeOf, openTicketFor, ticketsOf } from './tickets.sql.ts'
import { type About, makeTicket, matterOf, ownTicket } from './tickets.ts'

/** Hours, lines and waits for everybody who thinks of calling. */
export async function windowView(tx: Pick<Tx, 'one' | 'many'>, house: House) {
  const now = house.time.now()
  const today = shanghaiDate(now)
  const notice = await tx.one(noticeOf, [house.city.homeOffice, today])
  const { groups, door } = await groupsView(tx, house)
  const spans = spansOn(today, VIDEO, house.calendar).filter((s) => s.to > now)
  const day = spans.length > 0 || !door?.nextOpening ? today : shanghaiDate(door.nextOpening)
  return {
    open: door?.open ?? false,
    day,
    hours: spansOn(day, VIDEO, house.calendar).map((s) => ({ from: s.from.toISOString(), to: s.to.toISOString() })),
    nextOpening: door?.nextOpening?.toISOString() ?? null,
    hotline: house.city.hotline,
    notice: notice?.zh && notice.en ? { zh: notice.zh, en: notice.en } : null,
    groups,
    consents: consentsView(house),
  }
}

/** Each line: what it is for, whether one can walk in, about how long it takes. Hours are the same for all of them. */
async function groupsView(tx: Pick<Tx, 'one' | 'many'>, house: House) {
  const servers = await serversOf(tx, house)
  const byVideo = services.filter((s) => s.channels.includes('video'))
  const groups = []
  let door: Door | undefined
  for (const group of VIDEO.groups) {
    const line = await readLine(tx, house, group.code, servers)
    door = await doorOf(tx, house, line)
    groups.push({
      group: group.code,
      name: { ...group.name },
      services: byVideo
        .filter((s) => groupFor(s.code, VIDEO.groups).code === group.code)
        .map((s) => ({ code: s.code, name: { ...s.name } })),
      minutes: group.minutes,
      walkIn: door.why === undefined,
      why: door.why ?? null,
      wait: waitAt(line) ?? null,
      languages: [...new Set(line.servers.flatMap((s) => s.languages))],
    })
  }
  return { groups, door }
}

/** Takes a place in the line when somebody may walk in now; an open ticket of the same matter is given back as it is. */
export async function takePlace(
  tx: Tx,
  house: House,
  citizen: Citizen,
  about: About,
  { station, callback }: { station?: string | undefined; callback?: boolean | undefined } = {},
): Promise<Ticket> {
  const matter = await matterOf(tx, house, citizen.id, about)
  const known = await tx.one(openTicketFor, [citizen.id, matter.service ?? '', matter.caseId ?? ''])
  if (known) return known.data
  const line = await readLine(tx, house, matter.group)
  const door = await doorOf(tx, house, line)
  // A call is promised even when nobody can walk in: after hours, or because the line is too long.
  if (door.why && !callback)
    throw refusedBy(409, { code: CLOSED[door.why] ?? 'VIDEO_CLOSED', params: { n: VIDEO.wait.closeWalkInAtMin } })
  if (station !== undefined && !VIDEO.stations.some((s) => s.code === station)) throw notFound()
  const ticket = await makeTicket(tx, house, {
    ...matter,
    person: citizen.id,
    kind: callback ? 'callback' : station ? 'station' : 'walk-in',
    language: about.language,
    priority: await priorityOf(tx, house, citizen.id, about.priority),
    station,
  })
  return callback ? promiseCall(tx, house, citizen, ticket.id) : ticket
}

/** A person's places in the line, bookings and last conversations, newest first. */
export async function myTicketsOf(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  citizen: Citizen,
): Promise<TicketShown[]> {
  const shown: TicketShown[] = []
  for (const { data } of await tx.many(ticketsOf, [citizen.id])) shown.push(await ticketView(tx, house, data))
  return shown
}

const CLOSED: Readonly<Record<string, string>> = {
  closed: 'VIDEO_CLOSED',
  shut: 'VIDEO_LINE_SHUT',
  'no-officer': 'VIDEO_NO_OFFICER',
  'long-wait': 'VIDEO_LONG_WAIT',
  'too-late-today': 'VIDEO_TOO_LATE_TODAY',
}

/** From 65 it is known from the register; the others are said by the person and seen by the officer. */
async function priorityOf(
  tx: Tx,
  house: House,
  person: string,
  said: Priority | undefined,
): Promise<Priority | undefined> {
  const { idNumber } = await findPerson(tx, house, person)
  const born = birthOf(idNumber)
  if (born !== undefined && ageOn(born, shanghaiDate(house.time.now())) >= 65) return 'age'
  return said === 'age' ? undefined : said
}

/** A call instead of waiting: about when the line would have come to this ticket, or at the next opening. */
export async function promiseCall(tx: Tx, house: House, citizen: Citizen, ticketId: string): Promise<Ticket> {
  const t = await ownTicket(tx, citizen, ticketId)
  const now = house.time.now()
  const line = await readLine(tx, house, t.group)
  const door = await doorOf(tx, house, line)
  const minutes = Math.max(5, waitAt(line)?.to ?? groupOf(t.group).minutes)
  const at = door.open || !door.nextOpening ? new Date(now.getTime() + minutes * 60_000) : door.nextOpening
  const promised = await askForCall(tx, house, citizen, ticketId, at)
  await tellCaller(tx, house, promised, 'video-callback', { when: momentWords(at) })
  return promised
}
