import { PLATE_STATES } from '#domain/plates/states.ts'

/**
 * What the log says of a draw's list: which numbers are gone and which are on offer to somebody. The office follows it while
 * it decides, and anybody who has the published files follows it to check; both use these same lines.
 */

/** One row of the log. `to`: numbers by the state they came to. Times are ISO instants. */
export interface LogBody {
  pool: string
  seq: number
  at: string
  kind: string
  epoch?: number
  tag?: string
  press?: number
  go?: number
  /** Leaves out numbers with a 4. */
  noFour?: boolean
  /** How many were asked for: 10, or 50 at the hall. */
  want?: number
  number?: string
  numbers?: readonly string[]
  /** On offer to `tag` until `until`. */
  lease?: readonly string[]
  /** The one put aside, on offer as long. */
  keep?: string
  until?: string
  /** Not on offer to `tag` any more. */
  free?: readonly string[]
  to?: Readonly<Record<string, readonly string[]>>
  /** All leases that ran at `from` last `ms` longer: our service was down or paused. */
  from?: string
  ms?: number
  why?: string
  hash?: string
  source?: string
  value?: string
  count?: number
}

export interface Lease {
  readonly tag: string
  /** ms since 1970. */
  readonly until: number
}

export interface Ledger {
  readonly size: number
  readonly numberAt: (place: number) => string
  /** −1: not in this list. */
  readonly placeOf: (number: string) => number
  /**
   * One mark for each place: free, gone, or the number of the lease it is on offer by. In a press most places are asked about
   * once, and a table of leases by place costs thirty times as much to write (measured).
   */
  readonly marks: Int32Array
  /** One for each group on offer; the first has the number 1. Those that have run out are still here until they are forgotten. */
  leases: Lease[]
  /** How many places are marked with a lease, run out or not. */
  lent: number
}

const [FREE, GONE] = [0, -1]

/** A ledger over an ordered list of numbers of one length, kept as one string. */
export function ledgerOver(list: string, width: number): Ledger {
  const size = list.length / width
  if (!Number.isInteger(size)) throw new RangeError('the list does not consist of whole numbers')
  return {
    size,
    numberAt: (place) => list.slice(place * width, (place + 1) * width),
    placeOf: (number) => (number.length === width ? search(list, size, number) : -1),
    marks: new Int32Array(size),
    leases: [],
    lent: 0,
  }
}

function search(list: string, size: number, number: string): number {
  let [low, high] = [0, size - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareAt(list, middle * number.length, number)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Below 0: what stands in the list at `from` comes before the number. */
function compareAt(list: string, from: number, number: string): number {
  for (let i = 0; i < number.length; i += 1) {
    const order = list.charCodeAt(from + i) - number.charCodeAt(i)
    if (order !== 0) return order
  }
  return 0
}

/** Who has the number on offer now. */
export const leasedNow = (ledger: Ledger, number: string, now: number): Lease | undefined =>
  leasedAt(ledger, ledger.placeOf(number), now)

/** The same by place. */
export function leasedAt({ marks, leases }: Ledger, place: number, now: number): Lease | undefined {
  const lease = leases[(marks[place] ?? FREE) - 1]
  return lease && lease.until > now ? lease : undefined
}

/** Can the number at this place not be drawn, whoever asks? */
export const isGone = (ledger: Ledger, place: number): boolean => ledger.marks[place] === GONE

/** Can the number at this place be drawn now? */
export function isFree({ marks, leases }: Ledger, place: number, now: number): boolean {
  const mark = marks[place] ?? GONE
  return mark === FREE || (mark > FREE && (leases[mark - 1]?.until ?? 0) <= now)
}

/** How many numbers of the list can be drawn now. Looks at every place: about a millisecond for a million. */
export function freeNow(ledger: Ledger, now: number): number {
  let free = 0
  for (let place = 0; place < ledger.size; place += 1) if (isFree(ledger, place, now)) free += 1
  return free
}

/** As the keys of `to` are written. */
const IN_POOL = String(PLATE_STATES.pool)

/** Takes one row of the log into the ledger. `places`: those of `row.lease`, where the caller has them at hand. */
export function follow(ledger: Ledger, row: LogBody, places?: readonly number[]): void {
  if (row.ms !== undefined && row.from !== undefined) lengthen(ledger, Date.parse(row.from), row.ms)
  for (const number of row.free ?? []) letGo(ledger, number, row.tag)
  if (row.lease && row.until) {
    const kept = row.keep === undefined ? [] : [ledger.placeOf(row.keep)]
    const lease: Lease = { tag: row.tag ?? '', until: Date.parse(row.until) }
    lend(ledger, [...(places ?? row.lease.map(ledger.placeOf)), ...kept], lease)
  }
  for (const [state, numbers] of Object.entries(row.to ?? {}))
    for (const number of numbers) settle(ledger, number, state === IN_POOL)
}

/** Only the own ones: a group that ran out may be on offer to another car by the time its own car presses again. */
function letGo(ledger: Ledger, number: string, tag: string | undefined): void {
  const mark = ledger.marks[ledger.placeOf(number)] ?? FREE
  if (ledger.leases[mark - 1]?.tag === tag) settle(ledger, number, true)
}

/** The number is on offer to nobody: it is free, or gone. */
export function settle(ledger: Ledger, number: string, free: boolean): void {
  const place = ledger.placeOf(number)
  if (place < 0) return
  if ((ledger.marks[place] ?? FREE) > FREE) ledger.lent -= 1
  ledger.marks[place] = free ? FREE : GONE
}

/** The numbers at these places are on offer to one car until the lease runs out; one that is gone stays gone. */
export function lend(ledger: Ledger, places: readonly number[], lease: Lease): void {
  const { marks } = ledger
  const mark = ledger.leases.push(lease)
  for (const place of places) {
    const before = marks[place] ?? GONE
    if (before === GONE) continue
    if (before === FREE) ledger.lent += 1
    marks[place] = mark
  }
}

function lengthen({ leases }: Ledger, from: number, ms: number): void {
  for (const [i, { tag, until }] of leases.entries()) if (until > from) leases[i] = { tag, until: until + ms }
}

/** Leases that have run out are forgotten, so that their list stays as short as what is on offer. Looks at every place. */
export function forget(ledger: Ledger, now: number): void {
  const { marks, leases: known } = ledger
  const kept: Lease[] = []
  const marked = known.map((lease) => (lease.until > now ? kept.push(lease) : FREE))
  for (let place = 0; place < ledger.size; place += 1) {
    const mark = marks[place] ?? FREE
    if (mark <= FREE) continue
    marks[place] = marked[mark - 1] ?? FREE
    if (marks[place] === FREE) ledger.lent -= 1
  }
  ledger.leases = kept
}
