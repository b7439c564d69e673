import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/calendar.ts'
import { TEST_PARTS, type Learner, type TestPart } from '#domain/driver-records.ts'
import { LICENCE_CLASSES } from '#domain/rules/licence-classes.ts'
import { loadFees } from '#server/kit/city.ts'
import { LEARNER, LICENCE } from '#test/cases.ts'
import type { Problem } from './check.ts'
import {
  isShortTest,
  judgeBooking,
  judgeCancel,
  judgeClassChange,
  judgeFeeDue,
  judgeLearner,
  judgeNothingBooked,
  judgeNotLearning,
  judgePaid,
  judgePermit,
  judgePlaceChange,
  judgeSeat,
  keptResults,
  permitEnd,
  testFee,
  type Wish,
  type WishContext,
} from './exam.ts'

/** What learners may do, and why not: every refusal of the items about the driving tests. */

const TODAY = '2026-03-02'
const BIRTH = '2000-05-05'
const passed = (part: TestPart, on = '2026-01-10') => ({ part, on, site: '第一考场', score: 95, passed: true })
const failed = (part: TestPart, on: string) => ({ part, on, site: '第一考场', score: 60, passed: false })
const booked = (part: TestPart, on: string, paid = false) => ({
  id: 'T1',
  part,
  on,
  at: '08:30',
  site: '第二考场',
  place: '3702',
  paid,
})
const learner = (change: Partial<Learner> = {}): Learner => ({ ...LEARNER, results: [passed('1')], ...change })
const told = (problems: readonly Problem[]): string =>
  problems.map((p) => String(p.params?.['reason'] ?? p.code)).join(' ')
type Row = readonly [what: string, found: () => Problem[], told: string]
const table = (name: string, rows: readonly Row[]) =>
  describe(name, () => {
    test.each(rows.map((row) => [row[0], row[1], row[2]] as const))('%s', (_what, found, words) => {
      expect(told(found())).toBe(words)
    })
  })

table('application and permit (arts. 40, 41)', [
  ['no application', () => judgeLearner(null), '没有受理中的考试申请'],
  ['an application', () => judgeLearner(learner()), ''],
  ['a second one', () => judgeNotLearning(learner()), 'EXAM_RUNNING'],
  ['the first one', () => judgeNotLearning(null), ''],
  ['the last day of the permit', () => judgePermit(learner(), '2029-01-09'), ''],
  ['the day after', () => judgePermit(learner(), '2029-01-10'), 'EXAM_PERMIT'],
  ['before subject 1', () => judgePermit(learner({ permit: null }), TODAY), '科目一还没有合格,还没有学习驾驶证明'],
])

test('a permit lasts three years, and not beyond the age of the class', () => {
  expect(permitEnd('C1', '1940-01-01', TODAY)).toBe('2029-03-01')
  expect(permitEnd('C1', '1990-01-01', '2024-02-29')).toBe('2027-02-28')
  expect(permitEnd('C1', '1990-01-01', '2025-03-01')).toBe('2028-02-29')
  expect(permitEnd('D', '1956-02-29', '2026-03-02')).toBe('2027-02-28')
  expect(permitEnd('B2', '1963-07-01', TODAY)).toBe('2027-06-30')
  expect(permitEnd('D', '1955-03-03', TODAY)).toBe('2026-03-02')
})

test('subject 1 is left out for C2 to C1, for C6 and between motorcycles (art. 30)', () => {
  expect(isShortTest(['C2'], 'C1')).toBe(true)
  expect(isShortTest(['F'], 'E')).toBe(true)
  expect(isShortTest(['E'], 'D')).toBe(true)
  expect(isShortTest(['A3', 'D'], 'C6')).toBe(true)
  expect(isShortTest(['A2'], 'C6')).toBe(false)
  expect(isShortTest(['C1'], 'B2')).toBe(false)
  expect(isShortTest(['D'], 'E')).toBe(false)
})

const change = (to: string, more: Partial<Learner> = {}, birth = BIRTH) =>
  judgeClassChange(learner(more), { ...LICENCE, classes: ['C1'], firstIssued: '2010-01-01' }, to, {
    birth,
    today: TODAY,
  })
table('another class (arts. 14, 16)', [
  ['C1 to C2', () => change('C2'), ''],
  ['C1 to C1', () => change('C1'), '就是现在申请的准驾车型'],
  ['C1 to A1', () => change('A1'), '不是可以初次申领的准驾车型'],
  ['too young for B2', () => change('B2', {}, '2007-01-01'), 'AGE_LOW'],
  ['too old for B2', () => change('B2', {}, '1960-01-01'), 'AGE_HIGH'],
  ['just at the age of B2: an officer decides', () => change('B2', {}, '1963-01-01'), 'AT_UPPER_AGE_LIMIT'],
  ['70 without the ability test', () => change('C2', {}, '1950-01-01'), 'ABILITY_TEST'],
  ['adding: a class that is held', () => change('C2', { first: false, class: 'D' }), 'ADD_CLASS_HELD'],
  ['adding: a class that may be added', () => change('E', { first: false, class: 'D' }), ''],
  [
    'a test is booked',
    () => judgeNothingBooked(learner({ bookings: [booked('2', TODAY)] }), TODAY),
    '有已预约还没有考的考试',
  ],
  ['a booking that is over', () => judgeNothingBooked(learner({ bookings: [booked('2', '2026-03-01')] }), TODAY), ''],
])

