import type { Values } from '../fields.ts'
import { isNonOperating, type VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'

/** Rights of others in a vehicle: mortgage, pledge, and who beside the owner may see and settle its violations. */

/** Order 164 arts. 32, 35: a networked lender's contract is its half of the joint application; a private creditor agrees in the own account. */
export function judgeContract(contract: { creditCode: string; contractNo: string } | null, form: Values): Problem[] {
  if (form['creditor'] !== 'bank') return []
  if (!contract) return [block('BANK_OFFLINE')]
  return contract.creditCode === form['creditorCode'] && contract.contractNo === form['contractNo']
    ? []
    : [block('CONTRACT_MISMATCH')]
}

/**
 * Order 164 art. 36: a pledge is not recorded on a stolen, seized, scrap or customs vehicle; a seizure alone bars a release.
 * `bars` are those of the record.
 */
export function judgePledgeAct(vehicle: VehicleRecord | null, form: Values, bars: readonly Problem[]): Problem[] {
  if (form['action'] === 'record') return [...bars]
  const none = vehicle?.states.includes('质押') ? [] : [block('NOT_PLEDGED')]
  return [...none, ...bars.filter((p) => p.code === 'VEHICLE_SEIZED')]
}

/** How many cars of others a driver may be bound to, and how many such drivers a car may have. */
export const BINDINGS = { ofDriver: 3, ofCar: 3 } as const

/** Only non-operating small cars (plate types 02 and 52), of persons or units. */
export const judgeBindKind = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle && ['02', '52'].includes(vehicle.plateType) && isNonOperating(vehicle) ? [] : [block('BIND_KIND')]

export function judgeBindRoom(
  given: { ofCar: number; ofDriver: number; bound: boolean },
  vehicle: VehicleRecord | null,
  idNumber: string,
): Problem[] {
  if (vehicle?.owner.idNumber === idNumber || given.bound) return [block('BIND_DONE')]
  return [
    ...(given.ofDriver >= BINDINGS.ofDriver ? [block('BIND_3')] : []),
    ...(given.ofCar >= BINDINGS.ofCar ? [block('BIND_CAR3')] : []),
  ]
}

/** A car is attached by the unit that owns it, to one user at a time. */
export function judgeAttachable(
  vehicle: VehicleRecord | null,
  owner: { state: string } | null,
  given: { attachedTo: string | null },
  idNumber: string,
): Problem[] {
  const gone = vehicle?.states.find((state) => ['被盗抢', '注销', '达到报废标准'].includes(state))
  return [
    ...(owner ? [] : [block('NOT_OF_UNIT')]),
    ...(owner && owner.state !== '存续' ? [block('COMPANY_CLOSED', { state: owner.state })] : []),
    ...(gone ? [block('VEHICLE_STATE', { state: gone })] : []),
    ...(given.attachedTo !== null && given.attachedTo !== idNumber ? [block('ATTACHED')] : []),
    ...(given.attachedTo === idNumber ? [block('BIND_DONE')] : []),
  ]
}
