import type { Codec } from '../engine.ts'
import { ahead, payloadOf, seqOf, ssrcOf, timestampOf } from '../rtp.ts'
import { beginsKeyframe, beginsVp8Picture, NAL, unitsOfStapA, vp8Descriptor } from '../video-payload.ts'
import type { Entry } from './format.ts'

/** A picture or a piece of sound as it can be put into a file. */
export interface Frame {
  at: number
  timestamp: number
  data: Buffer
  key: boolean
  /** All its packets are there. */
  whole: boolean
}

interface Packet {
  number: number
  at: number
  timestamp: number
  last: boolean
  payload: Buffer
}

/** Packets of one kind, parted by sender's stream (a reconnect begins another clock) in order of appearance. */
export function streamsOf(entries: readonly Entry[]): Packet[][] {
  const streams = new Map<number, { highest: number; packets: Map<number, Packet> }>()
  for (const { at, rtp } of entries) {
    const payload = payloadOf(rtp)
    if (!payload || payload.length === 0) continue
    const ssrc = ssrcOf(rtp)
    const stream = streams.get(ssrc) ?? { highest: seqOf(rtp), packets: new Map<number, Packet>() }
    streams.set(ssrc, stream)
    const number = stream.highest + ahead(seqOf(rtp), stream.highest & 0xffff)
    stream.highest = Math.max(stream.highest, number)
    if (stream.packets.has(number)) continue
    stream.packets.set(number, {
      number,
      at,
      timestamp: timestampOf(rtp),
      last: ((rtp[1] ?? 0) & 0x80) !== 0,
      payload,
    })
  }
  return [...streams.values()].map(({ packets }) => [...packets.values()].sort((a, b) => a.number - b.number))
}

/** Sound: each packet is a frame. */
export const soundFrames = (packets: readonly Packet[]): Frame[] =>
  packets.map(({ at, timestamp, payload }) => ({ at, timestamp, data: payload, key: true, whole: true }))

/** Pictures: packets of one timestamp. A picture is whole when nothing is missing from its start to its marker. */
export function pictures(packets: readonly Packet[], codec: Codec): Frame[] {
  const frames: Frame[] = []
  for (let from = 0; from < packets.length;) {
    let to = from + 1
    while (to < packets.length && packets[to]?.timestamp === packets[from]?.timestamp) to += 1
    const frame = assemble(packets.slice(from, to), packets[from - 1], codec)
    if (frame) frames.push(frame)
    from = to
  }
  return frames
}

function assemble(parts: readonly Packet[], before: Packet | undefined, codec: Codec): Frame | undefined {
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return undefined
  const unbroken = last.number - first.number === parts.length - 1 && last.last
  const begins =
    codec === 'VP8' ? beginsVp8Picture(first.payload) : before === undefined || before.number === first.number - 1
  const payloads = parts.map((part) => part.payload)
  const data = Buffer.concat(codec === 'VP8' ? payloads.map(vp8Data) : payloads.flatMap(annexB))
  if (data.length === 0) return undefined
  return {
    // The whole picture is there when its last packet is; the least of many arrivals is what counts, so the first will do.
    at: first.at,
    timestamp: first.timestamp,
    data,
    key: payloads.some((payload) => beginsKeyframe(payload, codec)),
    whole: unbroken && begins,
  }
}

const vp8Data = (payload: Buffer): Buffer => payload.subarray(Math.min(payload.length, vp8Descriptor(payload)))

const START = Buffer.from([0, 0, 0, 1])

/** H.264 units of a packet, each behind a start code; parts of a split unit follow one another without. */
function annexB(payload: Buffer): Buffer[] {
  const first = payload[0] ?? 0
  const type = first & 31
  if (type === NAL.stapA) return unitsOfStapA(payload).flatMap((unit) => [START, unit])
  if (type !== NAL.fuA) return type >= 1 && type < NAL.stapA ? [START, payload] : []
  const second = payload[1] ?? 0
  const rest = payload.subarray(2)
  return second & 0x80 ? [START, Buffer.from([(first & 0xe0) | (second & 31)]), rest] : [rest]
}

/** Size of the first key picture: VP8 says it in the frame, H.264 in its SPS (RFC 6386 §9.1, H.264 §7.3.2.1.1). */
export function sizeOf(key: Frame, codec: Codec): { width: number; height: number } {
  if (codec === 'VP8' && key.data.length >= 10)
    return { width: key.data.readUInt16LE(6) & 0x3fff, height: key.data.readUInt16LE(8) & 0x3fff }
  const sps = key.data.findIndex((b, i) => (b & 31) === NAL.sps && i >= 3 && key.data.readUIntBE(i - 3, 3) === 1)
  return sps < 0 ? { width: 640, height: 480 } : sizeOfSps(key.data.subarray(sps))
}

/** Constrained baseline only, which is all we negotiate. */
function sizeOfSps(sps: Buffer): { width: number; height: number } {
  const bits = bitReader(sps.subarray(4))
  bits.ue() // id
  bits.ue() // log2_max_frame_num
  const order = bits.ue()
  if (order === 0) bits.ue()
  else if (order === 1) {
    bits.bit()
    bits.ue()
    bits.ue()
    for (let n = bits.ue(); n > 0; n -= 1) bits.ue()
  }
  bits.ue() // reference frames
  bits.bit()
  const width = (bits.ue() + 1) * 16
  const mapHeight = bits.ue() + 1
  const framesOnly = bits.bit()
  const height = mapHeight * 16 * (2 - framesOnly)
  if (!framesOnly) bits.bit()
  bits.bit()
  if (!bits.bit()) return { width, height }
  const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()]
  return { width: width - 2 * (left + right), height: height - 2 * (2 - framesOnly) * (top + bottom) }
}

function bitReader(b: Buffer) {
  // Emulation prevention: 00 00 03 stands for 00 00.
  const bytes = [...b].filter((value, i) => !(value === 3 && b[i - 1] === 0 && b[i - 2] === 0))
  let at = 0
  const bit = (): number => {
    const value = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at += 1
    return value
  }
  const ue = (): number => {
    let zeros = 0
    while (bit() === 0 && zeros < 31) zeros += 1
    let value = 1
    for (let i = 0; i < zeros; i += 1) value = value * 2 + bit()
    return value - 1
  }
  return { bit, ue }
}
