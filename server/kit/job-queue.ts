import { randomInt } from 'node:crypto'
import pg from 'pg'
import { KEPT_ALIVE } from './db.ts'

/** One taking of a job. */
export interface TakenJob {
  id: number
  taken: number
  job: string
  payload: unknown
  /** This time counted. */
  attempts: number
}

/** How a taking ended: `wait` is the seconds until the job is tried again, null when it is done. */
export interface EndedJob {
  id: number
  taken: number
  wait: number | null
}

/** Any fixed number: the first half of the advisory locks that say which runners live. */
const RUNNERS = 370_200_002

const TAKE = `update jobs set runner = $1, attempts = attempts + 1, taken = taken + 1
  where id = any (array(select id from jobs where runner is null and attempts < max_attempts and run_at <= now() and job = any ($2)
                         order by run_at, id limit $3 for update skip locked))
  returning id, taken, job, payload, attempts`

/** A row that another job with the same key has taken over is left alone; one that is being taken over now is asked for again. */
const OURS = `jobs j join unnest($2::bigint[], $3::int[], $4::float8[]) e (id, taken, wait) on e.id = j.id where j.taken = e.taken and j.runner = $1`
const END = `with held as (select j.id, e.wait from ${OURS} for update of j skip locked),
  done as (delete from jobs where id in (select id from held where wait is null)),
  again as (update jobs set runner = null, run_at = now() + make_interval(secs => held.wait) from held where jobs.id = held.id and held.wait is not null)
  select j.id from ${OURS} and j.id not in (select id from held)`

/** A killed process loses its connections, and with them its lock, at once. `$2`: what this runner still has in hand. */
const FREE = `update jobs set runner = null where id in (
  select id from jobs where runner is not null and case runner when $1 then id <> all ($2::bigint[]) else
      not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = ${RUNNERS} and l.objid = jobs.runner::oid
                     and l.database = (select oid from pg_database where datname = current_database())) end
  for update skip locked)`

const ROUND = `with come as (insert into job_rounds as r (job, last_at) select unnest($1::text[]), $2
    on conflict (job) do update set last_at = excluded.last_at where r.last_at < excluded.last_at returning job)
  insert into jobs as j (job, payload, key, run_at, max_attempts) select job, '{}', 'round:' || job, now(), 25 from come order by job
  on conflict (key) do update set run_at = excluded.run_at, attempts = 0 where j.runner is null`

export type JobQueue = ReturnType<typeof openJobQueue>

/**
 * The table of jobs as one runner uses it, on one connection of the tables' owner. Its book-keeping need not reach the disk before it
 * counts: what a crash of the database loses of it is done again, and handlers are made for that.
 */
export function openJobQueue(ownerUrl: string) {
  const me = randomInt(1, 2 ** 31 - 1)
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5_000,
    query_timeout: 20_000,
    application_name: 'yunchuang-jobs',
    options: '-c synchronous_commit=off',
    ...KEPT_ALIVE,
    // Shared: a line of ours that the server still believes in does not keep the next one waiting.
    onConnect: async (client) => {
      await client.query('select pg_advisory_lock_shared($1, $2)', [RUNNERS, me])
    },
  })
  // A connection that dies is replaced at its next use; without listeners it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const ask = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (await pool.query<Row>({ name: `job_queue_${name}`, text, values })).rows
  return {
    /** Takes at most so many of the kinds of work named, the longest due first. */
    take: (kinds: readonly string[], limit: number) => ask<TakenJob>('take', TAKE, [me, kinds, limit]),
    /** Writes down how takings ended. Gives the ids of those that could not be written down now. */
    end: async (ended: readonly EndedJob[]): Promise<number[]> => {
      const columns = [ended.map((e) => e.id), ended.map((e) => e.taken), ended.map((e) => e.wait)]
      return (await ask<{ id: number }>('end', END, [me, ...columns])).map(({ id }) => id)
    },
    /** Frees the jobs of runners that are no more, and those of this one that it does not know of: the answer to a taking was lost. */
    free: (inHand: readonly number[]) => ask('free', FREE, [me, inHand]),
    /** Adds the kinds of work that come by themselves in this minute, unless another process has done so. */
    addRound: (kinds: readonly string[], minute: Date) => ask('round', ROUND, [kinds, minute]),
    close: () => pool.end(),
  }
}
