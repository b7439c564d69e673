import { statement } from '#server/kit/db.ts'

/** By the database's clock, which wrote both instants. */
export const checkedMs = statement<{ ms: number }>(
  'session_checked_ms',
  `select greatest(0, 1000 * extract(epoch from coalesce(checked_at, created_at) + make_interval(mins => $2) - now()))::float8 as ms
     from sessions where id = $1`,
)
export const setChecked = statement('session_checked', `update sessions set checked_at = now() where id = $1`)
