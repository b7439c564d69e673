import type pg from 'pg'

const SWEEP_MS = 5_000

const REGISTER = `insert into job_runners (name, lock_names) values ($1, $2)
  on conflict (name) do update set lock_names = (select array_agg(distinct n) from unnest(job_runners.lock_names || excluded.lock_names) n)`

/** Alive means: a connection bears the runner's name. A killed process loses its connections at once. */
const BURY = `delete from job_runners r where not exists (select from pg_stat_activity a where a.application_name = r.name) returning lock_names`

/** Locks of runners that died before they could say their name; a minute is far longer than saying it takes. */
const NAMELESS = `select array_agg(distinct locked_by) as lock_names from graphile_worker._private_jobs j
  where locked_by is not null and locked_at < now() - interval '1 minute' and not exists (select from job_runners r where j.locked_by = any (r.lock_names))`

/**
 * Keeps the book of job runners and frees the jobs of dead ones within seconds. Every runner sweeps; freeing twice is harmless,
 * and a job that runs twice finds that its case has moved on.
 */
export function keepRunners(pool: pg.Pool, name: string) {
  const free = async (lockNames: readonly string[]): Promise<void> => {
    if (lockNames.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [lockNames])
  }
  const sweep = async (): Promise<void> => {
    const buried = await pool.query<{ lock_names: string[] }>(BURY)
    await free(buried.rows.flatMap((row) => row.lock_names))
    const nameless = await pool.query<{ lock_names: string[] | null }>(NAMELESS)
    await free(nameless.rows[0]?.lock_names ?? [])
  }
  // While the database is away there is nothing to sweep; the next round comes in seconds.
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined)
  const timer = setInterval(() => quietly(sweep()), SWEEP_MS)
  timer.unref()
  return {
    sweep,
    isMine: (lockName: string): void => quietly(pool.query(REGISTER, [name, [lockName]])),
    leave: async (): Promise<void> => {
      clearInterval(timer)
      await pool.query('delete from job_runners where name = $1', [name]).catch(() => undefined)
    },
  }
}
