import { shanghaiDate, shanghaiTime } from '#domain/calendar.ts'
import type { Lang } from '#domain/text.ts'
import type { FreeSlot } from '#server/appointments/appointments.ts'
import type { BookingView } from '#web/citizen/pages/case-views.ts'
import { dateText } from '#web/kit/format.ts'

const HALF_HOUR = 30 * 60_000

/** Free half hours by day, earliest first. */
export function slotDays(slots: readonly FreeSlot[], lang: Lang): BookingView['days'] {
  const days = new Map<string, FreeSlot[]>()
  for (const slot of slots) days.set(shanghaiDate(slot.at), [...(days.get(shanghaiDate(slot.at)) ?? []), slot])
  return [...days].map(([day, free]) => ({
    label: dateText(day, lang),
    slots: free.map((s) => ({
      value: `${s.site}|${s.at.toISOString()}`,
      label: `${clock(s.at)}–${clock(new Date(s.at.getTime() + HALF_HOUR))}`,
      left: s.left,
    })),
  }))
}

const clock = (at: Date): string => shanghaiTime(at).slice(11, 16)
