import { addMonths } from '../calendar.ts'
import type { LicenceRecord } from '../records.ts'

/** The day on which the running scoring cycle ends and the next begins: the anniversary of the first licence (order 163 art. 5). */
export function cycleTurn(firstIssued: string, today: string): string {
  const years = Number(today.slice(0, 4)) - Number(firstIssued.slice(0, 4))
  const turn = addMonths(firstIssued, 12 * years)
  return turn > today ? turn : addMonths(firstIssued, 12 * (years + 1))
}

/** The last scoring cycle that is over, from and to (the day after its last); undefined in the first year. */
export function lastCycle(firstIssued: string, today: string): { from: string; to: string } | undefined {
  const to = addMonths(cycleTurn(firstIssued, today), -12)
  return to > firstIssued ? { from: addMonths(to, -12), to } : undefined
}

/**
 * The first day on which the last `cycles` closed cycles will all be free of 12 points; undefined when they are already.
 * The running cycle counts as full when it has reached 12.
 */
export function cleanFrom(licence: LicenceRecord, cycles: number, today: string): string | undefined {
  const closed = licence.cyclePoints ?? []
  const turn = cycleTurn(licence.firstIssued, today)
  if (licence.points >= FULL) return addMonths(turn, 12 * cycles)
  const at = closed.slice(0, cycles).findIndex((points) => points >= FULL)
  return at < 0 ? undefined : addMonths(turn, 12 * (cycles - at - 1))
}

/** Order 162 art. 71. */
export const FULL = 12
