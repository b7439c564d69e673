import type { Refusal } from '../commands.ts'
import { spansOn } from './hours.ts'
import type { WorkCalendar } from '../calendar.ts'
import type { Group, VideoSettings } from './settings.ts'

const MINUTE = 60_000

/** Times of one day that can be booked for conversations of this length: on the grid, and ending before the opening ends. */
export function gridOf(
  day: string,
  minutes: number,
  settings: Pick<VideoSettings, 'hours' | 'roundTheClock' | 'booking'>,
  calendar: WorkCalendar,
): Date[] {
  const step = settings.booking.gridMinutes * MINUTE
  return spansOn(day, settings, calendar).flatMap(({ from, to }) => {
    const times: Date[] = []
    for (let at = from.getTime(); at + minutes * MINUTE <= to.getTime(); at += step) times.push(new Date(at))
    return times
  })
}

/** How many conversations may be booked to run at one time: 70 of 100 of the officers on duty, at least one. */
export const bookableAtOnce = ({ booking }: Pick<VideoSettings, 'booking'>, officers = booking.officers): number =>
  booking.share === 0 ? 0 : Math.max(1, Math.floor(officers * booking.share))

/** Until when a time can be booked: what nobody took some minutes before belongs to who walks in. */
export const bookableUntil = (at: Date, { booking }: Pick<VideoSettings, 'booking'>): Date =>
  new Date(at.getTime() - booking.flowMin * MINUTE)

/** The steps of the grid that a conversation beginning at `at` occupies. */
export function occupied(at: Date, minutes: number, gridMinutes: number): Date[] {
  const steps = Math.max(1, Math.ceil(minutes / gridMinutes))
  return Array.from({ length: steps }, (_, i) => new Date(at.getTime() + i * gridMinutes * MINUTE))
}

export interface Booked {
  future: number
  forCase: boolean
  /** Misses by the person's own fault within the days that count; newest first. */
  misses: readonly Date[]
}

/** Until when this person cannot book (walk-in stays open): two misses in 30 days pause it for 7 days from the last. */
export function pausedUntil(
  misses: readonly Date[],
  now: Date,
  settings: Pick<VideoSettings, 'misses'>,
): Date | undefined {
  const { limit, days, pauseDays } = settings.misses
  const day = 86_400_000
  const recent = misses
    .filter((m) => m.getTime() > now.getTime() - days * day)
    .sort((a, b) => b.getTime() - a.getTime())
  const newest = recent[0]
  if (!newest || recent.length < limit) return undefined
  const until = new Date(newest.getTime() + pauseDays * day)
  return until > now ? until : undefined
}

/** Why this person may not book now; undefined when they may. */
export function whyNoBooking(
  booked: Booked,
  now: Date,
  settings: Pick<VideoSettings, 'misses' | 'booking'>,
): Refusal | undefined {
  const paused = pausedUntil(booked.misses, now, settings)
  if (paused) return { code: 'VIDEO_BOOKING_PAUSED', params: { until: paused.toISOString() } }
  if (booked.forCase) return { code: 'VIDEO_BOOKED_ALREADY' }
  return booked.future >= settings.booking.maxFuture
    ? { code: 'VIDEO_TOO_MANY_BOOKINGS', params: { n: settings.booking.maxFuture } }
    : undefined
}

/** Whether a booking may still be moved free of charge; who waited for an officer more than 15 minutes may always. */
export function whyNoMove(
  bookedFor: Date,
  changes: number,
  now: Date,
  settings: Pick<VideoSettings, 'booking'>,
): Refusal | undefined {
  const lateMs = now.getTime() - bookedFor.getTime()
  if (lateMs >= OFFICER_LATE_MOVE_MIN * MINUTE) return undefined
  if (changes >= settings.booking.changes)
    return { code: 'VIDEO_NO_CHANGES_LEFT', params: { n: settings.booking.changes } }
  return bookedFor.getTime() - now.getTime() < settings.booking.changeBeforeMin * MINUTE
    ? { code: 'VIDEO_TOO_LATE_TO_CHANGE', params: { n: settings.booking.changeBeforeMin / 60 } }
    : undefined
}

/** Officer later than 5 min: the citizen is told a new time; later than 10: a miss is ours; later than 15: the time may be moved. */
export const OFFICER_LATE_TELL_MIN = 5
export const OFFICER_LATE_OURS_MIN = 10
export const OFFICER_LATE_MOVE_MIN = 15

export function groupFor(service: string | undefined, groups: readonly Group[]): Group {
  const named = service === undefined ? undefined : groups.find((g) => g.services.includes(service))
  const rest = groups.find((g) => g.services.length === 0)
  const group = named ?? rest
  if (!group) throw new RangeError('no group takes what no other names')
  return group
}
