import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, isWorkingDay, type WorkCalendar } from '#domain/calendar.ts'
import {
  deferredTo,
  fineDue,
  fullStudyBy,
  fullTestAgainOn,
  noticeDue,
  objectionDue,
  removalDue,
  settleBy,
  studyBy,
} from './violation-terms.ts'

/** The Spring Festival of 2026, and nothing else. */
const CALENDAR: WorkCalendar = {
  off: new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23']),
  on: new Set(['2026-02-14', '2026-02-28']),
}
const days = (from: string, to: string) =>
  fc.integer({ min: 0, max: daysBetween(from, to) }).map((n) => addDays(from, n))

test('five and three days are working days: a Thursday before the festival lasts until the week after it', () => {
  expect(objectionDue('2026-02-12', CALENDAR)).toBe('2026-02-26')
  expect(noticeDue('2026-03-02', CALENDAR)).toBe('2026-03-09')
  expect(removalDue('2026-02-13', CALENDAR)).toBe('2026-02-25')
})

test('thirty days to settle, and at most three months more', () => {
  expect(settleBy('2026-01-31')).toBe('2026-03-02')
  expect(deferredTo('2026-01-31', 1)).toBe('2026-04-02')
  expect(deferredTo('2026-01-31', 3)).toBe('2026-06-02')
  for (const months of [0, 4, 1.5]) expect(() => deferredTo('2026-01-31', months)).toThrow(RangeError)
})

test('ten, thirty and three days of order 163 are natural days; a last day off moves on (art. 36)', () => {
  expect(fullTestAgainOn('2026-03-02', CALENDAR)).toBe('2026-03-12')
  expect(fullTestAgainOn('2026-02-06', CALENDAR)).toBe('2026-02-24')
  expect(studyBy('2026-03-04', CALENDAR)).toBe('2026-03-09')
  expect(fullStudyBy('2026-01-18', CALENDAR)).toBe('2026-02-24')
  fc.assert(
    fc.property(days('2026-01-01', '2026-11-30'), (day) => {
      const again = fullTestAgainOn(day, CALENDAR)
      expect(isWorkingDay(again, CALENDAR)).toBe(true)
      expect(daysBetween(day, again)).toBeGreaterThanOrEqual(10)
    }),
  )
})

test('fifteen days are free; then three per cent a day, and never more than the fine', () => {
  const decision = { fineFen: 200_00, receivedOn: '2026-03-02' }
  expect(fineDue(decision, '2026-03-17')).toEqual({ due: '2026-03-17', lateDays: 0, extraFen: 0, totalFen: 200_00 })
  expect(fineDue(decision, '2026-03-18')).toMatchObject({ lateDays: 1, extraFen: 6_00, totalFen: 206_00 })
  expect(fineDue(decision, '2026-04-20')).toMatchObject({ lateDays: 34, extraFen: 200_00, totalFen: 400_00 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_00 }), fc.integer({ min: 0, max: 400 }), (fineFen, late) => {
      const owed = fineDue({ fineFen, receivedOn: '2026-01-01' }, addDays('2026-01-01', late))
      expect(Number.isInteger(owed.totalFen)).toBe(true)
      expect(owed.totalFen).toBeGreaterThanOrEqual(fineFen)
      expect(owed.totalFen).toBeLessThanOrEqual(2 * fineFen)
    }),
  )
  expect(() => fineDue({ fineFen: -1, receivedOn: '2026-03-02' }, '2026-03-03')).toThrow(RangeError)
})
