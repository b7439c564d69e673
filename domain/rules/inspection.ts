import { addMonths, isDate } from '#domain/calendar.ts'
import { fields, INVALID, type Invalid } from '#domain/rules/input.ts'

/** What decides the inspection cycle. `use` operating-passenger also for 预约出租转非 where the city keeps that cycle. */
export type InspectedVehicle = {
  readonly kind: 'passenger' | 'truck' | 'motorcycle' | 'special' | 'trailer' | 'other'
  readonly size?: 'mini' | 'micro' | 'small' | 'light' | 'medium' | 'large' | 'heavy'
  readonly seats?: number
  readonly use?: 'non-operating' | 'operating-passenger'
  /** 面包车. */
  readonly minivan?: boolean
  /** 大型轿车: a sedan whose length or engine makes it a large vehicle. */
  readonly largeSedan?: boolean
  readonly schoolBus?: boolean
  /** These three lose the exemption: an accident with injuries, a punished modification, */
  readonly injuryAccident?: boolean
  readonly illegalMod?: boolean
  /** and more than four years from the factory to the registration. */
  readonly lateRegistration?: boolean
}

export const INSPECTION_GROUPS = [
  'exempt',
  'small-old',
  'motorcycle-old',
  'operating-passenger',
  'truck-or-big-passenger',
  'school-bus',
  'other',
] as const
export type InspectionGroup = (typeof INSPECTION_GROUPS)[number]

/** mark 领标: the mark is issued without a test; test 上线: the vehicle goes to a test station. */
export type InspectionDue = { readonly due: string; readonly how: 'mark' | 'test' }

/**
 * The group and the plan of a vehicle registered on `registered`, one line "YYYY-MM-DD 领标|上线" each
 * (实施条例 art. 16; exemption of the Ministry's 2022 notice; 校车安全管理条例 art. 20). The licence prints the month
 * only: in practice the due date runs to the end of that month.
 */
export function inspection(
  q: { readonly vehicle: InspectedVehicle; readonly registered: string },
  cycles?: Cycles,
): {
  group: InspectionGroup
  plan16: string[]
}
export function inspection(q: unknown): { group: InspectionGroup; plan16: string[] } | Invalid
export function inspection(
  q: unknown,
  cycles: Cycles = LEGAL_CYCLES,
): { group: InspectionGroup; plan16: string[] } | Invalid {
  const { vehicle, registered } = fields(q)
  if (!isDate(registered) || registered > LAST_REGISTERED) return INVALID
  const group = groupOf(fields(vehicle))
  const years = group === 'exempt' || group === 'small-old' ? LONG_PLAN : SHORT_PLAN
  const plan = inspectionPlan(group, registered, years, cycles)
  return { group, plan16: plan.map(({ due, how }) => `${due} ${how === 'mark' ? '领标' : '上线'}`) }
}

/** All due dates of the first `years` years after the registration. */
export function inspectionPlan(
  group: InspectionGroup,
  registered: string,
  years: number,
  cycles: Cycles = LEGAL_CYCLES,
): InspectionDue[] {
  const plan: InspectionDue[] = []
  const { marks, steps } = cycles[group]
  for (let month = 0; ;) {
    const step = steps.find(([until]) => month < until)
    month += step === undefined ? 6 : step[1]
    if (month > years * 12) return plan
    plan.push({ due: addMonths(registered, month), how: marks.includes(month) ? 'mark' : 'test' })
  }
}

function groupOf(vehicle: Readonly<Record<string, unknown>>): InspectionGroup {
  const { kind, use } = vehicle
  if (vehicle['schoolBus'] === true) return 'school-bus'
  const spoilt = [vehicle['injuryAccident'], vehicle['illegalMod'], vehicle['lateRegistration']].includes(true)
  if (kind === 'motorcycle') return spoilt ? 'motorcycle-old' : 'exempt'
  if (kind === 'truck') return 'truck-or-big-passenger'
  if (kind !== 'passenger') return 'other'
  return use === 'operating-passenger' ? 'operating-passenger' : privateGroupOf(vehicle, spoilt)
}

function privateGroupOf(vehicle: Readonly<Record<string, unknown>>, spoilt: boolean): InspectionGroup {
  const { size, seats, minivan, largeSedan } = vehicle
  if (largeSedan === true) return spoilt ? 'truck-or-big-passenger' : 'exempt'
  if (size !== 'small' && size !== 'mini' && size !== 'micro') return 'truck-or-big-passenger'
  // Without the number of seats nobody can say it is at most nine: the stricter cycle.
  const fewSeats = typeof seats === 'number' && seats <= 9
  return fewSeats && !spoilt && minivan !== true ? 'exempt' : 'small-old'
}

/** Those of the law today; a city's dated file may only be stricter. `steps`: until this month of age, one inspection every so many months; after the last step every six. */
export type Cycles = Readonly<Record<InspectionGroup, Cycle>>
export type Cycle = { readonly marks: readonly number[]; readonly steps: readonly (readonly [number, number])[] }

const years = (count: number) => count * 12
const FOR_GOOD = Infinity

export const LEGAL_CYCLES: Readonly<Record<InspectionGroup, Cycle>> = {
  exempt: {
    marks: [years(2), years(4), years(8)],
    steps: [
      [years(10), 24],
      [FOR_GOOD, 12],
    ],
  },
  'small-old': {
    marks: [],
    steps: [
      [years(6), 24],
      [years(15), 12],
    ],
  },
  'motorcycle-old': {
    marks: [],
    steps: [
      [years(4), 24],
      [FOR_GOOD, 12],
    ],
  },
  'operating-passenger': { marks: [], steps: [[years(5), 12]] },
  'truck-or-big-passenger': { marks: [], steps: [[years(10), 12]] },
  'school-bus': { marks: [], steps: [] },
  other: { marks: [], steps: [[FOR_GOOD, 12]] },
}

/** Plans reach two years past the last change of the cycle: 15 years for small cars, 10 for the others. */
const LONG_PLAN = 17
const SHORT_PLAN = 12

/** The plan must stay within four-digit years. */
const LAST_REGISTERED = '9900-12-31'
