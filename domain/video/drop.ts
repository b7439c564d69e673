import type { VideoSettings } from './settings.ts'

/** What is checked again when a lost line is back: nothing asked · face · digits and a look · from step 1. */
export type Recheck = 'none' | 'face' | 'quick' | 'full'

export interface Loss {
  lostAt: number
  /** Another device than before. */
  otherDevice: boolean
  /** The citizen's side, or ours (officer, media node, recorder). */
  side: 'citizen' | 'house'
}

/** Where a lost call stands after so long, and what is due when it comes back now. Times in ms. */
export function ladderOfDrop(
  loss: Loss,
  now: number,
  resume: VideoSettings['resume'],
): { stands: 'reconnecting' | 'suspended' | 'ended'; recheck: Recheck; front: boolean } {
  const lost = now - loss.lostAt
  const suspended = lost > resume.reconnectSeconds * 1000
  if (lost > resume.windowHours * 3_600_000) return { stands: 'ended', recheck: 'full', front: false }
  const quickMs = resume.quickMin * 60_000
  // A city that sets the quick way back to 0 asks for identity from the first step after every loss (RON rule).
  if (loss.otherDevice || quickMs === 0)
    return {
      stands: suspended ? 'suspended' : 'reconnecting',
      recheck: 'full',
      front: lost <= Math.max(quickMs, resume.reconnectSeconds * 1000),
    }
  if (!suspended)
    return { stands: 'reconnecting', recheck: lost <= resume.silentSeconds * 1000 ? 'face' : 'quick', front: true }
  return lost <= resume.reconnectSeconds * 1000 + quickMs
    ? { stands: 'suspended', recheck: 'quick', front: true }
    : { stands: 'suspended', recheck: 'full', front: false }
}

/** Steps that were under way when the line broke are void and done again: what is told, signed or paid must be whole. */
export const VOID_ON_DROP = ['tell', 'sign', 'pay'] as const

/** An officer's line that is away so long is replaced by another officer. */
export const officerGone = (lostAt: number, now: number, resume: VideoSettings['resume']): boolean =>
  now - lostAt > resume.officerSeconds * 1000
