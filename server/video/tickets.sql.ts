import { statement } from '#server/kit/db.ts'
import type { Ticket } from '#domain/video/ticket.ts'

export interface TicketRow {
  data: Ticket
}

/** One line of one office at a time: whoever orders, offers or counts it holds this. */
export const lockLine = statement('video_line_lock', `select pg_advisory_xact_lock(370200, hashtext('video|' || $1))`)
/** Until the commit this person books nothing else: what was counted stays true. */
export const lockBooker = statement(
  'video_booker_lock',
  `select pg_advisory_xact_lock(hashtextextended('video-booking|' || $1::text, 0))`,
)
export const insertTicket = statement(
  'video_ticket_insert',
  `with t as (
     insert into video_tickets (office, id, person, grp, state, service, case_id, officer, session_id, created_at, line_at, due_at, ended_at, missed_at, version, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb))
   insert into video_ticket_events (office, ticket_id, seq, at, kind, state, officer) values ($1, $2, $15, $17, $18, $5, $8)`,
)
export const saveTicket = statement(
  'video_ticket_save',
  `with t as (
     update video_tickets set state = $5, service = $6, case_id = $7, officer = $8, session_id = $9, line_at = $11, due_at = $12,
            ended_at = $13, missed_at = $14, version = $15, data = $16::jsonb
      where office = $1 and id = $2 and person = $3 and grp = $4 and created_at = $10 and version = $15 - 1 returning office)
   insert into video_ticket_events (office, ticket_id, seq, at, kind, state, officer)
   select office, $2, $15, $17, $18, $5, $8 from t`,
)
export const lockTicket = statement<TicketRow>(
  'video_ticket_lock',
  `select data from video_tickets where id = $1 for update`,
)
export const readTicketRow = statement<TicketRow>('video_ticket_read', `select data from video_tickets where id = $1`)
export const openTicketFor = statement<TicketRow>(
  'video_ticket_open_for',
  `select data from video_tickets where person = $1 and coalesce(service, '') = $2 and coalesce(case_id::text, '') = $3
      and state in ('created', 'waiting', 'ringing', 'serving', 'callback-due', 'missed')`,
)
/** Somebody else's open ticket about the same case. */
export const openTicketOfOther = statement<{ id: string }>(
  'video_ticket_open_other',
  `select id from video_tickets where case_id = $1 and person <> $2
      and state in ('created', 'waiting', 'ringing', 'serving', 'callback-due', 'missed') limit 1`,
)
export const ticketsOf = statement<TicketRow>(
  'video_tickets_of',
  `select data from video_tickets where person = $1 and (ended_at is null or ended_at > now() - interval '30 days') order by created_at desc limit 20`,
)
/** Everybody in the line, offered or not, whatever office of the pool they wait at. */
export const inLine = statement<TicketRow>(
  'video_tickets_in_line',
  `select data from video_tickets where grp = $1 and state = 'waiting'`,
)
export const waitingGroups = statement<{ grp: string }>(
  'video_waiting_groups',
  `select distinct grp from video_tickets where state = 'waiting'`,
)
export const dueTickets = statement<TicketRow>(
  'video_tickets_due',
  `select data from video_tickets where state in ('created', 'callback-due') and due_at <= $1 order by due_at limit 200`,
)
export const overdueTickets = statement<TicketRow>(
  'video_tickets_overdue',
  `select data from video_tickets where (state = 'ringing' and (data ->> 'ringUntil')::timestamptz <= $1)
      or (state = 'waiting' and officer is not null and (data ->> 'offeredAt')::timestamptz <= $2)`,
)
export const missesOf = statement<{ missed_at: Date }>(
  'video_misses_of',
  `select missed_at from video_tickets where person = $1 and missed_at > $2 order by missed_at desc`,
)
export const futureBookings = statement<{ id: string; case_id: string | null }>(
  'video_future_bookings',
  `select id, case_id from video_tickets where person = $1 and state = 'created' and due_at > $2`,
)
export const remindable = statement<TicketRow>(
  'video_tickets_remindable',
  `select data from video_tickets where state = 'created' and due_at > $1 and due_at <= $2`,
)
/** Tickets whose conversation was set aside and who are still in the line, or not yet back. */
export const handleTimes = statement<{ ms: string }>(
  'video_handle_times',
  `select (talk_ms + hold_ms)::text as ms from video_sessions s join video_tickets t on t.office = s.office and t.id = s.ticket_id
    where t.grp = $1 and s.ended_at is not null and s.talk_ms > 0 order by s.ended_at desc limit $2`,
)
export const meanElapsed = statement<{ ms: number | null }>(
  'video_mean_elapsed',
  `select extract(epoch from avg($2::timestamptz - s.started_at))::float8 * 1000 as ms
     from video_sessions s join video_tickets t on t.office = s.office and t.id = s.ticket_id
    where t.grp = $1 and s.outcome is null and s.link in ('joining', 'in-call', 'hold', 'reconnecting')`,
)
export const insertWait = statement(
  'video_wait_insert',
  `insert into video_waits (office, ticket_id, at, grp, from_min, to_min, ahead, servers)
   select $1, $2, $3, $4, $5, $6, $7, $8
    where not exists (select from video_waits w where w.office = $1 and w.ticket_id = $2 and w.real_ms is null and w.from_min = $5 and w.to_min = $6
                        and w.at = (select max(l.at) from video_waits l where l.office = $1 and l.ticket_id = $2))`,
)
export const waitsOf = statement<{ at: Date; from_min: number; to_min: number }>(
  'video_waits_of',
  `select at, from_min, to_min from video_waits where office = $1 and ticket_id = $2 and real_ms is null`,
)
export const gradeWait = statement(
  'video_wait_grade',
  `update video_waits set real_ms = $4, hit = $5 where office = $1 and ticket_id = $2 and at = $3`,
)

