import type { Span } from './sample.ts'

/** 0: 720p · 1: 360p · 2: 180p, sound first · 3: sound and still photos · 4: phone · 5: another day or the counter. */
export type Rung = 0 | 1 | 2 | 3 | 4 | 5

/** Where a call stands on the ladder of bad networks. Plain data: `climb` gives the next one. */
export interface Ladder {
  rung: Rung
  /** When this rung was reached, and since when it has been better than this rung. */
  since: number
  betterSince: number | undefined
  window: readonly { at: number; span: Span }[]
}

export const WINDOW_MS = 30_000
/** Down after a third of the window at the earliest, so that one bad second is no verdict. */
const LEAST_MS = 10_000
const BETTER_MS = 20_000
/** On rung 2 for so long: the picture goes, the sound stays. */
const SOUND_ONLY_MS = 60_000

export const startLadder = (at: number): Ladder => ({ rung: 0, since: at, betterSince: undefined, window: [] })

/** One measurement more. Down as soon as the window says so, up one rung at a time after 20 better seconds. */
export function climb(ladder: Ladder, span: Span, at: number): Ladder {
  const window = [...ladder.window.filter((w) => at - w.at < WINDOW_MS), { at, span }]
  const next = { ...ladder, window }
  const measured = rungOf(window)
  if (ladder.rung <= 2 && measured > ladder.rung && at - (window[0]?.at ?? at) >= LEAST_MS)
    return { ...next, rung: measured, since: at, betterSince: undefined }
  if (ladder.rung === 2 && measured === 2 && at - ladder.since >= SOUND_ONLY_MS)
    return { ...next, rung: 3, since: at, betterSince: undefined }
  const recent = rungOf(window.filter((w) => at - w.at <= BETTER_MS))
  // A line as bad as rung 2 made rung 3: only a better one than that leads back to a picture.
  const isBetter = ladder.rung <= 3 && recent < Math.min(ladder.rung, 2)
  if (!isBetter) return { ...next, betterSince: undefined }
  const betterSince = ladder.betterSince ?? at
  if (at - betterSince < BETTER_MS) return { ...next, betterSince }
  // What made the rung lies before the better time: a fresh window judges the next one.
  const fresh = window.filter((w) => w.at >= betterSince)
  return { rung: up(ladder.rung), since: at, betterSince: undefined, window: fresh }
}

/** The rung that the mean of some measurements stands for; 0 when nothing was measured. */
export function rungOf(window: readonly { span: Span }[]): 0 | 1 | 2 {
  const spans = window.map((w) => w.span)
  if (spans.length === 0) return 0
  const loss = mean(spans.map((s) => Math.max(s.loss, s.lostThere ?? 0)))
  const rtt = mean(spans.flatMap((s) => (s.rttMs === undefined ? [] : [s.rttMs])))
  if (loss > 0.1 || rtt > 600) return 2
  if (loss > 0.05 || rtt > 300) return 1
  return 0
}

/** What is possible on a rung: identity needs a picture that one can trust, a signature needs one at all. */
export const allowedOn = (rung: Rung): { picture: boolean; identity: boolean; signature: boolean } => ({
  picture: rung <= 2,
  identity: rung <= 1,
  signature: rung <= 2,
})

const up = (rung: Rung): Rung => (rung === 3 ? 2 : rung === 2 ? 1 : 0)
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length
