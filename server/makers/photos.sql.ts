import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { statement } from '#server/kit/db.ts'

/** The newest signed record of one car of this maker. */
export const newestSigned = statement<{
  vin: string
  version: number
  record: PreInspectionRecord
  complete_at: Date | null
}>(
  'pre_newest_signed',
  `select vin, version, record, complete_at from pre_inspections where vin = $1 and company = $2 and signature is not null
    order by version desc limit 1`,
)
export const photoByHash = statement<{ vin: string; file: string }>(
  'pre_photo_by_hash',
  `select vin, file from pre_inspection_photos where sha256 = $1`,
)
export const insertPhoto = statement<{ vin: string }>(
  'pre_photo_insert',
  `insert into pre_inspection_photos (sha256, vin, company, file, sent_by, sent_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (sha256) do nothing returning vin`,
)
/** The photos of one version that are here. */
export const photosOf = statement<{ slot: string; file: string }>(
  'pre_photos_of',
  `select s.slot, f.file from pre_inspections p
     cross join lateral (values ('photoFront'), ('photoRear'), ('photoVin')) as s(slot)
     join pre_inspection_photos f on f.vin = p.vin and f.sha256 = decode(p.record ->> s.slot, 'hex')
    where p.vin = $1 and p.version = $2`,
)
/** Marks the newest version of each of these cars as whole when its three photos are here. Gives those that just became so. */
export const completeNow = statement<{ vin: string; version: number }>(
  'pre_complete',
  `update pre_inspections p set complete_at = $2
    where p.vin = any($1::text[]) and p.complete_at is null and p.signature is not null
      and not exists (select from pre_inspections n where n.vin = p.vin and n.version > p.version)
      and (select count(*) from pre_inspection_photos f where f.vin = p.vin and f.sha256 in
            (decode(p.record ->> 'photoFront', 'hex'), decode(p.record ->> 'photoRear', 'hex'), decode(p.record ->> 'photoVin', 'hex'))) = 3
   returning p.vin, p.version`,
)
/** Of these, what was objected to in an earlier version is looked at again, always. $1: list of {vin, version}. */
export const lookAgain = statement(
  'pre_look_again',
  `insert into maker_samples (office, company, vin, version, since)
   select $2, p.company, p.vin, p.version, $3 from jsonb_to_recordset($1::jsonb) as d(vin text, version int)
     join pre_inspections p on p.vin = d.vin and p.version = d.version
    where exists (select from maker_samples s where s.vin = d.vin and s.state = 'objected') on conflict do nothing`,
)
export interface Missing {
  vin: string
  slots: string[]
  total: number
}
export const missingOf = statement<Missing>(
  'pre_missing_of',
  `select p.vin, array(select s.slot from (values ('photoFront'), ('photoRear'), ('photoVin')) as s(slot)
             where not exists (select from pre_inspection_photos f where f.vin = p.vin and f.sha256 = decode(p.record ->> s.slot, 'hex'))) as slots,
          (count(*) over ())::int as total
     from pre_inspections p
    where p.company = $1 and p.complete_at is null and p.signature is not null
      and not exists (select from pre_inspections n where n.vin = p.vin and n.version > p.version)
    order by p.vin limit $2`,
)
export const countWhole = statement<{ whole: number; waiting: number }>(
  'pre_count_whole',
  `select (count(*) filter (where complete_at is not null))::int as whole,
          (count(*) filter (where complete_at is null and signature is not null))::int as waiting
     from pre_inspections p where p.company = $1 and not exists (select from pre_inspections n where n.vin = p.vin and n.version > p.version)`,
)

export interface SentRow {
  id: string
  company: string
  sent_at: Date
  results: { name: string; vin?: string; state: 'taken' | 'same' | 'refused'; code?: string }[]
}
/** Groups of one press add up under its id; another maker's id takes nothing. */
export const insertSend = statement(
  'pre_send_insert',
  `insert into pre_inspection_sends as s (id, company, sent_by, sent_at, results) values ($1, $2, $3, $4, $5)
   on conflict (id) do update set results = s.results || excluded.results where s.company = excluded.company`,
)
export const readSend = statement<SentRow>(
  'pre_send_read',
  `select id, company, sent_at, results from pre_inspection_sends where id = $1`,
)
