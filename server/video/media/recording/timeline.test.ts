import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slidingMinimum, wallClock } from './timeline.ts'

test('the sliding minimum is the minimum of what slides', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 0, max: 10 }), (values, reach) => {
      const plain = values.map((_, i) => Math.min(...values.slice(Math.max(0, i - reach), i + reach + 1)))
      expect(slidingMinimum(values, reach)).toEqual(plain)
    }),
  )
})

test('jitter of the line does not move what was said; a clock that falls behind is followed; wrapping is nothing', () => {
  fc.assert(
    fc.property(
      fc.nat(0xffff_ffff),
      fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: 300, maxLength: 400 }),
      fc.double({ min: -0.02, max: 0.08, noNaN: true }),
      (first, jitter, drift) => {
        // 20 ms of sound each; every tenth comes at once, the rest later; the sender's clock is slower by `drift`.
        const sent = jitter.map((_, i) => 1_000 + i * 0.02)
        const moments = sent.map((at, i) => ({
          at: (at + (i % 10 === 0 ? 0 : (jitter[i] ?? 0))) * 1000,
          timestamp: (first + Math.round(i * 0.02 * (1 - drift) * 48_000)) >>> 0,
        }))
        const walls = wallClock(moments, 48_000)
        walls.forEach((wall, i) => {
          expect(Math.abs(wall - (sent[i] ?? 0))).toBeLessThanOrEqual(0.1)
          if (i > 0) expect(wall).toBeGreaterThan(walls[i - 1] ?? 0)
        })
      },
    ),
    { numRuns: 50 },
  )
})
