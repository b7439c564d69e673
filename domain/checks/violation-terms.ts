import { addDays, addMonths, addWorkingDays, isWorkingDay, type WorkCalendar } from '../calendar.ts'
import { lateFee } from '../rules/index.ts'

/** Time limits of violations, fines and points. All dates are 'YYYY-MM-DD'; nothing here reads a clock. */

/** Order 157 art. 20: the owner is told within five days of the entry; "五日" is working days (art. 81). */
export const noticeDue = (enteredOn: string, calendar: WorkCalendar): string => addWorkingDays(enteredOn, 5, calendar)

/** Order 157 art. 20: thirty days from the notice to come and have it settled; natural days. */
export const settleBy = (noticedOn: string): string => addDays(noticedOn, SETTLE_DAYS)

/** Order 157 art. 53: who cannot come in time may be given up to three months more, counted from the end of the thirty days. */
export const deferredTo = (noticedOn: string, months: number): string => {
  if (!Number.isInteger(months) || months < 1 || months > DEFER_MONTHS)
    throw new RangeError(`not a deferral of one to three months: ${months}`)
  return addMonths(settleBy(noticedOn), months)
}

/** Order 157 art. 5: the place of the violation examines an objection within five working days. */
export const objectionDue = (receivedOn: string, calendar: WorkCalendar): string =>
  addWorkingDays(receivedOn, 5, calendar)

/** Order 157 art. 22: a record found wrong is removed within three working days of the finding. */
export const removalDue = (verifiedOn: string, calendar: WorkCalendar): string =>
  addWorkingDays(verifiedOn, 3, calendar)

/** Order 163 arts. 21, 22, 36: ten natural days after a failed test; a last day off moves to the first working day. */
export const fullTestAgainOn = (failedOn: string, calendar: WorkCalendar): string =>
  orNextWorkingDay(addDays(failedOn, 10), calendar)

/** Order 163 arts. 29, 36: who has not come thirty days after the notice has the licence stopped by public notice. */
export const fullStudyBy = (noticedOn: string, calendar: WorkCalendar): string =>
  orNextWorkingDay(addDays(noticedOn, 30), calendar)

/** Order 163 arts. 27, 36: the thirty minutes of study online must be gathered within three days. */
export const studyBy = (startedOn: string, calendar: WorkCalendar): string =>
  orNextWorkingDay(addDays(startedOn, 3), calendar)

export interface FineDue {
  /** Last day to pay without extra (road traffic law art. 108). */
  due: string
  lateDays: number
  extraFen: number
  totalFen: number
}

/** What is owed for a decision on a day: the fine, and 3 per cent of it a day when late, never more than the fine (penalties law art. 72). */
export function fineDue(decision: { fineFen: number; receivedOn: string }, today: string): FineDue {
  const late = lateFee({ fine: decision.fineFen, received: decision.receivedOn, paid: today })
  if (!('due' in late)) throw new RangeError('not a fine in fen or not a date')
  const extraFen = Math.round(late.extra)
  return { due: late.due, lateDays: late.lateDays, extraFen, totalFen: decision.fineFen + extraFen }
}

export const SETTLE_DAYS = 30
export const DEFER_MONTHS = 3

function orNextWorkingDay(date: string, calendar: WorkCalendar): string {
  let day = date
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1)
  return day
}
