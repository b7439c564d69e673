import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admit, askAgainMs, lot, pressure, ROOM_RATES } from './waiting-room.ts'

const mac = (key: string) => (tag: string) => createHmac('sha256', key).update(tag).digest('hex')

describe('the lot', () => {
  test('gives everybody one place, whatever the order of arrival', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 4, maxLength: 12 }), { maxLength: 60 }),
        fc.string(),
        (tags, key) => {
          const order = lot(tags, mac(key))
          expect(order.toSorted()).toEqual(tags.toSorted())
          expect(lot(tags.toReversed(), mac(key))).toEqual(order)
        },
      ),
    )
  })

  test('goes by the hash, smallest first; the same hash by the tag', () => {
    const order = (...tags: string[]) => lot(tags, (tag) => ({ a: '3', b: '1', c: '2', d: '1' })[tag] ?? '').join('')
    expect([order('a', 'b', 'c', 'd'), order('d', 'c', 'b', 'a')]).toEqual(['bdca', 'bdca'])
  })

  test('favours nobody: over many seeds every vehicle is first about as often', () => {
    const tags = Array.from({ length: 10 }, (_, i) => `vehicle ${i}`)
    const firsts = new Map<string, number>()
    const rounds = 4_000
    for (let seed = 0; seed < rounds; seed++) {
      const first = lot(tags, mac(String(seed)))[0] ?? ''
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    const expected = rounds / tags.length
    const chi = tags.reduce((sum, tag) => sum + ((firsts.get(tag) ?? 0) - expected) ** 2 / expected, 0)
    // 9 degrees of freedom, p = 0.001.
    expect(chi).toBeLessThan(27.9)
  })
})

describe('letting in', () => {
  const ticks = fc.array(
    fc.record({ elapsedMs: fc.integer({ min: -5_000, max: 5_000 }), arriving: fc.nat(40), leaving: fc.nat(40) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )

  test('never more at once than there is room for, never faster than the rate, and the queue always empties', () => {
    fc.assert(
      fc.property(ticks, (steps) => {
        let [credit, active, waiting, admitted, time] = [0, 0, 0, 0, 0]
        for (const step of steps) {
          waiting += step.arriving
          active = Math.max(0, active - step.leaving)
          const now = admit({ credit, elapsedMs: step.elapsedMs, active, waiting }, ROOM_RATES)
          credit = now.credit
          active += now.count
          waiting -= now.count
          admitted += now.count
          time += Math.max(0, step.elapsedMs)
          expect(waiting).toBeGreaterThanOrEqual(0)
          expect(active).toBeLessThanOrEqual(ROOM_RATES.atOnce)
          expect(admitted * 1_000).toBeLessThanOrEqual(time * ROOM_RATES.perSecond)
        }
        for (let i = 0; waiting > 0; i++) {
          expect(i, 'the queue empties').toBeLessThan(5_000)
          const now = admit({ credit, elapsedMs: 1_000, active: 0, waiting }, ROOM_RATES)
          ;[credit, waiting] = [now.credit, waiting - now.count]
        }
      }),
    )
  })

  test('no flood after a long pause', () => {
    expect(admit({ credit: 0, elapsedMs: 600_000, active: 0, waiting: 5_000 }, ROOM_RATES).count).toBe(100)
  })
})

describe('pressure', () => {
  const steady = (ms: number, from: number, to: number) =>
    Array.from({ length: 60 }, (_, i) => ({ at: from + ((to - from) * i) / 60, ms }))

  test('half a minute of slow answers pauses, a slow moment does not', () => {
    expect(pressure(steady(1_500, 0, 30_000), 30_000, false)).toBe('pause')
    expect(pressure(steady(1_500, 25_000, 30_000), 30_000, false)).toBe('stay')
    expect(pressure(steady(200, 0, 30_000), 30_000, false)).toBe('stay')
    expect(pressure([], 30_000, false)).toBe('stay')
  })

  test('nineteen answers say nothing, twenty do; one slow answer in twenty is no pressure', () => {
    const answers = (slow: number, quick: number) =>
      Array.from({ length: slow + quick }, (_, i) => ({ at: 1_000 + i * 1_000, ms: i < slow ? 1_500 : 200 }))
    expect(pressure(answers(19, 0), 30_000, false)).toBe('stay')
    expect(pressure(answers(20, 0), 30_000, false)).toBe('pause')
    expect(pressure(answers(1, 19), 30_000, false)).toBe('stay')
    expect(pressure(answers(2, 18), 30_000, false)).toBe('pause')
  })

  test('ten quick seconds resume', () => {
    expect(pressure(steady(100, 20_000, 30_000), 30_000, true)).toBe('resume')
    expect(pressure(steady(900, 20_000, 30_000), 30_000, true)).toBe('stay')
    expect(pressure([], 30_000, true)).toBe('stay')
  })
})

test('pages ask again after 5 to 10 seconds', () => {
  expect([0, 0.5, 0.9999].map(askAgainMs)).toEqual([5_000, 7_500, 9_999])
})
