import type { Rung } from './terms.ts'

/** One report of a browser about its line. */
export interface LineReport {
  lossPct: number
  rttMs: number
  /** kbit/s that the line carried; 0 when nothing flowed. */
  kbit: number
  /** Bits a second that the receiver believes the line can carry. */
  wish?: number | undefined
}

/** Where a side stands on the ladder of bad networks, and since when. Instants in ms. */
export interface RungState {
  rung: Rung
  since: number
  /** Since when the reports have been better than the rung. */
  betterSince?: number | undefined
  /** Since when they have been worse: one bad report is no verdict. */
  worseSince?: number | undefined
}

const LEAST_BAD_MS = 10_000
const BETTER_MS = 20_000
const SOUND_ONLY_AFTER_MS = 60_000

/** Which rung one report alone stands for. */
export function rungOfReport({ lossPct, rttMs, kbit, wish }: LineReport): 0 | 1 | 2 {
  // What flows is no measure of what could: a covered camera, a still page or the sound alone need little on the best of lines, and
  // on a low rung no more is sent. The wish falls only when packets were missed, and grows again without pictures.
  const room = wish === undefined ? (lossPct > 2 ? kbit : 0) : wish / 1000
  if (lossPct > 10 || rttMs > 600 || (room > 0 && room < 250)) return 2
  return lossPct >= 5 || rttMs >= 300 || (room > 0 && room < 1_100 && lossPct > 2) ? 1 : 0
}

/** One report more. Down after ten bad seconds, up one rung at a time after twenty better ones. */
export function nextRung(state: RungState, report: LineReport, at: number, audioOnly = false): RungState {
  if (audioOnly) return state.rung === 3 ? state : { rung: 3, since: at }
  const measured = rungOfReport(report)
  if (measured > state.rung) return worse(state, measured, at)
  if (state.rung === 2 && measured === 2 && at - state.since >= SOUND_ONLY_AFTER_MS) return { rung: 3, since: at }
  // A line as bad as rung 2 made rung 3: only a better one than that leads back to a picture.
  if (state.rung > 3 || measured >= Math.min(state.rung, 2))
    return { ...state, betterSince: undefined, worseSince: undefined }
  return better(state, at)
}

function worse(state: RungState, measured: Rung, at: number): RungState {
  const worseSince = state.worseSince ?? at
  if (at - worseSince >= LEAST_BAD_MS) return { rung: measured, since: at }
  return { ...state, worseSince, betterSince: undefined }
}

function better(state: RungState, at: number): RungState {
  const betterSince = state.betterSince ?? at
  if (at - betterSince < BETTER_MS) return { ...state, betterSince, worseSince: undefined }
  return { rung: state.rung === 3 ? 2 : state.rung === 2 ? 1 : 0, since: at }
}

/** What a rung does not allow. `identityBefore`: on sound alone one goes on only when identity was passed earlier. */
export function forbiddenOn(
  rung: Rung,
  identityPassed: boolean,
): ('identity' | 'capture-frame' | 'sign' | 'video' | 'business')[] {
  if (rung <= 1) return []
  if (rung === 2) return ['identity', 'capture-frame']
  if (rung === 3)
    return ['identity', 'capture-frame', 'sign', 'video', ...(identityPassed ? [] : (['business'] as const))]
  return ['identity', 'capture-frame', 'sign', 'video', 'business']
}

/** What a side should send on a rung: bits a second, share of the height, frames. */
export const SENDING: Readonly<Record<Rung, { maxBitrate: number; scale: number; fps: number }>> = {
  0: { maxBitrate: 1_200_000, scale: 1, fps: 30 },
  1: { maxBitrate: 450_000, scale: 2, fps: 15 },
  2: { maxBitrate: 150_000, scale: 4, fps: 5 },
  3: { maxBitrate: 40_000, scale: 4, fps: 0 },
  4: { maxBitrate: 0, scale: 4, fps: 0 },
  5: { maxBitrate: 0, scale: 4, fps: 0 },
}

/** The ten-second test before the line: a verdict and advice, never a bar. */
export function verdictOf(
  report: LineReport & { camera: boolean; microphone: boolean; udp: boolean; relay: boolean },
): {
  verdict: 'good' | 'weak' | 'poor' | 'none'
  rung: Rung
} {
  if (!report.udp && !report.relay) return { verdict: 'none', rung: 4 }
  if (!report.microphone) return { verdict: 'none', rung: 4 }
  if (!report.camera) return { verdict: 'poor', rung: 3 }
  // The test loads as much as the line gives: here what came is what it can.
  const rung = rungOfReport({ ...report, ...(report.kbit > 0 ? { wish: report.kbit * 1000 } : {}) })
  return { verdict: rung === 0 ? 'good' : rung === 1 ? 'weak' : 'poor', rung }
}
