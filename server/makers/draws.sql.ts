import { statement } from '#server/kit/db.ts'
import type { Suite } from '#server/kit/crypto.ts'

export interface DrawRow {
  office: number
  company: string
  number: number
  suite: Suite
  commit: Buffer
  seed_sealed: Buffer
  committed_at: Date
  drawn_at: Date | null
  seed: Buffer | null
  list_hash: Buffer | null
  size: number | null
  percent: number | null
  owed: number | null
  drawn: number | null
}
export const lastDraw = statement<DrawRow>(
  'maker_draw_last',
  `select * from maker_draws where office = $1 and company = $2 order by number desc limit 1 for update`,
)
export const drawBefore = statement<DrawRow>(
  'maker_draw_before',
  `select * from maker_draws where office = $1 and company = $2 and drawn_at is not null order by number desc limit 1`,
)
export const drawsOf = statement<DrawRow & { seen: number }>(
  'maker_draws_of',
  `select d.*, (select count(*) from maker_samples s where s.company = d.company and s.draw = d.number)::int as seen
     from maker_draws d where d.office = $1 and d.company = $2 order by d.number desc limit 20`,
)
export const insertDraw = statement(
  'maker_draw_insert',
  `insert into maker_draws (office, company, number, suite, commit, seed_sealed, committed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
)
/** Takes what has become whole since the last draw into this one; how many. */
export const takeList = statement<{ vin: string; version: number }>(
  'maker_draw_take',
  `update pre_inspections set draw = $2 where company = $1 and complete_at is not null and draw is null returning vin, version`,
)
export const finishDraw = statement(
  'maker_draw_finish',
  `update maker_draws set drawn_at = $4, seed = $5, list_hash = $6, size = $7, percent = $8, owed = $9, drawn = $10
    where office = $1 and company = $2 and number = $3 and drawn_at is null`,
)
/** $4: list of {vin, version, place}; a record that is looked at already (mended after an objection) is not looked at twice. */
export const insertDrawn = statement(
  'maker_samples_insert',
  `insert into maker_samples (office, company, draw, vin, version, place, since)
   select $1, $2, $3, s.vin, s.version, s.place, $5 from jsonb_to_recordset($4::jsonb) as s(vin text, version int, place int)
   on conflict (vin, version) do update set draw = excluded.draw, place = excluded.place`,
)
export const companiesWithNew = statement<{ company: string }>(
  'makers_with_new',
  `select distinct company from pre_inspections where complete_at is not null and draw is null`,
)
