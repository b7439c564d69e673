import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LicenceRecord } from '#domain/records.ts'
import { LICENCE } from '#test/cases.ts'
import type { Problem } from './check.ts'
import {
  type DriverStanding,
  isHeavy,
  judgeFine,
  judgeFullCourse,
  judgeMoreTime,
  judgeObjection,
  judgeSettle,
  judgeStudy,
  pointsAfter,
  type StudyStanding,
  type ViolationRecord,
} from './violation.ts'

const ME = LICENCE.idNumber
const OTHER = '370000198001010012'
const TODAY = '2026-03-02'
const codes = (problems: readonly Problem[]): string[] => problems.map((p) => p.code)

const licence = (change: Partial<LicenceRecord> = {}): LicenceRecord => ({ ...LICENCE, ...change })
const driver = (change: Partial<DriverStanding> = {}): DriverStanding => ({
  licence: licence(),
  linked: [],
  studies: { present: 0, last: 0 },
  ...change,
})
const car = (change: Partial<ViolationRecord['vehicle']> = {}): ViolationRecord['vehicle'] => ({
  plate: '鲁B12345',
  plateType: '02',
  vehicleType: 'K33',
  useType: '非营运',
  ownerIdNumber: ME,
  ...change,
})
const record = (change: Partial<ViolationRecord> = {}): ViolationRecord => ({
  id: 'v-1',
  vehicle: car(),
  source: 'camera',
  state: 'open',
  fineFen: 200_00,
  points: 3,
  ...change,
})
const SOMEBODYS = car({ plate: '鲁B99999', ownerIdNumber: OTHER })
const online = (records: readonly ViolationRecord[], who = driver()) => codes(judgeSettle(records, who, ME, true))
const atCounter = (records: readonly ViolationRecord[], who = driver()) => codes(judgeSettle(records, who, ME, false))

describe('settling without an officer', () => {
  test('a camera record of the own car, 200 yuan, below 12 points', () => {
    expect(online([record()])).toEqual([])
    expect(online([record(), record({ id: 'v-2' })])).toEqual([])
  })

  test.each<[string, string, Partial<ViolationRecord>, Partial<DriverStanding>]>([
    ['a car that is not linked', 'V_NOT_BOUND', { vehicle: SOMEBODYS }, {}],
    ['one fen above 200 yuan', 'V_200', { fineFen: 200_01 }, {}],
    ['fined on the spot', 'V_ONSITE', { source: 'on-site' }, {}],
    ['settled already', 'V_HANDLED', { state: 'decided' }, {}],
    ['an objection under way', 'V_OBJECTION', { objection: 'examining' }, {}],
    ['a lorry', 'V_HEAVY', { vehicle: car({ vehicleType: 'H21' }) }, {}],
    ['a heavy full trailer', 'V_HEAVY', { vehicle: car({ vehicleType: 'G11' }) }, {}],
    ['a school bus', 'V_HEAVY', { vehicle: car({ useType: '小学生校车' }) }, {}],
    ['dangerous goods', 'V_HEAVY', { vehicle: car({ useType: '危化品运输', vehicleType: 'H31' }) }, {}],
    ['twelve points afterwards', 'V_12', { points: 3 }, { licence: licence({ points: 9 }) }],
    ['full already', 'POINTS_FULL', {}, { licence: licence({ points: 12 }) }],
    ['a class that does not cover it', 'V_CLASS', {}, { licence: licence({ classes: ['D'] }) }],
    ['a car licence on a motorcycle', 'V_CLASS', { vehicle: car({ vehicleType: 'M21' }) }, {}],
    ['a licence that is withheld', 'LICENCE_STATE', {}, { licence: licence({ state: '扣留' }) }],
    ['a licence not renewed in time', 'LICENCE_STATE', {}, { licence: licence({ state: '逾期未换证' }) }],
    ['a review that is overdue', 'REVIEW_OVERDUE', {}, { licence: licence({ state: '逾期未审验' }) }],
    ['no licence', 'LICENCE_STATE', {}, { licence: null }],
  ])('%s: %s', (_, code, change, who) => {
    expect(online([record(change)], driver(who))).toEqual([code])
  })

  test.each([
    ['K33', 'C5', 'C3'],
    ['M21', 'E', 'F'],
    ['M21', 'D', 'C1'],
    ['M22', 'F', 'C1'],
    ['M15', 'D', 'E'],
    ['N11', 'C4', 'C5'],
    ['N11', 'C1', 'C2'],
    ['H51', 'C3', 'C4'],
    ['J11', 'M', 'C1'],
    ['D11', 'N', 'A1'],
    ['D12', 'P', 'N'],
  ])('a vehicle of type %s is driven with %s and not with %s', (vehicleType, held, short) => {
    const settle = (cls: string) =>
      online([record({ vehicle: car({ vehicleType }) })], driver({ licence: licence({ classes: [cls] }) }))
    expect(settle(held)).toEqual([])
    expect(settle(short)).toEqual(['V_CLASS'])
  })

  test('a linked car of somebody else may be settled, but not after three full-points studies nor at 12 points', () => {
    const linked = ['02|鲁B99999']
    expect(online([record({ vehicle: SOMEBODYS })], driver({ linked }))).toEqual([])
    expect(online([record({ vehicle: SOMEBODYS })], driver({ linked, studies: { present: 3, last: 0 } }))).toEqual([
      'V_STUDIES_3',
    ])
    expect(online([record({ vehicle: SOMEBODYS })], driver({ linked, licence: licence({ points: 12 }) }))).toEqual([
      'V_OTHER_12',
    ])
  })

  test('one car at a time', () => {
    const two = [record(), record({ id: 'v-2', vehicle: SOMEBODYS })]
    expect(online(two, driver({ linked: ['02|鲁B99999'] }))).toEqual(['V_ONE_VEHICLE'])
  })

  test('a warning costs no points, so eleven stay eleven', () => {
    expect(online([record({ fineFen: 0, points: 3 })], driver({ licence: licence({ points: 11 }) }))).toEqual([])
  })

  test('everything is told at once', () => {
    expect(
      online(
        [record({ vehicle: SOMEBODYS, fineFen: 500_00 }), record({ id: 'v-2', objection: 'examining' })],
        driver({ licence: licence({ state: '暂扣', points: 11 }) }),
      ),
    ).toEqual(['V_NOT_BOUND', 'V_200', 'V_OBJECTION', 'LICENCE_STATE', 'V_ONE_VEHICLE', 'V_12'])
  })
})

