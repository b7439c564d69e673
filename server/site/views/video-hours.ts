import { shanghaiTime } from '#domain/calendar.ts'
import type { Lang } from '#domain/text.ts'
import type { ReplyOf } from '#api/route.ts'
import type { videoWindow } from '#api/video.ts'
import { dateText } from '#web/kit/format.ts'

type Window = Pick<ReplyOf<typeof videoWindow>, 'hours' | 'day'>

/** When the window is open, on the day that is told; empty when no day is. */
export function hoursOf(window: Window, lang: Lang): string[] {
  if (window.hours.length === 0) return []
  const spans = window.hours.map((h) => spanText(h, lang)).join(lang === 'en' ? ', ' : ',')
  return [lang === 'en' ? `${dateText(window.day, lang)}: ${spans}` : `${dateText(window.day, lang)} ${spans}`]
}

/** A day without a break is no "00:00–00:00". */
function spanText({ from, to }: Window['hours'][number], lang: Lang): string {
  if (Date.parse(to) - Date.parse(from) === 86_400_000) return lang === 'en' ? 'day and night' : '全天 24 小时'
  return `${clock(from)}–${clock(to)}`
}

/** The time of day in China, as 09:05. */
export const clock = (instant: string): string => shanghaiTime(new Date(instant)).slice(11, 16)
