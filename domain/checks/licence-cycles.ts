import { addMonths } from '../calendar.ts'
import type { LicenceRecord } from '../records.ts'

/**
 * Points cycles are twelve months each, one after the other, from the day of the first licence (order 163 art. 3). Reckoned from that
 * day each time: from turn to turn, a licence of 29 February would stay on the 28th.
 */
const anniversary = (firstIssued: string, years: number): string => addMonths(firstIssued, 12 * years)

function cyclesOver(firstIssued: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(firstIssued.slice(0, 4))
  return anniversary(firstIssued, years) > today ? years - 1 : years
}

/** The day on which the running points cycle ends and the next begins. */
export const cycleTurn = (firstIssued: string, today: string): string =>
  anniversary(firstIssued, cyclesOver(firstIssued, today) + 1)

/** The last points cycle that is over, from and to (the day after its last); undefined in the first year. */
export function lastCycle(firstIssued: string, today: string): { from: string; to: string } | undefined {
  const over = cyclesOver(firstIssued, today)
  return over > 0 ? { from: anniversary(firstIssued, over - 1), to: anniversary(firstIssued, over) } : undefined
}

/**
 * The first day on which the last `cycles` closed cycles will all be free of 12 points; undefined when they are already.
 * The running cycle counts as full when it has reached 12.
 */
export function cleanFrom(
  { firstIssued, points, cyclePoints = [] }: Pick<LicenceRecord, 'firstIssued' | 'points' | 'cyclePoints'>,
  cycles: number,
  today: string,
): string | undefined {
  const over = cyclesOver(firstIssued, today)
  if (points >= FULL) return anniversary(firstIssued, over + 1 + cycles)
  const at = cyclePoints.slice(0, cycles).findIndex((closed) => closed >= FULL)
  return at < 0 ? undefined : anniversary(firstIssued, over + cycles - at)
}

/** Order 162 art. 71. */
export const FULL = 12
