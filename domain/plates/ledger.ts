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
  tag: string
  /** ms since 1970. */
  until: number
}

export interface Ledger {
  readonly size: number
  numberAt(place: number): string
  placeOf(number: string): number
  /** 1: cannot be drawn. */
  readonly gone: Uint8Array
  readonly leases: Map<string, Lease>
}

/** A ledger over an ordered list of numbers of one length, kept as one string. */
export function ledgerOver(list: string, width: number): Ledger {
  const size = list.length / width
  if (!Number.isInteger(size)) throw new RangeError('the list does not consist of whole numbers')
  const numberAt = (place: number): string => list.slice(place * width, (place + 1) * width)
  return {
    size,
    numberAt,
    placeOf: (number) => search(number, size, numberAt),
    gone: new Uint8Array(size),
    leases: new Map(),
  }
}

/** −1: not in this list. */
function search(number: string, size: number, numberAt: (place: number) => string): number {
  let [low, high] = [0, size - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = numberAt(middle)
    if (there === number) return middle
    if (there < number) low = middle + 1
    else high = middle - 1
  }
  return -1
}

export const leasedNow = (ledger: Pick<Ledger, 'leases'>, number: string, now: number): Lease | undefined => {
  const lease = ledger.leases.get(number)
  return lease && lease.until > now ? lease : undefined
}

/** Can the number at this place be drawn now? */
export const isFree = (ledger: Ledger, place: number, now: number): boolean =>
  ledger.gone[place] === 0 && leasedNow(ledger, ledger.numberAt(place), now) === undefined

/** How many numbers of the list can be drawn now. Looks at every place: about a millisecond for a million. */
export function freeNow(ledger: Ledger, now: number): number {
  let free = ledger.size
  for (const gone of ledger.gone) free -= gone
  for (const [number, lease] of ledger.leases) {
    const place = lease.until > now ? ledger.placeOf(number) : -1
    if (place >= 0 && ledger.gone[place] === 0) free -= 1
  }
  return free
}

/** Takes one row of the log into the ledger. */
export function follow(ledger: Ledger, row: LogBody): void {
  if (row.ms !== undefined && row.from !== undefined) lengthen(ledger, Date.parse(row.from), row.ms)
  // Only the own ones: a group that ran out may be on offer to another car by the time its own car presses again.
  for (const number of row.free ?? []) if (ledger.leases.get(number)?.tag === row.tag) ledger.leases.delete(number)
  if (row.lease && row.until) offer(ledger, row, row.lease, Date.parse(row.until))
  for (const [state, numbers] of Object.entries(row.to ?? {})) {
    for (const number of numbers) {
      const place = ledger.placeOf(number)
      if (place >= 0) ledger.gone[place] = state === '0' ? 0 : 1
      ledger.leases.delete(number)
    }
  }
}

function offer(ledger: Ledger, row: LogBody, numbers: readonly string[], until: number): void {
  const lease = { tag: row.tag ?? '', until }
  for (const number of row.keep ? [...numbers, row.keep] : numbers) ledger.leases.set(number, { ...lease })
}

function lengthen(ledger: Ledger, from: number, ms: number): void {
  for (const lease of ledger.leases.values()) if (lease.until > from) lease.until += ms
}

/** Leases that have run out are forgotten, so that the map stays as large as what is on offer. */
export function forget(ledger: Ledger, now: number): void {
  for (const [number, lease] of ledger.leases) if (lease.until <= now) ledger.leases.delete(number)
}
