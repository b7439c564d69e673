import type { WORK_VIEWS } from '#api/cases.ts'
import { statement } from '#server/kit/db.ts'

export interface ExportRow {
  id: string
  view: (typeof WORK_VIEWS)[number]
  service: string
  purpose: string
  rows: number
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  approved: boolean | null
  taken_at: Date | null
}
const COLUMNS = 'id, view, service, purpose, rows, asked_by, asked_at, decided_by, decided_at, approved, taken_at'

export const insertExport = statement<{ id: string }>(
  'list_export_insert',
  `insert into list_exports (office, view, service, purpose, rows, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
)
/** $2 the reader, $3 whether those of others are shown, $4 since when. */
export const readExports = statement<ExportRow>(
  'list_exports_read',
  `select ${COLUMNS} from list_exports where office = $1 and (asked_by = $2 or $3) and asked_at > $4 order by asked_at desc, id limit 100`,
)
export const lockExport = statement<ExportRow>(
  'list_export_lock',
  `select ${COLUMNS} from list_exports where office = $1 and id = $2 for no key update`,
)
export const decideExport = statement(
  'list_export_decide',
  `update list_exports set decided_by = $3, decided_at = $4, approved = $5 where office = $1 and id = $2 and decided_at is null`,
)
export const takeExport = statement(
  'list_export_take',
  `update list_exports set taken_at = $3 where office = $1 and id = $2 and taken_at is null`,
)
