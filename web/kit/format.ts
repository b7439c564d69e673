import { MONTHS } from '#domain/day-text.ts'
import type { Lang } from '#web/kit/i18n.ts'

export { dayText } from '#domain/day-text.ts'

/** A calendar day: `2026年3月1日(周日)` or `Sun 1 March 2026`. Takes 'YYYY-MM-DD'; anything else comes back as it was. */
export function dateText(day: string, lang: Lang): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!m) return day
  return dayWords(new Date(`${day}T00:00:00Z`), lang)
}

/** A moment in China's time: `2026年3月1日(周日)14:30`. Takes an ISO instant; anything else comes back as it was. */
export function momentText(instant: string, lang: Lang): string {
  const at = chinaClock(instant)
  if (!at) return instant
  return lang === 'en' ? `${dayWords(at, lang)}, ${hourMinute(at)}` : `${dayWords(at, lang)}${hourMinute(at)}`
}

/** Without weekday, and without the year while it is the present one: `3月1日 14:30`, `1 March, 14:30`; else `2025年3月1日 14:30`. */
export function shortMomentText(instant: string, lang: Lang, now: number = Date.now()): string {
  const at = chinaClock(instant)
  if (!at) return instant
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  const thisYear = new Date(now + CHINA_AHEAD).getUTCFullYear() === year
  if (lang === 'en') return `${day} ${MONTHS[month]}${thisYear ? '' : ` ${year}`}, ${hourMinute(at)}`
  return `${thisYear ? '' : `${year}年`}${month + 1}月${day}日 ${hourMinute(at)}`
}

/** Integer fen as yuan: 1000 → `¥10.00`, 123456789 → `¥1,234,567.89`. */
export function moneyText(fen: number): string {
  const whole = Math.abs(Math.trunc(fen))
  const yuan = String(Math.floor(whole / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}¥${yuan}.${String(whole % 100).padStart(2, '0')}`
}

/** `鲁B12345` → `鲁B·12345`; a text that already has its dot, or is no plate, stays. */
export function plateText(plate: string): string {
  return /^[\p{Script=Han}][A-Z][A-Z0-9\p{Script=Han}]{4,6}$/u.test(plate)
    ? `${plate.slice(0, 2)}·${plate.slice(2)}`
    : plate
}

/** A length of time in words: whole minutes, never negative; days from 48 hours on. */
export function spanText(ms: number, lang: Lang): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return lang === 'en' ? `${Math.floor(hours / 24)} days` : `${Math.floor(hours / 24)} 天`
  const rest = minutes % 60
  if (lang === 'en') return [hours ? `${hours} h` : '', rest || !hours ? `${rest} min` : ''].filter(Boolean).join(' ')
  return [hours ? `${hours} 小时` : '', rest || !hours ? `${rest} 分` : ''].filter(Boolean).join(' ')
}

const WEEK_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const WEEK_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** China has one zone and no summer time since 1991: adding eight hours is exact and needs no time-zone data. */
const CHINA_AHEAD = 8 * 3_600_000

function chinaClock(instant: string): Date | undefined {
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? undefined : new Date(ms + CHINA_AHEAD)
}

function dayWords(at: Date, lang: Lang): string {
  const [y, m, d, w] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCDay()]
  return lang === 'en' ? `${WEEK_EN[w]} ${d} ${MONTHS[m]} ${y}` : `${y}年${m + 1}月${d}日(${WEEK_ZH[w]})`
}

const hourMinute = (at: Date): string =>
  `${String(at.getUTCHours()).padStart(2, '0')}:${String(at.getUTCMinutes()).padStart(2, '0')}`
