import type { Lang } from './text.ts'

export const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** A day as people write it: `2020年2月13日` or `13 February 2020`. Anything but 'YYYY-MM-DD' stays. */
export function dayText(day: string, lang: Lang): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!m) return day
  const [y, month, d] = m.slice(1).map(Number)
  return lang === 'en' ? `${d} ${MONTHS[(month ?? 1) - 1]} ${y}` : `${y}年${month}月${d}日`
}
