import { Type } from 'typebox'
import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { type FreeSlot, freeAfter, givePlaceBack, insertBooking, openSlots, takePlace } from './appointments.sql.ts'
import { openDays, SLOT_CAPACITY, slotTimes } from './slot-times.ts'

export type { FreeSlot } from './appointments.sql.ts'

/** Nobody can be at the site sooner than this after booking. */
const LEAD_MS = 30 * 60_000

/** Opens the places of the next 14 working days at every site and every inspection station of the city. Gives how many are new; running it again adds none. */
export async function ensureSlots(tx: Tx, house: Pick<House, 'city' | 'calendar' | 'time'>): Promise<number> {
  const sites = [...house.city.sites, ...house.city.stations]
  const times = openDays(house.time.now(), house.calendar).flatMap(slotTimes)
  return tx.run(openSlots, [
    sites.map((s) => s.office),
    sites.map((s) => s.code),
    times.map((t) => t.toISOString()),
    SLOT_CAPACITY,
  ])
}

/** Places that can still be booked at the office's sites, earliest first. `left` is how many more people fit. */
export function freeSlots(tx: Pick<Tx, 'many'>, house: Pick<House, 'time'>, office: number): Promise<FreeSlot[]> {
  return tx.many(freeAfter, [office, new Date(house.time.now().getTime() + LEAD_MS)])
}

/** Frees the place a case has booked; a case without one changes nothing. */
export async function cancelAppointment(tx: Tx, c: Case): Promise<void> {
  await tx.run(givePlaceBack, [c.office, c.id])
}

/**
 * Takes a place for a case that an officer sends to the counter; a place it had before is given back. False when it is gone. The case
 * is locked by the act that moved it.
 */
export async function takeVisit(tx: Tx, house: Pick<House, 'time'>, c: Case, site: string, at: Date): Promise<boolean> {
  if (at.getTime() <= house.time.now().getTime()) return false
  await tx.run(givePlaceBack, [c.office, c.id])
  if ((await tx.run(takePlace, [c.office, site, at])) !== 1) return false
  await tx.run(insertBooking, [c.office, c.id, site, at])
  return true
}

/** Ten past midnight in China; cron times are UTC. */
const everyDay = defineJob({
  name: 'ensure-slots',
  payload: Type.Object({}),
  cron: '10 16 * * *',
  run: async (house) => void (await house.db.tx((tx) => ensureSlots(tx, house))),
})

export const appointmentJobs: readonly Job[] = [everyDay]
