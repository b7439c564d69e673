import type { Static, TSchema } from 'typebox'
import { statement, type Tx } from './db.ts'
import type { House } from './house.ts'
import type { Bus } from './live.ts'

/** A kind of background work: its payload's shape and what it does. Handlers are idempotent: a job may run twice after a kill. */
export interface Job<Payload extends TSchema = TSchema> {
  name: string
  payload: Payload
  run: (house: House, payload: NoInfer<Static<Payload>>, attempt: number) => Promise<void>
  /** When it comes by itself, in UTC: `isDue`. */
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
 * Adds jobs in the caller's transaction: they exist exactly when its change does. They are gathered and added in one call before the
 * commit. Who works is told after it: a NOTIFY inside makes all commits of the house wait for each other (measured: 3,019 → 397 a second).
 */
export async function enqueue(tx: Tx, { bus }: Pick<House, 'bus'>, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length === 0) return
  const known = gathered.get(tx)
  const specs = known ?? new Map<string, JobSpec>()
  // Of two jobs with one key the later counts, as it would have when added one after the other.
  for (const job of jobs) specs.set(job.key ?? `no key ${specs.size}`, job)
  if (known) return
  gathered.set(tx, specs)
  tx.beforeCommit(() => tx.run(enqueueJobs, [JSON.stringify([...specs.values()])]))
  tx.afterCommit(() => (runners.get(bus) ?? (() => tellOthers(bus)))())
}
const gathered = new WeakMap<Tx, Map<string, JobSpec>>()

const TOPIC = 'jobs'
/** The runner of this very process. */
const runners = new WeakMap<Bus, () => void>()

/** Calls `wake` when there is work: at once when this process has added it, by the bus when another one has. Gives the way out. */
export function hearOfJobs(bus: Bus, wake: () => void): () => void {
  runners.set(bus, wake)
  const unhear = bus.subscribe([TOPIC], wake)
  return () => {
    runners.delete(bus)
    unhear()
  }
}

/** Work is there that this process does not do, or not alone. */
export const tellOthers = (bus: Bus): void => bus.publish({ topic: TOPIC, version: 0 })
