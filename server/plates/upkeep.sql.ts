import { statement } from '#server/kit/db.ts'
import type { SittingRow } from './engine.sql.ts'
import type { RightRow } from './plates.sql.ts'

/** What the jobs of every minute, day and night look for. */

export const poolNames = statement<{ pool: string; epoch: number; counts: number[] }>(
  'plate_pool_names',
  `select pool, epoch, counts from plate_pools where office = $1 order by pool`,
)
/** Chosen, not taken over by a registration, and the last day is past. The case of the choice itself is done. */
export const lapsing = statement<Pick<SittingRow, 'id' | 'pool'>>(
  'plate_lapsing',
  `select s.id, s.pool from plate_sittings s join cases c on c.office = s.office and c.id = s.id
    where s.office = $1 and s.state = 'confirmed' and s.used_by is null and s.valid_until < $2 and c.state = 'done' order by s.pool, s.id limit 500`,
)
/** Pre-selected numbers whose last day is tomorrow. */
export const lastDayIs = statement<{ id: string }>(
  'plate_last_day',
  `select s.id from plate_sittings s join cases c on c.office = s.office and c.id = s.id
    where s.office = $1 and s.state = 'confirmed' and s.used_by is null and s.valid_until = $2 and c.state = 'done'`,
)
export const onTheRoad = statement<{ number: string }>(
  'plate_on_the_road',
  `select p.number from plate_numbers p join plate_holdings h on h.office = p.office and h.number = p.number
     join cases c on c.office = h.office and c.id = h.case_id
    where p.office = $1 and p.pool = $2 and p.state = 4 and c.state = 'done' limit 5000`,
)
export const cooled = statement<{ number: string; pool: string }>(
  'plate_cooled',
  `select p.number, p.pool from plate_coolings k join plate_numbers p on p.office = k.office and p.number = k.number
    where k.office = $1 and p.pool = $2 and k.until <= $3 and p.state = 8 limit 5000`,
)
export const warm = statement(
  'plate_warm',
  `delete from plate_coolings where office = $1 and number = any ($2::text[])`,
)
export const openRights = statement<RightRow & { case_id: string | null; told: number }>(
  'plate_rights_open',
  `select id, number, pool, owner, last_day, state, case_id, told from plate_rights where office = $1 and state = 'open' and last_day <= $2 order by pool, id`,
)
export const remind = statement('plate_right_remind', `update plate_rights set told = $3 where office = $1 and id = $2`)

/** Numbers on their way back that stand on no list yet. */
export const unlisted = statement<{ number: string }>(
  'plate_unlisted',
  `select p.number from plate_numbers p where p.office = $1 and p.pool = $2 and p.state = 6
      and not exists (select from plate_returns r where r.office = p.office and r.pool = p.pool and r.released_at is null and p.number = any (r.numbers))
    order by p.number`,
)
export const insertReturn = statement(
  'plate_return_insert',
  `insert into plate_returns (office, pool, day, numbers, minute_sealed, minute_commit, listed_at) values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (office, pool, day) do nothing`,
)
export const returnsDue = statement<{ pool: string; day: string; numbers: string[]; minute_sealed: Buffer }>(
  'plate_returns_due',
  `select pool, day, numbers, minute_sealed from plate_returns where office = $1 and released_at is null and day <= $2 order by pool, day`,
)
export const returnReleased = statement(
  'plate_return_released',
  `update plate_returns set released_at = $4 where office = $1 and pool = $2 and day = $3 and released_at is null`,
)

/** Numbers by state as they are, and how many the published segments say there must be. */
export const countedNow = statement<{ pool: string; counted: number; published: number; kept: boolean }>(
  'plate_counted',
  `select p.pool, coalesce(n.all, 0)::int as counted, coalesce(s.all, 0)::int as published,
          p.counts = array(select coalesce((n.by ->> i::text)::int, 0) from generate_series(0, 10) as i) as kept
     from plate_pools p
     left join (select pool, sum(c) as all, jsonb_object_agg(state, c) as by
                  from (select pool, state, count(*) as c from plate_numbers where office = $1 group by pool, state) x group by pool) n on n.pool = p.pool
     left join (select pool, sum(count) as all from plate_segments where office = $1 and published_at is not null group by pool) s on s.pool = p.pool
    where p.office = $1`,
)
export const checkedPool = statement('plate_checked', `select plate_checked($1, $2, $3)`)

export const lastBeat = statement<{ ms: number | null }>(
  'plate_last_beat',
  `select extract(epoch from clock_timestamp() - at) * 1000 as ms from plate_beats where office = $1 for update`,
)
export const beat = statement(
  'plate_beat',
  `insert into plate_beats (office, at) values ($1, clock_timestamp()) on conflict (office) do update set at = clock_timestamp()`,
)
export const insertDowntime = statement(
  'plate_downtime_insert',
  `insert into plate_downtimes (office, from_at, to_at, cause) values ($1, $2, $3, $4) on conflict do nothing`,
)
