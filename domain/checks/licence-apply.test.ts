import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths } from '#domain/calendar.ts'
import { PAST_KINDS, type DriverPast, type PastKind } from '#domain/driver-records.ts'
import type { LicenceRecord } from '#domain/records.ts'
import { LICENCE_CLASSES } from '#domain/rules/licence-classes.ts'
import { LICENCE } from '#test/cases.ts'
import { codes, table, TODAY } from '#test/judging.ts'
import {
  ADDED_CLASSES,
  FIRST_CLASSES,
  heldSince,
  judgeAddClass,
  judgeClassAge,
  judgeCycles,
  judgeMedicalThere,
  judgeNoLicence,
  judgeOldEnough,
  toldOn,
} from './licence-apply.ts'
import { judgeBars, judgeBigBars } from './licence-bars.ts'
import { cleanFrom, cycleTurn, lastCycle } from './licence-cycles.ts'

/** Applying for a class: every refusal of the law, and beside it the case that passes. */

const licence = (change: Partial<LicenceRecord> = {}): LicenceRecord => ({
  ...LICENCE,
  firstIssued: '2010-06-01',
  validTo: 'long',
  ...change,
})
const age = (cls: string, birth: string, first = true, more = {}) =>
  judgeClassAge(cls, first, { birth, today: TODAY, ...more })

table('the age of the class (order 172 art. 14)', [
  ['C1 on the 18th birthday', () => age('C1', '2008-03-02'), ''],
  ['C1 a day before', () => age('C1', '2008-03-03'), 'AGE_LOW'],
  ['C1 at 90 with the test', () => age('C1', '1936-03-02', true, { ability: true }), ''],
  ['C1 at 70 without the test', () => age('C1', '1956-03-02'), 'ABILITY_TEST'],
  ['B2 at 19', () => age('B2', '2006-03-03'), 'AGE_LOW'],
  ['B2 at 20', () => age('B2', '2006-03-02'), ''],
  ['B2 at 63: an officer decides', () => age('B2', '1962-03-03'), 'AT_UPPER_AGE_LIMIT'],
  ['B2 at 64', () => age('B2', '1962-03-02'), 'AGE_HIGH'],
  ['D at 70: an officer decides', () => age('D', '1955-03-03'), 'AT_UPPER_AGE_LIMIT'],
  ['D at 71', () => age('D', '1955-03-02'), 'AGE_HIGH'],
  ['A1 as the first class', () => age('A1', '1990-01-01'), 'CLASS_NOT_FIRST'],
  ['A1 added at 22', () => age('A1', '2004-03-02', false), ''],
  ['A1 added at 21', () => age('A1', '2004-03-03', false), 'AGE_LOW'],
  ['A1 added by a student of 19', () => age('A1', '2007-03-02', false, { student: true }), ''],
  ['A1 added by a student of 18', () => age('A1', '2007-03-03', false, { student: true }), 'AGE_LOW'],
  ['a student of 19 adds no B1', () => age('B1', '2007-03-02', false, { student: true }), 'AGE_LOW'],
  ['nobody under 18', () => judgeOldEnough('2008-03-03', TODAY), 'AGE_LOW'],
  ['18 is enough', () => judgeOldEnough('2008-03-02', TODAY), ''],
])

test('who is too young hears the age and the day', () => {
  expect(age('B2', '2006-03-03')).toEqual([
    { code: 'AGE_LOW', params: { class: 'B2', min: 20, date: '2026-03-03' }, effect: 'block' },
  ])
  const student = { student: true }
  expect(age('A2', '2007-03-03', false, student)).toMatchObject([{ params: { min: 19, date: '2026-03-03' } }])
  expect(age('B1', '2007-03-03', false, student)).toMatchObject([{ params: { min: 20, date: '2027-03-03' } }])
  expect(judgeOldEnough('2008-03-03', TODAY)).toMatchObject([{ params: { min: 18, date: '2026-03-03' } }])
})

