import { addMonths } from '../calendar.ts'
import { isNewEnergy, isNonOperating, type VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'
import { judgeVehicleSettled } from './vehicle.ts'
import { judgeUnbarred } from './vehicle-title.ts'

/** Numbers of registered cars: two of one owner's are swapped (order 164 art. 20), blue plates exchanged for green ones (art. 43). */

/** Registered here, non-operating, and not swapped within the last year; asked of either car. `prefixes`: how this city's plates begin. */
export function judgeSwappable(vehicle: VehicleRecord | null, prefixes: readonly string[], today: string): Problem[] {
  if (!vehicle) return []
  const again = vehicle.swappedOn === undefined ? undefined : addMonths(vehicle.swappedOn, 12)
  return [
    ...(prefixes.some((prefix) => vehicle.plate.startsWith(prefix))
      ? []
      : [block('VEHICLE_KIND', { scope: '两辆车都在本市登记' })]),
    ...(isNonOperating(vehicle) ? [] : [block('VEHICLE_KIND', { scope: '两辆车的使用性质都是非营运' })]),
    ...(again !== undefined && again > today ? [block('SWAP_YEAR', { date: again })] : []),
  ]
}

/** The other car: the same owner's (undefined: none of the owner's bears that number), the same kind of plate, and all that is asked of the first. */
export function judgeSwapPartner(
  vehicle: VehicleRecord | null,
  other: VehicleRecord | undefined,
  prefixes: readonly string[],
  today: string,
): Problem[] {
  if (!other) return [block('NOT_OWNER')]
  return [
    ...(vehicle?.plateType === other.plateType ? [] : [block('VEHICLE_KIND', { scope: '两辆车的号牌种类相同' })]),
    ...judgeUnbarred(other),
    ...judgeVehicleSettled(other),
    ...judgeSwappable(other, prefixes, today),
  ]
}

/** Blue plates are exchanged for green ones of one's own will, by cars that the register knows as new-energy ones. */
export const judgeForGreen = (vehicle: VehicleRecord | null): Problem[] =>
  vehicle && vehicle.plateType === '02' && isNewEnergy(vehicle.fuel ?? '')
    ? []
    : [block('VEHICLE_KIND', { scope: '挂普通号牌的新能源小型汽车' })]

/** The day of the exchange is booked with the number chosen; `pool`: where the car's pre-selected number is from. */
export const judgeGreenNumber = (pool: string | undefined): Problem[] =>
  pool?.startsWith('52') ? [] : [block('PLATE_NONE')]
