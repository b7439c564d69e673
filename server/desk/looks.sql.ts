import { statement } from '#server/kit/db.ts'

export interface LookRow {
  office: number
  officer: string
  at: Date
  record: string
}
/**
 * The looks of the last hour of whoever looked often enough in it to matter, each person (or record) by name, later than the
 * last alarm of that officer. What the bench prints is its work and not a look. $1 offices, $2 how often.
 */
export const busyLooks = statement<LookRow>(
  'looks_busy',
  `with looks as (
     select a.id, a.office, a.actor_id as officer, a.at, coalesce(a.person::text, a.object_kind || ' ' || a.object_id) as record
       from audit_events a
      where a.office = any($1::int[]) and a.at > now() - interval '1 hour' and a.actor_kind = 'officer'
        and (a.act like 'read-%' or a.act like 'unmask%') and a.act <> 'read-access-log'
        and a.at > coalesce((select max(l.to_at) from look_alarms l where l.office = a.office and l.officer = a.actor_id), '-infinity')
   )
   select office, officer, at, record from looks
    where officer in (select officer from looks group by officer having count(distinct record) >= $2)
    order by office, officer, at, id`,
)

export const insertAlarm = statement<{ id: string }>(
  'look_alarm_insert',
  `insert into look_alarms (office, at, officer, from_at, to_at, records) values ($1, now(), $2, $3, $4, $5)
   on conflict (office, officer, to_at) do nothing returning id`,
)

export interface AlarmRow {
  office: number
  id: string
  officer: string
  from_at: Date
  to_at: Date
  records: number
  purposes: string[] | null
  closed_at: Date | null
  closed_by: string | null
  closed_note: string | null
}
export const readAlarms = statement<AlarmRow>(
  'look_alarms_read',
  `select l.office, l.id, l.officer, l.from_at, l.to_at, l.records, l.closed_at, l.closed_by, l.closed_note,
          (select array_agg(p.purpose order by p.n desc) from (
             select a.purpose, count(*) as n from audit_events a
              where a.actor_kind = 'officer' and a.actor_id = l.officer and a.at between l.from_at and l.to_at
                and (a.act like 'read-%' or a.act like 'unmask%') and a.act <> 'read-access-log'
              group by a.purpose order by count(*) desc limit 3) p) as purposes
     from look_alarms l
    where l.office = any($1::int[]) and (l.closed_at is null or l.at > now() - interval '90 days')
    order by l.closed_at is not null, l.id desc limit 200`,
)
export const findAlarm = statement<{ office: number; officer: string; closed_at: Date | null }>(
  'look_alarm_find',
  `select office, officer, closed_at from look_alarms where office = any($1::int[]) and id = $2 for update`,
)
export const closeAlarm = statement(
  'look_alarm_close',
  `update look_alarms set closed_at = now(), closed_by = $3, closed_note = $4 where office = $1 and id = $2 and closed_at is null`,
)
