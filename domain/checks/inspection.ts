import { addMonths } from '../calendar.ts'
import type { VehicleRecord } from '../records.ts'
import { type Cycles, inspection, type InspectedVehicle, LEGAL_CYCLES } from '../rules/inspection.ts'
import { block, type Problem } from './check.ts'

/** Order 164 art. 57 replaces a mark that still counts; afterwards there is none to replace. */
export const judgeInspectionValid = (vehicle: VehicleRecord | null, today: string): Problem[] =>
  vehicle?.inspectionValidTo !== undefined && vehicle.inspectionValidTo < today ? [block('INSPECTION_EXPIRED')] : []

/**
 * Whether the next mark comes without a test: kind of car, lost exemption, the year, and not before the last three months
 * (LRTSI art. 16 with the 2022 reform; order 164 arts. 54, 55).
 */
export function judgeExempt(vehicle: VehicleRecord | null, today: string, cycles: Cycles = LEGAL_CYCLES): Problem[] {
  if (!vehicle) return []
  const inspected = inspectedVehicle(vehicle)
  const kind = plan({ ...inspected, ...UNSPOILT }, vehicle.registeredOn, cycles)
  if (kind.group !== 'exempt') return [block('VEHICLE_KIND', { scope: EXEMPT_KINDS })]
  const lost = lostBy(inspected)
  if (lost) return [block('EXEMPT_LOST', { reason: lost })]
  const due = vehicle.inspectionValidTo
  if (due === undefined) return []
  const earliest = addMonths(due, -3)
  const early = today < earliest ? [block('TOO_EARLY', { date: earliest })] : []
  return kind.marks.some((month) => month === due.slice(0, 7)) ? early : [...early, mustTest(vehicle, due)]
}

/** A mark lasts two years until the tenth year and one year after it. */
export const nextInspection = (registeredOn: string, due: string): string =>
  addMonths(due, yearsBetween(registeredOn, due) < 10 ? 24 : 12)

const EXEMPT_KINDS = '非营运小型、微型载客汽车(九座以下,面包车除外)、非营运大型轿车和摩托车'
const UNSPOILT = { injuryAccident: false, illegalMod: false, lateRegistration: false }

const yearsBetween = (from: string, to: string): number => Number(to.slice(0, 4)) - Number(from.slice(0, 4))

const mustTest = (vehicle: VehicleRecord, due: string): Problem =>
  block('MUST_TEST', { n: yearsBetween(vehicle.registeredOn, due) })

/** Months in which a mark is given without a test. The licence prints the month only. */
function plan(vehicle: InspectedVehicle, registered: string, cycles: Cycles): { group: string; marks: string[] } {
  const { group, plan16 } = inspection({ vehicle, registered }, cycles)
  return { group, marks: plan16.filter((line) => line.endsWith('领标')).map((line) => line.slice(0, 7)) }
}

function lostBy({ injuryAccident, illegalMod, lateRegistration }: InspectedVehicle): string | undefined {
  if (injuryAccident) return '发生过造成人员伤亡的交通事故'
  if (illegalMod) return '因非法改装被依法处罚'
  return lateRegistration ? '出厂超过四年才注册登记' : undefined
}

/** Reads the type code (GA 802): K1 large (K16 a large sedan), K2 medium, K3 small, K4 micro; a last digit 9 is a minivan; M a motorcycle. */
function inspectedVehicle(vehicle: VehicleRecord): InspectedVehicle {
  const { vehicleType: type, seats, madeOn, registeredOn, useType } = vehicle
  const sizes = { K1: 'large', K2: 'medium', K3: 'small', K4: 'mini' } as const
  const size = Object.entries(sizes).find(([start]) => type.startsWith(start))?.[1]
  return {
    kind: type.startsWith('M') ? 'motorcycle' : size ? 'passenger' : 'other',
    ...(size ? { size } : {}),
    ...(seats === undefined ? {} : { seats }),
    // 营转非 and 预约出租转非 keep the cycle of operating cars.
    use: useType === '非营运' ? 'non-operating' : 'operating-passenger',
    minivan: /^K[34]9$/.test(type),
    largeSedan: type === 'K16',
    injuryAccident: vehicle.injuryAccident === true,
    illegalMod: vehicle.illegalModification === true,
    lateRegistration: madeOn !== undefined && registeredOn > addMonths(madeOn, 48),
  }
}
