import { statement } from '#server/kit/db.ts'

export const insertOfficerAlarm = statement<{ id: string }>(
  'officer_alarm_insert',
  `insert into officer_alarms (office, at, officer, kind, what) values ($1, $2, $3, $4, $5)
   on conflict (office, officer, kind, what) do nothing returning id`,
)

export interface OfficerAlarmRow {
  office: number
  id: string
  at: Date
  officer: string
  kind: 'row-changed' | 'second-place'
  closed_at: Date | null
  closed_by: string | null
  closed_note: string | null
}
export const readOfficerAlarms = statement<OfficerAlarmRow>(
  'officer_alarms_read',
  `select office, id, at, officer, kind, closed_at, closed_by, closed_note from officer_alarms
    where office = any($1::int[]) and (closed_at is null or at > now() - interval '90 days')
    order by closed_at is not null, id desc limit 200`,
)
export const findOfficerAlarm = statement<{ office: number; officer: string; closed_at: Date | null }>(
  'officer_alarm_find',
  `select office, officer, closed_at from officer_alarms where office = any($1::int[]) and id = $2 for update`,
)
export const closeOfficerAlarmRow = statement(
  'officer_alarm_close',
  `update officer_alarms set closed_at = $3, closed_by = $4, closed_note = $5 where office = $1 and id = $2 and closed_at is null`,
)
