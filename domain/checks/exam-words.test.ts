import { expect, test } from 'vitest'
import type { TestResult } from '#domain/driver-records.ts'
import { learnerFacts, resultFacts, resultLine } from './exam-words.ts'

const results: TestResult[] = [
  { part: '1', on: '2026-01-10', site: '第一考场', score: 96, passed: true },
  { part: '3-road', on: '2026-02-10', site: '第一考场', score: 70, passed: false },
]

test('the record of the register is read as it was written', () => {
  const facts = resultFacts({
    registrationNo: '1',
    learnerNo: '2',
    classes: 'C1',
    permitNo: '3',
    validFrom: '2026-01-10',
    validTo: '2029-01-09',
    testResults: results.map(resultLine).join('\n'),
  })
  expect(facts.map((f) => f.value.zh)).toEqual([
    '1',
    '2',
    'C1',
    '3',
    '2026-01-10',
    '2029-01-09',
    '2026-01-10,96 分,合格',
    '2026-02-10,70 分,不合格',
  ])
  expect(facts.some((f) => /\p{Script=Han}/u.test(f.label.en + f.value.en))).toBe(false)
})

test('an entry without anything to show has its number only', () => {
  expect(resultFacts({ registrationNo: '7', validTo: '2029-01-01' }).map((f) => f.label.en)).toEqual([
    'Register number',
  ])
})

test('a learner sees class, permit, tests and bookings', () => {
  const facts = learnerFacts({
    idNumber: '1',
    name: '林昊',
    number: '2',
    class: 'C1',
    first: true,
    acceptedOn: '2026-01-01',
    place: '3702',
    placeChanges: 0,
    permit: { number: 'P', from: '2026-01-10', to: '2029-01-09' },
    results,
    booked: { '2': 1 },
    bookings: [{ id: 'b', part: '2', on: '2026-03-20', at: '08:30', site: '第二考场', place: '3702', paid: false }],
  })
  expect(facts.map((f) => f.value.zh)).toEqual([
    'C1 小型汽车',
    '2029-01-09 前有效',
    '2026-01-10,96 分,合格',
    '2026-02-10,70 分,不合格',
    '2026-03-20 08:30,第二考场,待缴费',
  ])
  expect(facts.some((f) => /\p{Script=Han}/u.test(f.label.en + f.value.en))).toBe(false)
})
