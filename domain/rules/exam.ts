import { addDays, isDate } from '#domain/calendar.ts'
import { fields, INVALID, refuse, type Invalid, type Refusal } from '#domain/rules/input.ts'
import { isClass, type LicenceClass } from '#domain/rules/licence-classes.ts'

export type ExamSubject = 1 | 2 | 3

export type ExamWhy =
  | 'CLASS_UNKNOWN'
  | 'ALREADY_PASSED'
  | 'NO_LEARNER_PERMIT'
  | 'PERMIT_EXPIRED'
  | 'TOO_SOON_AFTER_PERMIT'
  | 'FIVE_ATTEMPTS_USED'
  | 'TEN_DAYS_AFTER_FAIL'

export type ExamBooking = { readonly ok: true } | Refusal<ExamWhy>

export type ExamBookingQuery = {
  readonly subject: ExamSubject
  readonly cls: string
  /** The day of the exam. */
  readonly date: string
  /** The learner's permit: issued on, valid to and including. */
  readonly permitFrom?: string
  readonly permitTo?: string
  /** Bookings of this subject so far under this permit. */
  readonly bookedTimes?: number
  /** The last day this subject was failed. */
  readonly lastFailed?: string
  readonly passed?: readonly number[]
  /** Adds a class to a car licence (art. 44 (3)). */
  readonly holdsCarLicence?: boolean
}

/**
 * Whether an exam may be booked for `date` (申领规定 art. 41, 43, 44, 47): permit and its three years, waiting days, five
 * bookings for subject 2 and for subject 3, ten days after a fail. Subject 3 is the road exam; subject 1 needs no permit.
 */
export function examBooking(q: ExamBookingQuery): ExamBooking
export function examBooking(q: unknown): ExamBooking | Invalid
export function examBooking(q: unknown): ExamBooking | Invalid {
  const { subject, cls, date, passed, permitFrom, permitTo, bookedTimes, lastFailed, holdsCarLicence } = fields(q)
  if (!isClass(cls)) return refuse('CLASS_UNKNOWN')
  if ((subject !== 1 && subject !== 2 && subject !== 3) || !isDate(date)) return INVALID
  if (Array.isArray(passed) && passed.includes(subject)) return refuse('ALREADY_PASSED')
  if (subject === 1) return { ok: true }
  const wait = waitingDays(cls, subject, holdsCarLicence === true)
  return permitFault(date, permitFrom, permitTo, wait) ?? attemptFault(date, bookedTimes, lastFailed) ?? { ok: true }
}

function permitFault(date: string, from: unknown, to: unknown, wait: number): Refusal<ExamWhy> | undefined {
  if (!isDate(from) || !isDate(to)) return refuse('NO_LEARNER_PERMIT')
  if (date > to) return refuse('PERMIT_EXPIRED')
  return date < addDays(from, wait) ? refuse('TOO_SOON_AFTER_PERMIT') : undefined
}

function attemptFault(date: string, bookedTimes: unknown, lastFailed: unknown): Refusal<ExamWhy> | undefined {
  if (typeof bookedTimes === 'number' && bookedTimes >= MOST_BOOKINGS) return refuse('FIVE_ATTEMPTS_USED')
  return isDate(lastFailed) && date < addDays(lastFailed, 10) ? refuse('TEN_DAYS_AFTER_FAIL') : undefined
}

export type PassMark = {
  readonly s1: number
  readonly s2: number
  /** Subject 3: road driving, and safe and civil driving. */
  readonly road: number
  readonly safe: number
  /** Full days from the learner's permit to subject 2 and to subject 3. */
  readonly wait2: number
  readonly wait3: number
}

/** Pass marks out of 100 (申领规定 art. 38) and waiting days (art. 43, 44) of one class. */
export function passMark(q: { readonly class: LicenceClass }): PassMark
export function passMark(q: unknown): PassMark | Refusal<'CLASS_UNKNOWN'>
export function passMark(q: unknown): PassMark | Refusal<'CLASS_UNKNOWN'> {
  const cls = fields(q)['class']
  if (!isClass(cls)) return refuse('CLASS_UNKNOWN')
  const s2 = HARDER.has(cls) ? 90 : 80
  return { s1: 90, s2, road: 90, safe: 90, wait2: waitingDays(cls, 2, false), wait3: waitingDays(cls, 3, false) }
}

function waitingDays(cls: LicenceClass, subject: 2 | 3, holdsCarLicence: boolean): number {
  if (MOTORCYCLES.has(cls)) return 0
  if (subject === 2) return HARDER.has(cls) ? 20 : 10
  // C6 has no road exam of its own.
  if (cls === 'C6') return 0
  if (HARDER.has(cls)) return holdsCarLicence ? 30 : 40
  return SHORT_WAIT.has(cls) ? 20 : 30
}

/** Art. 47: within the permit's validity five bookings each for subject 2 and for the road exam. */
const MOST_BOOKINGS = 5

const HARDER: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['A1', 'A2', 'A3', 'B1', 'B2', 'C6'])

const SHORT_WAIT: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['C2', 'C3', 'C4', 'C5'])

const MOTORCYCLES: ReadonlySet<LicenceClass> = new Set<LicenceClass>(['D', 'E', 'F'])
