import { describe, expect, test } from 'vitest'
import { VEHICLE } from '#test/cases.ts'
import type { VehicleRecord } from '../records.ts'
import type { Problem } from './check.ts'
import { judgeForGreen, judgeGreenNumber, judgeSwappable, judgeSwapPartner } from './vehicle-numbers.ts'

const TODAY = '2026-03-02'
const HERE = ['鲁B', '鲁U']
const codes = (problems: readonly Problem[]): string[] => problems.map((p) => p.code)
const with_ = (change: Partial<VehicleRecord>): VehicleRecord => ({ ...VEHICLE, ...change })

describe('order 164 art. 20: what either car must be', () => {
  test('a car that is not there is told of by its owner’s check', () => {
    expect(judgeSwappable(null, HERE, TODAY)).toEqual([])
  })
  test.each([
    ['as it should be', {}, []],
    ['of the other letter of this city', { plate: '鲁U12345' }, []],
    ['registered elsewhere', { plate: '鲁A12345' }, ['VEHICLE_KIND']],
    ['operating', { useType: '货运' }, ['VEHICLE_KIND']],
    ['formerly ride-hailing', { useType: '预约出租转非' }, []],
    ['formerly a taxi', { useType: '出租转非' }, []],
    ['formerly operating', { useType: '营转非' }, []],
    ['ride-hailing', { useType: '预约出租客运' }, ['VEHICLE_KIND']],
    ['swapped a year ago to the day', { swappedOn: '2025-03-02' }, []],
    ['swapped a year ago but for a day', { swappedOn: '2025-03-03' }, ['SWAP_YEAR']],
  ] as const)('%s', (_, change, expected) => {
    expect(codes(judgeSwappable(with_(change), HERE, TODAY))).toEqual(expected)
  })

  test('who comes too early is told the day', () => {
    expect(judgeSwappable(with_({ swappedOn: '2025-09-01' }), HERE, TODAY)).toEqual([
      { code: 'SWAP_YEAR', params: { date: '2026-09-01' }, effect: 'block' },
    ])
  })
})

describe('the other car', () => {
  const judge = (other: VehicleRecord | undefined) => codes(judgeSwapPartner(VEHICLE, other, HERE, TODAY))
  test.each([
    ['as it should be', {}, []],
    ['of another kind of plate', { plateType: '07' }, ['VEHICLE_KIND']],
    ['stolen', { states: ['被盗抢'] }, ['VEHICLE_STOLEN']],
    ['seized', { states: ['查封'] }, ['VEHICLE_SEIZED']],
    ['cancelled', { states: ['注销'] }, ['VEHICLE_CANCELLED']],
    ['due for scrapping', { states: ['达到报废标准'] }, ['VEHICLE_SCRAP']],
    ['with violations', { states: ['违法未处理'] }, ['VIOLATION_PENDING']],
    ['with an accident', { states: ['事故未处理'] }, ['ACCIDENT_PENDING']],
    ['mortgaged, which is no bar', { states: ['抵押'] }, []],
    ['swapped lately', { swappedOn: TODAY }, ['SWAP_YEAR']],
  ] as const)('%s', (_, change, expected) => {
    expect(judge(with_(change))).toEqual(expected)
  })

  test('not among the cars of the owner', () => {
    expect(judge(undefined)).toEqual(['NOT_OWNER'])
  })
})

describe('green plates', () => {
  test.each([
    ['纯电动', '02', []],
    ['插电式混合动力', '02', []],
    ['汽油', '02', ['VEHICLE_KIND']],
    [undefined, '02', ['VEHICLE_KIND']],
    ['纯电动', '52', ['VEHICLE_KIND']],
  ] as const)('%s with plates of kind %s', (fuel, plateType, expected) => {
    expect(codes(judgeForGreen(with_({ fuel, plateType })))).toEqual(expected)
  })

  test.each([
    ['52-battery', []],
    ['52-other', []],
    ['02', ['PLATE_NONE']],
    [undefined, ['PLATE_NONE']],
  ] as const)('a number of the pool %s', (pool, expected) => {
    expect(codes(judgeGreenNumber(pool))).toEqual(expected)
  })
})
