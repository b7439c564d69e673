import { addDays, addMonths, isDate } from '#domain/calendar.ts'
import { fields, INVALID, type Invalid } from '#domain/rules/input.ts'

/** Years a licence is valid; long: no end. */
export type LicenceTerm = 6 | 10 | 'long'

/**
 * The term of the next licence (申领规定 art. 62): 6 → 10 → long when no cycle was full. `fullPoints`: 12 points in at
 * least one cycle. The text is silent on ten years with a full cycle; ten again is how offices read it.
 */
export function validity(q: { readonly current: LicenceTerm; readonly fullPoints: boolean }): { next: LicenceTerm }
export function validity(q: unknown): { next: LicenceTerm } | Invalid
export function validity(q: unknown): { next: LicenceTerm } | Invalid {
  const { current, fullPoints } = fields(q)
  if (current !== 6 && current !== 10 && current !== 'long') return INVALID
  if (current === 'long' || fullPoints !== false) return { next: current }
  return { next: current === 6 ? 10 : 'long' }
}

export type RenewalState =
  | 'too-early'
  | 'in-window'
  | 'expired-may-renew'
  | 'cancelled-restore-with-subject-1'
  | 'cancelled-retake-all'

/**
 * Where a licence stands: renewal from 90 days before `validTo` (申领规定 art. 63); cancelled one year after (art. 79
 * (8)), and for two more years restored by passing subject 1.
 */
export function renewal(q: { readonly validTo: string; readonly today: string }): { state: RenewalState }
export function renewal(q: unknown): { state: RenewalState } | Invalid
export function renewal(q: unknown): { state: RenewalState } | Invalid {
  const { validTo, today } = fields(q)
  if (!isDate(validTo) || !isDate(today) || validTo > LAST_VALID_TO) return INVALID
  if (today < addDays(validTo, -90)) return { state: 'too-early' }
  if (today <= validTo) return { state: 'in-window' }
  if (today <= addMonths(validTo, 12)) return { state: 'expired-may-renew' }
  if (today <= addMonths(validTo, 36)) return { state: 'cancelled-restore-with-subject-1' }
  return { state: 'cancelled-retake-all' }
}

/** Year 9999 stands for "long" in other systems' answers: such a licence is never due. */
const LAST_VALID_TO = '9990-12-31'
