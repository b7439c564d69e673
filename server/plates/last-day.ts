import type { PlateSettings } from '#domain/plates/settings.ts'
import { validUntil } from '#domain/plates/validity.ts'
import type { House } from '#server/kit/house.ts'

const untilByDay = new Map<string, string>()

/** The last day for a number chosen on `day`: asked thousands of times a day, computed once. */
export function lastDayOn(house: Pick<House, 'calendar'>, day: string, settings: PlateSettings): string {
  const known = untilByDay.get(day)
  if (known !== undefined) return known
  const until = validUntil(day, settings, house.calendar)
  untilByDay.set(day, until)
  return until
}
