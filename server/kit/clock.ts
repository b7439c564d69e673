/** The house's time: server time, moved by NOW_OFFSET for drills. Handed around so that nothing else reads a clock. */
export interface Time {
  now(): Date
}

export const systemTime = (offsetMs = 0): Time => ({ now: () => new Date(Date.now() + offsetMs) })
