import { describe, expect, test } from 'vitest'
import { addMonths } from '#domain/calendar.ts'
import type { VehicleRecord } from '#domain/records.ts'
import { VEHICLE } from '#test/cases.ts'
import type { Problem } from './check.ts'
import { judgeLinkedVehicle, judgeOnFile, judgeSettledTold, judgeTestBooking } from './visit.ts'

const TODAY = '2026-03-02'
const heard = (problems: readonly Problem[]) => problems.map((p) => `${p.code} ${p.effect}`)
/** Ten years old: this year it goes to a station. */
const car = (change: Partial<VehicleRecord> = {}): VehicleRecord => ({
  ...VEHICLE,
  registeredOn: '2016-04-10',
  inspectionValidTo: '2026-04-30',
  seats: 5,
  ...change,
})
const book = (change: Partial<VehicleRecord> = {}) => heard(judgeTestBooking(car(change), ['鲁B', '鲁U'], TODAY))

test('the own car and a linked one may be booked, an unlinked one may not', () => {
  const [me, other] = [VEHICLE.owner.idNumber, '370000198001010012']
  expect(judgeLinkedVehicle(car(), me, false)).toEqual([])
  expect(judgeLinkedVehicle(car(), other, true)).toEqual([])
  expect(heard(judgeLinkedVehicle(car(), other, false))).toEqual(['V_NOT_BOUND block'])
  expect(heard(judgeLinkedVehicle(null, me, true))).toEqual(['V_NOT_BOUND block'])
})

describe('a test can be booked', () => {
  test('from three months before the end, on it and after it', () => {
    expect(book()).toEqual([])
    expect(book({ inspectionValidTo: addMonths(TODAY, 3) })).toEqual([])
    expect(book({ inspectionValidTo: '2026-01-31' })).toEqual([])
    expect(book({ inspectionValidTo: undefined })).toEqual([])
  })
  test('not earlier', () => {
    expect(judgeTestBooking(car({ inspectionValidTo: '2026-06-03' }), ['鲁B'], TODAY)).toEqual([
      { code: 'TOO_EARLY', params: { date: '2026-03-03' }, effect: 'block' },
    ])
  })
  test('not for a car that is gone or due for scrapping; a stolen one is nobody’s business here', () => {
    expect(book({ states: ['注销'] })).toEqual(['VEHICLE_CANCELLED block'])
    expect(book({ states: ['达到报废标准'] })).toEqual(['VEHICLE_SCRAP block'])
    expect(book({ states: ['被盗抢'] })).toEqual([])
  })
  test('large buses and school buses only where they are registered', () => {
    const bus = { vehicleType: 'K11', useType: '公路客运' }
    expect(book({ ...bus, plate: '鲁A12345' })).toEqual(['VEHICLE_KIND block'])
    expect(book({ useType: '小学生校车', plate: '鲁A12345' })).toEqual(['VEHICLE_KIND block'])
    expect(book(bus)).toEqual([])
    expect(book({ plate: '鲁A12345' })).toEqual([])
  })
  test('who needs no test this time is told, and may book all the same', () => {
    expect(book({ registeredOn: '2022-04-10' })).toEqual(['MARK_NO_TEST continue'])
  })
})

test('violations and accidents are told and bar nothing', () => {
  expect(heard(judgeSettledTold(car({ states: ['违法未处理', '事故未处理'] })))).toEqual([
    'VIOLATION_PENDING continue',
    'ACCIDENT_PENDING continue',
  ])
  expect(judgeSettledTold(car())).toEqual([])
})

test('a car nobody knows is told before it drives there', () => {
  expect(heard(judgeOnFile(null, null))).toEqual(['VEHICLE_MISMATCH continue'])
  expect(judgeOnFile(car(), null)).toEqual([])
})
