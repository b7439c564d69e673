import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  daysBetween,
  isDate,
  isWorkingDay,
  parseCalendar,
  shanghaiDate,
  shanghaiTime,
  workingDaysBetween,
} from '#domain/calendar.ts'
import calendarFile from '#config/calendar.json' with { type: 'json' }

const house = parseCalendar(calendarFile)
const day = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2025-01-01', days))
const limit = fc.integer({ min: 0, max: 40 })

describe('working days', () => {
  test('a limit ends on a working day, later than a shorter one, and in two parts as in one', () => {
    fc.assert(
      fc.property(day, limit, limit, (from, a, b) => {
        const due = addWorkingDays(from, a, house)
        if (a > 0) expect(isWorkingDay(due, house)).toBe(true)
        expect(addWorkingDays(due, b, house)).toBe(addWorkingDays(from, a + b, house))
        expect(addWorkingDays(from, a + 1, house) > due).toBe(true)
        expect(addWorkingDays(addDays(from, 1), a, house) >= due).toBe(true)
        expect(workingDaysBetween(from, due, house)).toBe(a)
        expect(workingDaysBetween(due, from, house)).toBe(0 - a)
      }),
    )
  })

  test('a count that is none, and a date that is none, are mistakes of the caller', () => {
    expect(() => addWorkingDays('2026-01-01', -1, house)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-01-01', 1.5, house)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-02-30', 1, house)).toThrow(RangeError)
  })
})

describe('the calendar of the house', () => {
  test('2025 and 2026 are as the State Council published them, 2027 waits for its notice', () => {
    const years = Object.entries(calendarFile.years).map(([year, { status }]) => [year, status])
    expect(Object.fromEntries(years)).toEqual({ 2025: 'published', 2026: 'published', 2027: 'provisional' })
    const working = (year: number) => workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, house)
    // 365 days less the weekends, the thirteen public holidays and nothing else: shifted days cancel out.
    expect([2025, 2026].map(working)).toEqual([248, 248])
  })

  test('moved days of both years', () => {
    for (const on of [
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
      '2026-01-04',
      '2026-05-09',
      '2026-10-10',
    ])
      expect(isWorkingDay(on, house), on).toBe(true)
    for (const off of [
      '2025-01-28',
      '2025-02-04',
      '2025-06-02',
      '2025-10-08',
      '2026-01-02',
      '2026-02-23',
      '2026-04-06',
      '2026-10-07',
    ])
      expect(isWorkingDay(off, house), off).toBe(false)
    expect(isWorkingDay('2026-02-24', house)).toBe(true)
  })

  test.each([
    ['not an object', null],
    ['years is not an object', { years: [] }],
    ['bad year', { years: { soon: { off: [], on: [] } } }],
    ['holds a day of another year', { years: { '2026': { off: ['2027-01-01'], on: [] } } }],
    ['is not a list', { off: [], on: '2026-02-14' }],
    ['is not a date', { off: ['2026-02-30'], on: [] }],
    ['twice', { off: ['2026-01-01', '2026-01-01'], on: [] }],
    ['both', { off: ['2026-02-14'], on: ['2026-02-14'] }],
    ['not on a weekend', { off: [], on: ['2026-02-13'] }],
  ])('a calendar with a fault is not loaded: %s', (fault, json) => {
    expect(() => parseCalendar(json)).toThrow(fault)
  })
})

describe('days, months and ages', () => {
  test('adding and counting days are inverse', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
        expect(isDate(addDays(from, days))).toBe(true)
      }),
    )
  })

  test('a month too short gives its last day', () => {
    expect(addMonths('2025-08-31', 6)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30')
    fc.assert(
      fc.property(day, fc.integer({ min: -300, max: 300 }), (from, months) => {
        const moved = addMonths(from, months)
        const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
        expect(index(moved) - index(from)).toBe(months)
        expect(moved.slice(8) <= from.slice(8)).toBe(true)
      }),
    )
  })

  test('the day in China begins at 16:00 UTC', () => {
    expect(shanghaiDate(new Date('2026-01-01T15:59:59.999Z'))).toBe('2026-01-01')
    expect(shanghaiDate(new Date('2026-01-01T16:00:00Z'))).toBe('2026-01-02')
    expect(shanghaiDate(new Date('2025-12-31T16:00:00Z'))).toBe('2026-01-01')
    expect(shanghaiTime(new Date('2025-12-31T16:05:09Z'))).toBe('2026-01-01 00:05:09')
  })

  test('one grows older on the birthday itself, and who was born on 29 February on 1 March', () => {
    expect(ageOn('2008-01-02', '2026-01-01')).toBe(17)
    expect(ageOn('2008-01-02', '2026-01-02')).toBe(18)
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
    expect(ageOn('2008-02-29', '2028-02-29')).toBe(20)
  })

  test('a date is a real day in four, two and two digits', () => {
    for (const date of ['2024-02-29', '1900-01-01', '9999-12-31']) expect(isDate(date), date).toBe(true)
    for (const text of [
      '2025-02-29',
      '2025-13-01',
      '2025-00-10',
      '2025-1-1',
      '0999-01-01',
      '2025-01-01T00:00',
      '',
      null,
      20250101,
    ])
      expect(isDate(text), String(text)).toBe(false)
  })
})
