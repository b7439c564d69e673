import type { Text } from '../text.ts'
import type { VideoSettings } from './settings.ts'

/** A finished conversation, as the draw sees it. */
export interface Finished {
  id: string
  officer: string
  service: string | undefined
  talkMs: number
  fraud: boolean
  refer: boolean
  objected: boolean
  /** Seconds between showing the statement and the signature. */
  signSeconds: number | undefined
}

export type Why = 'random' | 'quota' | 'fraud' | 'refer' | 'objection' | 'shortest' | 'quick-sign'

/**
 * Which conversations of a week are reviewed: all with a sign of something wrong, 5 of 100 at random, and at least three of each
 * officer. `drawn` are those with a sheet already; `random` in [0, 1) comes from outside, one for each.
 */
export function drawForReview(
  week: readonly Finished[],
  drawn: ReadonlySet<string>,
  settings: VideoSettings['quality'],
  random: (id: string) => number,
): Map<string, Why> {
  const chosen = new Map<string, Why>()
  const short = shortest(week, settings.shortestShare)
  for (const f of week) {
    if (drawn.has(f.id)) continue
    const why = mustReview(f, short, settings)
    if (why) chosen.set(f.id, why)
    else if (random(f.id) < settings.share) chosen.set(f.id, 'random')
  }
  for (const officer of new Set(week.map((f) => f.officer))) {
    const own = week.filter((f) => f.officer === officer)
    const has = own.filter((f) => chosen.has(f.id) || drawn.has(f.id)).length
    const rest = own.filter((f) => !chosen.has(f.id) && !drawn.has(f.id)).sort((a, b) => random(a.id) - random(b.id))
    for (const f of rest.slice(0, Math.max(0, settings.perOfficerWeek - has))) chosen.set(f.id, 'quota')
  }
  return chosen
}

function mustReview(f: Finished, short: ReadonlySet<string>, settings: VideoSettings['quality']): Why | undefined {
  if (f.fraud) return 'fraud'
  if (f.refer) return 'refer'
  if (f.objected) return 'objection'
  if (f.signSeconds !== undefined && f.signSeconds < settings.quickSignSeconds) return 'quick-sign'
  return short.has(f.id) ? 'shortest' : undefined
}

/** The shortest 5 of 100 of each item; of fewer than twenty none, for want of a measure. */
function shortest(week: readonly Finished[], share: number): Set<string> {
  const found = new Set<string>()
  for (const service of new Set(week.map((f) => f.service))) {
    const same = week.filter((f) => f.service === service).sort((a, b) => a.talkMs - b.talkMs)
    for (const f of same.slice(0, Math.floor(same.length * share))) found.add(f.id)
  }
  return found
}

const p = (zh: string, en: string): Text => ({ zh, en })

/** The ten points of a review. */
export const SHEET_POINTS: readonly { id: string; label: Text }[] = [
  { id: 'opening', label: p('开场白完整,核对码一致', 'Opening complete, codes compared') },
  { id: 'consent', label: p('录音录像和面容核对都征得同意', 'Both consents were given before') },
  { id: 'identity', label: p('身份核验步骤齐全、判断正确', 'Identity steps complete and rightly judged') },
  { id: 'will', label: p('本人意愿由本人说出', 'The person confirmed it is their own wish') },
  { id: 'once', label: p('缺什么一次说全', 'What is missing was listed once and whole') },
  { id: 'law', label: p('法律依据正确', 'The right law was applied') },
  { id: 'courtesy', label: p('用语文明,没有推诿', 'Courteous; nobody was sent away') },
  { id: 'data', label: p('没有显示多余的个人信息', 'No more personal data shown than needed') },
  { id: 'outcome', label: p('办理结果与事实相符', 'The outcome fits the facts') },
  { id: 'record', label: p('记录完整', 'The record is complete') },
]

/** All ten, each once. */
export const isWholeSheet = (points: readonly { id: string }[]): boolean =>
  points.length === SHEET_POINTS.length && SHEET_POINTS.every((one) => points.some((given) => given.id === one.id))
