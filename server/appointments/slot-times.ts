import {
  addDays,
  isWorkingDay,
  shanghaiDate,
  shanghaiTime,
  type WorkCalendar,
  shanghaiMoment,
} from '#domain/calendar.ts'

/** On-site checks: half-hour places from 9:00, the last at 16:30; nobody is asked to come at lunch time. */
const FIRST = 9 * 60
const LAST = 16 * 60 + 30
const STEP = 30
const LUNCH = { from: 12 * 60, to: 13 * 60 }

/** Cars one site can look at in half an hour. */
export const SLOT_CAPACITY = 4
/** How far ahead places are open. */
export const OPEN_WORKING_DAYS = 14

/** The first instants of a day's places, at Shanghai time. `date` is 'YYYY-MM-DD'. */
export function slotTimes(date: string): Date[] {
  const times: Date[] = []
  for (let minute = FIRST; minute <= LAST; minute += STEP) {
    if (minute >= LUNCH.from && minute < LUNCH.to) continue
    times.push(shanghaiMoment(date, `${two(Math.floor(minute / 60))}:${two(minute % 60)}`))
  }
  return times
}

/** The next working days on which places are open, today included when it is one. */
export function openDays(now: Date, calendar: WorkCalendar, count = OPEN_WORKING_DAYS): string[] {
  const days: string[] = []
  for (let day = shanghaiDate(now); days.length < count; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) days.push(day)
  }
  return days
}

/** '3月2日 09:30' for a sentence in Chinese. */
export function slotLabel(at: Date): string {
  const local = shanghaiTime(at)
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日 ${local.slice(11, 16)}`
}

const two = (n: number): string => String(n).padStart(2, '0')
