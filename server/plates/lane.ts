import type { Db } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { quickClaims } from './quick.ts'
import type { Outcome, Wish } from './wish.ts'
import { grant } from './wishes.ts'

/**
 * Natural batching: whatever waits for a pool goes into one transaction, and the next begins when that one has ended. No
 * timers. One at a time costs a commit each; at 64 people at once this is several times less work (docs/bench.md).
 */
interface Lane {
  waiting: Waiting[]
  busy: boolean
  /** Batches to come that take a turn right away: somebody else writes to this pool too. */
  turns: number
}
interface Waiting {
  wish: Wish
  done: (outcome: Outcome) => void
  failed: (error: unknown) => void
}

const MOST = 128
const lanes = new WeakMap<Db, Map<string, Lane>>()

/** Asks for one thing; answers after the commit. Throws what the database throws (busy, down). */
export function ask(house: House, office: number, pool: string, wish: Wish): Promise<Outcome> {
  const lane = laneOf(house, `${office}|${pool}`)
  return new Promise((done, failed) => {
    lane.waiting.push({ wish, done, failed })
    if (!lane.busy) void run(house, office, pool, lane)
  })
}

function laneOf(house: House, key: string): Lane {
  const mine = lanes.get(house.db) ?? new Map<string, Lane>()
  lanes.set(house.db, mine)
  const lane = mine.get(key) ?? { waiting: [], busy: false, turns: 0 }
  mine.set(key, lane)
  return lane
}

async function run(house: House, office: number, pool: string, lane: Lane): Promise<void> {
  lane.busy = true
  while (lane.waiting.length > 0) {
    // One round of the event loop: who was answered just now and asks again comes along, which doubles the batch (measured).
    await new Promise(setImmediate)
    const batch = takeBatch(lane)
    try {
      const outcomes = await decideAll(
        house,
        office,
        pool,
        lane,
        batch.map((w) => w.wish),
      )
      for (const [i, outcome] of outcomes.entries()) batch[i]?.done(outcome)
    } catch (error) {
      await oneByOne(house, office, pool, batch, error)
    }
  }
  lane.busy = false
}

/** After a look in vain so many batches take a turn at once: with two who write a look is mostly in vain. */
const TURNS = 20

async function decideAll(
  house: House,
  office: number,
  pool: string,
  lane: Lane,
  wishes: readonly Wish[],
): Promise<Outcome[]> {
  const quick = lane.turns > 0 ? undefined : await quickClaims(house, office, pool, wishes)
  if (quick) return quick
  lane.turns = lane.turns > 0 ? lane.turns - 1 : TURNS
  return house.db.tx((tx) => grant(tx, house, office, pool, wishes))
}

/** A sitting at most once in a batch: its second wish is decided on what the first one did. */
function takeBatch(lane: Lane): Waiting[] {
  const batch: Waiting[] = []
  const later: Waiting[] = []
  const seen = new Set<string>()
  for (const waiting of lane.waiting) {
    if (batch.length < MOST && !seen.has(waiting.wish.sitting)) batch.push(waiting)
    else later.push(waiting)
    seen.add(waiting.wish.sitting)
  }
  lane.waiting = later
  return batch
}

/** One bad wish must not fail the others: each is tried alone, and only the one that breaks is told so. */
async function oneByOne(
  house: House,
  office: number,
  pool: string,
  batch: readonly Waiting[],
  error: unknown,
): Promise<void> {
  if (batch.length === 1 || error instanceof Refused) {
    for (const waiting of batch) waiting.failed(error)
    return
  }
  for (const waiting of batch) {
    try {
      const [outcome] = await house.db.tx((tx) => grant(tx, house, office, pool, [waiting.wish]))
      if (outcome) waiting.done(outcome)
    } catch (alone) {
      waiting.failed(alone)
    }
  }
}
