import { statement } from '#server/kit/db.ts'

/** Once for each conversation. */
export const insertRating = statement(
  'video_rating_insert',
  `insert into video_ratings (office, session_id, stars, complaint, words, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
)
export const ratingOf = statement<{ stars: number; complaint: boolean }>(
  'video_rating_of',
  `select stars, complaint from video_ratings where office = $1 and session_id = $2`,
)
export const ratingFacts = statement<{ stars: number; complaint: boolean }>(
  'video_rating_facts',
  `select r.stars, r.complaint from video_ratings r join video_sessions s on s.office = r.office and s.id = r.session_id
    where r.office = $1 and s.started_at >= $2 and s.started_at < $3`,
)
/** A sheet that was not drawn yet. */
export const sheetForComplaint = statement(
  'video_sheet_for_complaint',
  `insert into video_sheets (office, id, session_id, officer, why, state, at) values ($1, $2, $3, $4, 'objection', 'open', $5) on conflict do nothing`,
)
/** Every wait that was told on a day and is over. */
export const waitsOfDay = statement<{ hits: number; n: number }>(
  'video_waits_of_day',
  `select count(*) filter (where hit)::int as hits, count(*)::int as n from video_waits where office = $1 and hit is not null and at >= $2 and at < $3`,
)
