import type { Link } from '#domain/video/terms.ts'
import { statement } from '#server/kit/db.ts'

export interface SessionRow {
  office: number
  id: string
  data: Buffer
  head: Buffer
  version: number
  node: string | null
  call_no: number
  started_at: Date
  link: Link
}
const ROW = `office, id, data, head, version, node, call_no, started_at, link`

export const insertSession = statement(
  'video_session_insert',
  `with s as (
     insert into video_sessions (office, id, ticket_id, person, officer, service, case_id, phase, link, started_at, version, data, head)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))
   insert into video_acts (office, session_id, seq, at, offset_ms, actor_kind, actor_id, kind, body, secret, hash)
   values ($1, $2, $11, $10, 0, 'house', 'house', 'begin', $14, null, $13)`,
)
export const saveSession = statement(
  'video_session_save',
  `with s as (
     update video_sessions set officer = $3, case_id = $4, phase = $5, link = $6, outcome = $7, outcome_reason = $8, identity = $9,
            ended_at = $10, talk_ms = $11, hold_ms = $12, drops = $13, resumes = $14, signals = $15, guests = $16::uuid[],
            colleagues = $17::text[], version = $18, data = $19, head = $20
      where office = $1 and id = $2 and version = $18 - 1 returning office)
   insert into video_acts (office, session_id, seq, at, offset_ms, actor_kind, actor_id, kind, body, secret, hash)
   select office, $2, $18, $21, $22, $23, $24, $25, $26, $27, $20 from s`,
)
export const lockSession = statement<SessionRow>(
  'video_session_lock',
  `select ${ROW} from video_sessions where id = $1 for update`,
)
export const readSessionRow = statement<SessionRow>(
  'video_session_read',
  `select ${ROW} from video_sessions where id = $1`,
)
export const partiesOf = statement<{
  office: number
  person: string
  officer: string
  guests: string[]
  colleagues: string[]
  outcome: string | null
}>(
  'video_session_parties',
  `select office, person, officer, guests, colleagues, outcome from video_sessions where id = $1`,
)
export const openSessions = statement<SessionRow>(
  'video_sessions_open',
  `select ${ROW} from video_sessions where outcome is null and ($1::int is null or office = $1) order by started_at limit 500`,
)
export const openCallsOf = statement<{ id: string }>(
  'video_sessions_open_of_case',
  `select id from video_sessions where office = $1 and case_id = $2 and outcome is null`,
)
/** Takes the call for a process, when nobody has it or who had it is gone. The row says who has it afterwards. */
export const pinCall = statement<{ node: string; call_no: number }>(
  'video_call_pin',
  `update video_sessions s set node = $2, call_no = case when s.node is not distinct from $2 then s.call_no else s.call_no + 1 end
    where s.id = $1 and s.outcome is null
      and (s.node is null or s.node = $2 or not exists (select from video_nodes n where n.id = s.node and n.seen_at > $3))
   returning node, call_no`,
)
export const unpinCall = statement(
  'video_call_unpin',
  `update video_sessions set node = null where id = $1 and ($2::text is null or node = $2)`,
)
export const callsOfNode = statement<{ id: string }>(
  'video_calls_of_node',
  `select id from video_sessions where node = $1 and outcome is null`,
)
/** Calls whose process has not been heard of for a while. */
export const orphanedCalls = statement<{ id: string; node: string }>(
  'video_calls_orphaned',
  `select s.id, s.node from video_sessions s where s.outcome is null and s.node is not null
      and not exists (select from video_nodes n where n.id = s.node and n.seen_at > $1)`,
)

export const insertConsent = statement(
  'video_consent_insert',
  `insert into video_consents (office, session_id, kind, given, text_version, text_hash, at, offset_ms, who)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)
export const insertGuestConsent = statement(
  'video_guest_consent_insert',
  `insert into video_guest_consents (office, session_id, guest, text_version, text_hash, at, offset_ms) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const insertIdentityCheck = statement(
  'video_identity_insert',
  `insert into video_identity_checks (office, session_id, at, step, answer, officer, offset_ms) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
)
export const insertAnswer = statement(
  'video_answer_insert',
  `insert into video_answers (office, session_id, at, step, checklist, checklist_version, result, officer, offset_ms)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
)
export const insertCapture = statement(
  'video_capture_insert',
  `insert into video_captures (office, session_id, id, file_id, hash, house_hash, how, at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
)
export const insertSignature = statement(
  'video_signature_insert',
  `insert into video_signatures (office, session_id, document_id, hash, document, strokes, proof, shown_at, signed_at, offset_ms, who)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
)
export const insertHandover = statement(
  'video_handover_insert',
  `insert into video_handovers (office, session_id, at, kind, from_officer, to_officer, words) values ($1, $2, $3, $4, $5, $6, $7)`,
)
export const photosOf = statement<{ id: string; purpose: string }>(
  'video_photos_of',
  `select id, purpose from files where owner = $1 and purpose = 'photo' order by created_at desc limit 3`,
)
export const billsState = statement<{ open: number; paid: number }>(
  'video_bills_state',
  `select count(*) filter (where state in ('draft', 'open'))::int as open, count(*) filter (where state = 'paid')::int as paid
     from bills where case_id = $1`,
)
/** An officer's look at a conversation, once in half an hour. */
export const noteRead = statement(
  'video_note_read',
  `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
   select 'officer', $1, $2, 'read-video', 'video', $3, $4, $5, 'done'
    where not exists (select from audit_events where actor_kind = 'officer' and actor_id = $1 and act = 'read-video' and object_id = $3
                        and at > now() - interval '30 minutes')`,
)
