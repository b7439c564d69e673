import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { type Static, type TSchema } from 'typebox'
import { parse } from './parse.ts'
import { KEPT_ALIVE, statement, type Tx } from './db.ts'
import type { House } from './house.ts'
import { keepRunners } from './job-runners.ts'
import { quietLogger } from './log.ts'

/** A kind of background work: its payload's shape and what it does. Handlers are idempotent: a job may run twice after a kill. */
export interface Job<Payload extends TSchema = TSchema> {
  name: string
  payload: Payload
  run: (house: House, payload: NoInfer<Static<Payload>>, attempt: number) => Promise<void>
  /** Cron pattern for jobs that come by themselves. */
  cron?: string
}

export const defineJob = <P extends TSchema>(job: Job<P>): Job => job as unknown as Job

export interface JobSpec {
  job: string
  payload: Readonly<Record<string, unknown>>
  /** By the clock of the queue: `wakeAt`, `wakeIn`. */
  at?: string | undefined
  /** A second job with the same key replaces the first while it waits. */
  key?: string | undefined
  attempts?: number | undefined
}

/** When the queue, which goes by the database's clock, must wake: the house's clock may be moved for a drill (`NOW_OFFSET`). */
export const wakeAt = (house: Pick<House, 'time'>, at: string | Date): string =>
  wakeIn(new Date(at).getTime() - house.time.now().getTime())

export const wakeIn = (ms: number): string => new Date(Date.now() + ms).toISOString()

const enqueueJobs = statement('jobs_enqueue', `select enqueue_jobs($1::jsonb)`)

/**
 * Adds jobs in the caller's transaction: they exist exactly when its change does. They are gathered and added in one call
 * before the commit: the queue's own function costs about 1 ms, for one job as for three (measured).
 */
export async function enqueue(tx: Tx, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length === 0) return
  const known = gathered.get(tx)
  const specs = known ?? new Map<string, JobSpec>()
  // Of two jobs with one key the later counts, as it would have when added one after the other.
  for (const job of jobs) specs.set(job.key ?? `no key ${specs.size}`, job)
  if (known) return
  gathered.set(tx, specs)
  tx.beforeCommit(() => tx.run(enqueueJobs, [JSON.stringify([...specs.values()])]))
}
const gathered = new WeakMap<Tx, Map<string, JobSpec>>()

/** Runs the jobs of this process until stopped. Fetches and completes in batches (localQueue: 126 µs a job instead of 970, measured). */
export async function startJobs(house: House, ownerUrl: string, jobs: readonly Job[]): Promise<Runner> {
  const name = `yunchuang-jobs-${randomBytes(6).toString('hex')}`
  // The queue's own book-keeping need not reach the disk before it counts: what a crash of the database loses of it is done again.
  const options = '-c synchronous_commit=off'
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 6, application_name: name, options, ...KEPT_ALIVE })
  // A connection that dies is replaced at its next use; without listeners it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runners = keepRunners(pool, name)
  await runners.sweep()
  const events = new EventEmitter()
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => runners.isMine(workerPool.id))
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => runners.isMine(worker.workerId))
  const runner = await run({
    pgPool: pool,
    events,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, handler(house, job)])) as TaskList,
    parsedCronItems: parseCronItems(
      jobs.filter((j) => j.cron).map((j) => ({ task: j.name, match: j.cron ?? '', payload: {}, identifier: j.name })),
    ),
    logger: quietLogger,
    noHandleSignals: true,
    noPreparedStatements: false,
    preset: {
      worker: {
        concurrentJobs: 8,
        pollInterval: 1_000,
        localQueue: { size: 50 },
        // Milliseconds in which what is done is gathered and marked in one statement.
        completeJobBatchDelay: 15,
        failJobBatchDelay: 0,
      },
    },
  })
  void runner.promise
    .finally(async () => {
      await runners.leave()
      await pool.end()
    })
    .catch(() => undefined)
  return runner
}

const handler =
  (house: House, job: Job) =>
  async (payload: unknown, helpers: { job: { attempts: number } }): Promise<void> => {
    const attempt = helpers.job.attempts
    try {
      const { _cron: _, ...own } = payload as Record<string, unknown>
      await job.run(house, parse(job.payload, own), attempt)
      house.metrics.count('jobs', { job: job.name, outcome: 'done' })
    } catch (error) {
      house.metrics.count('jobs', { job: job.name, outcome: 'failed' })
      house.log.error('job failed', error, { job: job.name, attempt })
      throw error
    }
  }
