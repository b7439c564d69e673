import type { Case, CaseActor } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { type Refused, refusedBy } from '#server/kit/errors.ts'
import type { Site } from '#server/kit/city.ts'
import type { House } from '#server/kit/house.ts'
import { freeSlots } from './appointments.ts'
import { bookingOf, findSlot, givePlaceBack, insertBooking, lockTwoSlots, takePlace } from './appointments.sql.ts'
import { placesFor } from './places.ts'
import { slotLabel } from './slot-times.ts'
import { refuseTheAbsent } from './visits.ts'

/**
 * Books a time and a place and moves the case on, both or neither. `at` is the first instant of the slot. The case is
 * locked before the slot, as everywhere. Throws Refused: 409 SLOT_FULL (names the next free one), SLOT_GONE, APPT_NOSHOW, and what `act` throws.
 */
export async function book(...given: Reserve): Promise<Case> {
  const [tx, house, _actor, caseId, _version, site, at] = given
  const { next, places } = await reserve('book', ...given)
  await refuseTheAbsent(tx, house, next)
  if ((await tx.run(takePlace, [next.office, site, at])) !== 1)
    throw await noPlace(tx, house, places, next.office, site, at)
  await tx.run(insertBooking, [next.office, caseId, site, at])
  return next
}

/**
 * Moves a booking to another time or place in one step: the old place is given up only when the new one is had, and kept when it
 * is not. The same time again changes nothing at the slots. Throws Refused as `book`, and 409 APPT_LATE, WRONG_STEP.
 */
export async function moveBooking(...given: Reserve): Promise<Case> {
  const [tx, house, _actor, caseId, _version, site, at] = given
  const { next, places } = await reserve('rebook', ...given)
  await tx.many(lockTwoSlots, [next.office, caseId, site, at])
  const old = await tx.one(bookingOf, [next.office, caseId])
  if (old?.site === site && old.at.getTime() === at.getTime()) return next
  if ((await tx.run(takePlace, [next.office, site, at])) !== 1)
    throw await noPlace(tx, house, places, next.office, site, at)
  await tx.run(givePlaceBack, [next.office, caseId])
  await tx.run(insertBooking, [next.office, caseId, site, at])
  return next
}

type Reserve = [tx: Tx, house: House, actor: CaseActor, caseId: string, version: number, site: string, at: Date]

/** The case first, then its slots; a place where it cannot be booked, or a time that has passed, is refused. */
async function reserve(
  type: 'book' | 'rebook',
  ...[tx, house, actor, caseId, version, site, at]: Reserve
): Promise<{ next: Case; places: readonly Site[] }> {
  if (at.getTime() <= house.time.now().getTime()) throw refusedBy(409, { code: 'SLOT_GONE' })
  const next = await act(tx, house, actor, caseId, version, { type, site, from: at.toISOString() })
  const places = placesFor(house, next)
  if (!places.some((place) => place.code === site)) throw refusedBy(409, { code: 'SLOT_GONE' })
  return { next, places }
}

/** A slot that was never open; else the next free place at the same site, or at any other when that one is booked out. */
async function noPlace(
  tx: Tx,
  house: House,
  places: readonly Site[],
  office: number,
  site: string,
  at: Date,
): Promise<Refused> {
  if (!(await tx.one(findSlot, [office, site, at]))) return refusedBy(409, { code: 'SLOT_GONE' })
  const free = (await freeSlots(tx, house, office)).filter((slot) => places.some((place) => place.code === slot.site))
  const offer = free.find((slot) => slot.site === site) ?? free[0]
  if (!offer) return refusedBy(409, { code: 'APPT_FULL' })
  const name = places.find((s) => s.code === offer.site)?.name.zh ?? offer.site
  return refusedBy(409, { code: 'SLOT_FULL', params: { time: slotLabel(offer.at), site: name } })
}
