import { statement } from '#server/kit/db.ts'

export interface FinishedRow {
  office: number
  id: string
  officer: string
  service: string | null
  talk_ms: string
  identity: string | null
  signals: number
  refer: boolean
  fraud: boolean
  objected: boolean
  sign_seconds: number | null
  drawn: boolean
}
export const finishedSince = statement<FinishedRow>(
  'video_finished_since',
  `select s.office, s.id, s.officer, s.service, s.talk_ms::text as talk_ms, s.identity, s.signals,
          exists (select from video_identity_checks i where i.office = s.office and i.session_id = s.id and i.step = 'result' and i.answer = 'refer') as refer,
          exists (select from video_acts a where a.office = s.office and a.session_id = s.id and a.kind = 'signal-fraud') as fraud,
          exists (select from case_events e where e.office = s.office and e.case_id = s.case_id and e.kind = 'object') as objected,
          (select extract(epoch from min(g.signed_at - g.shown_at))::float8 from video_signatures g where g.office = s.office and g.session_id = s.id) as sign_seconds,
          exists (select from video_sheets q where q.office = s.office and q.session_id = s.id) as drawn
     from video_sessions s where s.ended_at >= $1 and s.talk_ms > 0 order by s.id`,
)
export const insertSheet = statement(
  'video_sheet_insert',
  `insert into video_sheets (office, id, session_id, officer, why, state, at) values ($1, $2, $3, $4, $5, 'open', $6) on conflict do nothing`,
)
export interface SheetRow {
  office: number
  id: string
  session_id: string
  officer: string
  why: string
  state: 'open' | 'done' | 'contested' | 'settled'
  reviewer: string | null
  points: { id: string; ok: boolean }[] | null
  note: Buffer | null
  contest: Buffer | null
  contest_until: string | null
  at: Date
}
const SHEET = `office, id, session_id, officer, why, state, reviewer, points, note, contest, contest_until::text as contest_until, at`
export const sheetsToReview = statement<SheetRow>(
  'video_sheets_to_review',
  `select ${SHEET} from video_sheets where office = $1 and officer <> $2 and state in ('open', 'contested') order by at limit 200`,
)
export const sheetsOf = statement<SheetRow>(
  'video_sheets_of',
  `select ${SHEET} from video_sheets where officer = $1 and state <> 'open' order by at desc limit 100`,
)
export const lockSheet = statement<SheetRow>(
  'video_sheet_lock',
  `select ${SHEET} from video_sheets where id = $1 for update`,
)
export const judgeSheet = statement(
  'video_sheet_judge',
  `update video_sheets set state = 'done', reviewer = $2, points = $3::jsonb, note = $4, contest_until = $5::date where id = $1 and state = 'open' and officer <> $2`,
)
export const contestSheet = statement(
  'video_sheet_contest',
  `update video_sheets set state = 'contested', contest = $2 where id = $1 and state = 'done'`,
)
export const settleSheet = statement(
  'video_sheet_settle',
  `update video_sheets set state = 'settled', settled_by = $2, points = $3::jsonb, note = $4 where id = $1 and state = 'contested' and reviewer <> $2`,
)
