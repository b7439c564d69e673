import { expect, test } from 'vitest'
import { CALENDAR } from '#test/cases.ts'
import { closingOf } from './hours.ts'

const MONDAY = { hours: { '1': [['09:00', '12:00'] as const, ['13:30', '17:00'] as const] } }

test('the window closes with its last span, later when a supervisor extends the day, and not on a day that has none', () => {
  const closing = (day: string, extendMin?: number) => closingOf(day, MONDAY, CALENDAR, extendMin)?.toISOString()
  expect(closing('2026-03-02')).toBe('2026-03-02T09:00:00.000Z')
  expect(closing('2026-03-02', 30)).toBe('2026-03-02T09:30:00.000Z')
  expect(closing('2026-03-01')).toBeUndefined()
  expect(closingOf('2026-03-02', { ...MONDAY, roundTheClock: true }, CALENDAR)).toBeUndefined()
})
