import type { DeskState } from '#domain/video/officer.ts'
import { statement } from '#server/kit/db.ts'

export interface DeskRow {
  office: number
  officer: string
  data: DeskState
}
export const lockDesk = statement<DeskRow>(
  'video_desk_lock',
  `select office, officer, data from video_desks where officer = $1 for update`,
)
export const readDesk = statement<DeskRow>(
  'video_desk_read',
  `select office, officer, data from video_desks where officer = $1`,
)
export const ensureDesk = statement(
  'video_desk_ensure',
  `insert into video_desks (office, officer, state, since, data) values ($1, $2, 'offline', $3, $4::jsonb) on conflict do nothing`,
)
export const saveDesk = statement(
  'video_desk_save',
  `update video_desks set state = $2, since = $3, data = $4::jsonb where officer = $1`,
)
export const insertDeskTime = statement(
  'video_desk_time_insert',
  `insert into video_desk_times (office, officer, state, reason, began_at, ended_at) values ($1, $2, $3, $4, $5, greatest($5::timestamptz, $6::timestamptz))`,
)
export const insertDecline = statement(
  'video_decline_insert',
  `insert into video_declines (office, officer, ticket_id, at, words) values ($1, $2, $3, $4, $5)`,
)
export const hasDeclined = statement<{ officer: string }>(
  'video_declined_by',
  `select distinct officer from video_declines where ticket_id = $1`,
)
/** The page of the desk is open: by the database's own clock, which a drill does not move. */
export const deskSpeaks = statement(
  'video_desk_speaks',
  `update video_desks set seen_at = now() where officer = $1 and seen_at < now() - interval '3 seconds'`,
)
/** Desks that wait for somebody and have said nothing for $1 seconds. */
export const silentDesks = statement<DeskRow>(
  'video_desks_silent',
  `select office, officer, data from video_desks where state in ('ready', 'offered') and seen_at < now() - make_interval(secs => $1)`,
)
/** Desks whose officer's shift has ended by $1. */
export const desksAfterShift = statement<DeskRow>(
  'video_desks_after_shift',
  `select office, officer, data from video_desks where state in ('ready', 'in-call', 'hold') and (data ->> 'shiftEnd')::timestamptz <= $1`,
)
export const desksOf = statement<DeskRow & { roles: string[]; silent: boolean }>(
  'video_desks_of',
  `select d.office, d.officer, d.data, o.roles, d.seen_at < now() - make_interval(secs => $2) as silent from video_desks d join officers o on o.office = d.office and o.id = d.officer
    where d.office = any ($1::int[]) and o.disabled_at is null order by d.officer`,
)
export interface SkillRow {
  officer: string
  grp: string
  languages: string[]
}
export const skillsOf = statement<SkillRow>(
  'video_skills_of',
  `select officer, grp, languages from video_skills where officer = any ($1::text[])`,
)
export const setSkill = statement(
  'video_skill_set',
  `insert into video_skills (office, officer, grp, languages) values ($1, $2, $3, $4::text[])
   on conflict (office, officer, grp) do update set languages = excluded.languages`,
)
export const relativesOf = statement<{ officer: string }>(
  'video_relatives_of',
  `select officer from video_relatives where person = $1`,
)
export const declareRelative = statement(
  'video_relative_declare',
  `insert into video_relatives (office, officer, person) values ($1, $2, $3) on conflict do nothing`,
)
/** How often each officer has served this person since a day. */
export const pairsOf = statement<{ officer: string; n: number }>(
  'video_pairs_of',
  `select officer, count(*)::int as n from video_sessions where person = $1 and started_at > $2 group by officer`,
)
/** Who refused or returned this case last: somebody else looks a second time. */
export const rejectedBy = statement<{ actor_id: string }>(
  'video_rejected_by',
  `select actor_id from case_events where office = $1 and case_id = $2 and actor_kind = 'officer' and kind in ('refuse', 'return')
    order by seq desc limit 1`,
)
export const lateDesks = statement<DeskRow>(
  'video_desks_late',
  `select office, officer, data from video_desks where state = 'wrap-up' and (data ->> 'until')::timestamptz <= $1`,
)
export const deskDay = statement<{ answered: number; talk_ms: string }>(
  'video_desk_day',
  `select count(*)::int as answered, coalesce(sum(talk_ms), 0)::text as talk_ms from video_sessions where officer = $1 and started_at >= $2`,
)
