import { addDays, addMonths, addWorkingDays, daysBetween, type WorkCalendar } from '../calendar.ts'
import type { PlateSettings } from './settings.ts'

/** Last day on which a number chosen on `day` may be registered; the day of choice is not counted. */
export const validUntil = (day: string, settings: PlateSettings, calendar: WorkCalendar): string =>
  addWorkingDays(day, settings.registerWorkingDays, calendar)

export interface Lapse {
  forgiven: boolean
  /** First day without and last day of the block. */
  from: string
  until: string
}

/** A number that was not registered in time. The first one in a life is forgiven where the city says so. */
export function lapseOn(day: string, settings: PlateSettings, earlier: number): Lapse {
  const forgiven = settings.firstLapseForgiven && earlier === 0
  return { forgiven, from: day, until: forgiven ? day : addDays(addMonths(day, 12 * settings.blockYears), -1) }
}

/** An objection is in time within so many days of the block. */
export const mayObject = (from: string, today: string, settings: PlateSettings): boolean =>
  daysBetween(from, today) <= settings.objectDays

/** Order 164 art. 44: the last day of a former owner's right; undefined when the number was not used long enough. */
export function rightOf(since: string, ended: string, settings: PlateSettings): string | undefined {
  return addMonths(since, 12 * settings.oldNumberUseYears) <= ended
    ? addMonths(ended, 12 * settings.oldNumberYears)
    : undefined
}

/** Days before its last at which a right's holder is reminded. */
export const REMIND_DAYS = [90, 30, 7] as const

/** The reminder that is due: the fewest days reached that was not told yet. */
export function reminderDue(lastDay: string, today: string, told: number): number | undefined {
  const left = daysBetween(today, lastDay)
  if (left < 0) return undefined
  const due = REMIND_DAYS.filter((days) => left <= days).at(-1)
  return due !== undefined && (told === 0 || due < told) ? due : undefined
}
