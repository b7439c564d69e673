import { addWorkingDays, isDate } from '#domain/calendar.ts'
import { fields, INVALID, isCount, type Invalid } from '#domain/rules/input.ts'

/**
 * The last day of a limit of `days` working days from `from`, the day of acceptance not counted (登记规定 art. 92,
 * 申领规定 art. 110). `calendar`: lists or sets of days off and of make-up working days.
 */
export function workingDays(q: {
  readonly from: string
  readonly days: number
  readonly calendar: { readonly off: Iterable<string>; readonly on: Iterable<string> }
}): { due: string }
export function workingDays(q: unknown): { due: string } | Invalid
export function workingDays(q: unknown): { due: string } | Invalid {
  const { from, days, calendar } = fields(q)
  const { off, on } = fields(calendar)
  const [offDays, onDays] = [dates(off), dates(on)]
  if (!isDate(from) || from > LAST_FROM || !isCount(days) || days > MOST_DAYS) return INVALID
  if (offDays === undefined || onDays === undefined) return INVALID
  return { due: addWorkingDays(from, days, { off: offDays, on: onDays }) }
}

const dates = (list: unknown): ReadonlySet<string> | undefined =>
  list instanceof Set || Array.isArray(list) ? new Set([...list].filter(isDate)) : undefined

/** The longest limit in the trade is 60 working days; a limit of years is a mistake of the caller. */
const MOST_DAYS = 3660

const LAST_FROM = '9900-12-31'
