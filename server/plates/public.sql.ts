import { statement } from '#server/kit/db.ts'

/** What is told to everybody and reported to officers. */

export const poolsOf = statement<{
  pool: string
  type: string
  seq: number
  head: Buffer
  epoch: number
  counts: number[]
  paused_from: Date | null
  checked_at: Date | null
  sound: boolean
  released: number
  /** Published, and not released yet: in the pool, and not to be had. */
  announced: number
}>(
  'plate_pools_of',
  `select p.pool, p.type, p.seq, p.head, p.epoch, p.counts, p.paused_from, p.checked_at, p.sound,
          coalesce((select sum(s.count - s.excluded) from plate_segments s
             where s.office = p.office and s.pool = p.pool and s.published_at is not null and s.withdrawn_at is null and s.release_at <= $2), 0)::int as released,
          coalesce((select sum(s.count - s.excluded) from plate_segments s
             where s.office = p.office and s.pool = p.pool and s.published_at is not null and s.withdrawn_at is null and s.release_at > $2), 0)::int as announced
     from plate_pools p where p.office = $1 order by p.pool`,
)
export const returnsOf = statement<{
  pool: string
  day: string
  numbers: string[]
  minute_commit: Buffer
  minute_sealed: Buffer
  released_at: Date | null
}>(
  'plate_returns_of',
  `select pool, day, numbers, minute_commit, minute_sealed, released_at from plate_returns
    where office = $1 and ($2::text is null or pool = $2) order by day desc, pool limit 60`,
)
export const returningNow = statement<{ number: string; pool: string; since: Date; day: string | null }>(
  'plate_returning',
  `select p.number, p.pool, coalesce((select max(s.ended_at) from plate_sittings s where s.office = p.office and s.number = p.number), now()) as since,
          (select r.day from plate_returns r where r.office = p.office and r.pool = p.pool and r.released_at is null and p.number = any (r.numbers) limit 1) as day
     from plate_numbers p where p.office = $1 and p.state = 6 order by p.number limit 1000`,
)
/** What happened to a pool since an instant, by kind of its log. */
export const kindsSince = statement<{ pool: string; kind: string; n: number }>(
  'plate_kinds_since',
  `select pool, kind, count(*) as n from plate_log where office = $1 and at >= $2 and kind in ('take', 'lapse', 'release') group by pool, kind`,
)
export const downtimesOf = statement<{ from_at: Date; to_at: Date }>(
  'plate_downtimes_of',
  `select from_at, to_at from plate_downtimes where office = $1 order by from_at desc limit 50`,
)
export const blocksOf = statement<{
  id: string
  number: string
  from_day: string
  until_day: string
  objection: Buffer | null
  lifted_at: Date | null
}>(
  'plate_blocks_of',
  `select id, number, from_day, until_day, objection, lifted_at from plate_blocks where office = $1 and not forgiven order by from_day desc limit 200`,
)
export const liftBlock = statement(
  'plate_block_lift',
  `update plate_blocks set lifted_at = $3, lifted_by = $4, lift_reason = $5 where office = $1 and id = $2 and lifted_at is null`,
)
export const objectBlock = statement(
  'plate_block_object',
  `update plate_blocks set objection = $3, objected_at = $4 where office = $1 and id = $2 and objected_at is null`,
)
