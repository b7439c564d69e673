import type { Case } from './case.ts'
import type { Effect } from './commands.ts'
import type { Service, Step } from './service.ts'

/**
 * Items that are a visit and nothing else (a counter, a car to be looked at, a test): a time is booked, the person comes, the case
 * is done. The coming is the step `meet`. Nobody has to book: whoever just comes takes a number, so a booking may be refused to
 * those who let three go by, which an application may never be.
 */
export const visitOf = (service: Pick<Service, 'steps'>): Step['visit'] =>
  service.steps.find((s) => s.kind === 'appointment')?.visit

/** What a person hears who is to choose a time. */
export const askToBook = (step: Step): Effect => ({ type: 'message', template: step.visit ? 'book-visit' : 'book' })

/** What a person hears who is to come: at the time that was booked, or by video or at the counter when none was. */
export function askToCome({ data: { appointment } }: Pick<Case, 'data'>): Effect {
  if (!appointment) return { type: 'message', template: 'meet' }
  return { type: 'message', template: 'booked', params: { until: appointment.from, site: appointment.site } }
}

/** A booking is given back until an hour before; later nobody else can take the place. */
export const tooLateToCancel = (c: Case, service: Service, now: Date): boolean =>
  visitOf(service) !== undefined &&
  c.state === 'open' &&
  c.step === 'meet' &&
  c.data.appointment !== undefined &&
  new Date(c.data.appointment.from).getTime() - now.getTime() < CANCEL_MS

/**
 * Whether another time may take the place of the one that was booked: until an hour before it. A check of the car that was missed is
 * booked anew in the same way; a missed visit is over (`closeVisits`).
 */
export const whyNotMove = (c: Case, service: Service, now: Date): string | undefined => {
  if (c.state !== 'open' || !(c.step === 'inspect' || c.step === 'meet') || !c.data.appointment) return 'WRONG_STEP'
  const ahead = new Date(c.data.appointment.from).getTime() - now.getTime()
  return ahead >= CANCEL_MS || (ahead <= 0 && visitOf(service) === undefined) ? undefined : 'APPT_LATE'
}

/** Nobody came on the day that was booked. */
export const isMissed = (c: Case, service: Service): boolean =>
  visitOf(service) !== undefined && c.step === 'meet' && c.data.appointment !== undefined

/**
 * Until when nothing can be booked: three missed within thirty days close the book for fifteen (the catalogue's rule; the law
 * knows none, so coming without a booking stays possible). `missed`: the instants at which they were found missed, in any order.
 */
export function barredUntil(missed: readonly Date[]): Date | undefined {
  const times = missed.map((at) => at.getTime()).toSorted((a, b) => a - b)
  const third = times.findLast((at, i) => i >= MISSES - 1 && at - (times[i - MISSES + 1] ?? 0) <= WITHIN_MS)
  return third === undefined ? undefined : new Date(third + BAR_MS)
}

const DAY_MS = 86_400_000
const CANCEL_MS = 3_600_000
const MISSES = 3
const WITHIN_MS = 30 * DAY_MS
const BAR_MS = 15 * DAY_MS
