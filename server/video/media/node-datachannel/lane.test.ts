import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seqOf, timestampOf } from '../rtp.ts'
import { again, createLane, restart, take } from './lane.ts'

const packet = (seq: number, timestamp: number, ssrc = 7): Buffer => {
  const b = Buffer.alloc(20, 1)
  b[0] = 0x80
  b[1] = 100
  b.writeUInt16BE(seq & 0xffff, 2)
  b.writeUInt32BE(timestamp >>> 0, 4)
  b.writeUInt32BE(ssrc, 8)
  return b
}

test('whatever happens behind it, a lane is one stream without holes or repeats', () => {
  const source = fc.record({
    first: fc.nat(0xffff),
    timestamp: fc.nat(0xffff_ffff),
    packets: fc.integer({ min: 1, max: 60 }),
    /** The same source again after a mute, or another one. */
    same: fc.boolean(),
    pause: fc.integer({ min: 0, max: 100_000 }),
  })
  fc.assert(
    fc.property(fc.array(source, { minLength: 1, maxLength: 8 }), (sources) => {
      const lane = createLane(42, 96, 'video')
      let [now, identity, seq, timestamp] = [1_000, {}, 0, 0]
      const out: Buffer[] = []
      for (const [index, one] of sources.entries()) {
        now += one.pause
        if (one.same && index > 0) {
          restart(lane)
          seq += 500
          timestamp += Math.round(one.pause * 90)
        } else [identity, seq, timestamp] = [{}, one.first, one.timestamp]
        for (let n = 0; n < one.packets; n += 1) {
          now += 33
          const sent = take(lane, packet(seq, timestamp), { source: identity, key: n === 0, now })
          seq += 1
          timestamp += 3_000
          if (sent) out.push(sent)
        }
      }
      expect(out.length).toBe(sources.reduce((sum, one) => sum + one.packets, 0))
      out.forEach((b, index) => {
        const before = out[index - 1]
        if (!before) return
        expect(seqOf(b)).toBe((seqOf(before) + 1) & 0xffff)
        expect((timestampOf(b) - timestampOf(before)) | 0).toBeGreaterThan(0)
      })
    }),
  )
})

test('nothing passes before a picture that can be decoded alone, again after a mute', () => {
  const lane = createLane(42, 96, 'video')
  const source = {}
  expect(take(lane, packet(1, 1), { source, key: false, now: 1 })).toBeUndefined()
  expect(take(lane, packet(2, 2), { source, key: true, now: 2 })).toBeDefined()
  expect(take(lane, packet(3, 3), { source, key: false, now: 3 })).toBeDefined()
  restart(lane)
  expect(take(lane, packet(9, 9), { source, key: false, now: 9 })).toBeUndefined()
  expect(take(lane, packet(10, 10), { source, key: true, now: 10 })).toBeDefined()
  // What was still on its way from before the pause has no place any more.
  expect(take(lane, packet(8, 8), { source, key: false, now: 11 })).toBeUndefined()
  const sound = createLane(43, 111, 'audio')
  expect(take(sound, packet(1, 1), { source, key: false, now: 1 })).toBeDefined()
})

test('a late packet keeps its own place, and what was sent is sent again when asked for, not too often', () => {
  const lane = createLane(42, 96, 'video')
  const source = {}
  const at = (seq: number, now: number) => take(lane, packet(seq, seq * 10), { source, key: true, now })
  const [first, third, second] = [at(65_535, 1), at(1, 2), at(0, 3)]
  expect([first, second, third].map((b) => seqOf(b ?? Buffer.alloc(12)))).toEqual(
    [0, 1, 2].map((n) => (seqOf(first ?? Buffer.alloc(12)) + n) & 0xffff),
  )
  const wanted = seqOf(second ?? Buffer.alloc(12))
  expect(again(lane, [wanted, (wanted + 300) & 0xffff], 100)).toEqual([second])
  expect(again(lane, [wanted], 120)).toEqual([])
  expect(again(lane, [wanted], 150)).toEqual([second])
})
