import { expect, test } from 'vitest'
import { houseJobs } from '#server/house.ts'
import { isDue, minutesSince } from './rounds.ts'

const at = (text: string) => new Date(`${text}Z`)

test.each([
  ['* * * * *', '2026-11-22T07:31', true],
  ['*/15 * * * *', '2026-11-22T07:30', true],
  ['*/15 * * * *', '2026-11-22T07:31', false],
  ['10 16 * * *', '2026-11-22T16:10', true],
  ['10 16 * * *', '2026-11-22T08:10', false],
  ['20 18 1 * *', '2026-12-01T18:20', true],
  ['20 18 1 * *', '2026-11-22T18:20', false],
  ['0 0 * 2 *', '2028-02-29T00:00', true],
  ['0 0 * * 0', '2026-11-22T00:00', true],
  ['0 0 * * 0', '2026-11-23T00:00', false],
])('%s comes at %s: %s', (pattern, minute, comes) => {
  expect(isDue(pattern, at(minute))).toBe(comes)
})

test('a pattern that would be misread is refused', () => {
  for (const pattern of ['', '* * * *', '1-5 * * * *', '*/0 * * * *', '1,2 * * * *', 'x * * * *'])
    expect(() => isDue(pattern, new Date()), pattern).toThrow('not a pattern')
})

test('everything that comes by itself comes on some day of a leap year', () => {
  const fixed = (field = '') => (/^\d+$/.test(field) ? Number(field) : 0)
  for (const { name, cron } of houseJobs)
    if (cron !== undefined) {
      const [minute, hour] = cron.split(' ').map(fixed)
      const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2028, 0, 1 + day, hour, minute)))
      expect(
        days.some((day) => isDue(cron, day)),
        name,
      ).toBe(true)
    }
})

test('a process that stood still makes up for what it missed, an hour at most', () => {
  expect(minutesSince(100, 103).map((d) => d.getTime() / 60_000)).toEqual([101, 102, 103])
  expect(minutesSince(103, 103)).toEqual([])
  expect(minutesSince(0, 500)).toHaveLength(60)
  expect(minutesSince(0, 500).at(-1)).toEqual(new Date(500 * 60_000))
})
