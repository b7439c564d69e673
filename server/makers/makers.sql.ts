import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { statement } from '#server/kit/db.ts'

export interface BatchRow {
  id: string
  company: string
  name: string
  lines: number
  waiting: number
  accepted: number
  same: number
  refused: number
  submitted_by: string
  submitted_at: Date
}
const COUNTS = `(count(l.*) filter (where l.state = 'waiting'))::int as waiting, (count(l.*) filter (where l.state = 'accepted'))::int as accepted,
  (count(l.*) filter (where l.state = 'same'))::int as same, (count(l.*) filter (where l.state = 'refused'))::int as refused`
const BATCH = `select b.id, b.company, b.name, b.lines, b.submitted_by, b.submitted_at, ${COUNTS}
  from pre_inspection_batches b left join pre_inspection_lines l on l.batch = b.id`

export const insertBatch = statement<{ id: string }>(
  'pre_batch_insert',
  `insert into pre_inspection_batches (id, company, file_hash, name, lines, submitted_by, submitted_at)
   values ($1, $2, $3, $4, $5, $6, $7) on conflict (company, file_hash) do nothing returning id`,
)
export const batchByHash = statement<{ id: string }>(
  'pre_batch_by_hash',
  `select id from pre_inspection_batches where company = $1 and file_hash = $2`,
)
/** All lines in one statement, whatever their number: $2 is a list of {line, vin, record, signature, state, problems}. */
export const insertLines = statement(
  'pre_lines_insert',
  `insert into pre_inspection_lines (batch, line, vin, record, signature, state, problems)
   select $1, l.line, l.vin, l.record, l.signature, l.state, l.problems
     from jsonb_to_recordset($2::jsonb) as l(line int, vin text, record jsonb, signature text, state text, problems text[])`,
)
export const readBatch = statement<BatchRow>('pre_batch_read', `${BATCH} where b.id = $1 group by b.id`)
export const batchesOf = statement<BatchRow>(
  'pre_batches_of',
  `${BATCH} where b.company = $1 group by b.id order by b.id desc limit 30`,
)

export interface LineRow {
  line: number
  vin: string
  record: PreInspectionRecord
  signature: string
  state: 'waiting' | 'accepted' | 'same' | 'refused'
  problems: string[]
}
export const linesOf = statement<LineRow>(
  'pre_lines_of',
  `select line, vin, record, signature, state, problems from pre_inspection_lines where batch = $1 order by line`,
)
export const waitingLines = statement<LineRow>(
  'pre_lines_waiting',
  `select line, vin, record, signature, state, problems from pre_inspection_lines where batch = $1 and state = 'waiting' order by line limit $2`,
)
/** $2: list of {line, state, problems}. */
export const settleLines = statement(
  'pre_lines_settle',
  `update pre_inspection_lines t set state = s.state, problems = s.problems
     from jsonb_to_recordset($2::jsonb) as s(line int, state text, problems text[])
    where t.batch = $1 and t.line = s.line and t.state = 'waiting'`,
)
export const newestOf = statement<{ vin: string; version: number; hash: Buffer; signed: boolean }>(
  'pre_newest_of',
  `select distinct on (vin) vin, version, hash, signature is not null as signed from pre_inspections
    where vin = any($1::text[]) order by vin, version desc`,
)
/** $1: list of {vin, version, record, hash, signature, key}; a version that somebody else wrote first is left alone. */
export const insertRecords = statement(
  'pre_records_insert',
  `insert into pre_inspections (vin, version, company, record, hash, signature, key, batch, submitted_by, submitted_at)
   select r.vin, r.version, $2, r.record, decode(r.hash, 'hex'), decode(r.signature, 'base64'), r.key, $3, $4, $5
     from jsonb_to_recordset($1::jsonb) as r(vin text, version int, record jsonb, hash text, signature text, key uuid) on conflict do nothing`,
)
/** The newest record of a car as far as it can count. */
export const ownRecord = statement<{
  record: PreInspectionRecord
  credit_code: string
  name: string
  whole: boolean
  objected: boolean
  sample: 'open' | 'passed' | 'objected' | null
}>(
  'pre_record_own',
  `select p.record, c.credit_code, c.name, p.complete_at is not null as whole,
          exists (select from maker_samples o where o.vin = p.vin and o.state = 'objected') as objected,
          (select s.state from maker_samples s where s.vin = p.vin and s.version = p.version) as sample
     from pre_inspections p join companies c on c.id = p.company where p.vin = $1 order by p.version desc limit 1`,
)