test('the classes offered are those of art. 16', () => {
  for (const c of LICENCE_CLASSES) {
    const offered = FIRST_CLASSES.some((one) => one === c)
    expect(codes(age(c, '1990-01-01')) === '', c).toBe(offered)
  }
  expect(LICENCE_CLASSES.filter((c) => !ADDED_CLASSES.some((one) => one === c))).toEqual(['C5'])
})

table('a first licence', [
  ['nobody has one yet', () => judgeNoLicence(null), ''],
  ['one that was cancelled is none', () => judgeNoLicence(licence({ state: '注销' })), ''],
  ['one that was revoked is none', () => judgeNoLicence(licence({ state: '吊销' })), ''],
  ['one that is held', () => judgeNoLicence(licence()), 'LICENCE_HELD'],
  ['one that is withheld is held', () => judgeNoLicence(licence({ state: '扣留' })), 'LICENCE_HELD'],
  ['a certificate is there', () => judgeMedicalThere({ issuedOn: '2026-01-01', fit: true, fitFor: ['C1'] }, TODAY), ''],
  [
    'an old one',
    () => judgeMedicalThere({ issuedOn: '2025-08-01', fit: true, fitFor: ['C1'] }, TODAY),
    'MEDICAL_MISSING',
  ],
  ['none', () => judgeMedicalThere(null, TODAY), 'MEDICAL_MISSING'],
])

const who = { birth: '1990-01-01', today: TODAY }
const add = (wanted: string, change: Partial<LicenceRecord>, more = {}) =>
  judgeAddClass(licence(change), wanted, { ...who, ...more })
const since = (classes: string[], classSince: Record<string, string>) => ({ classes, classSince })
const full = (...cyclePoints: number[]) => ({ classes: ['B2'], classSince: { B2: '2015-01-01' }, cyclePoints })

table('adding a class (art. 17)', [
  ['one that is held', () => add('C1', { classes: ['C1'] }), 'ADD_CLASS_HELD'],
  ['one that is covered', () => add('C2', { classes: ['C1'] }), 'ADD_CLASS_HELD'],
  ['a motorcycle', () => add('D', { classes: ['C1'] }), ''],
  ['C1 to C2', () => add('C1', { classes: ['C2'] }), ''],
  ['C6 after a year of C1', () => add('C6', since(['C1'], { C1: '2025-03-02' })), ''],
  ['C6 a day earlier', () => add('C6', since(['C1'], { C1: '2025-03-03' })), 'ADD_CLASS'],
  ['C6 after a year of C2', () => add('C6', since(['C2'], { C2: '2025-03-02' })), ''],
  ['C6 with a motorcycle only', () => add('C6', { classes: ['D'] }), 'ADD_CLASS_BASE'],
  ['B1 after two years of C4', () => add('B1', since(['C4'], { C4: '2024-03-02' })), ''],
  ['B1 a day earlier', () => add('B1', since(['C4'], { C4: '2024-03-03' })), 'ADD_CLASS'],
  ['A2 with C1 only', () => add('A2', { classes: ['C1'] }), 'ADD_CLASS_BASE'],
  ['A2 after two years of B2', () => add('A2', since(['B2'], { B2: '2024-03-02' })), ''],
  ['A2 after a year of A1', () => add('A2', since(['A1'], { A1: '2025-03-02' })), ''],
  ['A2 too early after A1', () => add('A2', since(['A1'], { A1: '2025-03-03' })), 'ADD_CLASS'],
  ['A1 after two years of B2: three are asked', () => add('A1', since(['B2'], { B2: '2024-03-02' })), 'ADD_CLASS'],
  ['A1 after three years of B2', () => add('A1', since(['B2'], { B2: '2023-03-02' })), ''],
  ['A1 after two years of A3', () => add('A1', since(['A3'], { A3: '2024-03-02' })), ''],
  ['A1 after a year of A2', () => add('A1', since(['A2'], { A2: '2025-03-02' })), ''],
  ['A2 with a full cycle three cycles ago', () => add('A2', full(0, 0, 12)), ''],
  ['A2 with a full cycle two cycles ago', () => add('A2', full(0, 12, 0)), 'ADD_CLASS'],
  ['A1 with a full cycle three cycles ago', () => add('A1', full(0, 0, 12)), 'ADD_CLASS'],
  ['A1 with a full cycle four cycles ago', () => add('A1', full(0, 0, 0, 12)), ''],
  [
    'years and cycles at once',
    () => add('A1', { ...since(['B2'], { B2: '2025-01-01' }), cyclePoints: [12] }),
    'ADD_CLASS ADD_CLASS',
  ],
  ['a student with C1 adds A1', () => add('A1', since(['C1'], { C1: '2026-01-01' }), { student: true }), ''],
  [
    'a student with B2 too, whose class covers it',
    () => add('A1', since(['B2'], { B2: '2026-01-01' }), { student: true }),
    '',
  ],
  ['a class that does not exist', () => add('C9', { classes: ['C1'] }), ''],
  ['without a licence nothing is added', () => judgeAddClass(null, 'A2', who), ''],
  ['a student with C2 does not', () => add('A1', { classes: ['C2'] }, { student: true }), 'ADD_CLASS_BASE'],
  ['any class with 12 points now', () => judgeCycles(licence({ points: 12 }), TODAY), 'POINTS_FULL'],
  ['any class with 12 points in the last cycle', () => judgeCycles(licence({ cyclePoints: [12] }), TODAY), 'ADD_CLASS'],
  ['any class with 12 points the cycle before', () => judgeCycles(licence({ cyclePoints: [0, 12] }), TODAY), ''],
])

