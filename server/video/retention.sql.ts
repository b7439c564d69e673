import { statement } from '#server/kit/db.ts'

export const keepRecordings = statement(
  'video_recordings_keep',
  `update video_recordings set keep_until = $2 where session_id = $1 and deleted_at is null`,
)
export const dueRecordings = statement<{ office: number; id: string; session_id: string }>(
  'video_recordings_due_for_end',
  `select office, id, session_id from video_recordings where deleted_at is null and hold is null and keep_until < $1 order by keep_until limit 200`,
)
/** The key goes first: without it the files are noise, wherever copies of them lie. */
export const forgetRecording = statement(
  'video_recording_forget',
  `update video_recordings set wrapped_key = null, deleted_at = $2 where id = $1 and deleted_at is null and hold is null`,
)
export const setHold = statement(
  'video_recording_hold',
  `update video_recordings set hold = $2, keep_until = case when $2::text is null then greatest(keep_until, $3::timestamptz) else keep_until end
    where session_id = $1 and deleted_at is null`,
)
export const insertHold = statement(
  'video_hold_insert',
  `insert into video_holds (office, session_id, hold, by_officer, words, at) values ($1, $2, $3, $4, $5, $6)`,
)
export interface SegmentRow {
  office: number
  recording_id: string
  peer: string
  idx: number
  codec: string
  file: string
  first_at: number
  last_at: number
  packets: number
  bytes: string
  hash: string
  chain: string
  wrapped_key: Buffer
}
const SEGMENT = `s.office, s.recording_id, s.peer, s.idx, s.codec, s.file, s.first_at, s.last_at, s.packets, s.bytes::text as bytes, s.hash, s.chain, r.wrapped_key`
/** Two of a hundred, and everything that is held. */
export const segmentsToCheck = statement<SegmentRow>(
  'video_segments_to_check',
  `select ${SEGMENT} from video_segments s join video_recordings r on r.office = s.office and r.id = s.recording_id
    where r.deleted_at is null and (r.hold is not null or random() < $1) order by r.id, s.peer, s.idx limit 5000`,
)
export const insertSegmentCheck = statement(
  'video_segment_check_insert',
  `insert into video_segment_checks (office, recording_id, peer, idx, result, at) values ($1, $2, $3, $4, $5, $6)`,
)
