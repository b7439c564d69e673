import { shanghaiDate } from '#domain/calendar.ts'
import {
  bookableAtOnce,
  bookableUntil,
  gridOf,
  groupFor,
  occupied,
  pausedUntil,
  whyNoBooking,
} from '#domain/video/booking.ts'
import { bookableDays } from '#domain/video/hours.ts'
import type { Ticket } from '#domain/video/ticket.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { groupOf } from './line.ts'
import { VIDEO } from './settings.ts'
import { momentWords } from '#server/messages/words.ts'
import { tellCaller } from './tell.ts'
import {
  ensureVideoSlots,
  freeVideoBooking,
  freeVideoSlots,
  futureBookings,
  insertVideoBooking,
  lockBooker,
  missesOf,
  takeVideoSlots,
} from './tickets.sql.ts'
import { type About, makeTicket, matterOf, moveTicket, ownTicket } from './tickets.ts'

/** Opens the grid of the days that can be booked; running it again adds none. */
export async function ensureGrid(tx: Tx, house: House): Promise<number> {
  const { gridMinutes } = VIDEO.booking
  const days = bookableDays(house.time.now(), VIDEO.booking.days, VIDEO, house.calendar)
  const times = days.flatMap((day) => gridOf(day, gridMinutes, VIDEO, house.calendar))
  if (times.length === 0) return 0
  return tx.run(ensureVideoSlots, [
    house.city.offices.map((o) => o.office),
    times.map((t) => t.toISOString()),
    bookableAtOnce(VIDEO),
  ])
}

/** Times at which a conversation of this group can begin, by day; a time is free when all its steps are. */
export async function gridFor(tx: Pick<Tx, 'many'>, house: House, service: string | undefined) {
  const group = groupFor(service, VIDEO.groups)
  const now = house.time.now()
  const left = new Map(
    (await tx.many(freeVideoSlots, [house.city.homeOffice, now])).map((s) => [s.at.getTime(), s.left]),
  )
  const days = bookableDays(now, VIDEO.booking.days, VIDEO, house.calendar)
  return {
    group: group.code,
    minutes: group.minutes,
    days: days.map((day) => ({
      day,
      slots: gridOf(day, group.minutes, VIDEO, house.calendar)
        .filter((at) => bookableUntil(at, VIDEO) > now)
        .map((at) => ({
          at: at.toISOString(),
          left: Math.min(
            ...occupied(at, group.minutes, VIDEO.booking.gridMinutes).map((step) => left.get(step.getTime()) ?? 0),
          ),
        })),
    })),
  }
}

/** Books a time. Throws Refused 409: paused, too many, taken meanwhile. */
export async function bookTime(tx: Tx, house: House, citizen: Citizen, about: About, at: Date): Promise<Ticket> {
  const now = house.time.now()
  const matter = await matterOf(tx, house, citizen.id, about)
  await tx.run(lockBooker, [citizen.id])
  const future = await tx.many(futureBookings, [citizen.id, now])
  const since = new Date(now.getTime() - VIDEO.misses.days * 86_400_000)
  const misses = (await tx.many(missesOf, [citizen.id, since])).map((m) => m.missed_at)
  const forCase = about.caseId !== undefined && future.some((f) => f.case_id === about.caseId)
  const why = whyNoBooking({ future: future.length, forCase, misses }, now, VIDEO)
  if (why) throw refusedBy(409, why)
  const ticket = await makeTicket(tx, house, {
    ...matter,
    person: citizen.id,
    kind: 'booked',
    language: about.language,
    priority: about.priority,
    bookedFor: at,
  })
  await takeTime(tx, house, ticket, at)
  await tellCaller(tx, house, ticket, 'video-booked', { when: momentWords(at) })
  return ticket
}

/** Another time: the new one is taken before the old one is given back. */
export async function moveTime(tx: Tx, house: House, citizen: Citizen, ticketId: string, at: Date): Promise<Ticket> {
  const before = await ownTicket(tx, citizen, ticketId)
  const t = await moveTicket(tx, house, ticketId, { type: 'move', to: at.toISOString() })
  await tx.run(freeVideoBooking, [before.office, before.id])
  await takeTime(tx, house, t, at)
  await tellCaller(tx, house, t, 'video-booked', { when: momentWords(at) })
  return t
}

export async function bookingsPaused(tx: Pick<Tx, 'many'>, house: House, person: string): Promise<Date | undefined> {
  const now = house.time.now()
  const since = new Date(now.getTime() - VIDEO.misses.days * 86_400_000)
  return pausedUntil(
    (await tx.many(missesOf, [person, since])).map((m) => m.missed_at),
    now,
    VIDEO,
  )
}

async function takeTime(tx: Tx, house: House, t: Ticket, at: Date): Promise<void> {
  const group = groupOf(t.group)
  const now = house.time.now()
  const onGrid = gridOf(shanghaiDate(at), group.minutes, VIDEO, house.calendar).some(
    (g) => g.getTime() === at.getTime(),
  )
  const days = bookableDays(now, VIDEO.booking.days, VIDEO, house.calendar)
  if (!onGrid || bookableUntil(at, VIDEO) <= now || !days.includes(shanghaiDate(at)))
    throw refusedBy(409, { code: 'VIDEO_TIME_GONE' })
  const steps = occupied(at, group.minutes, VIDEO.booking.gridMinutes).map((s) => s.toISOString())
  if ((await tx.run(takeVideoSlots, [t.office, steps])) !== steps.length)
    throw refusedBy(409, { code: 'VIDEO_TIME_GONE' })
  await tx.run(insertVideoBooking, [t.office, t.id, steps])
}
