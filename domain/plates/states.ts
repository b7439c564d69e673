/**
 * States of a number and which may follow which. What is on offer for 90 seconds is not a state of its own row: leases stand
 * in the log and end by time. A number in the pool shows as unreleased, random-only or open by its segment's times.
 */
export const PLATE_STATES = {
  pool: 0,
  preselected: 3,
  assigned: 4,
  'in-use': 5,
  returning: 6,
  right: 7,
  cooling: 8,
  excluded: 9,
  withdrawn: 10,
} as const

export type PlateState = keyof typeof PLATE_STATES
/** As kept in the database and written in the log. */
export type PlateStateNo = (typeof PLATE_STATES)[PlateState]

/** Every change there is; anything else is refused by the database too. No state means "kept for somebody". */
export const TRANSITIONS: Readonly<Record<PlateState, readonly PlateState[]>> = {
  pool: ['preselected', 'withdrawn'],
  preselected: ['assigned', 'returning', 'excluded'],
  assigned: ['assigned', 'in-use', 'right', 'cooling'],
  'in-use': ['in-use', 'right', 'cooling'],
  returning: ['pool'],
  right: ['preselected', 'cooling'],
  cooling: ['returning'],
  excluded: [],
  withdrawn: [],
}

export const mayFollow = (from: PlateState, to: PlateState): boolean => TRANSITIONS[from].includes(to)

export function stateName(no: number): PlateState {
  const found = NAMES.get(no)
  if (!found) throw new RangeError(`no plate state ${no}`)
  return found
}
const NAMES = new Map((Object.entries(PLATE_STATES) as [PlateState, number][]).map(([name, no]) => [no, name]))

export type SegmentPhase = 'announced' | 'random-only' | 'open' | 'withdrawn'

export interface SegmentTimes {
  releaseAt: Date
  composeOpenedAt: Date | undefined
  withdrawnAt: Date | undefined
}

/** What may be done with a segment's numbers at this instant: to the minute, without any job having to run. */
export function phaseOf({ releaseAt, composeOpenedAt, withdrawnAt }: SegmentTimes, now: Date): SegmentPhase {
  if (withdrawnAt) return 'withdrawn'
  if (now < releaseAt) return 'announced'
  return composeOpenedAt && now >= composeOpenedAt ? 'open' : 'random-only'
}
