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
  /** One mark for each place: in a press most places are asked about once, and a look into `leases` costs ten times as much (measured). */
  readonly marks: Uint8Array
  /** By place. Those that have run out are still here until they are forgotten. */
  readonly leases: Map<number, Lease>
}

const [FREE, GONE, LEASED] = [0, 1, 2]
const RECENT = 256

/** A ledger over an ordered list of numbers of one length, kept as one string. */
export function ledgerOver(list: string, width: number): Ledger {
  const size = list.length / width
  if (!Number.isInteger(size)) throw new RangeError('the list does not consist of whole numbers')
  // Who was just given a number asks for its place next: a search in a list of a million waits for memory, a microsecond each.
  const recent = new Map<string, number>()
  const numberAt = (place: number): string => {
    const number = list.slice(place * width, (place + 1) * width)
    if (recent.size >= RECENT) recent.clear()
    recent.set(number, place)
    return number
  }
  return {
    size,
    numberAt,
    placeOf: (number) => recent.get(number) ?? (number.length === width ? search(list, size, number) : -1),
    marks: new Uint8Array(size),
    leases: new Map(),
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
  if (marks[place] !== LEASED) return undefined
  const lease = leases.get(place)
  return lease && lease.until > now ? lease : undefined
}

/** Can the number at this place not be drawn, whoever asks? */
export const isGone = (ledger: Ledger, place: number): boolean => ledger.marks[place] === GONE

/** Can the number at this place be drawn now? */
export const isFree = (ledger: Ledger, place: number, now: number): boolean =>
  ledger.marks[place] === FREE || (ledger.marks[place] === LEASED && leasedAt(ledger, place, now) === undefined)

/** How many numbers of the list can be drawn now. Looks at every place: about a millisecond for a million. */
export function freeNow(ledger: Ledger, now: number): number {
  let free = 0
  for (const mark of ledger.marks) if (mark !== GONE) free += 1
  for (const lease of ledger.leases.values()) if (lease.until > now) free -= 1
  return free
}

/** Takes one row of the log into the ledger. */
export function follow(ledger: Ledger, row: LogBody): void {
  if (row.ms !== undefined && row.from !== undefined) lengthen(ledger, Date.parse(row.from), row.ms)
  for (const number of row.free ?? []) letGo(ledger, number, row.tag)
  if (row.lease && row.until) offer(ledger, row, row.lease, Date.parse(row.until))
  for (const [state, numbers] of Object.entries(row.to ?? {}))
    for (const number of numbers) settle(ledger, number, state === '0')
}

/** Only the own ones: a group that ran out may be on offer to another car by the time its own car presses again. */
function letGo(ledger: Ledger, number: string, tag: string | undefined): void {
  const place = ledger.placeOf(number)
  if (ledger.leases.get(place)?.tag === tag) settle(ledger, number, true)
}

/** The number is on offer to nobody: it is free, or gone. */
export function settle({ marks, leases, placeOf }: Ledger, number: string, free: boolean): void {
  const place = placeOf(number)
  if (place < 0) return
  if (marks[place] === LEASED) leases.delete(place)
  marks[place] = free ? FREE : GONE
}

function offer(ledger: Ledger, row: LogBody, numbers: readonly string[], until: number): void {
  const lease: Lease = { tag: row.tag ?? '', until }
  for (const number of numbers) lend(ledger, number, lease)
  if (row.keep !== undefined) lend(ledger, row.keep, lease)
}

/** The number is on offer to one car until the lease runs out; one that is gone stays gone. */
export function lend({ marks, leases, placeOf }: Ledger, number: string, lease: Lease): void {
  const place = placeOf(number)
  if (place < 0 || marks[place] === GONE) return
  marks[place] = LEASED
  leases.set(place, lease)
}

function lengthen({ leases }: Ledger, from: number, ms: number): void {
  for (const [place, { tag, until }] of leases) if (until > from) leases.set(place, { tag, until: until + ms })
}

/** Leases that have run out are forgotten, so that the map stays as large as what is on offer. */
export function forget({ marks, leases }: Ledger, now: number): void {
  for (const [place, lease] of leases) {
    if (lease.until > now) continue
    leases.delete(place)
    marks[place] = FREE
  }
}
