import type { Codec } from './engine.ts'

/** True for the packet with which a picture begins that can be decoded alone (RFC 7741, RFC 6184). */
export function beginsKeyframe(payload: Buffer, codec: Codec): boolean {
  return codec === 'VP8' ? beginsVp8Key(payload) : beginsH264Key(payload)
}

/** Length of VP8's payload descriptor. */
export function vp8Descriptor(payload: Buffer): number {
  const first = payload[0] ?? 0
  if (!(first & 0x80)) return 1
  const extension = payload[1] ?? 0
  let length = 2
  // PictureID has one byte or two.
  if (extension & 0x80) length += (payload[length] ?? 0) & 0x80 ? 2 : 1
  if (extension & 0x40) length += 1
  if (extension & 0x30) length += 1
  return length
}

/** Start of partition 0. */
export const beginsVp8Picture = (payload: Buffer): boolean => ((payload[0] ?? 0) & 0x1f) === 0x10

function beginsVp8Key(payload: Buffer): boolean {
  if (!beginsVp8Picture(payload)) return false
  const at = vp8Descriptor(payload)
  return at < payload.length && ((payload[at] ?? 1) & 1) === 0
}

export const NAL = { slice: 1, idr: 5, sps: 7, pps: 8, stapA: 24, fuA: 28 } as const

/** Senders put SPS and PPS before each IDR picture: the SPS is where it begins. */
function beginsH264Key(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 31
  if (type === NAL.sps || type === NAL.idr) return true
  if (type === NAL.stapA) return unitsOfStapA(payload).some((unit) => beginsH264Key(unit))
  return type === NAL.fuA && ((payload[1] ?? 0) & 0x80) !== 0 && ((payload[1] ?? 0) & 31) === NAL.idr
}

export function unitsOfStapA(payload: Buffer): Buffer[] {
  const units: Buffer[] = []
  for (let at = 1; at + 2 < payload.length;) {
    const length = payload.readUInt16BE(at)
    units.push(payload.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return units.filter((unit) => unit.length > 0)
}
