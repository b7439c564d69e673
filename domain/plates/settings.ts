import type { Text } from '../text.ts'

/** The limits of choosing (config/plates.json), each in force from its day. Provinces and cities set their own. */
export interface PlateSettings {
  from: string
  presses: number
  perPress: number
  leaseSeconds: number
  hallNumbers: number
  hallSeconds: number
  /** Lists of the hall that one car is shown on one day. */
  hallListsADay: number
  composeTries: number
  composePerGo: number
  composeGapSeconds: number
  sittingMinutes: number
  /** After this long without an act the clock of the sitting stands by itself: a crash or a dead phone costs nothing more. */
  idleSeconds: number
  /** So long after signing in, or after a code to the phone, a number may be taken; at the counter, after being seen. */
  checkMinutes: number
  /** What is on offer stays so for at least this long while the person asks for a code and types it. */
  checkSeconds: number
  /** Random and composing in one sitting. */
  bothModes: boolean
  randomOnlyDays: number
  /** The day on which composing opens is drawn from so many days after the random-only ones. */
  composeWithinDays: number
  publishDaysBefore: number
  registerWorkingDays: number
  blockYears: number
  firstLapseForgiven: boolean
  objectDays: number
  releasesPerYear: number
  openPerPerson: number
  oldNumberYears: number
  oldNumberUseYears: number
  coolingDays: number
  newDrawBelowPercent: number
  lowStockPercent: number
  lowStockDays: number
  /** The public event whose result is mixed into a draw; named with the commitment, so that nobody picks one afterwards. */
  drawEvent: Text
}

/** A rule by which numbers are left out of a segment: published before it is used, never about a person. */
export interface Exclusion {
  id: string
  from: string
  pools: readonly string[]
  /** Over the number from its office letter on; a regular expression that JavaScript and PostgreSQL read alike. */
  pattern: string
  reason: Text
}

/** The settings in force on a day. Throws when there are none: choosing needs its rules. */
export function settingsOn(all: readonly PlateSettings[], day: string): PlateSettings {
  const found = all.filter((s) => s.from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (!found) throw new Error(`config/plates.json has no settings in force on ${day}`)
  return found
}

/**
 * Whether an item takes over, without a press, a number that was chosen ahead for its car: a confirmed choice cannot be changed,
 * so that the press would decide nothing. A city says for which items, from which day on.
 */
export const takesOverOn = (
  rows: readonly { from: string; services: readonly string[] }[],
  service: string,
  day: string,
): boolean =>
  rows
    .filter((row) => row.from <= day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
    ?.services.includes(service) ?? false

/** The rules of these ids in force for a pool on a day; undefined when one of them is not. */
export function exclusionsFor(
  all: readonly Exclusion[],
  ids: readonly string[],
  pool: string,
  day: string,
): Exclusion[] | undefined {
  const found = ids.map((id) => all.find((rule) => rule.id === id && rule.from <= day && rule.pools.includes(pool)))
  return found.every((rule) => rule !== undefined) ? found : undefined
}

/** The rule under which a number goes that turns out to be on a car already: no pattern tells it, the national register does. */
export const USED_ELSEWHERE: Pick<Exclusion, 'id' | 'reason'> = {
  id: 'in-use-elsewhere',
  reason: {
    zh: '国家登记系统答复已在使用的号码,查明时退出号池',
    en: 'Numbers that the national register knows as used leave the pool when that is found',
  },
}
