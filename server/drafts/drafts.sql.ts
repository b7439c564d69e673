import { statement } from '#server/kit/db.ts'

export interface DraftRow {
  id: string
  person: string
  service: string
  service_version: number
  behalf: string
  version: number
  data: Buffer
  updated_at: Date
}
const COLUMNS = 'id, person, service, service_version, behalf, version, data, updated_at'
export const insertDraft = statement(
  'draft_insert',
  `insert into drafts (id, person, service, service_version, behalf, data) values ($1, $2, $3, $4, $5, $6)`,
)
export const readDraft = statement<DraftRow>('draft_read', `select ${COLUMNS} from drafts where id = $1`)
export const lockDraft = statement<DraftRow>('draft_lock', `select ${COLUMNS} from drafts where id = $1 for update`)
export const saveDraft = statement(
  'draft_save',
  `update drafts set data = $2, version = version + 1, updated_at = now() where id = $1`,
)
export const dropDraft = statement('draft_drop', `delete from drafts where id = $1`)
export const draftsOf = statement<DraftRow>(
  'drafts_of',
  `select ${COLUMNS} from drafts where person = $1 order by updated_at desc limit 20`,
)
export const draftFor = statement<DraftRow>(
  'draft_for',
  `select ${COLUMNS} from drafts where person = $1 and service = $2 and service_version = $3 and behalf = $4 order by updated_at desc limit 1`,
)
/** Until the commit nobody else begins this service for this person: two presses at once are one draft. */
export const lockStart = statement(
  'draft_lock_start',
  `select pg_advisory_xact_lock(hashtextextended($1 || '|' || $2, 0))`,
)
