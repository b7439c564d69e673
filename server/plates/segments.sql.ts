import { statement } from '#server/kit/db.ts'

export interface SegmentRow {
  id: string
  pool: string
  pattern: string
  exclusions: string[]
  count: number
  excluded: number
  by_rule: Record<string, number>
  release_at: Date
  random_until: Date
  compose_from: Buffer
  compose_commit: Buffer
  compose_opened_at: Date | null
  text: string
  hash: Buffer
  made_by: string
  approved_by: string | null
  published_at: Date | null
  withdrawn_at: Date | null
  notice: string | null
}
const SEGMENT = `id, pool, pattern, exclusions, count, excluded, by_rule, release_at, random_until, compose_from, compose_commit,
  compose_opened_at, text, hash, made_by, approved_by, published_at, withdrawn_at, notice`

export const insertSegment = statement(
  'plate_segment_insert',
  `insert into plate_segments (office, id, pool, pattern, exclusions, count, excluded, by_rule, release_at, random_until, compose_from, compose_commit, text, hash, made_by, made_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
)
export const segmentById = statement<SegmentRow>(
  'plate_segment',
  `select ${SEGMENT} from plate_segments where office = $1 and id = $2`,
)
export const segmentsOf = statement<SegmentRow>(
  'plate_segments_of',
  `select ${SEGMENT} from plate_segments where office = $1 and ($2::text is null or pool = $2) order by release_at desc, id desc limit 200`,
)
export const approveSegment = statement(
  'plate_segment_approve',
  `update plate_segments set approved_by = $3, approved_at = $4
    where office = $1 and id = $2 and approved_by is null and withdrawn_at is null and made_by <> $3`,
)
export const publishSegment = statement(
  'plate_segment_publish',
  `update plate_segments set published_by = $3, published_at = $4
    where office = $1 and id = $2 and approved_by is not null and published_at is null and withdrawn_at is null`,
)
export const countSegment = statement(
  'plate_segment_count',
  `update plate_segments set count = $3, excluded = $4, by_rule = $5 where office = $1 and id = $2`,
)
export const withdrawSegment = statement(
  'plate_segment_withdraw',
  `update plate_segments set withdrawn_at = $3, notice = $4 where office = $1 and id = $2 and withdrawn_at is null`,
)
export const composeDue = statement<SegmentRow>(
  'plate_segments_compose_due',
  `select ${SEGMENT} from plate_segments
    where office = $1 and published_at is not null and withdrawn_at is null and compose_opened_at is null and random_until <= $2 order by pool, id`,
)
export const openCompose = statement(
  'plate_segment_compose',
  `update plate_segments set compose_opened_at = $3 where office = $1 and id = $2 and compose_opened_at is null`,
)
export const lastRelease = statement<{ at: Date | null }>(
  'plate_segment_last',
  `select max(release_at) as at from plate_segments where office = $1 and pool = $2 and published_at is not null and withdrawn_at is null`,
)
export const fill = statement<{ total: number; excluded: number; by_rule: Record<string, number> }>(
  'plate_fill',
  `select * from plate_fill($1, $2, $3, $4, $5, $6, $7, $8)`,
)
/** Seven million numbers take longer than a request may: from here on this transaction has five minutes for each statement. */
export const takeTime = statement('plate_take_time', `select set_config('statement_timeout', '300s', true)`, 310_000)

/** What a pattern would give: how many numbers, by the rule that takes them out, and how many there are already. */
export const tryPattern = statement<{ rule: string | null; count: number; already: number; examples: string[] }>(
  'plate_pattern_try',
  `select x.rule, count(*) as count, count(p.number) as already, (array_agg(x.number order by x.number))[1:5] as examples
     from (select n.number, (select r ->> 'id' from jsonb_array_elements($6::jsonb) as r where substr(n.number, 2) ~ (r ->> 'pattern') limit 1) as rule
             from plate_expand($2, $3, $4, $5) as n (number)) x
     left join plate_numbers p on p.office = $1 and p.number = x.number
    group by x.rule`,
)
export const numbersKnown = statement<{ number: string }>(
  'plate_numbers_known',
  `select number from plate_numbers where office = $1 and number = any ($2::text[])`,
)
export const freeOfSegment = statement<{ number: string }>(
  'plate_free_of_segment',
  `select number from plate_numbers where office = $1 and segment = $2 and state = 0`,
)
