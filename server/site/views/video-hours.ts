import { shanghaiTime } from '#domain/calendar.ts'
import type { Lang } from '#domain/text.ts'
import type { ReplyOf } from '#api/route.ts'
import type { videoWindow } from '#api/video.ts'
import type { StateTag } from '#web/citizen/views.ts'
import { dateText } from '#web/kit/format.ts'
import type { Say } from '../words.ts'
import { WHY } from './video-words.ts'

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

/** Open is only said where one can walk in: a green word over “nobody is here” would contradict it. */
export function openTag(window: Pick<ReplyOf<typeof videoWindow>, 'open' | 'groups'>, say: Say): StateTag {
  if (!window.open) return { tone: 'idle', text: say('现在休息', 'Closed now') }
  return window.groups.some((g) => g.walkIn && g.wait)
    ? { tone: 'done', text: say('正在受理', 'Open') }
    : { tone: 'wait', text: say('可预约', 'By booking') }
}

/** Why the lines that nobody may join now are shut; one reason for all of them is said once. */
export function closedWays(groups: ReplyOf<typeof videoWindow>['groups'], lang: Lang): string[] {
  const shut = groups.flatMap((g) =>
    g.why && !g.walkIn ? [{ name: g.name[lang], why: WHY[g.why]?.[lang] ?? g.why }] : [],
  )
  const reasons = [...new Set(shut.map((g) => g.why))]
  if (shut.length === groups.length && reasons.length === 1) return reasons
  return [...new Set(shut.map((g) => (lang === 'en' ? `${g.name}: ${g.why}` : `${g.name}:${g.why}`)))]
}
