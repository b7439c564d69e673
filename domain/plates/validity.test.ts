import { describe, expect, test } from 'vitest'
import config from '#config/plates.json' with { type: 'json' }
import { lapseOn, mayObject, reminderDue, rightOf, validUntil } from './validity.ts'
import { settingsOn } from './settings.ts'

/** What becomes of a number in time: registered within three working days, forgiven once, kept two years for its owner. */

const SETTINGS = settingsOn(config.settings, '2026-03-02')
const FREE_DAYS = { off: new Set(['2026-03-04']), on: new Set<string>() }

test('a number is registered within three working days, the day of choice not counted', () => {
  expect(validUntil('2026-03-02', SETTINGS, FREE_DAYS)).toBe('2026-03-06')
})

describe('a number that was not registered', () => {
  const strict = { ...SETTINGS, firstLapseForgiven: false }
  test.each([
    ['is forgiven the first time', SETTINGS, 0, { forgiven: true, from: '2026-03-06', until: '2026-03-06' }],
    ['blocks two years the next time', SETTINGS, 1, { forgiven: false, from: '2026-03-06', until: '2028-03-05' }],
    ['is not forgiven where the city is strict', strict, 0, { forgiven: false, until: '2028-03-05' }],
    ['… nor later', strict, 1, { forgiven: false, until: '2028-03-05' }],
  ])('%s', (_, settings, earlier, lapse) => expect(lapseOn('2026-03-06', settings, earlier)).toMatchObject(lapse))
  test('may be objected to for fifteen days', () => {
    expect(mayObject('2026-03-06', '2026-03-21', SETTINGS)).toBe(true)
    expect(mayObject('2026-03-06', '2026-03-22', SETTINGS)).toBe(false)
  })
})

test('an owner keeps the right to a number used for a full year, for two years (order 164 art. 44)', () => {
  expect(rightOf('2025-03-02', '2026-03-02', SETTINGS)).toBe('2028-03-02')
  expect(rightOf('2025-03-03', '2026-03-02', SETTINGS)).toBeUndefined()
})

test.each([
  [91, 0, undefined],
  [90, 0, 90],
  [31, 90, undefined],
  [30, 90, 30],
  [7, 30, 7],
  [0, 30, 7],
  [0, 7, undefined],
  // Told late: the nearest one, not all that were missed.
  [5, 0, 7],
  [-1, 0, undefined],
])('%s days before the last, told at %s: reminded at %s', (left, told, due) => {
  const today = '2026-06-15'
  const last = new Date(Date.parse(today) + left * 86_400_000).toISOString().slice(0, 10)
  expect(reminderDue(last, today, told)).toBe(due)
})