test('subject 1 stays within the family, what was driven never does', () => {
  const results = [passed('1'), passed('2'), failed('3-road', '2026-02-20')]
  expect(keptResults(learner({ results }), 'C2')).toEqual([passed('1')])
  expect(keptResults(learner({ results }), 'B2')).toEqual([])
  expect(keptResults(learner({ class: 'D', results }), 'F')).toEqual([passed('1')])
  expect(keptResults(learner({ class: 'A2', results }), 'B2')).toEqual([passed('1')])
})

table('another place (art. 39)', [
  ['after a part is passed', () => judgePlaceChange(learner(), TODAY), ''],
  [
    'before any is',
    () => judgePlaceChange(learner({ results: [failed('1', '2026-01-08')], permit: null }), TODAY),
    '还没有通过任何科目',
  ],
  ['B2', () => judgePlaceChange(learner({ class: 'B2' }), TODAY), '只有C1至C6可以变更考试地'],
  [
    'an added class',
    () => judgePlaceChange(learner({ class: 'C6', first: false }), TODAY),
    '增驾的请先办理驾驶证转入换证',
  ],
  ['the third time', () => judgePlaceChange(learner({ placeChanges: 2 }), TODAY), ''],
  ['the fourth time', () => judgePlaceChange(learner({ placeChanges: 3 }), TODAY), 'EXAM_PLACE3'],
  ['the permit is over', () => judgePlaceChange(learner(), '2030-01-01'), 'EXAM_PERMIT'],
  ['nobody', () => judgePlaceChange(null, TODAY), '没有受理中的考试申请'],
  [
    'everything at once',
    () => judgePlaceChange(learner({ class: 'B2', placeChanges: 3, results: [] }), '2030-01-01'),
    '只有C1至C6可以变更考试地 还没有通过任何科目 EXAM_PLACE3 EXAM_PERMIT',
  ],
])

const due = (part: string | undefined, ...bookings: Learner['bookings'][number][]) =>
  judgeFeeDue(learner({ bookings }), part, TODAY)
table('fees', [
  ['a booking that is not paid', () => due('2', booked('2', '2026-03-12')), ''],
  ['any booking', () => due(undefined, booked('2', '2026-03-12', true), booked('3-road', '2026-03-13')), ''],
  ['one that is paid', () => due('2', booked('2', '2026-03-12', true)), 'FEE_PAID'],
  ['another part', () => due('3-road', booked('2', '2026-03-12')), '没有待缴费的考试预约'],
  ['a test that is over', () => due('2', booked('2', '2026-03-01')), '没有待缴费的考试预约'],
  ['nobody', () => judgeFeeDue(null, '2', TODAY), '没有受理中的考试申请'],
  [
    'the permit is over',
    () =>
      judgeFeeDue(
        learner({
          permit: { number: 'P', from: '2020-01-01', to: '2023-01-01' },
          bookings: [booked('2', '2026-03-12')],
        }),
        '2',
        TODAY,
      ),
    'EXAM_PERMIT',
  ],
  ['a paid seat', () => judgePaid({ paid: true }), ''],
  ['an unpaid seat', () => judgePaid({ paid: false }), 'EXAM_FEE'],
])

test('every class and part has a fee in the table: cars 80, 240, 200, 40 yuan; other vehicles 80, 160, 120, 40', () => {
  const fees = loadFees()
  const of = (cls: string) =>
    TEST_PARTS.map((part) => (fees.find((f) => f.code === testFee(cls, part))?.fen ?? 0) / 100)
  for (const cls of LICENCE_CLASSES)
    expect(
      of(cls).every((yuan) => yuan > 0),
      cls,
    ).toBe(true)
  expect(of('C1')).toEqual([80, 240, 200, 40])
  expect(of('D')).toEqual([80, 160, 120, 40])
})

const HERE: WishContext = { today: TODAY, holdsCarLicence: false }
const book = (wish: Partial<Wish>, more: Partial<Learner> = {}, given: Partial<WishContext> = {}) =>
  judgeBooking(learner(more), { part: '2', on: '2026-03-20', place: '3702', ...wish }, { ...HERE, ...given })
