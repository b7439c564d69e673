import { setTimeout as wait } from 'node:timers/promises'
import type { House } from './house.ts'
import { type EndedJob, type JobQueue, openJobQueue, type TakenJob } from './job-queue.ts'
import { hearOfJobs, type Job, tellOthers } from './jobs.ts'
import { parse } from './parse.ts'
import { isDue, minutesSince } from './rounds.ts'

/** Jobs of one process at a time; most of them wait for an agency. */
const AT_ONCE = 8
/** What is added and what is done within so many milliseconds goes into one statement. */
const GATHER_MS = 5
/** What is due later, and what was added unheard, is found within a second. */
const POLL_MS = 1_000
const FREE_MS = 5_000

export interface Runner {
  /** Takes nothing more and resolves when what is in hand is done and written down. */
  stop(): Promise<void>
}

/** Runs the jobs of this process until stopped. */
export async function startJobs(house: House, ownerUrl: string, jobs: readonly Job[]): Promise<Runner> {
  const queue = openJobQueue(ownerUrl)
  const bench = openBench(house, queue, jobs)
  const turns = inTurns(bench.turn)
  const unhear = hearOfJobs(house.bus, turns.soon)
  bench.onEnd(turns.soon)
  turns.soon()
  return {
    stop: async () => {
      unhear()
      bench.close()
      await turns.stop()
      await bench.empty()
      await queue.close()
    },
  }
}

/** What this process has in hand, and what it has done and not yet written down. */
function openBench(house: House, queue: JobQueue, jobs: readonly Job[]) {
  const kinds = new Map(jobs.map((job) => [job.name, job]))
  const names = [...kinds.keys()]
  const inHand = new Set<TakenJob>()
  let ended: EndedJob[] = []
  let limit = AT_ONCE
  let freeAt = 0
  let minute = minuteOf()
  let tell: () => void = () => undefined

  const work = async (taken: TakenJob): Promise<void> => {
    inHand.add(taken)
    const again = await runOne(house, kinds.get(taken.job), taken)
    inHand.delete(taken)
    ended.push({ id: taken.id, taken: taken.taken, wait: again })
    tell()
  }
  const writeDown = async (): Promise<void> => {
    const said = ended
    if (said.length === 0) return
    const left = new Set(await queue.end(said))
    ended = ended.filter((one) => !said.includes(one) || left.has(one.id))
  }
  const addRounds = async (): Promise<void> => {
    for (const at of minutesSince(minute, minuteOf())) {
      const due = jobs.filter((job) => job.cron !== undefined && isDue(job.cron, at)).map((job) => job.name)
      if (due.length > 0) await queue.addRound(due, at)
      minute = at.getTime() / 60_000
    }
  }
  const turn = async (): Promise<void> => {
    if (Date.now() >= freeAt) {
      await queue.free([...inHand, ...ended].map(({ id }) => id))
      freeAt = Date.now() + FREE_MS
    }
    await writeDown()
    const room = limit - inHand.size
    if (room <= 0) return
    await addRounds()
    const taken = await queue.take(names, room)
    for (const one of taken) void work(one)
    // There may be more than this process can do.
    if (taken.length === room) tellOthers(house.bus)
  }
  return {
    turn,
    onEnd: (call: () => void): void => void (tell = call),
    close: (): void => void (limit = 0),
    empty: async (): Promise<void> => {
      while (inHand.size > 0) await wait(GATHER_MS)
      // With the database away it is done again by whoever comes next.
      await writeDown().catch(() => undefined)
    },
  }
}

const minuteOf = (): number => Math.floor(Date.now() / 60_000)

/** Does one job. Gives the seconds until it is tried again (e to the number of tries, six hours at most), null when it is done. */
async function runOne(
  house: House,
  job: Job | undefined,
  { payload, attempts, job: name }: TakenJob,
): Promise<number | null> {
  try {
    if (!job) throw new RangeError('taken without being known')
    await job.run(house, parse(job.payload, payload), attempts)
    house.metrics.count('jobs', { job: name, outcome: 'done' })
    return null
  } catch (error) {
    house.metrics.count('jobs', { job: name, outcome: 'failed' })
    house.log.error('job failed', error, { job: name, attempt: attempts })
    return Math.exp(Math.min(10, attempts))
  }
}

/** Calls `turn` a moment after it was asked for and every second, never twice at once. While the database is away a turn fails, and the next one comes. */
function inTurns(turn: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let asked = false
  const soon = (): void => {
    if (running) asked = true
    else timer ??= setTimeout(go, GATHER_MS)
  }
  const go = (): void => {
    timer = undefined
    running = turn()
      .catch(() => undefined)
      .finally(() => {
        running = undefined
        if (asked) {
          asked = false
          soon()
        }
      })
  }
  const poll = setInterval(soon, POLL_MS)
  return {
    soon,
    stop: async (): Promise<void> => {
      clearInterval(poll)
      asked = false
      clearTimeout(timer)
      await running
      clearTimeout(timer)
    },
  }
}
