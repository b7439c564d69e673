import { expect, test } from 'vitest'
import { exclusionsFor, takesOverOn } from './settings.ts'

test('items that take a chosen number over by themselves: the latest row of the city counts, from its day on', () => {
  const rows = [
    { from: '2026-11-01', services: ['b', 'c'] },
    { from: '2026-03-01', services: ['a', 'b'] },
  ]
  const on = (day: string) => ['a', 'b', 'c'].filter((code) => takesOverOn(rows, code, day)).join('')
  expect(['2026-02-28', '2026-03-01', '2026-10-31', '2026-11-01'].map(on)).toEqual(['', 'ab', 'ab', 'bc'])
})

test('a rule leaves numbers out of its pools from its day on; one that is not in force yet stops the draw it is named for', () => {
  const reason = { zh: '', en: '' }
  const taxi = { id: 'taxi', from: '2026-03-01', pools: ['02'], pattern: '^.T', reason }
  const later = { id: 'bus', from: '2026-06-01', pools: ['02', '52'], pattern: 'X$', reason }
  const named = (ids: string[], pool: string, day: string) => exclusionsFor([taxi, later], ids, pool, day)
  expect(named(['taxi'], '02', '2026-03-01')).toEqual([taxi])
  expect(named(['taxi', 'bus'], '02', '2026-06-01')).toEqual([taxi, later])
  expect(named([], '02', '2026-03-01')).toEqual([])
  for (const [ids, pool, day] of [
    [['taxi'], '02', '2026-02-28'],
    [['taxi', 'bus'], '02', '2026-05-31'],
    [['taxi'], '52', '2026-06-01'],
    [['gone'], '02', '2026-06-01'],
  ] as const)
    expect(named([...ids], pool, day)).toBeUndefined()
})
