import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitrateLimit, keyframeRequest, nack, readRtcp, receiverReport, senderReport } from './rtcp.ts'
import { ahead, bodyOf, payloadOf } from './rtp.ts'

const uint32 = fc.nat(0xffff_ffff)

test('what is asked for again is read as asked, however it is folded', () => {
  fc.assert(
    fc.property(
      uint32,
      uint32,
      fc.uniqueArray(fc.nat(0xffff), { minLength: 1, maxLength: 100 }),
      (from, ssrc, seqs) => {
        const [part] = readRtcp(nack(from, ssrc, seqs))
        expect(part?.type).toBe('nack')
        if (part?.type !== 'nack') return
        expect(part.ssrc).toBe(ssrc)
        expect(part.seqs.toSorted((a, b) => a - b)).toEqual(seqs.toSorted((a, b) => a - b))
      },
    ),
  )
})

test('reports and requests in one packet are read one by one', () => {
  const reports = receiverReport(1, [
    { ssrc: 2, fractionLost: 64, lost: -3, highestSeq: 70_000, jitter: 5, lastSenderReport: 6, delay: 65_536 },
    { ssrc: 3, fractionLost: 0, lost: 0, highestSeq: 1, jitter: 0, lastSenderReport: 0, delay: 0 },
  ])
  const sender = { ssrc: 9, ntpHigh: 0xe000_0000, ntpLow: 1 << 16, timestamp: 0xffff_ffff, packets: 4, octets: 5 }
  const compound = Buffer.concat([senderReport(sender), reports, keyframeRequest(1, 2), bitrateLimit(1, 2, 1_500_000)])
  expect(readRtcp(compound)).toEqual([
    { type: 'sender-report', ssrc: 9, ntpHigh: 0xe000_0000, ntpLow: 1 << 16, timestamp: 0xffff_ffff },
    {
      type: 'reports',
      reports: [
        { ssrc: 2, fractionLost: 0.25, lastSenderReport: 6, delay: 65_536 },
        { ssrc: 3, fractionLost: 0, lastSenderReport: 0, delay: 0 },
      ],
    },
    { type: 'keyframe', ssrc: 2 },
  ])
  // −3 in 24 bits.
  expect(reports.readIntBE(13, 3)).toBe(-3)
})

test('a limit of bitrate is said to within a part of 131 072', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 100_000_000 }), (limit) => {
      const b = bitrateLimit(1, 2, limit)
      expect(b.toString('latin1', 12, 16)).toBe('REMB')
      const said = ((((b[17] ?? 0) & 3) << 16) | b.readUInt16BE(18)) * 2 ** ((b[17] ?? 0) >> 2)
      expect(Math.abs(said - limit)).toBeLessThanOrEqual(limit / 131_072)
    }),
  )
})

test('no bytes from the network make a reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const b = Buffer.from(bytes)
      readRtcp(b)
      const body = bodyOf(b)
      if (body) expect(payloadOf(b)?.length).toBe(body.end - body.start)
    }),
  )
})

test('the circle of sequence numbers is walked the short way', () => {
  expect([ahead(1, 65_535), ahead(65_535, 1), ahead(5, 5)]).toEqual([2, -2, 0])
})
