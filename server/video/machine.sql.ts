import { statement } from '#server/kit/db.ts'

export const insertFaceCheck = statement(
  'video_face_check_insert',
  `insert into video_face_checks (office, session_id, id, state, still_hash, still, asked_by, at) values ($1, $2, $3, 'asked', $4, $5, $6, $7)`,
)
export const readFaceCheck = statement<{ office: number; session_id: string; still: Buffer | null }>(
  'video_face_check_read',
  `select office, session_id, still from video_face_checks where id = $1 and state = 'asked'`,
)
export const endFaceCheck = statement(
  'video_face_check_end',
  `update video_face_checks set state = $2, level = $3, score = $4, model = $5, done_at = $6 where id = $1 and state = 'asked'`,
)
/** Stills go with the last recording of their conversation; score and model remain. */
export const forgetStills = statement(
  'video_face_stills_forget',
  `update video_face_checks f set still = null
    where f.still is not null and exists (select from video_recordings r where r.office = f.office and r.session_id = f.session_id)
      and not exists (select from video_recordings r where r.office = f.office and r.session_id = f.session_id and r.deleted_at is null)`,
)
