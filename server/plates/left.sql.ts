import { statement } from '#server/kit/db.ts'

/** The end of a pool's log, and how many numbers of each segment are in the pool, of one moment. */
export const countLeft = statement<{ seq: number; by: Record<string, number> }>(
  'plate_left_count',
  `select p.seq, coalesce((select jsonb_object_agg(n.segment, n.n) from (
            select segment, count(*) as n from plate_numbers where office = $1 and pool = $2 and state = 0 group by segment) n), '{}') as by
     from plate_pools p where p.office = $1 and p.pool = $2`,
)
/** Rows by which numbers leave a pool or come back, and those that tell of new ones. */
export const moveRowsFrom = statement<{ seq: number; kind: string; body: string }>(
  'plate_left_rows',
  `select seq, kind, body from plate_log where office = $1 and pool = $2 and seq > $3
      and kind in ('take', 'return', 'withdraw', 'segment') order by seq limit $4`,
)
/** What segments began with, by the hashes that the log tells. */
export const publishedSizes = statement<{ id: string; size: number }>(
  'plate_left_sizes',
  `select id, count - excluded as size from plate_segments where office = $1 and pool = $2 and encode(hash, 'hex') = any ($3::text[])`,
)
export const segmentsOfNumbers = statement<{ number: string; segment: string }>(
  'plate_left_segments',
  `select number, segment from plate_numbers where office = $1 and number = any ($2::text[])`,
)
