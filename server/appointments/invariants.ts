import type { Invariant } from '#server/kit/invariant.ts'

/** What must hold for appointments at any moment: each statement gives no rows. Run by `verify` and by the race tests. */
export const appointmentInvariants: readonly Invariant[] = [
  {
    name: 'every place taken is somebody’s booking',
    sql: `select s.office, s.site, s.at from slots s left join bookings b using (office, site, at) group by s.office, s.site, s.at, s.booked having s.booked <> count(b.case_id)`,
  },
  { name: 'no slot is overbooked', sql: `select office, site, at from slots where booked > capacity` },
  {
    name: 'a booking belongs to a case that was not given up',
    sql: `select b.office, b.case_id from bookings b left join cases c on c.office = b.office and c.id = b.case_id where c.id is null or c.state in ('refused', 'withdrawn', 'lapsed')`,
  },
]
