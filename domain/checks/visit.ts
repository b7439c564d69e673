import { addMonths } from '../calendar.ts'
import type { ConformityCertificate, VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'
import { judgeExempt } from './inspection.ts'
import { judgeTestedHere } from './vehicle-road.ts'
import { judgeUsable, judgeVehicleSettled } from './vehicle.ts'

/** What is asked before a visit is booked. A visit is not the act itself: what bars the act is told, and does not bar the coming. */

const told = (problem: Problem): Problem => ({ ...problem, effect: 'continue' })

/** The own car, or one that its owner linked to the account of who drives it. */
export const judgeLinkedVehicle = (vehicle: VehicleRecord | null, idNumber: string, linked: boolean): Problem[] =>
  vehicle && (linked || vehicle.owner.idNumber === idNumber) ? [] : [block('V_NOT_BOUND')]

/**
 * Order 164 art. 54: from three months before the mark runs out, overdue ones too; large buses and school buses at home only. A
 * car that needs no test this time is told so. `prefixes`: the first two characters of this city's plates.
 */
export function judgeTestBooking(vehicle: VehicleRecord | null, prefixes: readonly string[], today: string): Problem[] {
  if (!vehicle) return []
  const due = vehicle.inspectionValidTo
  const earliest = due === undefined ? undefined : addMonths(due, -3)
  return [
    ...judgeUsable(vehicle).filter((problem) => problem.code !== 'VEHICLE_STOLEN'),
    ...judgeTestedHere(vehicle, prefixes),
    ...(earliest !== undefined && today < earliest ? [block('TOO_EARLY', { date: earliest })] : []),
    ...(due !== undefined && judgeExempt(vehicle, today).length === 0 ? [told(block('MARK_NO_TEST'))] : []),
  ]
}

/** Road traffic law art. 13: violations bar the mark (order 164 art. 54), not the test; a city may not add the condition (art. 83). */
export const judgeSettledTold = (vehicle: VehicleRecord | null): Problem[] => judgeVehicleSettled(vehicle).map(told)

/** A car that neither the register nor its maker knows is looked at all the same; who books it hears of it before driving there. */
export const judgeOnFile = (vehicle: VehicleRecord | null, certificate: ConformityCertificate | null): Problem[] =>
  vehicle || certificate ? [] : [told(block('VEHICLE_MISMATCH'))]
