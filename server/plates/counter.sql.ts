import { statement } from '#server/kit/db.ts'

export const insertSeen = statement(
  'plate_counter_insert',
  `insert into plate_counters (office, sitting, officer) values ($1, $2, $3)`,
)
/** Milliseconds for which this officer's look at the person still counts, by the database's clock; null: none yet. */
export const seenMs = statement<{ ms: number | null }>(
  'plate_counter_seen',
  `select 1000 * extract(epoch from max(seen_at) + make_interval(mins => $4) - now())::float8 as ms
     from plate_counters where office = $1 and sitting = $2 and officer = $3`,
)