export const ensureVideoSlots = statement(
  'video_slots_ensure',
  `insert into video_slots (office, at, capacity) select o, t, $3 from unnest($1::int[]) as offices (o) cross join unnest($2::timestamptz[]) as times (t)
   on conflict do nothing`,
)
export const freeVideoSlots = statement<{ at: Date; left: number }>(
  'video_slots_free',
  `select at, capacity - booked as left from video_slots where office = $1 and at > $2 order by at`,
)
/** Takes all steps or none: the number of changed rows says which. */
export const takeVideoSlots = statement(
  'video_slots_take',
  `update video_slots set booked = booked + 1 where office = $1 and at = any ($2::timestamptz[]) and booked < capacity`,
)
export const insertVideoBooking = statement(
  'video_booking_insert',
  `insert into video_bookings (office, ticket_id, at) select $1, $2, unnest($3::timestamptz[])`,
)
export const freeVideoBooking = statement(
  'video_booking_free',
  `with gone as (delete from video_bookings where office = $1 and ticket_id = $2 returning office, at)
   update video_slots s set booked = s.booked - 1 from gone where s.office = gone.office and s.at = gone.at`,
)

export interface LineRow {
  office: number
  grp: string
  walk_in: boolean
}
export const linesOf = statement<LineRow>(
  'video_lines_of',
  `select office, grp, walk_in from video_lines where office = $1`,
)
export const setLine = statement(
  'video_line_set',
  `insert into video_lines (office, grp, walk_in, by_officer, at) values ($1, $2, $3, $4, $5)
   on conflict (office, grp) do update set walk_in = excluded.walk_in, by_officer = excluded.by_officer, at = excluded.at`,
)
export interface NoticeRow {
  zh: string | null
  en: string | null
  extend_min: number
}
export const noticeOf = statement<NoticeRow>(
  'video_notice_of',
  `select zh, en, extend_min from video_notices where office = $1 and day = $2::date`,
)
export const setNotice = statement(
  'video_notice_set',
  `insert into video_notices (office, day, zh, en, extend_min, by_officer, at) values ($1, $2::date, $3, $4, $5, $6, $7)
   on conflict (office) do update set day = excluded.day, zh = excluded.zh, en = excluded.en, extend_min = excluded.extend_min,
     by_officer = excluded.by_officer, at = excluded.at`,
)
