import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLag, createLimit, LIMIT, noteArrival, step, takeQueue } from './congestion.ts'

/** A line with a queue of 400 ms at most; the sender sends what it may, in steps of half a second. */
function run(rate: number, randomLoss: number, seconds: number) {
  const limit = createLimit()
  const seen: { sent: number; queueMs: number; loss: number }[] = []
  let queueBits = 0
  for (let now = 0; now < seconds * 1000; now += 500) {
    const sent = Math.min(limit.bitrate, 1_200_000)
    queueBits = Math.max(0, queueBits + (sent - rate) / 2)
    const dropped = Math.max(0, queueBits - rate * 0.4)
    queueBits -= dropped
    const loss = Math.min(1, dropped / (sent / 2) + randomLoss)
    const queueMs = (queueBits / rate) * 1000
    seen.push({ sent, queueMs, loss })
    step(limit, [{ queueMs, loss }], sent - dropped * 2, now)
  }
  return seen
}

test('on any line the queue is short and the line is used, within half a minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 120_000, max: 1_100_000 }), (rate) => {
      const settled = run(rate, 0, 90).slice(60)
      const mean = settled.reduce((sum, one) => sum + Math.min(one.sent, rate), 0) / settled.length
      expect(mean).toBeGreaterThan(rate * 0.7)
      expect(settled.filter((one) => one.queueMs > 300).length).toBeLessThan(settled.length * 0.05)
      expect(settled.filter((one) => one.loss > 0.02).length).toBeLessThan(settled.length * 0.05)
    }),
  )
})

test('a radio that loses a tenth without a queue is not made worse by a smaller picture', () => {
  expect(run(10_000_000, 0.1, 60).at(-1)?.sent).toBe(1_200_000)
  expect(run(10_000_000, 0.5, 60).at(-1)?.sent).toBe(LIMIT.least)
})

test('the queue is the delay against the best of the last half minute, whatever the clocks say', () => {
  fc.assert(
    fc.property(fc.nat(0xffff_ffff), fc.integer({ min: 0, max: 400 }), (first, queue) => {
      const lag = createLag()
      expect(takeQueue(lag)).toBeUndefined()
      for (let n = 0; n < 50; n += 1) noteArrival(lag, 5_000 + n * 20 + (n % 5), (first + n * 960) >>> 0, 48_000)
      expect(takeQueue(lag)).toBe(0)
      for (let n = 50; n < 75; n += 1) noteArrival(lag, 5_000 + n * 20 + queue, (first + n * 960) >>> 0, 48_000)
      expect(takeQueue(lag)).toBeCloseTo(queue)
      // After a minute on a longer road that is the best there is.
      for (let n = 75; n < 75 + 3_500; n += 1) noteArrival(lag, 5_000 + n * 20 + queue, (first + n * 960) >>> 0, 48_000)
      expect(takeQueue(lag)).toBeCloseTo(0)
    }),
    { numRuns: 20 },
  )
})
