import { addDays, addMonths } from '../calendar.ts'
import type { Values } from '../fields.ts'
import type { VehicleRecord } from '../records.ts'
import { block, type Problem } from './check.ts'

/** What lets a vehicle on the road for a time: the mark after a test, the temporary plate of a special vehicle. */

/** Order 164 art. 54: a passed test of this round, not before the last three months, and at home where the car must be tested there. */
export function judgeTested(
  vehicle: VehicleRecord | null,
  test: { on: string; passed: boolean } | null,
  prefixes: readonly string[],
  today: string,
): Problem[] {
  const due = vehicle?.inspectionValidTo
  const earliest = due === undefined ? today : addMonths(due, -3)
  const inRound = test?.passed && (due === undefined || test.on >= earliest)
  return [
    ...(vehicle ? judgeTestedHere(vehicle, prefixes) : []),
    ...(today < earliest ? [block('TOO_EARLY', { date: earliest })] : []),
    ...(inRound ? [] : [block('TEST_NONE')]),
  ]
}

/** Order 164 art. 54: large buses and school buses are tested, and get their mark, at home only. `prefixes`: the first two characters of this city's plates. */
export function judgeTestedHere(
  { plate, vehicleType, useType }: VehicleRecord,
  prefixes: readonly string[],
): Problem[] {
  const homeOnly = vehicleType.startsWith('K1') || useType.includes('校车')
  const away = !prefixes.some((prefix) => plate.startsWith(prefix))
  return homeOnly && away ? [block('VEHICLE_KIND', { scope: '大型载客汽车、校车须在登记地检验' })] : []
}

/** Days a special vehicle's temporary plate lasts at most (order 164 art. 47). */
export const SPECIAL_DAYS = 90

/** The first one is issued at a counter, where vehicle and papers are looked at; later ones follow online. */
export const judgeSpecialBefore = (answer: { issued: number }): Problem[] =>
  answer.issued > 0 ? [] : [block('OVERSIZE_FIRST')]

/** Order 164 art. 47: never beyond the insurance; a shorter plate is told, not refused. */
export function judgeSpecialCover(policy: { from: string; to: string } | null, form: Values, today: string): Problem[] {
  const from = typeof form['from'] === 'string' && form['from'] > today ? form['from'] : today
  if (!policy || policy.from > from || policy.to < from) return [block('INSURANCE_NONE')]
  const last = addDays(from, Number(form['days'] ?? SPECIAL_DAYS) - 1)
  return policy.to < last ? [{ code: 'TEMP_CTP', effect: 'continue' }] : []
}
