/**
 * Dates of the trade: 'YYYY-MM-DD' strings of the civil calendar in China. Nothing here reads a clock; whoever calls
 * says which day it is.
 */

const DAY_MS = 86_400_000

/** China keeps one time, UTC+8, and has had no summer time since 1991: a fixed shift is exact and needs no zone data. */
const SHANGHAI_SHIFT_MS = 8 * 3_600_000

/** Days the State Council moved: `off` are days off (weekends may be listed too), `on` are make-up working days. */
export type WorkCalendar = { readonly off: ReadonlySet<string>; readonly on: ReadonlySet<string> }

/**
 * Reads config/calendar.json: `{years: {"2026": {status, basis, off: [date], on: [date]}}}`, or one bare `{off, on}`.
 * Throws an Error that names the fault: a wrong calendar must stop the start, not shift every legal time limit.
 */
export function parseCalendar(json: unknown): WorkCalendar {
  const off = new Set<string>()
  const on = new Set<string>()
  for (const [name, year] of calendarYears(json)) {
    readDays(year['off'], `${name}.off`, off)
    readDays(year['on'], `${name}.on`, on)
  }
  for (const date of on) {
    if (off.has(date)) throw new Error(`calendar: ${date} is both a day off and a working day`)
    if (weekday(date) % 6 !== 0) throw new Error(`calendar: make-up working day ${date} is not on a weekend`)
  }
  return { off, on }
}

/** A working day: Monday to Friday and not off, or a make-up day. */
export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
  if (calendar.on.has(date)) return true
  return !calendar.off.has(date) && weekday(date) % 6 !== 0
}

/**
 * The last day of a limit of `days` working days; the day of the event is not counted (登记规定 art. 92, 申领规定
 * art. 110, 行政许可法 art. 82). `days` 0 gives `from` itself. Throws RangeError for a malformed date or a negative count.
 */
export function addWorkingDays(from: string, days: number, calendar: WorkCalendar): string {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`not a count of days: ${days}`)
  let date = from
  for (let left = days; left > 0;) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) left -= 1
  }
  return date
}

/** Working days after `a` up to and including `b`; negative when `b` is earlier. The inverse of addWorkingDays. */
export function workingDaysBetween(a: string, b: string, calendar: WorkCalendar): number {
  if (daysBetween(a, b) < 0) return 0 - workingDaysBetween(b, a, calendar)
  let count = 0
  for (let date = a; date < b;) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) count += 1
  }
  return count
}

/** The date it is in China at this instant. */
export function shanghaiDate(instant: Date): string {
  return shanghaiTime(instant).slice(0, 10)
}

/** Date and time of day in China at this instant, as '2026-11-22 09:30:00'. Throws RangeError for an invalid date. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_SHIFT_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** The instant of 'HH:MM' on a day in China, of its first minute without a time; an invalid date for what is malformed. */
export const shanghaiMoment = (day: string, time = '00:00'): Date => new Date(`${day}T${time}:00+08:00`)

/** True for a real day written 'YYYY-MM-DD', years 1000 to 9999. The guard for dates that come from outside. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false
  const ms = Date.parse(`${value}T00:00:00Z`)
  // Date.parse accepts 31 February in some engines by rolling over: compare with what it understood.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value)
}

/** `date` moved by whole days. Throws RangeError for a malformed date. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10)
}

/** `date` moved by whole months; a day the month does not have becomes its last day (31 August + 6 = 28 February). */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = parts(date)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a)
}

/** Full years on `date`, the birthday itself counted; who was born on 29 February gets older on 1 March in other years. */
export function ageOn(birth: string, date: string): number {
  const years = parts(date).year - parts(birth).year
  return date.slice(5) >= birth.slice(5) ? years : years - 1
}

function dayNumber(date: string): number {
  const { year, month, day } = parts(date)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

/** 0 Sunday … 6 Saturday; day 0 of the epoch was a Thursday. */
function weekday(date: string): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7
}

function parts(date: string): { year: number; month: number; day: number } {
  if (!isDate(date)) throw new RangeError('not a date YYYY-MM-DD')
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

function calendarYears(json: unknown): [string, Record<string, unknown>][] {
  if (!isRecord(json)) throw new Error('calendar: not an object')
  if (json['years'] === undefined) return [['calendar', json]]
  if (!isRecord(json['years'])) throw new Error('calendar: years is not an object')
  return Object.entries(json['years']).map(([name, year]) => {
    if (!/^\d{4}$/.test(name) || !isRecord(year)) throw new Error(`calendar: bad year ${name}`)
    for (const list of [year['off'], year['on']]) {
      if (Array.isArray(list) && list.some((date) => !String(date).startsWith(`${name}-`)))
        throw new Error(`calendar: ${name} holds a day of another year`)
    }
    return [name, year]
  })
}

function readDays(list: unknown, where: string, into: Set<string>): void {
  if (!Array.isArray(list)) throw new Error(`calendar: ${where} is not a list`)
  for (const date of list) {
    if (!isDate(date)) throw new Error(`calendar: ${where} holds something that is not a date`)
    if (into.has(date)) throw new Error(`calendar: ${where} holds ${date} twice`)
    into.add(date)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
