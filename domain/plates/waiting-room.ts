/**
 * The room before a release. Who is inside at the minute gets a place by lot, because an order of arrival
 * rewards machines that are there within a tenth of a second; later comers queue. Pure: the keyed hash of the lot is given.
 */

export interface RoomRates {
  /** People who may choose at the same time. */
  atOnce: number
  /** People let in each second. */
  perSecond: number
  /** Minutes an admission may be left unused. */
  admissionMinutes: number
  /** Minutes before the release at which the room opens. */
  opensMinutesBefore: number
}

export const ROOM_RATES: RoomRates = { atOnce: 200, perSecond: 50, admissionMinutes: 10, opensMinutesBefore: 30 }

/** The order of the lot: by the keyed hash of each vehicle's tag, so that nobody's moment, device or luck with a key counts. */
export function lot(tags: readonly string[], mac: (tag: string) => string): string[] {
  return tags
    .map((tag) => ({ tag, ticket: mac(tag) }))
    .toSorted((a, b) => (a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : a.tag < b.tag ? -1 : 1))
    .map(({ tag }) => tag)
}

export interface Tick {
  /** May be let in by the rate, before this tick; in thousandths of a person, whole, so that no sum of ticks is rounded. */
  credit: number
  /** Milliseconds since the last tick; never negative, however a clock jumps. */
  elapsedMs: number
  /** Let in and still choosing. */
  active: number
  waiting: number
}

/** Credit of one person: a rate of one a second gives one thousandth each millisecond. */
const PERSON = 1_000

/** How many are let in now, and the credit that stays. Credit does not pile up beyond two seconds: after a pause no flood. */
export function admit(tick: Tick, rates: RoomRates): { count: number; credit: number } {
  const credit = Math.min(rates.perSecond * 2 * PERSON, tick.credit + Math.max(0, tick.elapsedMs) * rates.perSecond)
  const count = Math.max(0, Math.min(Math.floor(credit / PERSON), rates.atOnce - tick.active, tick.waiting))
  return { count, credit: credit - count * PERSON }
}

/** Answer times of the database: above `PAUSE_P95_MS` for half a minute nobody more is let in. */
export const PAUSE_P95_MS = 1_000
const RESUME_P95_MS = 500
const WINDOW_MS = 30_000
const QUIET_MS = 10_000
/** Fewer answers say nothing. */
const ENOUGH = 20

export interface Sample {
  at: number
  ms: number
}

/** Whether the room pauses or goes on, from the answer times this process has seen. `now` and `at` in ms since 1970. */
export function pressure(samples: readonly Sample[], now: number, paused: boolean): 'pause' | 'resume' | 'stay' {
  if (!paused) {
    const window = samples.filter((s) => s.at > now - WINDOW_MS)
    const old = samples.some((s) => s.at <= now - WINDOW_MS + QUIET_MS)
    return window.length >= ENOUGH && old && p95(window) > PAUSE_P95_MS ? 'pause' : 'stay'
  }
  const quiet = samples.filter((s) => s.at > now - QUIET_MS)
  return quiet.length > 0 && p95(quiet) < RESUME_P95_MS ? 'resume' : 'stay'
}

function p95(samples: readonly Sample[]): number {
  const sorted = samples.map((s) => s.ms).toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
}

/** When a waiting page asks again: 5 to 10 s, spread by chance so that a thousand pages do not ask at once. */
export const askAgainMs = (chance: number): number => 5_000 + Math.floor(chance * 5_000)
