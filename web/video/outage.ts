/** What both sides are shown while the line of a call is lost, by the time since it was. */
export type OutagePhase = 'up' | 'silent' | 'recheck' | 'suspended'

export const SILENT_MS = 30_000
export const SUSPENDED_MS = 90_000
/** A line that says nothing for so long is lost, whatever the browser thinks: it needs up to 20 seconds to notice. */
export const STALL_MS = 4_000
/** Between two tries for a new connection. */
export const RETRY_MS = 2_500
/** A try that is still shaking hands is left alone for so long: on a slow phone it needs more than the pause between two. */
export const TRY_MS = 8_000
/** Browsers call a connection failed or disconnected while they go from one path to another: so long it may be a mistake. */
export const DOUBT_MS = 1_500

/** Back within 30 s nobody is asked anything; within 90 s a short look is due; later the call is suspended and the officer free. */
export function outagePhase(lostForMs: number | undefined): OutagePhase {
  if (lostForMs === undefined) return 'up'
  if (lostForMs <= SILENT_MS) return 'silent'
  return lostForMs <= SUSPENDED_MS ? 'recheck' : 'suspended'
}

/** Tells a stalled line from a quiet one: bytes stand still although somebody should be sending. Plain data. */
export interface Watch {
  bytes: number
  movedAt: number
}

export const watchBytes = (watch: Watch | undefined, bytes: number, at: number): Watch =>
  !watch || bytes !== watch.bytes ? { bytes, movedAt: at } : watch

export const isStalled = (watch: Watch | undefined, at: number): boolean =>
  watch !== undefined && watch.bytes > 0 && at - watch.movedAt >= STALL_MS

/** Since when a connection is in doubt, by what the browser calls it now; undefined while it is not. */
export const doubtSince = (doubt: number | undefined, state: string, at: number): number | undefined =>
  state === 'failed' || state === 'disconnected' ? (doubt ?? at) : undefined

export const isLost = (doubt: number | undefined, at: number): boolean => doubt !== undefined && at - doubt >= DOUBT_MS

/** Whether a lost line is tried anew now: not while the last try is still on its way. */
export const isTimeToTry = (sinceTry: number, state: string | undefined): boolean =>
  sinceTry >= (state === 'new' || state === 'connecting' ? TRY_MS : RETRY_MS)
