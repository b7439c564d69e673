import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashesOf } from '#test/draw-hashes.ts'
import { pickPlaces } from './draw.ts'
import { follow, forget, freeNow, isFree, leasedNow, ledgerOver } from './ledger.ts'

const NOW = Date.parse('2026-03-02T02:00:00Z')
const draw = hashesOf('k')
const numbers = Array.from({ length: 40 }, (_, i) => `鲁BD${String(i).padStart(4, '0')}`)

test('asking for no more than are free shows the same numbers, however few are left', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('free', 'gone', 'leased', 'run out'), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 1, max: 50 }),
      (states, press) => {
        const ledger = ledgerOver(numbers.join(''), 7)
        const base = { pool: '02', seq: 1, at: new Date(NOW).toISOString() }
        const of = (state: string) => numbers.filter((_, i) => states[i] === state)
        const until = (ms: number) => new Date(NOW + ms).toISOString()
        follow(ledger, { ...base, kind: 'press', tag: 'a', lease: of('leased'), until: until(90_000) })
        follow(ledger, { ...base, kind: 'press', tag: 'b', lease: of('run out'), until: until(-1) })
        follow(ledger, { ...base, kind: 'void', to: { 9: of('gone') } })
        const free = freeNow(ledger, NOW)
        expect(free).toBe(of('free').length + of('run out').length)
        const pick = (want: number) => pickPlaces(draw, 'tag', press, 40, want, (p) => isFree(ledger, p, NOW))
        expect(pick(Math.min(10, free))).toEqual(pick(10))
      },
    ),
  )
})

test('who presses again lets go of the own group only: what ran out and went to another stays with that one', () => {
  const ledger = ledgerOver(numbers.join(''), 7)
  const row = { pool: '02', seq: 1, at: new Date(NOW).toISOString(), kind: 'press' }
  const until = (ms: number) => new Date(NOW + ms).toISOString()
  const [first = '', second = ''] = numbers
  follow(ledger, { ...row, tag: 'a', lease: [first], until: until(-1) })
  follow(ledger, { ...row, tag: 'b', lease: [first, second], until: until(90_000) })
  follow(ledger, { ...row, tag: 'a', free: [first], lease: [], until: until(90_000) })
  expect(isFree(ledger, 0, NOW)).toBe(false)
  follow(ledger, { ...row, tag: 'b', free: [first, second], lease: [], until: until(90_000) })
  expect([isFree(ledger, 0, NOW), isFree(ledger, 1, NOW)]).toEqual([true, true])
})

test('every number of a list is found at its place, whatever was asked before, and a strange one at none', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...numbers), { minLength: 1 }),
      fc.array(fc.oneof(fc.constantFrom(...numbers), fc.string({ maxLength: 9 })), { maxLength: 30 }),
      (some, asked) => {
        const list = some.toSorted()
        const ledger = ledgerOver(list.join(''), 7)
        for (const [place, number] of list.entries()) expect(ledger.numberAt(place)).toBe(number)
        for (const number of asked) expect(ledger.placeOf(number)).toBe(list.indexOf(number))
      },
    ),
  )
})

test('the number put aside is on offer as long as the new group; what ran out is forgotten, and nothing else', () => {
  const ledger = ledgerOver(numbers.join(''), 7)
  const row = { pool: '02', seq: 1, at: new Date(NOW).toISOString(), kind: 'press' }
  const until = (ms: number) => new Date(NOW + ms).toISOString()
  const [first = '', second = '', third = '', fourth = ''] = numbers
  follow(ledger, { ...row, tag: 'a', lease: [first, second], until: until(-1) })
  follow(ledger, { ...row, tag: 'a', free: [second], lease: [third], keep: first, until: until(90_000) })
  follow(ledger, { ...row, tag: 'b', lease: [fourth], until: until(-1) })
  const state = () => [first, second, third, fourth].map((n) => leasedNow(ledger, n, NOW)?.tag)
  expect(state()).toEqual(['a', undefined, 'a', undefined])
  expect(ledger.lent).toBe(3)
  forget(ledger, NOW)
  expect(state()).toEqual(['a', undefined, 'a', undefined])
  expect([ledger.lent, ledger.leases.length, freeNow(ledger, NOW)]).toEqual([2, 1, 38])
  follow(ledger, { ...row, tag: 'b', lease: [fourth], until: until(90_000) })
  expect(state()).toEqual(['a', undefined, 'a', 'b'])
})
