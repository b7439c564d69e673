import { addDays, shanghaiDate, type WorkCalendar, shanghaiMoment } from '../calendar.ts'
import type { VideoSettings } from './settings.ts'

/** One opening, as instants. */
export interface Span {
  from: Date
  to: Date
}

type Hours = Pick<VideoSettings, 'hours' | 'roundTheClock'>

/** When the window is open on a day of the civil calendar in China; empty on days off. */
export function spansOn(day: string, settings: Hours, calendar: WorkCalendar): Span[] {
  if (settings.roundTheClock) return [{ from: shanghaiMoment(day), to: shanghaiMoment(addDays(day, 1)) }]
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  // A holiday has no hours; a make-up day works as a Monday, whatever day of the week it is.
  const isOff = calendar.off.has(day)
  const spans = calendar.on.has(day) ? settings.hours['1'] : isOff ? [] : settings.hours[String(weekday)]
  return (spans ?? []).map(([from, to]) => ({ from: shanghaiMoment(day, from), to: shanghaiMoment(day, to) }))
}

/** The opening that runs at this instant. */
export function openAt(now: Date, settings: Hours, calendar: WorkCalendar): Span | undefined {
  return spansOn(shanghaiDate(now), settings, calendar).find((s) => s.from <= now && now < s.to)
}

/** The last moment of this day on which the window is open, longer by the supervisor's extension; none when it never closes. */
export function closingOf(day: string, settings: Hours, calendar: WorkCalendar, extendMin = 0): Date | undefined {
  if (settings.roundTheClock) return undefined
  const last = spansOn(day, settings, calendar).at(-1)
  return last && new Date(last.to.getTime() + extendMin * 60_000)
}

/** When it opens next, after this instant; undefined when it does not within 30 days. */
export function nextOpening(now: Date, settings: Hours, calendar: WorkCalendar): Date | undefined {
  const today = shanghaiDate(now)
  for (let i = 0; i <= 30; i += 1) {
    const next = spansOn(addDays(today, i), settings, calendar).find((s) => s.from > now)
    if (next) return next.from
  }
  return undefined
}

/**
 * Whether a walk-in still fits today: the wait and a long conversation must end before closing.
 * `waitMin` is the upper end of what is told, `p80Min` the length that 80 of 100 conversations do not exceed.
 */
export function takesWalkIn(now: Date, closing: Date, waitMin: number, p80Min: number): boolean {
  return now.getTime() + (waitMin + p80Min) * 60_000 <= closing.getTime()
}

/** Days on which times can be booked: those of the next `days` calendar days that have hours. Tomorrow's appear at 08:00 a week before. */
export function bookableDays(now: Date, days: number, settings: Hours, calendar: WorkCalendar): string[] {
  const today = shanghaiDate(now)
  // The newest day is released at 08:00 in China, not at midnight, so that nobody must stay awake for it.
  const released = now >= shanghaiMoment(today, '08:00') ? days : days - 1
  return Array.from({ length: released + 1 }, (_, i) => addDays(today, i)).filter(
    (day) => spansOn(day, settings, calendar).length > 0,
  )
}
