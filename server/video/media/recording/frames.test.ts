import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from './format.ts'
import { pictures, sizeOf, streamsOf } from './frames.ts'

const rtp = (seq: number, timestamp: number, last: boolean, payload: Buffer, ssrc = 7): Buffer => {
  const head = Buffer.alloc(12)
  head[0] = 0x80
  head[1] = 96 | (last ? 0x80 : 0)
  head.writeUInt16BE(seq & 0xffff, 2)
  head.writeUInt32BE(timestamp >>> 0, 4)
  head.writeUInt32BE(ssrc, 8)
  return Buffer.concat([head, payload])
}

/** A VP8 picture in packets as RFC 7741 has them: descriptor with a 15-bit picture id, then a piece of the frame. */
function vp8(frame: Buffer, pieces: number, seq: number, timestamp: number): Buffer[] {
  const size = Math.ceil(frame.length / pieces)
  const parts = Array.from({ length: Math.ceil(frame.length / size) }, (_, i) =>
    frame.subarray(i * size, (i + 1) * size),
  )
  return parts.map((part, i) => {
    const descriptor = Buffer.from([i === 0 ? 0x90 : 0x80, 0x80, 0x80, timestamp & 0xff])
    return rtp(seq + i, timestamp, i === parts.length - 1, Buffer.concat([descriptor, part]))
  })
}

const frame = fc.record({
  data: fc.uint8Array({ minLength: 12, maxLength: 200 }),
  pieces: fc.integer({ min: 1, max: 6 }),
})

test('pictures come out as they went in, whatever the order and however often packets came', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 12 }),
      fc.nat(0xffff),
      fc.nat(0xffff_ffff),
      fc.infiniteStream(fc.nat(3)),
      (frames, seq, timestamp, late) => {
        let next = seq
        const packets = frames.flatMap(({ data, pieces }, index) => {
          const made = vp8(Buffer.from(data), pieces, next, timestamp + index * 3_000)
          next += made.length
          return made
        })
        const entries = packets
          .map((packet, index) => ({ packet, at: index + (index === 0 ? 0 : (late.next().value ?? 0)) }))
          .toSorted((a, b) => a.at - b.at)
          .flatMap(({ packet, at }): Entry[] => [
            { at, kind: 'video', rtp: packet },
            { at, kind: 'video', rtp: packet },
          ])
        const out = streamsOf(entries).flatMap((stream) => pictures(stream, 'VP8'))
        expect(out.map((one) => [...one.data])).toEqual(frames.map(({ data }) => [...data]))
        expect(out.every((one) => one.whole)).toBe(true)
        expect(out.map((one) => one.key)).toEqual(frames.map(({ data }) => ((data[0] ?? 1) & 1) === 0))
      },
    ),
  )
})

test('a picture with a hole anywhere is known not to be whole, and only that one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 17 }), (gone) => {
      const packets = [0, 1, 2].flatMap((n) => vp8(Buffer.alloc(60, n * 2), 6, n * 6, n * 3_000))
      const entries = packets.flatMap((packet, at): Entry[] =>
        at === gone ? [] : [{ at, kind: 'video', rtp: packet }],
      )
      const whole = streamsOf(entries)
        .flatMap((stream) => pictures(stream, 'VP8'))
        .map((one) => one.whole)
      expect(whole).toEqual([0, 1, 2].map((n) => n !== Math.floor(gone / 6)))
    }),
  )
})

test('H.264 units are put together from single, aggregated and split packets, and the size is read from the SPS', () => {
  // 640 by 480, constrained baseline.
  const sps = Buffer.from('6742c01f8c8d40501e90078442350000', 'hex').subarray(0, 12)
  const pps = Buffer.from('68ce3c80', 'hex')
  const idr = Buffer.concat([Buffer.from([0x65]), Buffer.alloc(40, 9)])
  const length = (b: Buffer) => Buffer.from([b.length >> 8, b.length & 255])
  const aggregated = Buffer.concat([Buffer.from([0x78]), length(sps), sps, length(pps), pps])
  const split = (b: Buffer): Buffer[] => [
    Buffer.concat([Buffer.from([0x7c, 0x85]), b.subarray(1, 20)]),
    Buffer.concat([Buffer.from([0x7c, 0x45]), b.subarray(20)]),
  ]
  const packets = [aggregated, ...split(idr)].map((payload, i, all) => rtp(i, 9_000, i === all.length - 1, payload))
  packets.push(rtp(3, 12_000, true, Buffer.from([0x41, 1, 2, 3])))
  const [key, delta] = streamsOf(packets.map((b, at): Entry => ({ at, kind: 'video', rtp: b }))).flatMap((stream) =>
    pictures(stream, 'H264'),
  )
  const start = Buffer.from([0, 0, 0, 1])
  expect(key?.data).toEqual(Buffer.concat([start, sps, start, pps, start, idr]))
  expect([key?.key, key?.whole, delta?.key, delta?.whole]).toEqual([true, true, false, true])
  expect(delta?.data).toEqual(Buffer.concat([start, Buffer.from([0x41, 1, 2, 3])]))
  expect(key && sizeOf(key, 'H264')).toEqual({ width: 640, height: 480 })
})
