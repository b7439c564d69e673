import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payloadOf, seqOf, ssrcOf } from '../rtp.ts'
import { askFor, createUplink, flow, receive, report } from './uplink.ts'

const SECTION = {
  mid: '1',
  kind: 'video',
  sends: true,
  payloadType: 96,
  rtxPayloadType: 97,
  ssrc: 7,
  fmtp: '',
} as const

const media = (seq: number): Buffer => {
  const b = Buffer.alloc(30, 1)
  b[0] = 0x80
  b[1] = 96
  b.writeUInt16BE(seq & 0xffff, 2)
  b.writeUInt32BE(seq * 300, 4)
  b.writeUInt32BE(7, 8)
  return b
}
const retransmitted = (seq: number): Buffer => {
  const original = media(seq)
  const b = Buffer.alloc(original.length + 2)
  original.copy(b, 0, 0, 12)
  original.copy(b, 14, 12)
  b[1] = 97
  b.writeUInt32BE(8, 8)
  b.writeUInt16BE(seq & 0xffff, 12)
  return b
}

test('every packet that is missing is asked for, and what comes again is whole and comes once', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), fc.array(fc.boolean(), { minLength: 2, maxLength: 150 }), (start, arrives) => {
      const up = createUplink(SECTION, 'VP8')
      // The first and the last one arrive: only what lies between is known to be missing.
      const come = arrives.map((yes, index) => yes || index === 0 || index === arrives.length - 1)
      come.forEach((yes, index) => yes && receive(up, media(start + index), 10 + index))
      const missing = come.flatMap((yes, index) => (yes ? [] : [(start + index) & 0xffff]))
      expect(new Set(askFor(up, 200, 100))).toEqual(new Set(missing))
      expect(askFor(up, 250, 100)).toEqual([])
      expect(report(up, 260)?.lost).toBe(missing.length)
      for (const seq of missing) {
        const got = receive(up, retransmitted(seq), 300)
        expect(got && { seq: seqOf(got.packet), ssrc: ssrcOf(got.packet) }).toEqual({ seq, ssrc: 7 })
        expect(got && payloadOf(got.packet)).toEqual(payloadOf(media(seq)))
        expect(receive(up, retransmitted(seq), 301)).toBeUndefined()
      }
      expect(flow(up)).toMatchObject({ packets: arrives.length, lost: 0 })
      expect(askFor(up, 900, 100)).toEqual([])
    }),
  )
})

test('what does not come again is given up, and a new picture is wanted', () => {
  const up = createUplink(SECTION, 'VP8')
  receive(up, media(1), 1)
  receive(up, media(3), 2)
  up.keyWanted = false
  for (let now = 10; now < 1_000; now += 100) askFor(up, now, 100)
  askFor(up, 1_600, 100)
  expect(up.keyWanted).toBe(true)
  expect(flow(up)).toMatchObject({ packets: 2, lost: 1 })
})

test('a browser that begins another stream is counted from its beginning', () => {
  const up = createUplink(SECTION, 'VP8')
  receive(up, media(100), 1)
  const other = media(40_000)
  other.writeUInt32BE(99, 8)
  expect(receive(up, other, 2)?.packet).toBe(other)
  expect(askFor(up, 100, 100)).toEqual([])
  expect(report(up, 200)).toMatchObject({ ssrc: 99, lost: 0 })
})
