/** One moment of a stream: when it arrived (wall clock, ms) and what its sender's clock said. */
export interface Moment {
  at: number
  timestamp: number
}

/** Two seconds of pictures, one of sound. */
const WINDOW = 50

/**
 * The wall clock in seconds for each moment of ONE clock (one SSRC), in order of sending. The sender's clock gives the rhythm, the
 * earliest arrivals around give the offset: a packet can be late, never early. The window slides because a starving browser's
 * sound clock was seen to fall 0.7 s behind in 8 s; by the first packet alone lips and voice would part.
 * Strictly increasing, so that a file can be written from it.
 */
export function wallClock(moments: readonly Moment[], clockRate: number): number[] {
  const own: number[] = []
  let elapsed = 0
  moments.forEach((moment, index) => {
    const before = moments[index - 1]
    // Timestamps wrap at 32 bits: only their difference counts.
    if (before) elapsed += (moment.timestamp - before.timestamp) | 0
    own.push(elapsed / clockRate)
  })
  const offsets = moments.map((moment, index) => moment.at / 1000 - (own[index] ?? 0))
  const least = slidingMinimum(offsets, WINDOW)
  let last = -Infinity
  return own.map((seconds, index) => {
    last = Math.max(seconds + (least[index] ?? 0), last + 0.001)
    return last
  })
}

/** Minimum over the `reach` values before and after each; linear in time by a queue of candidates. */
export function slidingMinimum(values: readonly number[], reach: number): number[] {
  const candidates: number[] = []
  const result: number[] = []
  let head = 0
  for (let index = 0; index < values.length + reach; index += 1) {
    const value = values[index]
    if (value !== undefined) {
      while (candidates.length > head && (values[candidates.at(-1) ?? 0] ?? Infinity) >= value) candidates.pop()
      candidates.push(index)
    }
    const centre = index - reach
    if (centre < 0) continue
    while ((candidates[head] ?? Infinity) < centre - reach) head += 1
    result.push(values[candidates[head] ?? 0] ?? Infinity)
  }
  return result
}
