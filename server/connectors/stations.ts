import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Maybe, VinOf } from './fields.ts'

/** The inspection stations' platform: the newest safety test of a car. */

export type SafetyTest = Static<typeof SafetyTest>
export const SafetyTest = Type.Object({
  reportNo: Type.String(),
  station: Type.String(),
  on: DateOnly,
  passed: Type.Boolean(),
})

export const stationMessages = { safetyTest: { name: 'safety-test', request: VinOf, answer: Maybe(SafetyTest) } }

export type Stations = ReturnType<typeof createStations>

export function createStations({ ask }: Exchange) {
  return {
    /** null: no station has uploaded a test. */
    safetyTest: (q: { vin: string }) => ask('stations', stationMessages.safetyTest, q),
  }
}
