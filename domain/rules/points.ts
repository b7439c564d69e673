import { fields, INVALID, isAmount, isCount, refuse, type Invalid, type Refusal } from '#domain/rules/input.ts'

/** Points of one act: 12, 9, 6, 3 or 1 (记分办法, 公安部令第163号, art. 7); 0 when it costs none. */
export type Points = { readonly points: number }

/** heavy: school bus, passenger and goods vehicle of medium size and above, dangerous goods. */
export type SpeedGroup = 'light' | 'heavy'

/** fast: motorway and urban expressway. */
export type SpeedRoad = 'fast' | 'other'

/** coach: school bus, public and tourist coach; seven: other passenger vehicle with seven seats and more. */
export type PassengerKind = 'coach' | 'seven' | 'other'

/** Points for speeding by `overPercent` of the limit (记分办法 art. 8 (5), 9 (2), 10 (2)(3), 11 (2), 12 (1)). */
export function speed(q: { readonly group: SpeedGroup; readonly road: SpeedRoad; readonly overPercent: number }): Points
export function speed(q: unknown): Points | Invalid
export function speed(q: unknown): Points | Invalid {
  const { group, road, overPercent } = fields(q)
  if (typeof group !== 'string' || typeof road !== 'string') return INVALID
  return stepOf(SPEED.get(`${group} ${road}`), overPercent)
}

/** Points for carrying `overPercent` more people than allowed (记分办法 art. 8 (4), 9 (1), 10 (1), 11 (1)). */
export function overload(q: { readonly kind: PassengerKind; readonly overPercent: number }): Points
export function overload(q: unknown): Points | Invalid
export function overload(q: unknown): Points | Invalid {
  const { kind, overPercent } = fields(q)
  return stepOf(typeof kind === 'string' ? PASSENGERS.get(kind) : undefined, overPercent)
}

/** Points for goods `overPercent` above the permitted total mass (记分办法 art. 10 (4), 11 (9), 12 (6)). */
export function freight(q: { readonly overPercent: number }): Points
export function freight(q: unknown): Points | Invalid
export function freight(q: unknown): Points | Invalid {
  return stepOf(GOODS, fields(q)['overPercent'])
}

export type MayHandle =
  | { readonly ok: true; readonly total: number; readonly full: boolean }
  | Refusal<'POINTS_12_OTHER_VEHICLE' | 'POINTS_WOULD_REACH_12_ONLINE'>

/**
 * Whether a driver with `current` points may settle one more act of `points`. At 12 only acts of the same vehicle may
 * follow (记分办法 art. 14), and whatever reaches 12 is settled at the counter, not online.
 */
export function mayHandle(q: {
  readonly current: number
  readonly points: number
  readonly sameVehicle: boolean
  readonly online: boolean
}): MayHandle
export function mayHandle(q: unknown): MayHandle | Invalid
export function mayHandle(q: unknown): MayHandle | Invalid {
  const { current, points, sameVehicle, online } = fields(q)
  if (!isCount(current) || !isCount(points)) return INVALID
  const total = current + points
  if (current >= FULL && sameVehicle !== true) return refuse('POINTS_12_OTHER_VEHICLE')
  // Anything but a plain false counts as online: the stricter side.
  if (total >= FULL && online !== false) return refuse('POINTS_WOULD_REACH_12_ONLINE')
  return { ok: true, total, full: total >= FULL }
}

export type FullEducation = {
  readonly days: number
  /** Days in class or online, at least. */
  readonly minClassOrNet: number
  /** Of these in class, at least. */
  readonly minClassroom: number
  readonly exams: string[]
}

/**
 * Study and exams after 12 points (记分办法 art. 18, 19, 21, 22); null below 12. `timesInCycle`: which full education
 * of the cycle this is; `big`: the driver holds A1, A2, A3, B1 or B2.
 */
