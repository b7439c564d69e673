/** RTP as bytes (RFC 3550, RFC 4588): only what forwarding and recording need. */

const HEADER = 12

export const isRtcp = (b: Buffer): boolean => {
  const type = (b[1] ?? 0) & 0x7f
  return type >= 64 && type < 96
}
export const payloadType = (b: Buffer): number => (b[1] ?? 0) & 0x7f
export const seqOf = (b: Buffer): number => b.readUInt16BE(2)
export const timestampOf = (b: Buffer): number => b.readUInt32BE(4)
export const ssrcOf = (b: Buffer): number => b.readUInt32BE(8)

/** How far `a` is ahead of `b` on the 16-bit circle: −32 768 … 32 767. */
export const ahead = (a: number, b: number): number => ((a - b) << 16) >> 16

/** Where the payload begins (after CSRC and extension) and ends (before padding); undefined for something that is no RTP packet. */
export function bodyOf(b: Buffer): { start: number; end: number } | undefined {
  const first = b[0] ?? 0
  if (b.length < HEADER || first >> 6 !== 2) return undefined
  let start = HEADER + (first & 15) * 4
  if (first & 16) {
    if (b.length < start + 4) return undefined
    start += 4 + b.readUInt16BE(start + 2) * 4
  }
  const end = first & 32 ? b.length - (b[b.length - 1] ?? 0) : b.length
  return end < start ? undefined : { start, end }
}

/** The payload; empty for a packet that carries only padding (probes), undefined for something that is no RTP packet. */
export function payloadOf(b: Buffer): Buffer | undefined {
  const body = bodyOf(b)
  return body && b.subarray(body.start, body.end)
}

/** The original packet out of a retransmission: its first two payload bytes are the original sequence number. */
export function unwrapRtx(b: Buffer, original: { ssrc: number; payloadType: number }): Buffer | undefined {
  const body = bodyOf(b)
  if (!body || body.end - body.start < 3) return undefined
  const packet = Buffer.allocUnsafe(HEADER + body.end - body.start - 2)
  packet[0] = 0x80
  packet[1] = ((b[1] ?? 0) & 0x80) | original.payloadType
  packet.writeUInt16BE(b.readUInt16BE(body.start), 2)
  b.copy(packet, 4, 4, 8)
  packet.writeUInt32BE(original.ssrc, 8)
  b.copy(packet, HEADER, body.start + 2, body.end)
  return packet
}

export interface Address {
  payloadType: number
  seq: number
  timestamp: number
  ssrc: number
}

/** A copy under another stream's name: no CSRC, no extensions (their numbers belong to the sender's connection), no padding. */
export function readdress(b: Buffer, body: { start: number; end: number }, to: Address): Buffer {
  const packet = Buffer.allocUnsafe(HEADER + body.end - body.start)
  packet[0] = 0x80
  packet[1] = ((b[1] ?? 0) & 0x80) | to.payloadType
  packet.writeUInt16BE(to.seq, 2)
  packet.writeUInt32BE(to.timestamp, 4)
  packet.writeUInt32BE(to.ssrc, 8)
  b.copy(packet, HEADER, body.start, body.end)
  return packet
}
