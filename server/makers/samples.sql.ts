import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { statement } from '#server/kit/db.ts'

export interface SampleRow {
  office: number
  id: string
  company: string
  maker: string
  vin: string
  version: number
  draw: number | null
  place: number | null
  state: 'open' | 'passed' | 'objected'
  finding: string | null
  grave: boolean
  reason: string | null
  since: Date
  judged_by: string | null
  judged_at: Date | null
}
export interface WholeSampleRow extends SampleRow {
  record: PreInspectionRecord
  hash: Buffer
  submitted_at: Date
  complete_at: Date | null
  key_kind: 'sm2' | 'ed25519' | null
  key_fingerprint: Buffer | null
}
const SAMPLE = `s.office, s.id, s.company, c.name as maker, s.vin, s.version, s.draw, s.place, s.state, s.finding, s.grave, s.reason, s.since, s.judged_by, s.judged_at`

export const openSamples = statement<SampleRow & { total: number }>(
  'maker_samples_open',
  `select ${SAMPLE}, (count(*) over ())::int as total from maker_samples s join companies c on c.id = s.company
    where s.office = $1 and s.state = 'open' order by s.since, s.vin limit 100`,
)
export const judgedSamples = statement<SampleRow & { total: number }>(
  'maker_samples_judged',
  `select ${SAMPLE}, (count(*) over ())::int as total from maker_samples s join companies c on c.id = s.company
    where s.office = $1 and s.state <> 'open' order by s.judged_at desc, s.vin limit 100`,
)
export const sampleById = statement<WholeSampleRow>(
  'maker_sample_by_id',
  `select ${SAMPLE}, p.record, p.hash, p.submitted_at, p.complete_at, k.kind as key_kind, k.fingerprint as key_fingerprint
     from maker_samples s join companies c on c.id = s.company join pre_inspections p on p.vin = s.vin and p.version = s.version
     left join maker_keys k on k.id = p.key where s.office = $1 and s.id = $2`,
)
export const judgeSample = statement(
  'maker_sample_judge',
  `update maker_samples set state = $3, finding = $4, grave = $5, reason = $6, judged_by = $7, judged_at = $8
    where office = $1 and id = $2 and state = 'open'`,
)
export const objectionsOf = statement<
  Pick<SampleRow, 'vin' | 'version' | 'finding' | 'reason' | 'judged_at'> & { mended: boolean }
>(
  'maker_objections_of',
  `select s.vin, s.version, s.finding, s.reason, s.judged_at,
          exists (select from maker_samples n where n.vin = s.vin and n.version > s.version and n.state = 'passed') as mended
     from maker_samples s where s.company = $1 and s.state = 'objected' order by s.judged_at desc, s.vin limit 50`,
)
