import { statement } from '#server/kit/db.ts'

export interface RecordedRow {
  office: number
  session_id: string
  person: string
  officer: string
  service: string | null
  case_id: string | null
  outcome: string | null
  began_at: Date
  ended_at: Date | null
  keep_until: Date | null
  hold: string | null
  deleted: boolean
  segments: number
  intact: boolean
  peers: string[]
  codecs: string[]
  seconds: number
}
const RECORDED = `select s.office, s.id as session_id, s.person, s.officer, s.service, s.case_id, s.outcome,
    min(r.began_at) as began_at, max(r.ended_at) as ended_at, max(r.keep_until) as keep_until, max(r.hold) as hold,
    bool_and(r.deleted_at is not null) as deleted, coalesce(sum(g.n), 0)::int as segments,
    not exists (select from video_segment_checks k where k.office = s.office and k.result <> 'ok'
                  and k.recording_id in (select x.id from video_recordings x where x.office = s.office and x.session_id = s.id)) as intact,
    coalesce(max(g.peers), '{}') as peers, coalesce(max(g.codecs), '{}') as codecs, coalesce(sum(g.seconds), 0)::int as seconds
  from video_recordings r join video_sessions s on s.office = r.office and s.id = r.session_id
  left join lateral (select count(*) as n, array_agg(distinct peer) as peers, array_agg(distinct codec) as codecs,
                            ceil((max(last_at) - min(first_at)) / 1000) as seconds
                       from video_segments x where x.office = r.office and x.recording_id = r.id) g on true`
const GROUP = `group by s.office, s.id`

export const recordedOfDay = statement<RecordedRow>(
  'video_recorded_of_day',
  `${RECORDED} where r.office = $1 and r.began_at >= $2 and r.began_at < $3 ${GROUP} order by min(r.began_at) desc limit 500`,
)
export const recordedOfCase = statement<RecordedRow>(
  'video_recorded_of_case',
  `${RECORDED} where r.office = $1 and s.case_id = (select id from cases where office = $1 and number = $2) ${GROUP} order by min(r.began_at) desc`,
)
export const recordedOfPerson = statement<RecordedRow>(
  'video_recorded_of_person',
  `${RECORDED} where s.person = $1 and r.began_at > $2 ${GROUP} order by min(r.began_at) desc limit 100`,
)
export const recordedSession = statement<RecordedRow>('video_recorded_session', `${RECORDED} where s.id = $1 ${GROUP}`)
/** Each part of a conversation that moved between processes is a film of its own; the longest is shown first. */
export const filmsOf = statement<{ id: string; wrapped_key: Buffer; codec: string }>(
  'video_films_of',
  `select r.id, r.wrapped_key, min(g.codec) as codec from video_recordings r join video_segments g on g.office = r.office and g.recording_id = r.id
    where r.session_id = $1 and g.peer = $2 and r.deleted_at is null group by r.id, r.wrapped_key, r.began_at
    order by sum(g.packets) desc, r.began_at`,
)
export const insertView = statement(
  'video_view_insert',
  `insert into video_views (office, id, session_id, viewer_kind, viewer, purpose, at, until) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)
export const findView = statement<{ session_id: string }>(
  'video_view_find',
  `select session_id from video_views where id = $1 and viewer_kind = 'officer' and viewer = $2 and session_id = $3 and until > $4`,
)
export const viewsOf = statement<{
  session_id: string
  viewer: string
  viewer_kind: string
  purpose: string
  at: Date
}>(
  'video_views_of',
  `select session_id, viewer, viewer_kind, purpose, at from video_views where session_id = any ($1::uuid[]) order by at desc`,
)
export const insertExport = statement(
  'video_export_insert',
  `insert into video_exports (office, id, session_id, asked_by, purpose, at) values ($1, $2, $3, $4, $5, $6)`,
)
export const findExport = statement<{
  office: number
  id: string
  session_id: string
  asked_by: string
  purpose: string
  approvals: string[]
}>(
  'video_export_find',
  `select e.office, e.id, e.session_id, e.asked_by, e.purpose, coalesce(array_agg(a.officer) filter (where a.officer is not null), '{}') as approvals
     from video_exports e left join video_export_approvals a on a.office = e.office and a.export_id = e.id where e.id = $1 group by e.office, e.id`,
)
export const exportsSince = statement<{
  id: string
  session_id: string
  asked_by: string
  purpose: string
  at: Date
  approvals: string[]
}>(
  'video_exports_since',
  `select e.id, e.session_id, e.asked_by, e.purpose, e.at,
          array(select a.officer from video_export_approvals a where a.office = e.office and a.export_id = e.id order by a.at) as approvals
     from video_exports e where e.office = $1 and e.at > $2 order by e.at desc limit 100`,
)
export const insertApproval = statement(
  'video_export_approve',
  `insert into video_export_approvals (office, export_id, officer, at) values ($1, $2, $3, $4) on conflict do nothing`,
)
