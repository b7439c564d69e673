import { statement } from '#server/kit/db.ts'

/** Officers who could sit at the window. */
export const servingOfficers = statement<{ id: string; name: Buffer; roles: string[] }>(
  'video_serving_officers',
  `select id, name, roles from officers where office = $1 and disabled_at is null and roles && array['reviewer', 'supervisor'] order by id`,
)
export const officeOfOfficer = statement<{ office: number }>(
  'video_office_of_officer',
  `select office from officers where id = $1 and disabled_at is null`,
)
export const dropSkills = statement('video_skills_drop', `delete from video_skills where office = $1 and officer = $2`)
export const relativesBy = statement<{ officer: string; person: string }>(
  'video_relatives_by',
  `select officer, person from video_relatives where office = $1 order by officer, person`,
)
export const dropRelative = statement(
  'video_relative_drop',
  `delete from video_relatives where office = $1 and officer = $2 and person = $3`,
)

export interface LendingRow {
  office: number
  id: string
  grp: string
  lender: number
  from_day: string
  to_day: string
  reason: string
  by_officer: string
  ended_at: Date | null
}
const LENDING = `office, id, grp, lender, from_day::text as from_day, to_day::text as to_day, reason, by_officer, ended_at`
/** Lendings that hold on a day, to whichever office. */
export const lendingsOn = statement<LendingRow>(
  'video_lendings_on',
  `select ${LENDING} from video_lendings where ended_at is null and from_day <= $1::date and to_day >= $1::date`,
)
export const lendingsOf = statement<LendingRow>(
  'video_lendings_of',
  `select ${LENDING} from video_lendings where office = $1 order by from_day desc, id desc limit 50`,
)
export const insertLending = statement(
  'video_lending_insert',
  `insert into video_lendings (office, id, grp, lender, from_day, to_day, reason, by_officer, at) values ($1, $2, $3, $4, $5::date, $6::date, $7, $8, $9)`,
)
export const endLending = statement(
  'video_lending_end',
  `update video_lendings set ended_at = $3, ended_by = $4 where office = $1 and id = $2 and ended_at is null`,
)
export const otherOffices = statement<{ office: number; zh: string; en: string }>(
  'video_other_offices',
  `select office, name_zh as zh, name_en as en from offices where office <> $1 order by office`,
)

/** Never below what is booked: a shift takes nobody's time away. */
export const shiftSlots = statement(
  'video_slots_shift',
  `update video_slots set capacity = greatest(booked, $4) where office = $1 and at >= $2 and at < $3`,
)
export const insertShift = statement(
  'video_shift_insert',
  `insert into video_shifts (office, from_at, to_at, share, reason, by_officer, at) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const shiftsOf = statement<{
  from_at: Date
  to_at: Date
  share: string
  reason: string
  by_officer: string
  at: Date
}>(
  'video_shifts_of',
  `select from_at, to_at, share::text as share, reason, by_officer, at from video_shifts where office = $1 and to_at > $2 order by at desc limit 20`,
)
export const slotsBetween = statement<{ at: Date; capacity: number; booked: number }>(
  'video_slots_between',
  `select at, capacity, booked from video_slots where office = $1 and at >= $2 and at < $3 order by at`,
)
/** Booked times of a line that come within the next minutes. */
export const bookedSoon = statement<{ n: number }>(
  'video_booked_soon',
  `select count(*)::int as n from video_tickets where grp = $1 and state = 'created' and due_at > $2 and due_at <= $3`,
)
