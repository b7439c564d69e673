import { expect, test } from 'vitest'
import { phaseOf, PLATE_STATES, stateName } from './states.ts'

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`)
const segment = { releaseAt: at('01:00'), composeOpenedAt: undefined, withdrawnAt: undefined }

test('a segment is announced, drawn from, and open for own numbers, each to the minute; withdrawn it is nothing else', () => {
  const opened = { ...segment, composeOpenedAt: at('03:00') }
  const phases = (s: typeof opened | typeof segment) =>
    ['00:59', '01:00', '02:59', '03:00'].map((time) => phaseOf(s, at(time)))
  expect(phases(segment)).toEqual(['announced', 'random-only', 'random-only', 'random-only'])
  expect(phases(opened)).toEqual(['announced', 'random-only', 'random-only', 'open'])
  expect(phaseOf({ ...opened, withdrawnAt: at('02:00') }, at('03:00'))).toBe('withdrawn')
})

test('every state has its number, and a number without a state is a mistake', () => {
  for (const [name, no] of Object.entries(PLATE_STATES)) expect(stateName(no)).toBe(name)
  expect(() => stateName(99)).toThrow(RangeError)
})
