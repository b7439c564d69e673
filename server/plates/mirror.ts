import type { DrawHash } from '#domain/plates/draw.ts'
import {
  follow,
  forget,
  lend,
  type Lease,
  type Ledger,
  ledgerOver,
  type LogBody,
  settle,
} from '#domain/plates/ledger.ts'
import type { Db, Tx } from '#server/kit/db.ts'
import { drawHash } from '#server/kit/draw-hash.ts'
import type { House } from '#server/kit/house.ts'
import { epochRow, type EpochRow, goneOf, leasesOf, logFrom, snapshotOf } from './engine.sql.ts'
import type { Mirror, Turn } from './turn.ts'

/** Beyond this, leases that have run out are swept; the next sweep comes when there are twice as many. */
const LEASES_KEPT = 20_000
const known = new WeakMap<Db, Map<string, Mirror>>()

/**
 * What this process knows of a pool's running draw: its list, who has what on offer, which numbers are gone. It is never
 * believed without the lock: under it the end of the log tells whether others wrote meanwhile, or whether what this process
 * wrote was rolled back. A press then needs no look at the numbers. undefined: the pool has no running draw.
 */
export async function mirrorAt(tx: Tx, house: House, turn: Turn): Promise<Mirror | undefined> {
  if (turn.epoch === 0) return undefined
  const mine = mirrorsOf(house)
  const key = `${turn.office}|${turn.pool}`
  const mirror = mine.get(key)
  if (mirror?.epoch !== turn.epoch) {
    const fresh = await load(tx, house, turn)
    mine.set(key, fresh)
    turn.mirror = fresh
    return fresh
  }
  if (mirror.seq !== turn.base || mirror.head !== turn.head) await catchUp(tx, turn, mirror)
  if (mirror.ledger.leases.length > mirror.most) {
    forget(mirror.ledger, turn.now.getTime())
    mirror.most = Math.max(LEASES_KEPT, 2 * mirror.ledger.leases.length)
  }
  turn.mirror = mirror
  return mirror
}

function followRow(mirror: Mirror, row: LogBody): void {
  follow(mirror.ledger, row)
  if (row.kind === 'commit' || row.kind === 'draw') mirror.opens = 'unknown'
}

/** What this process knows of the pool's draw, true or not any more. */
export const mirrorKnown = (house: House, office: number, pool: string): Mirror | undefined =>
  mirrorsOf(house).get(`${office}|${pool}`)

/** The mirror as far as it is true without reading anything: nobody else has written since. */
export function trueMirror(house: House, turn: Turn): Mirror | undefined {
  const mirror = mirrorsOf(house).get(`${turn.office}|${turn.pool}`)
  return mirror?.epoch === turn.epoch && mirror.seq === turn.base && mirror.head === turn.head ? mirror : undefined
}

async function catchUp(tx: Tx, turn: Turn, mirror: Mirror): Promise<void> {
  const rows =
    mirror.seq < turn.base && turn.base - mirror.seq < 50_000
      ? await tx.many(logFrom, [turn.office, turn.pool, mirror.seq])
      : []
  const [mine, ...later] = rows
  if (mine?.seq === mirror.seq && mine.hash === mirror.head)
    for (const row of later) followRow(mirror, JSON.parse(row.body) as LogBody)
  else {
    await refill(tx, turn, mirror.ledger)
    mirror.opens = 'unknown'
  }
  Object.assign(mirror, { seq: turn.base, head: turn.head })
}

function mirrorsOf(house: House): Map<string, Mirror> {
  const mine = known.get(house.db) ?? new Map<string, Mirror>()
  known.set(house.db, mine)
  return mine
}

async function load(tx: Tx, house: House, turn: Turn): Promise<Mirror> {
  const epoch = await tx.one(epochRow, [turn.office, turn.pool, turn.epoch])
  if (!epoch) throw new Error(`the draw ${turn.epoch} of ${turn.pool} is missing`)
  const ledger = ledgerOver(await listOf(tx, turn.office, epoch), widthOf(turn.pool))
  await refill(tx, turn, ledger)
  return {
    epoch: turn.epoch,
    seq: turn.base,
    head: turn.head,
    ledger,
    most: LEASES_KEPT,
    opens: 'unknown',
    draw: drawOf(house, turn.office, epoch),
  }
}

/** Reads what is gone and what is on offer from the tables themselves. */
async function refill(tx: Tx, turn: Turn, ledger: Ledger): Promise<void> {
  Object.assign(ledger, { leases: [], lent: 0 })
  ledger.marks.fill(0)
  for (const { number } of await tx.many(goneOf, [turn.office, turn.pool])) settle(ledger, number, false)
  for (const { vehicle, data } of await tx.many(leasesOf, [turn.office, turn.pool, turn.now])) {
    const lease = (until: string): Lease => ({ tag: vehicle.toString('hex'), until: Date.parse(until) })
    if (data.leaseUntil) lend(ledger, data.lease.map(ledger.placeOf), lease(data.leaseUntil))
    if (data.reserve && data.reserveUntil) lend(ledger, [ledger.placeOf(data.reserve)], lease(data.reserveUntil))
  }
}

/** Characters of a number in the pool. */
export const widthOf = (pool: string): number => (pool.startsWith('5') ? 8 : 7)

/** The ordered list of a draw as one string. */
export async function listOf(
  tx: Pick<Tx, 'many'>,
  office: number,
  e: Pick<EpochRow, 'pool' | 'epoch'>,
): Promise<string> {
  const pieces = await tx.many(snapshotOf, [office, e.pool, e.epoch])
  return pieces.map((p) => p.numbers.replaceAll('\n', '')).join('')
}

export const seedContext = (office: number, pool: string, epoch: number): string =>
  `plate_epochs|seed|${office}|${pool}|${epoch}`

/** The draw's hashes. S is opened only here and when the draw is closed. */
function drawOf(house: House, office: number, e: EpochRow): DrawHash {
  if (e.randomness === null) throw new Error('a draw runs without its public event')
  const seed = house.crypto.open(e.seed_sealed, seedContext(office, e.pool, e.epoch))
  return drawHash(e.suite, seed, Buffer.from(e.randomness, 'utf8'))
}