export function fullEducation(q: {
  readonly totalPoints: number
  readonly timesInCycle: number
  readonly big: boolean
}): FullEducation | null
export function fullEducation(q: unknown): FullEducation | null | Invalid
export function fullEducation(q: unknown): FullEducation | null | Invalid {
  const { totalPoints, timesInCycle, big } = fields(q)
  if (!isCount(totalPoints) || !isCount(timesInCycle)) return INVALID
  if (totalPoints < FULL) return null
  const step = Math.max(timesInCycle, Math.floor(totalPoints / FULL))
  const exams = ['科目一', ...(step >= 3 ? ['科目二'] : []), ...(step >= 2 ? ['科目三道路'] : [])]
  return big === true
    ? { days: Math.min(120, 30 * step), minClassOrNet: 10, minClassroom: 5, exams }
    : { days: Math.min(60, 7 * step), minClassOrNet: 5, minClassroom: 2, exams }
}

/**
 * What goes over into the next cycle (记分办法 art. 15): below 12 the points are wiped, but those of unpaid fines go
 * over; at 12 all stay until the study is passed.
 */
export function endOfCycle(q: {
  readonly entries: readonly { readonly points: number; readonly finePaid: boolean }[]
}): {
  carried: number
  full: boolean
}
export function endOfCycle(q: unknown): { carried: number; full: boolean } | Invalid
export function endOfCycle(q: unknown): { carried: number; full: boolean } | Invalid {
  const { entries } = fields(q)
  if (!Array.isArray(entries)) return INVALID
  let total = 0
  let unpaid = 0
  for (const entry of entries) {
    const { points, finePaid } = fields(entry)
    if (!isCount(points)) return INVALID
    total += points
    if (finePaid !== true) unpaid += points
  }
  return total >= FULL ? { carried: total, full: true } : { carried: unpaid, full: false }
}

export type ReducePoints =
  | { readonly ok: true; readonly by: number; readonly left: number }
  | Refusal<'POINTS_FULL' | 'POINTS_NONE' | 'REDUCE_CAP_6'>

/** Points taken off for one study `step` of 1 or 2 (记分办法 art. 25, 27): at most 6 a cycle, and not at 12. */
export function reducePoints(q: {
  readonly current: number
  readonly reducedThisCycle: number
  readonly step: number
}): ReducePoints
export function reducePoints(q: unknown): ReducePoints | Invalid
export function reducePoints(q: unknown): ReducePoints | Invalid {
  const { current, reducedThisCycle, step } = fields(q)
  if (!isCount(current) || !isCount(reducedThisCycle) || (step !== 1 && step !== 2)) return INVALID
  if (current >= FULL) return refuse('POINTS_FULL')
  if (current === 0) return refuse('POINTS_NONE')
  if (reducedThisCycle >= REDUCE_CAP) return refuse('REDUCE_CAP_6')
  const by = Math.min(step, REDUCE_CAP - reducedThisCycle, current)
  return { ok: true, by, left: current - by }
}

/** 记分办法 art. 3: a cycle of twelve months is full at 12. */
const FULL = 12

const REDUCE_CAP = 6

/** [from this percentage, points], falling. The law says "20 per cent and more, below 50": the lower bound belongs. */
type Steps = readonly (readonly [number, number])[]

/** "Over the limit, below 20 per cent" begins with the first fraction. */
const ANY = Number.MIN_VALUE

const SPEED: ReadonlyMap<string, Steps> = new Map<string, Steps>([
  [
    'light fast',
    [
      [50, 12],
      [20, 6],
    ],
  ],
  [
    'light other',
    [
      [50, 6],
      [20, 3],
    ],
  ],
  [
    'heavy fast',
    [
      [20, 12],
      [ANY, 6],
    ],
  ],
  [
    'heavy other',
    [
      [50, 9],
      [20, 6],
      [10, 1],
    ],
  ],
])

const PASSENGERS: ReadonlyMap<string, Steps> = new Map<string, Steps>([
  [
    'coach',
    [
      [20, 12],
      [ANY, 6],
    ],
  ],
  [
    'seven',
    [
      [100, 12],
      [50, 9],
      [20, 6],
    ],
  ],
  [
    'other',
    [
      [100, 12],
      [50, 6],
      [20, 3],
    ],
  ],
])

const GOODS: Steps = [
  [50, 6],
  [30, 3],
  [ANY, 1],
]

function stepOf(steps: Steps | undefined, percent: unknown): Points | Invalid {
  if (steps === undefined || !isAmount(percent)) return INVALID
  return { points: steps.find(([from]) => percent >= from)?.[1] ?? 0 }
}