const road = [passed('1'), passed('2'), passed('3-road')]
const permitOf = (from: string) => ({ permit: { number: 'P', from, to: permitEnd('C1', BIRTH, from) } })
table('a booking (arts. 39, 41, 43, 44, 47)', [
  ['subject 1 before any permit', () => book({ part: '1' }, { permit: null, results: [] }), ''],
  ['subject 1 again', () => book({ part: '1' }), '这个科目已经合格'],
  ['subject 2 without a permit', () => book({}, { permit: null, results: [] }), '科目一还没有合格,还没有学习驾驶证明'],
  ['subject 2 on the tenth day', () => book({ on: '2026-03-12' }, permitOf('2026-03-02')), ''],
  ['subject 2 on the ninth', () => book({ on: '2026-03-11' }, permitOf('2026-03-02')), 'EXAM_SOON'],
  ['the road of C1 after 30 days', () => book({ part: '3-road', on: '2026-04-01' }, permitOf('2026-03-02')), ''],
  ['a day earlier', () => book({ part: '3-road', on: '2026-03-31' }, permitOf('2026-03-02')), 'EXAM_SOON'],
  [
    'the road of B2 after 39 days',
    () => book({ part: '3-road', on: '2026-04-10' }, { class: 'B2', ...permitOf('2026-03-02') }),
    'EXAM_SOON',
  ],
  [
    'added to a car licence: 30 are enough',
    () =>
      book({ part: '3-road', on: '2026-04-01' }, { class: 'B2', ...permitOf('2026-03-02') }, { holdsCarLicence: true }),
    '',
  ],
  ['after the permit', () => book({ on: '2029-01-10' }), 'EXAM_PERMIT'],
  ['the fifth booking', () => book({}, { booked: { '2': 4 } }), ''],
  ['the sixth', () => book({}, { booked: { '2': 5 } }), 'EXAM_FIVE'],
  ['the sixth of the road', () => book({ part: '3-road' }, { booked: { '3-road': 5 } }), 'EXAM_FIVE'],
  [
    'nine days after a fail',
    () => book({ on: '2026-03-11' }, { results: [passed('1'), failed('2', '2026-03-02')] }),
    'EXAM_10D',
  ],
  [
    'ten days after the last of several fails',
    () => book({ on: '2026-03-11' }, { results: [passed('1'), failed('2', '2026-02-10'), failed('2', '2026-03-02')] }),
    'EXAM_10D',
  ],
  ['ten days after', () => book({ on: '2026-03-12' }, { results: [passed('1'), failed('2', '2026-03-02')] }), ''],
  [
    'safe driving before the road',
    () => book({ part: '3-safe' }, { results: [passed('1'), passed('2')] }),
    '须先通过科目三道路驾驶技能',
  ],
  ['safe driving before both', () => book({ part: '3-safe' }), '须先通过科目二、科目三道路驾驶技能'],
  ['safe driving the same day', () => book({ part: '3-safe' }, { results: road }), ''],
  ['C6 has no road test', () => book({ part: '3-safe' }, { class: 'C6', first: false, results: [passed('2')] }), ''],
  ['booked already', () => book({}, { bookings: [booked('2', '2026-03-15')] }), '这个科目已经预约,请先取消或者考完'],
  ['another city', () => book({ place: '3701' }), '考场不在您的考试地,请先办理变更考试地'],
  [
    'another city of the province, B2, no ground here',
    () => book({ place: '3701', on: '2026-03-30' }, { class: 'B2' }, { noGroundHere: true }),
    '',
  ],
  [
    'the same for the road test',
    () => book({ part: '3-road', place: '3701', on: '2026-03-30' }, { class: 'B2' }, { noGroundHere: true }),
    '考场不在您的考试地,请先办理变更考试地',
  ],
  [
    'another province',
    () => book({ place: '3201', on: '2026-03-30' }, { class: 'B2' }, { noGroundHere: true }),
    '考场不在您的考试地,请先办理变更考试地',
  ],
  ['no application', () => judgeBooking(null, { part: '2', on: TODAY, place: '3702' }, HERE), '没有受理中的考试申请'],
  ['the last seat', () => judgeSeat(30, 30), ''],
  ['one too many', () => judgeSeat(31, 30), 'EXAM_FULL'],
  ['cancelled the day before', () => judgeCancel({ on: '2026-03-03' }, TODAY), ''],
  ['cancelled the same day', () => judgeCancel({ on: TODAY }, TODAY), 'EXAM_LATE'],
])

test('the day that is promised is the first that can be booked', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('A1', 'B2', 'C1', 'C2', 'C5', 'M'),
      fc.constantFrom<TestPart>('2', '3-road'),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      (cls, part, holdsCarLicence, failedAfter) => {
        const results = [
          passed('1', '2026-03-02'),
          ...(failedAfter === undefined ? [] : [failed(part, addDays('2026-03-02', failedAfter))]),
        ]
        const who = { class: cls, results, ...permitOf('2026-03-02') }
        const ask = (on: string) => book({ part, on }, who, { holdsCarLicence })
        const days = Array.from({ length: 90 }, (_, n) => addDays('2026-03-02', n))
        const first = days.find((on) => ask(on).length === 0)
        const dates = days.flatMap((on) => ask(on).map((p) => String(p.params?.['date'])))
        expect(first).toBeDefined()
        expect(dates.every((date) => date <= String(first))).toBe(true)
        expect(dates.at(-1) ?? first).toBe(first)
      },
    ),
    { numRuns: 60 },
  )
})
