import { statement } from '#server/kit/db.ts'

export interface MeasureRow {
  office: number
  id: string
  company: string
  kind: 'suspend' | 'lift'
  why: 'grave' | 'rate' | 'officer'
  reason: string
  sample: string | null
  asked_by: string
  asked_at: Date
  approved: boolean | null
  words: string | null
  decided_by: string | null
  decided_at: Date | null
}
const NEWEST = `select m.* from maker_measures m where m.company = c.id and m.approved order by m.decided_at desc, m.id desc limit 1`

/** A row while the maker with this credit code is suspended. */
export const suspendedByCode = statement<{ since: Date }>(
  'maker_suspended_by_code',
  `select n.decided_at as since from companies c cross join lateral (${NEWEST}) n where c.credit_code = $1 and n.kind = 'suspend'`,
)
export const newestMeasure = statement<MeasureRow>(
  'maker_measure_newest',
  `select n.* from companies c cross join lateral (${NEWEST}) n where c.id = $1`,
)
export const openMeasure = statement<MeasureRow>(
  'maker_measure_open',
  `select * from maker_measures where company = $1 and approved is null`,
)
export const measureById = statement<MeasureRow>(
  'maker_measure_by_id',
  `select * from maker_measures where office = $1 and id = $2 for update`,
)
export const measuresOf = statement<MeasureRow>(
  'maker_measures_of',
  `select * from maker_measures where office = $1 and company = $2 order by id desc limit 20`,
)
export const insertMeasure = statement<{ id: string }>(
  'maker_measure_insert',
  `insert into maker_measures (office, id, company, kind, why, reason, sample, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   on conflict (company) where approved is null do nothing returning id`,
)
export const decideMeasure = statement(
  'maker_measure_decide',
  `update maker_measures set approved = $3, words = $4, decided_by = $5, decided_at = $6 where office = $1 and id = $2 and approved is null`,
)
/** Of a maker's samples since $2: judged, objected to, grave; those before the newest lifting do not count. */
export const seenOf = statement<{ judged: number; objected: number; grave: number; open: number }>(
  'maker_seen_of',
  `select (count(*) filter (where state <> 'open'))::int as judged, (count(*) filter (where state = 'objected'))::int as objected,
          (count(*) filter (where state = 'objected' and grave))::int as grave, (count(*) filter (where state = 'open'))::int as open
     from maker_samples s where s.company = $1 and (s.state = 'open' or s.judged_at >= $2)
      and (s.state = 'open' or s.judged_at > coalesce((select max(m.decided_at) from maker_measures m where m.company = $1 and m.kind = 'lift' and m.approved), '-infinity'))`,
)
/** Who answers for a company: legal representative and administrator, as far as they have an account. */
export const whoAnswers = statement<{ id: string }>(
  'maker_who_answers',
  `select p.id from company_members m join people p on p.id_index = m.person_index
    where m.company = $1 and m.removed_at is null and m.role in ('legal', 'admin') order by p.id`,
)
/** Companies that are makers here: those that have registered a key. */
export const makersHere = statement<{ id: string; name: string; credit_code: string }>(
  'makers_here',
  `select c.id, c.name, c.credit_code from companies c where exists (select from maker_keys k where k.company = c.id) order by c.name, c.id`,
)
export const makerById = statement<{ id: string; name: string; credit_code: string }>(
  'maker_by_id',
  `select id, name, credit_code from companies where id = $1`,
)
