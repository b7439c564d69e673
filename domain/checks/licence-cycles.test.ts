import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '#domain/calendar.ts'
import { cleanFrom, cycleTurn, lastCycle } from './licence-cycles.ts'

const LEAP = '2020-02-29'

test('of a licence of 29 February a cycle ends on the 28th, and in leap years on the 29th again', () => {
  expect(cycleTurn(LEAP, '2023-06-01')).toBe('2024-02-29')
  expect(cycleTurn(LEAP, '2024-02-28')).toBe('2024-02-29')
  expect(lastCycle(LEAP, '2024-03-01')).toEqual({ from: '2023-02-28', to: '2024-02-29' })
  expect(lastCycle(LEAP, '2025-03-01')).toEqual({ from: '2024-02-29', to: '2025-02-28' })
  const full = { firstIssued: LEAP, points: 12, cyclePoints: [] }
  expect(cleanFrom(full, 1, '2022-06-01')).toBe('2024-02-29')
})

test('cycles lie end to end, twelve months each, from the first licence on', () => {
  const day = (from: string, to: string) =>
    fc.integer({ min: 0, max: daysBetween(from, to) }).map((n) => addDays(from, n))
  const first = fc.oneof(day('1990-01-01', '2020-12-31'), fc.constantFrom(LEAP, '1996-02-29'))
  fc.assert(
    fc.property(first, day('2022-01-01', '2030-12-31'), (firstIssued, today) => {
      const turn = cycleTurn(firstIssued, today)
      const last = lastCycle(firstIssued, today)
      expect(last && last.to <= today && today < turn).toBe(true)
      expect(lastCycle(firstIssued, turn)?.from).toBe(last?.to)
      expect(lastCycle(firstIssued, turn)?.to).toBe(turn)
    }),
  )
})
