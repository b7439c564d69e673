/**
 * How much picture a line can bear, from what a server sees of it: the browser's own estimate knows only losses here (it gets no
 * feedback for each packet), and at 300 kbit/s it filled the queue of the line until sound broke. A queue shows as delay before it shows
 * as loss; a radio that loses packets shows loss without delay, and shrinking does not help it.
 */

/** Delay of a stream against its own best, in ms. Sound is the probe: browsers send it at once, pictures wait in their pacer. */
export interface Lag {
  first: { at: number; timestamp: number } | undefined
  /** Least in this reporting interval. */
  least: number
  /** Least of this and the last half minute, so that a clock that drifts or a new road is learned. */
  base: { now: number; before: number; since: number }
}

const BASE_MS = 30_000

export const createLag = (): Lag => ({
  first: undefined,
  least: Infinity,
  base: { now: Infinity, before: Infinity, since: 0 },
})

export function noteArrival(lag: Lag, at: number, timestamp: number, clockRate: number): void {
  lag.first ??= { at, timestamp }
  const sent = (((timestamp - lag.first.timestamp) | 0) / clockRate) * 1000
  noteDelay(lag, at, at - lag.first.at - sent)
}

/** For delays that are measured as such (round trips). */
export function noteDelay(lag: Lag, at: number, delay: number): void {
  const { base } = lag
  if (at - base.since > BASE_MS) lag.base = { now: Infinity, before: base.now, since: at }
  lag.base.now = Math.min(lag.base.now, delay)
  lag.least = Math.min(lag.least, delay)
}

/** The queue of the interval that ends now; undefined when nothing came in it. */
export function takeQueue(lag: Lag): number | undefined {
  const least = lag.least
  lag.least = Infinity
  return least === Infinity ? undefined : Math.max(0, least - Math.min(lag.base.now, lag.base.before))
}

/** What is known of one way on which a sender's pictures travel. */
export interface Way {
  queueMs: number
  /** 0 … 1 */
  loss: number
}

export interface Limit {
  bitrate: number
  /** Where it was too much the last time: near it the way up is slow. */
  ceiling: number
  /** Not lowered again before: what was lowered must first be felt. */
  patientUntil: number
}

export const LIMIT = { least: 80_000, most: 1_500_000 } as const
const PATIENCE_MS = 2_000

export const createLimit = (): Limit => ({ bitrate: LIMIT.most, ceiling: LIMIT.most, patientUntil: 0 })

/** One step, every half second. `flowing`: bit/s that came of the sender's pictures in the last second. */
export function step(limit: Limit, ways: readonly Way[], flowing: number, now: number): void {
  if (ways.some(isFull)) {
    if (now < limit.patientUntil) return
    // What arrived over there, not what was sent.
    const worst = Math.max(...ways.map((way) => way.loss))
    const borne = Math.min(limit.bitrate, flowing > 0 ? flowing : limit.bitrate) * (1 - worst)
    limit.ceiling = Math.max(LIMIT.least, borne)
    limit.bitrate = Math.max(LIMIT.least, borne * 0.8)
    limit.patientUntil = now + PATIENCE_MS
  } else if (ways.length > 0 && ways.every((way) => way.queueMs < 60))
    limit.bitrate = Math.min(LIMIT.most, limit.bitrate * (isNear(limit) ? 1.012 : 1.03) + 500)
}

const isNear = ({ bitrate, ceiling }: Limit): boolean => bitrate > ceiling * 0.8 && bitrate < ceiling * 1.1

/** A tenth lost without a queue is a radio; half is too much for anything. A report of few packets may say a third by chance. */
const isFull = ({ queueMs, loss }: Way): boolean => queueMs > 120 || (queueMs > 60 && loss > 0.05) || loss > 0.45
