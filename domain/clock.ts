import { addWorkingDays, shanghaiDate, type WorkCalendar, workingDaysBetween } from './calendar.ts'

/**
 * The legal clock of a case, in working days (order 164 art. 92, order 162 art. 110: 日 means working day).
 * It starts at acceptance and stands still while the citizen or an agency is awaited.
 */
export interface Clock {
  limitDays: number
  acceptedAt?: string | undefined
  /** Last working day on which the office is in time. */
  due?: string | undefined
  /** Set while the clock stands still. */
  stoppedOn?: string | undefined
  /** When the case was approved and paid: t0 of the delivery promise (handed over in 12 h, delivered in 36 h). */
  promiseFrom?: string | undefined
}

export const newClock = (limitDays: number): Clock => ({ limitDays })

export function startClock(clock: Clock, now: Date, calendar: WorkCalendar): Clock {
  if (clock.acceptedAt) return resumeClock(clock, now, calendar)
  return { ...clock, acceptedAt: now.toISOString(), due: addWorkingDays(shanghaiDate(now), clock.limitDays, calendar) }
}

export function stopClock(clock: Clock, now: Date): Clock {
  return clock.acceptedAt && !clock.stoppedOn ? { ...clock, stoppedOn: shanghaiDate(now) } : clock
}

/** Moves the due day by as many working days as the clock stood still; a stop and start on one day moves nothing. */
export function resumeClock(clock: Clock, now: Date, calendar: WorkCalendar): Clock {
  if (!clock.stoppedOn || !clock.due) return clock
  const stood = workingDaysBetween(clock.stoppedOn, shanghaiDate(now), calendar)
  const { stoppedOn: _, ...rest } = clock
  return stood > 0 ? { ...rest, due: addWorkingDays(clock.due, stood, calendar) } : rest
}

export const isOverdue = (clock: Clock, now: Date): boolean =>
  clock.due !== undefined && clock.stoppedOn === undefined && shanghaiDate(now) > clock.due

/** The promise runs from approval and payment: 12 h to hand over, 36 h to the first delivery attempt inside the city. */
export const PROMISE_HOURS = { handOver: 12, city: 36, province: 72, elsewhere: 120 } as const
