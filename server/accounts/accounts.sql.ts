import { statement } from '#server/kit/db.ts'

export const putCode = statement(
  'sign_in_code_put',
  `insert into sign_in_codes (mobile_index, code_hash, expires_at) values ($1, $2, now() + interval '5 minutes')
   on conflict (mobile_index) do update set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at`,
)
/** Counts the try before the comparison: five wrong ones and the code is dead, however many requests run at once. */
export const tryCode = statement<{ code_hash: Buffer }>(
  'sign_in_code_try',
  `update sign_in_codes set tries = tries + 1 where mobile_index = $1 and expires_at > now() and tries < 5 returning code_hash`,
)
export const dropCode = statement(
  'sign_in_code_drop',
  `delete from sign_in_codes where mobile_index = $1 and code_hash = $2`,
)

export const hit = statement<{ hits: number }>(
  'rate_hit',
  `insert into rate_windows (key, window_start, hits) values ($1, date_bin(make_interval(secs => $2), now(), timestamptz '2020-01-01'), 1)
   on conflict (key, window_start) do update set hits = rate_windows.hits + 1 returning hits`,
)
export interface PersonRow {
  id: string
  name: Buffer
  id_number: Buffer
  mobile: Buffer
}
export const personById = statement<PersonRow>(
  'person_by_id',
  `select id, name, id_number, mobile from people where id = $1`,
)
export const personByIdNumber = statement<{ id: string }>(
  'person_by_id_number',
  `select id from people where id_index = $1`,
)
/** Who used this number lately. Numbers are given to new holders after some months: then name and identity are asked again. */
export const personByMobile = statement<{ id: string }>(
  'person_by_mobile',
  `select p.id from people p where p.mobile_index = $1
      and (p.verified_at > now() - interval '90 days'
        or exists (select from sessions s where s.kind = 'citizen' and s.subject = p.id::text and s.seen_at > now() - interval '90 days'))
    order by p.verified_at desc limit 1`,
)
export const insertPerson = statement(
  'person_insert',
  `insert into people (id, name, id_number, id_index, mobile, mobile_index) values ($1, $2, $3, $4, $5, $6) on conflict (id_index) do nothing`,
)
export const updateMobile = statement(
  'person_update_mobile',
  `update people set mobile = $2, mobile_index = $3, verified_at = now(), mobile_changed_at = now() where id = $1`,
)

export const updateName = statement(
  'person_update_name',
  `update people set name = $2, verified_at = now() where id = $1`,
)

export interface OfficerFactsRow {
  office: number
  id: string
  roles: string[]
  roles_mac: Buffer
  password: string
  totp: Buffer
  person_index: Buffer | null
  disabled_at: Date | null
}
export interface OfficerRow extends OfficerFactsRow {
  name: Buffer
  totp_step: number
  failures: number
}
export const officerById = statement<OfficerRow>(
  'officer_by_id',
  `select office, id, name, roles, roles_mac, password, totp, person_index, disabled_at, totp_step, failures from officers where id = $1 and disabled_at is null`,
)
/**
 * A code's time step may be used once, none older than the last, and never while locked; the condition decides between requests
 * at the same moment. $5: an own browser, which the lock does not concern. A last step beyond the present ($4) was used while the clock ran ahead: it locks nobody out, but stays used.
 */
export const useTotpStep = statement(
  'officer_use_totp',
  `update officers set totp_step = $3, totp_used = (array[$3::bigint] || totp_used)[1:20], failures = case when $5 and locked_until > now() then failures else 0 end, locked_until = case when $5 and locked_until > now() then locked_until end
    where office = $1 and id = $2 and (totp_step < $3 or totp_step > $4::bigint + 1) and $3 <> all(totp_used) and ($5 or coalesce(locked_until <= now(), true))`,
)
/** Ten in a row lock for five minutes. Tries while locked count for nothing, so that nobody can keep an officer out by trying on. */
export const countFailure = statement(
  'officer_failure',
  `update officers o set failures = n.failures, locked_until = case when n.failures >= 10 then now() + interval '5 minutes' end
     from (select office, id, case when locked_until is null then failures + 1 else 1 end as failures from officers where office = $1 and id = $2 for update) n
    where o.office = n.office and o.id = n.id and coalesce(o.locked_until <= now(), true)`,
)
/** Every officer, or the one of $1, with what its MAC covers. */
export const officerRows = statement<OfficerFactsRow>(
  'officer_rows',
  `select office, id, roles, roles_mac, password, totp, person_index, disabled_at from officers where $1 = '' or id = $1 order by office, id`,
)
export const lockOfficer = statement<OfficerFactsRow>(
  'officer_lock',
  `select office, id, roles, roles_mac, password, totp, person_index, disabled_at from officers where id = $1 for update`,
)
export const writeOfficerState = statement(
  'officer_state_write',
  `update officers set disabled_at = $3, roles_mac = $4 where office = $1 and id = $2`,
)
export const insertOfficer = statement(
  'officer_insert',
  `insert into officers (office, id, name, roles, roles_mac, password, totp, person_index) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (office, id) do nothing`,
)

export interface ReadRow {
  at: Date
  actor_id: string
  office: number | null
  act: string
  purpose: string
  object_kind: string
}
/** Who looked at a person's data: every read by staff and agencies, newest first. */
export const readsOfPerson = statement<ReadRow>(
  'audit_reads_of',
  `select at, actor_id, office, act, purpose, object_kind from audit_events where person = $1 and actor_kind <> 'citizen' order by at desc limit 200`,
)

export const putOffice = statement(
  'office_put',
  `insert into offices (office, name_zh, name_en) values ($1, $2, $3) on conflict (office) do update set name_zh = excluded.name_zh, name_en = excluded.name_en`,
)