test('a class counts since it was got, also under a bigger one; without a day, since the licence', () => {
  const held = licence({ classes: ['B2'], classSince: { C1: '2012-05-05', B2: '2020-05-05' } })
  expect([heldSince(held, 'B2'), heldSince(held, 'C1'), heldSince(held, 'M')]).toEqual([
    '2020-05-05',
    '2012-05-05',
    '2020-05-05',
  ])
  expect(heldSince(held, 'A1')).toBeUndefined()
  expect(heldSince(licence({ classes: ['B2'] }), 'C1')).toBe('2010-06-01')
  expect(heldSince(licence({ classes: ['C1'], classSince: { B2: '2011-01-01', C1: '2012-01-01' } }), 'C1')).toBe(
    '2012-01-01',
  )
})

describe('points cycles', () => {
  test('turn on the anniversary of the first licence', () => {
    expect(cycleTurn('2010-06-01', TODAY)).toBe('2026-06-01')
    expect(cycleTurn('2010-03-02', TODAY)).toBe('2027-03-02')
    expect(lastCycle('2010-06-01', TODAY)).toEqual({ from: '2024-06-01', to: '2025-06-01' })
    expect(lastCycle('2025-06-01', TODAY)).toBeUndefined()
  })

  test('the promised day is the first on which nothing is full: with a clean cycle for each year that passes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 11, 12), { maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 12),
        (cyclePoints, cycles, points) => {
          const now = licence({ cyclePoints, points })
          const date = cleanFrom(now, cycles, TODAY)
          /** The record as it stands `n` turns later, nothing new being added. */
          const later = (n: number) =>
            n === 0
              ? now
              : licence({ points: 0, cyclePoints: [...Array<number>(n - 1).fill(0), points, ...cyclePoints] })
          const free = (n: number) => {
            const { points: running, cyclePoints: closed = [] } = later(n)
            return running < 12 && closed.slice(0, cycles).every((p) => p < 12)
          }
          const turns = [0, 1, 2, 3, 4, 5].find(free) ?? -1
          expect(date).toBe(turns === 0 ? undefined : addMonths(cycleTurn(now.firstIssued, TODAY), 12 * (turns - 1)))
        },
      ),
    )
  })
})

const past = (...entries: [PastKind, string][]): DriverPast => ({
  entries: entries.map(([kind, on]) => ({ kind, on })),
  studyMinutes: 0,
})
const bars = (kind: PastKind, on: string) => judgeBars(past([kind, on]), TODAY)
const YEARS: readonly (readonly [PastKind, number])[] = [
  ['drug-use', 3],
  ['drug-driving', 3],
  ['forced-detox-ended', 3],
  ['revoked-drunk', 5],
  ['revoked-drink-commercial', 5],
  ['revoked-drunk-commercial', 10],
  ['revoked-racing-crime', 5],
  ['revoked-accident-crime', 10],
  ['revoked-other', 2],
  ['annulled', 3],
  ['annulled-deceit', 3],
  ['unlicensed-accident', 10],
  ['exam-stand-in', 3],
  ['false-papers', 1],
]

