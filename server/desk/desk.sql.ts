import { statement } from '#server/kit/db.ts'
import type { DIFFERENCE_KINDS, SETTLEMENTS } from '#api/desk.ts'

export interface BoardRow {
  office: number
  service: string
  open: number
  overdue: number
  soon: number
  untaken: number
  parked: number
  waiting: number
  oldest: Date | null
  done: number
  late: number
}
/** $1 offices, $2 today, $3 the next day, $4 seven days ago. A clock that stands is not overdue. */
export const readBoard = statement<BoardRow>(
  'desk_board',
  `with running as (
     select office, service, state, step, due, clock ? 'stoppedOn' as stopped, assignee, parked is not null as parked, submitted_at
       from cases where office = any($1::int[]) and state in ('open', 'correcting', 'on-site')
   ), open as (
     select office, service, count(*)::int as open,
            count(*) filter (where state = 'open' and not stopped and due < $2::date)::int as overdue,
            count(*) filter (where state = 'open' and not stopped and due between $2::date and $3::date)::int as soon,
            count(*) filter (where state = 'open' and assignee is null and step in ('review', 'second-review'))::int as untaken,
            count(*) filter (where parked)::int as parked,
            count(*) filter (where state in ('open', 'correcting') and (parked or state = 'correcting' or step in ('choose-plate', 'appointment', 'co-sign', 'fetch-file', 'meet', 'pay', 'hold')))::int as waiting,
            min(submitted_at) as oldest
       from running group by office, service
   ), ended as (
     select office, service, count(*)::int as done,
            count(*) filter (where due is not null and (updated_at at time zone 'Asia/Shanghai')::date > due and not clock ? 'stoppedOn')::int as late
       from cases where office = any($1::int[]) and state = 'done' and updated_at >= $4 group by office, service
   )
   select office, service, coalesce(open, 0) as open, coalesce(overdue, 0) as overdue, coalesce(soon, 0) as soon, coalesce(untaken, 0) as untaken,
          coalesce(parked, 0) as parked, coalesce(waiting, 0) as waiting, oldest, coalesce(done, 0) as done, coalesce(late, 0) as late
     from open full join ended using (office, service)
    order by overdue desc, soon desc, open desc, office, service`,
)

export interface AccessRow {
  id: string
  at: Date
  actor_kind: 'officer' | 'agency' | 'citizen' | 'anyone'
  actor_id: string
  act: string
  object_kind: string
  case_number: string | null
  person: string | null
  purpose: string
  result: 'done' | 'denied' | 'failed'
}
/** Of the own office, or about a case of the own office; $2 from, $3 until, $4 officer, $5 case number, $6 before, $7 how many. */
export const readAccess = statement<AccessRow>(
  'desk_access_log',
  `select a.id, a.at, a.actor_kind, a.actor_id, a.act, a.object_kind, c.number as case_number, a.person, a.purpose, a.result
     from audit_events a left join cases c on a.object_kind = 'case' and c.office = $1 and c.id::text = a.object_id
    where (a.office = $1 or (a.office is null and c.id is not null))
      and a.at >= $2 and a.at < $3 and ($4 = '' or a.actor_id = $4) and ($5 = '' or c.number = $5) and ($6::bigint is null or a.id < $6)
    order by a.id desc limit $7`,
)

export const readNames = statement<{ id: string; name: Buffer }>(
  'desk_names',
  `select id, name from people where id = any($1::uuid[])`,
)

export interface DifferenceRow {
  id: string
  at: Date
  kind: (typeof DIFFERENCE_KINDS)[number]
  bill_number: string
  case_number: string | null
  case_id: string | null
  ours_fen: number | null
  theirs_fen: number | null
  settled_at: Date | null
  settled_by: string | null
  settled_how: (typeof SETTLEMENTS)[number] | null
  settled_note: string | null
}
/** Of bills of the office; of bills that nobody knows, where `$2` says that this office leads the city. */
const OF_OFFICE = `left join bills b on b.number = d.bill_number and b.office in (select office from offices)
     left join cases c on c.office = b.office and c.id = b.case_id
    where (b.office = $1 or (b.office is null and $2))`
export const readDifferences = statement<DifferenceRow>(
  'desk_differences',
  `select d.id, d.at, d.kind, d.bill_number, c.number as case_number, c.id as case_id, d.ours_fen, d.theirs_fen,
          d.settled_at, d.settled_by, d.settled_how, d.settled_note
     from payment_differences d ${OF_OFFICE}
      and (d.settled_at is null or d.settled_at > now() - interval '30 days')
    order by d.settled_at is not null, case when d.settled_at is null then d.id end, d.settled_at desc limit 300`,
)
export const settleDifference = statement<{ id: string }>(
  'desk_difference_settle',
  `update payment_differences set settled_at = $4, settled_by = $5, settled_how = $6, settled_note = $7
    where id = $3 and settled_at is null and id in (select d.id from payment_differences d ${OF_OFFICE} and d.id = $3)
   returning id`,
)
export const findDifference = statement<{ id: string }>(
  'desk_difference_find',
  `select d.id from payment_differences d ${OF_OFFICE} and d.id = $3`,
)
