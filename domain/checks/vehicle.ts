import type { MortgageRelease, VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'

export const judgeOwner = (vehicle: VehicleRecord | null, idNumber: string): Problem[] =>
  vehicle?.owner.idNumber === idNumber ? [] : [block('NOT_OWNER')]

/** Each state of the register that stops title business, with what the person is told. */
const STATE_PROBLEMS: Readonly<Record<string, string>> = {
  被盗抢: 'VEHICLE_STOLEN',
  注销: 'VEHICLE_CANCELLED',
  达到报废标准: 'VEHICLE_SCRAP',
  海关监管: 'VEHICLE_CUSTOMS',
  查封: 'VEHICLE_SEIZED',
}

export const judgeClear = (vehicle: VehicleRecord | null): Problem[] =>
  (vehicle?.states ?? []).flatMap((state) => {
    const code = Object.hasOwn(STATE_PROBLEMS, state) ? STATE_PROBLEMS[state] : undefined
    return code ? [block(code, code === 'VEHICLE_SEIZED' ? { agency: '查封机关' } : undefined)] : []
  })

/** Papers are not made anew for a car that is stolen, gone or due for scrapping (order 164 art. 83(1)); nothing else bars arts. 51, 52, 57. */
const GONE = ['被盗抢', '注销', '达到报废标准']

export const judgeUsable = (vehicle: VehicleRecord | null): Problem[] =>
  (vehicle?.states ?? []).filter((state) => GONE.includes(state)).map((state) => block(STATE_PROBLEMS[state] ?? state))

/** Order 164 art. 54: violations and accidents of this car come first. */
export function judgeVehicleSettled(vehicle: VehicleRecord | null): Problem[] {
  const states = vehicle?.states ?? []
  return [
    ...(states.includes('违法未处理') ? [block('VIOLATION_PENDING', { n: vehicle?.pendingViolations ?? '若干' })] : []),
    ...(states.includes('事故未处理') ? [block('ACCIDENT_PENDING', { unit: '事故处理单位' })] : []),
  ]
}

/** Order 164 arts. 33, 35: a networked lender's release stands for its application; all others apply at a counter. */
export function judgeRelease(vehicle: VehicleRecord | null, release: MortgageRelease | null): Problem[] {
  if (!vehicle?.states.includes('抵押')) return [block('NOT_MORTGAGED')]
  if (!release?.networked) return [block('BANK_OFFLINE')]
  if (release.state === 'court') return [block('COURT_CASE')]
  return release.state === 'released' ? [] : [block('BANK_PENDING', { bank: vehicle.mortgagee ?? release.lender })]
}

/** Order 164 art. 32: while mortgaged, owner and creditor must apply together. */
export const judgeMortgage = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle?.states.includes('抵押') ? [block('VEHICLE_MORTGAGED', { bank: vehicle.mortgagee ?? '抵押权人' })] : []

export const judgeSeizure = (answer: { seized: boolean; orders: readonly { court: string }[] }): Problem[] =>
  answer.seized ? [block('VEHICLE_SEIZED', { agency: answer.orders[0]?.court ?? '查封机关' })] : []
