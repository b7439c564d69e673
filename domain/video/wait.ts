/** How long the wait is, told as a range and graded afterwards. Minutes are whole, instants in ms. */

export interface WaitRange {
  from: number
  to: number
}

export interface LineFacts {
  /** Tickets before this one. */
  ahead: number
  /** Officers of the line that are ready, talking or wrapping up; those on break do not count. */
  servers: number
  /** Of them, those that are free this moment. */
  ready: number
  handleMs: number
  /** How long the running conversations have lasted on average. */
  meanElapsedMs: number
}

/** No figures yet: a conversation takes the planned length of its group, a third longer as remote work does (Texas courts). */
export const REMOTE_FACTOR = 1.33

/** The usual length of a conversation: exponentially weighted, of the last twenty, the shortest and longest 5 of 100 clipped. */
export function usualHandleMs(lengths: readonly number[], plannedMs: number): number {
  const recent = lengths.slice(-20)
  if (recent.length === 0) return plannedMs * REMOTE_FACTOR
  const [low, high] = [quantile(recent, 0.05), quantile(recent, 0.95)]
  return recent
    .map((ms) => Math.min(high, Math.max(low, ms)))
    .reduce((mean, ms, i) => (i === 0 ? ms : mean + ALPHA * (ms - mean)))
}
const ALPHA = 0.2

/** About how long this ticket waits; undefined when nobody serves the line. */
export function waitRange(facts: LineFacts): WaitRange | undefined {
  if (facts.servers <= 0) return undefined
  if (facts.ahead < facts.ready) return { from: 0, to: 1 }
  const behind = facts.ahead - facts.ready + 1
  // Whoever waits behind n conversations in s windows waits for the (n/s)th round; the first round has run for a while.
  const rounds = Math.ceil(behind / facts.servers)
  const first = Math.max(0, facts.handleMs - facts.meanElapsedMs)
  // Of s running conversations the first to end comes after a share of the rest only.
  const place = (behind - 1) % facts.servers
  const share = (place + 1) / facts.servers
  const ms = first * share + (rounds - 1) * facts.handleMs
  return { from: Math.max(0, Math.floor((ms * 0.6) / MINUTE)), to: Math.max(1, Math.ceil((ms * 1.6) / MINUTE)) }
}
const MINUTE = 60_000

/** Whether a wait that is over was told honestly: inside the range × 1.3. */
export function wasRight(range: WaitRange, realMs: number): boolean {
  const minutes = realMs / MINUTE
  return minutes >= range.from / TOLERANCE && minutes <= range.to * TOLERANCE
}
const TOLERANCE = 1.3

/** What is offered before the line when the wait is long: a call or another time first, then only these. */
export function offersAt(
  range: WaitRange | undefined,
  settings: { callbackAtMin: number; closeWalkInAtMin: number },
): string[] {
  if (range === undefined) return ['callback', 'book']
  const middle = (range.from + range.to) / 2
  return middle > settings.callbackAtMin ? ['callback', 'book'] : []
}

export const isTooLong = (range: WaitRange | undefined, closeAtMin: number): boolean =>
  range !== undefined && (range.from + range.to) / 2 > closeAtMin

/** The value below which this share of the numbers lies; linear between neighbours. 0 for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return low + (high - low) * (place - Math.floor(place))
}
