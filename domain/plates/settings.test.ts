import { expect, test } from 'vitest'
import { takesOverOn } from './settings.ts'

test('items that take a chosen number over by themselves: the latest row of the city counts, from its day on', () => {
  const rows = [
    { from: '2026-11-01', services: ['b', 'c'] },
    { from: '2026-03-01', services: ['a', 'b'] },
  ]
  const on = (day: string) => ['a', 'b', 'c'].filter((code) => takesOverOn(rows, code, day)).join('')
  expect(['2026-02-28', '2026-03-01', '2026-10-31', '2026-11-01'].map(on)).toEqual(['', 'ab', 'ab', 'bc'])
})