describe('settling at a counter', () => {
  test('the law bars neither the amount, the kind of car nor twelve points of the same car', () => {
    const heavy = [record({ fineFen: 2000_00, points: 9, vehicle: car({ vehicleType: 'H11' }) })]
    expect(atCounter(heavy)).toEqual([])
    expect(
      atCounter([record({ points: 9 }), record({ id: 'v-2', points: 6 }), record({ id: 'v-3', points: 1 })]),
    ).toEqual([])
  })
  test('once at 12 no other car may follow (order 163 art. 14)', () => {
    expect(atCounter([record({ points: 12 }), record({ id: 'v-2', vehicle: SOMEBODYS, points: 1 })])).toEqual([
      'V_OTHER_12',
    ])
    expect(atCounter([record({ points: 11 }), record({ id: 'v-2', vehicle: SOMEBODYS, points: 1 })])).toEqual([])
  })
})

test('whatever is settled online, the driver stays below 12', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.record({ points: fc.constantFrom(0, 1, 3, 6, 9, 12), fineFen: fc.constantFrom(0, 100_00, 200_00) }), {
        minLength: 1,
        maxLength: 6,
      }),
      (points, given) => {
        const records = given.map((g, i) => record({ ...g, id: `v-${i}` }))
        const who = licence({ points })
        const told = online(records, driver({ licence: who }))
        expect(told.length === 0).toBe(pointsAfter(records, who) < 12)
      },
    ),
  )
})

test('heavy by type code: large and medium buses and lorries, tractors and trailers, nothing smaller', () => {
  const heavy = ['K11', 'K21', 'H11', 'H21', 'B11', 'Q21', 'Z11'].map((vehicleType) => car({ vehicleType }))
  const light = ['K31', 'K43', 'H31', 'H41', 'M21'].map((vehicleType) => car({ vehicleType }))
  expect(heavy.every(isHeavy)).toBe(true)
  expect(light.some(isHeavy)).toBe(false)
})

describe('objecting', () => {
  const object = (change: Partial<ViolationRecord>, who = driver()) => codes(judgeObjection(record(change), who, ME))
  test('to an open camera record of the own or a linked car', () => {
    expect(object({})).toEqual([])
    expect(object({ vehicle: SOMEBODYS }, driver({ linked: ['02|鲁B99999'] }))).toEqual([])
    expect(object({ objection: 'rejected' })).toEqual([])
  })
  test.each<[string, Partial<ViolationRecord>]>([
    ['V_NOT_BOUND', { vehicle: SOMEBODYS }],
    ['ERASE_HANDLED', { state: 'decided' }],
    ['ERASE_HANDLED', { state: 'paid' }],
    ['V_ONSITE', { source: 'on-site' }],
    ['V_OBJECTION', { objection: 'examining' }],
  ])('%s', (code, change) => {
    expect(object(change)).toEqual([code])
  })
})

