import type { Say } from '../words.ts'

type Span = readonly [from: string, to: string]
const DAYS = [
  { zh: '周日', en: 'Sun' },
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
] as const
/** A week begins on Monday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

/** The hours of a week in one line, days with the same hours together: 周一至周五 9:00–12:00、13:30–17:00,周六 9:00–12:00. */
export function weekHours(hours: Readonly<Record<string, readonly Span[]>>, say: Say): string {
  const groups: { days: (typeof WEEK)[number][]; text: string }[] = []
  for (const day of WEEK) {
    const text = (hours[String(day)] ?? []).map(([from, to]) => `${plain(from)}–${plain(to)}`).join(say('、', ', '))
    const last = groups.at(-1)
    if (last?.text === text) last.days.push(day)
    else groups.push({ days: [day], text })
  }
  return groups
    .filter((group) => group.text !== '')
    .map(({ days, text }) => `${spanOf(days, say)} ${text}`)
    .join(say(',', '; '))
}

function spanOf(days: readonly (typeof WEEK)[number][], say: Say): string {
  const [first = 1] = days
  const last = days.at(-1) ?? first
  return days.length === 1 ? say(DAYS[first]) : `${say(DAYS[first])}${say('至', '–')}${say(DAYS[last])}`
}

/** 09:00 is said as 9:00. */
const plain = (time: string): string => time.replace(/^0/, '')