describe('what bars from any licence (art. 15, 93)', () => {
  test.each(YEARS)('%s for %d years', (kind, years) => {
    const end = addMonths(TODAY, -12 * years)
    expect(bars(kind, end)).toEqual([])
    const [found] = bars(kind, addMonths(end, 1))
    expect(found).toMatchObject({ code: 'BARRED', params: { date: addMonths(TODAY, 1) } })
  })
  test('cheating for a year, with its own sentence', () => {
    expect(bars('exam-cheating', '2025-03-03')).toMatchObject([{ code: 'EXAM_BAN', params: { date: '2026-03-03' } }])
    expect(bars('exam-cheating', '2025-03-02')).toEqual([])
  })
  test.each(['hit-and-run-crime', 'drink-driving-accident-crime', 'drug-dependence'] as const)(
    '%s for life',
    (kind) => {
      expect(codes(bars(kind, '1990-01-01'))).toBe('BARRED_LIFE')
    },
  )
  test('nothing else does', () => {
    const named = new Set<string>([
      ...YEARS.map(([kind]) => kind),
      'exam-cheating',
      'hit-and-run-crime',
      'drink-driving-accident-crime',
      'drug-dependence',
    ])
    for (const kind of PAST_KINDS.filter((k) => !named.has(k))) expect(bars(kind, TODAY), kind).toEqual([])
  })
  test('all that run are told, each kind once with its latest end', () => {
    const found = judgeBars(
      past(['drug-use', '2024-01-01'], ['drug-use', '2025-01-01'], ['revoked-other', '2025-05-05']),
      TODAY,
    )
    expect(found.map((p) => p.params?.['date'])).toEqual(['2028-01-01', '2027-05-05'])
  })
})

const big = (...entries: [PastKind, string][]) => codes(judgeBigBars(past(...entries), 'A2', TODAY))
describe('what bars from the big classes (art. 18)', () => {
  test.each([
    'fatal-accident',
    'drunk-driving',
    'drug-driving',
    'detox-order',
    'forced-detox-ended',
    'revoked-racing-crime',
    'unlicensed-accident',
  ] as const)('%s, however long ago', (kind) => {
    expect(big([kind, '1995-01-01'])).toBe('BARRED_CLASS')
  })
  test('drink-driving from the second time on', () => {
    expect(big(['drink-driving', '2020-01-01'])).toBe('')
    expect(big(['drink-driving', '2010-01-01'], ['drink-driving', '2020-01-01'])).toBe('BARRED_CLASS')
  })
  test.each(['revoked-other', 'annulled', 'revoked-accident-crime'] as const)('%s for ten years', (kind) => {
    expect(big([kind, '2016-03-03'])).toBe('BARRED_CLASS')
    expect(big([kind, '2016-03-02'])).toBe('')
  })
  test.each(['A1', 'A2', 'A3', 'B1', 'B2'])('%s is one of them', (cls) => {
    expect(codes(judgeBigBars(past(['fatal-accident', '2000-01-01']), cls, TODAY))).toBe('BARRED_CLASS')
  })
  test.each(['C1', 'C6', 'D', 'N', ''])('%s is none', (cls) => {
    expect(judgeBigBars(past(['fatal-accident', '2000-01-01']), cls, TODAY)).toEqual([])
  })
})

test('on a field a refusal is told in whole, with nothing left to fill in', () => {
  const [error] = toldOn('class', age('B2', '2006-03-03'))
  expect(error).toMatchObject({ field: 'class', code: 'unfit' })
  expect(error?.message.zh).toBe('申请B2须年满20周岁。2026年3月3日起可以申请。')
  expect(error?.message.en).not.toContain('{')
  expect(toldOn('class', [])).toEqual([])
  expect(toldOn('class', age('B2', '1962-03-03'))).toEqual([])
})
