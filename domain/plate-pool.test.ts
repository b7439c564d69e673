import { expect, test } from 'vitest'
import { CONFORMITY, VEHICLE } from '#test/cases.ts'
import type { CaseSubject } from './case.ts'
import { plateTypeOf, vehicleWords, vinOf } from './plate-pool.ts'

const fresh = (fuel?: string): CaseSubject => ({
  kind: 'new-vehicle',
  vin: CONFORMITY.vin,
  preInspected: true,
  ...(fuel === undefined ? {} : { certificate: { ...CONFORMITY, fuel } }),
})
const car = (plateType: string): CaseSubject => ({ kind: 'vehicle', vehicle: { ...VEHICLE, plateType } })

/** GA 24.7: small new-energy cars have plates of type 52, other small cars of type 02. */
test.each<[string, CaseSubject, Record<string, string>, string | undefined]>([
  ['a new electric car', fresh('纯电动'), {}, '52'],
  ['a new petrol car', fresh('汽油'), {}, '02'],
  ['a new car without a certificate', fresh(), {}, '02'],
  ['a registered car as it is', car('52'), {}, '52'],
  ['a registered petrol car', car('02'), {}, '02'],
  ['an electric car that changes blue for green', car('02'), { plateType: '52' }, '52'],
  ['no car', { kind: 'person' }, {}, undefined],
])('%s', (_, subject, form, type) => expect(plateTypeOf({ subject, form })).toBe(type))

test('whoever chooses knows the car again, and nobody else learns its whole VIN', () => {
  expect(vehicleWords({ subject: fresh('汽油') })).toBe('东风 X · ***********000001')
  expect(vehicleWords({ subject: car('02') })).toBe('***********183294')
  expect([vinOf({ subject: car('02') }), vinOf({ subject: { kind: 'person' } })]).toEqual([VEHICLE.vin, undefined])
})
