import { statement } from '#server/kit/db.ts'

/** Places that are there already keep their bookings and their capacity. */
export const openSlots = statement(
  'slots_open',
  `insert into slots (office, site, at, capacity)
   select office, site, at, $4 from unnest($1::int[], $2::text[]) as place (office, site) cross join unnest($3::timestamptz[]) as times (at)
   on conflict do nothing`,
)

export interface FreeSlot {
  site: string
  at: Date
  left: number
}
export const freeAfter = statement<FreeSlot>(
  'slots_free_after',
  `select site, at, capacity - booked as left from slots where office = $1 and at > $2 and booked < capacity order by at, site`,
)

/** The slot's row is locked by this change; the condition is the whole race. */
export const takePlace = statement(
  'slot_take_place',
  `update slots set booked = booked + 1 where office = $1 and site = $2 and at = $3 and booked < capacity`,
)
export const findSlot = statement<{ booked: number }>(
  'slot_find',
  `select booked from slots where office = $1 and site = $2 and at = $3`,
)
export const insertBooking = statement(
  'booking_insert',
  `insert into bookings (office, case_id, site, at) values ($1, $2, $3, $4)`,
)

/** Both rows in one order: two bookings that change places wait for each other, and do not deadlock. */
export const lockTwoSlots = statement<{ site: string }>(
  'slots_lock_two',
  `select s.site from slots s where s.office = $1 and ((s.site = $3 and s.at = $4)
       or exists (select from bookings b where b.office = $1 and b.case_id = $2 and b.site = s.site and b.at = s.at))
    order by s.site, s.at for no key update`,
)
export const bookingOf = statement<{ site: string; at: Date }>(
  'booking_of_case',
  `select site, at from bookings where office = $1 and case_id = $2`,
)

/** Visits that were booked for before $1 and at which nobody has been seen yet. */
export const visitsBefore = statement<{ id: string }>(
  'visits_before',
  `select c.id from bookings b join cases c on c.office = b.office and c.id = b.case_id
    where b.at < $1 and c.state = 'open' and c.step = 'meet' order by b.at, c.id`,
)
/** When a person's visits were found missed; $2 are the items that are visits. */
export const missedSince = statement<{ at: Date }>(
  'visits_missed_since',
  `select updated_at as at from cases where applicant = $1 and service = any ($2) and state = 'lapsed' and step = 'meet' and updated_at > $3`,
)

export const givePlaceBack = statement(
  'slot_give_place_back',
  `with gone as (delete from bookings where office = $1 and case_id = $2 returning office, site, at)
   update slots s set booked = s.booked - 1 from gone where s.office = gone.office and s.site = gone.site and s.at = gone.at`,
)
