import { addDays, daysBetween, isDate } from '#domain/calendar.ts'
import { fields, INVALID, isAmount, type Invalid } from '#domain/rules/input.ts'

export type LateFee = {
  /** Last day to pay without extra. */
  readonly due: string
  readonly lateDays: number
  /** Extra fine in the unit of `fine`. */
  readonly extra: number
}

/**
 * The extra fine of who pays late: 15 days after the decision is received, then 3 per cent a day, never more than the
 * fine (道路交通安全法 art. 108, 109; 行政处罚法 art. 67, 72). `paid`: the day of payment, or today while it is open.
 * `fine` in yuan or in fen; the answer is exact to a hundredth of the unit.
 */
export function lateFee(q: { readonly fine: number; readonly received: string; readonly paid: string }): LateFee
export function lateFee(q: unknown): LateFee | Invalid
export function lateFee(q: unknown): LateFee | Invalid {
  const { fine, received, paid } = fields(q)
  if (!isAmount(fine) || !isDate(received) || !isDate(paid) || received > LAST_RECEIVED) return INVALID
  const due = addDays(received, 15)
  const lateDays = Math.max(0, daysBetween(due, paid))
  // Whole hundredths first: 0.03 has no exact binary form and 200 × 0.03 × 33 would not be 198.
  return { due, lateDays, extra: Math.min(fine, Math.round(fine * 3 * lateDays) / 100) }
}

const LAST_RECEIVED = '9999-12-01'