test('more time is for open camera records of the own or a linked car', () => {
  const ask = (change: Partial<ViolationRecord>) => codes(judgeMoreTime([record(change)], driver(), ME))
  expect(ask({})).toEqual([])
  expect(ask({ vehicle: SOMEBODYS })).toEqual(['V_NOT_BOUND'])
  expect(ask({ state: 'decided' })).toEqual(['V_HANDLED'])
  expect(ask({ source: 'on-site' })).toEqual(['V_ONSITE'])
})

test('a decision is paid once', () => {
  expect(judgeFine({ state: 'open' })).toEqual([])
  expect(codes(judgeFine({ state: 'paid' }))).toEqual(['FINE_PAID'])
  expect(codes(judgeFine(null))).toEqual(['FINE_UNKNOWN'])
})

describe('reducing points by study', () => {
  const standing = (change: Partial<StudyStanding> = {}): StudyStanding => ({
    ...driver({ licence: licence({ points: 6 }) }),
    openViolations: 0,
    reduced: 0,
    cheated: false,
    ownCarsOverdue: [],
    ...change,
  })
  test('all violations settled, below 12, below the cap', () => {
    expect(judgeStudy(standing(), TODAY)).toEqual([])
    expect(judgeStudy(standing({ reduced: 5 }), TODAY, 2)).toEqual([])
    expect(judgeStudy(standing({ studies: { present: 1, last: 1 } }), TODAY)).toEqual([])
  })
  test.each<[string, Partial<StudyStanding>]>([
    ['STUDY_PENDING', { openViolations: 1 }],
    ['POINTS_FULL', { licence: licence({ points: 12 }) }],
    ['STUDY_NONE', { licence: licence({ points: 0 }) }],
    ['STUDY_CAP', { reduced: 6 }],
    ['LICENCE_STATE', { licence: null }],
  ])('%s', (code, change) => {
    expect(codes(judgeStudy(standing(change), TODAY))).toEqual([code])
  })
  test.each<[string, Partial<StudyStanding>]>([
    ['满分教育', { studies: { present: 2, last: 0 } }],
    ['满分教育', { studies: { present: 0, last: 2 } }],
    ['饮酒后驾驶机动车', { punishedFor: '饮酒后驾驶机动车' }],
    ['实习期', { licence: licence({ points: 3, firstIssued: '2025-03-03' }) }],
    ['逾期未审验', { licence: licence({ points: 3, state: '逾期未审验' }) }],
    ['暂扣', { licence: licence({ points: 3, state: '暂扣' }) }],
    ['鲁B12345', { ownCarsOverdue: ['鲁B12345'] }],
    ['弄虚作假', { cheated: true }],
  ])('barred by article 26: %s', (words, change) => {
    expect(judgeStudy(standing(change), TODAY)).toEqual([
      { code: 'STUDY_BAR', params: { reason: expect.stringContaining(words) }, effect: 'block' },
    ])
  })
  test('the probation is over on the day a year after the first licence', () => {
    expect(judgeStudy(standing({ licence: licence({ points: 3, firstIssued: '2025-03-02' }) }), TODAY)).toEqual([])
  })
  test('every bar is told at once', () => {
    const told = judgeStudy(standing({ cheated: true, punishedFor: '买分卖分', openViolations: 2, reduced: 6 }), TODAY)
    expect(codes(told)).toEqual(['STUDY_PENDING', 'STUDY_CAP', 'STUDY_BAR', 'STUDY_BAR'])
  })
})

test('the full-points course is for who has 12, and ten days after a failed test', () => {
  const full = licence({ points: 12 })
  expect(judgeFullCourse(full, undefined, TODAY)).toEqual([])
  expect(judgeFullCourse(full, TODAY, TODAY)).toEqual([])
  expect(codes(judgeFullCourse(licence({ points: 11 }), undefined, TODAY))).toEqual(['POINTS_NOT_FULL'])
  expect(judgeFullCourse(full, '2026-03-05', TODAY)).toEqual([
    { code: 'EXAM_10D', params: { date: '2026-03-05' }, effect: 'block' },
  ])
})
