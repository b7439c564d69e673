import { statement } from '#server/kit/db.ts'

/** One upload of a person at a time, so that the day's count holds against uploads sent together. */
export const lockUploads = statement(
  'files_lock_uploads',
  `select pg_advisory_xact_lock(hashtextextended('files|' || $1::text, 0))`,
)

/** A maker's photos of its cars are no papers of the person who sends them. */
export const countToday = statement<{ count: number }>(
  'files_count_today',
  `select count(*) as count from files where owner = $1 and created_at > now() - interval '24 hours' and purpose <> 'pre-inspection'`,
)

export interface FileRow {
  id: string
  owner: string
  purpose: string
  mime: string
  bytes: number
  width: number
  height: number
  sha256: Buffer
  created_at: Date
}
const COLUMNS = 'id, owner, purpose, mime, bytes, width, height, sha256, created_at'
export const sameFile = statement<FileRow>(
  'file_same',
  `select ${COLUMNS} from files where owner = $1 and purpose = $2 and sha256 = $3 and created_at > now() - interval '24 hours' limit 1`,
)
export const insertFile = statement<FileRow>(
  'file_insert',
  `insert into files (id, owner, purpose, mime, bytes, width, height, sha256) values ($1, $2, $3, 'image/jpeg', $4, $5, $6, $7) returning ${COLUMNS}`,
)
export const findFile = statement<FileRow>('file_find', `select ${COLUMNS} from files where id = $1`)
export const ownOf = statement<{ id: string; purpose: string }>(
  'files_own_of',
  `select id, purpose from files where owner = $1 and id::text = any ($2::text[])`,
)
export const removeFile = statement('file_remove', `delete from files where id = $1`)
/** What has become part of a case stays with it. */
export const bindFiles = statement(
  'files_bind',
  `update files set bound_at = coalesce(bound_at, $2) where id::text = any ($1::text[])`,
)
