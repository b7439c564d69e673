/** RTCP as bytes (RFC 3550, RFC 4585, draft-alvestrand-rmcat-remb): read what browsers send, write what they obey. */

export interface Report {
  ssrc: number
  /** 0 … 1 since the last report. */
  fractionLost: number
  /** Middle 32 bits of the last sender report's NTP time, 0 before one; delay since it in 1/65 536 s. */
  lastSenderReport: number
  delay: number
}

export type Rtcp =
  | { type: 'sender-report'; ssrc: number; ntpHigh: number; ntpLow: number; timestamp: number }
  | { type: 'reports'; reports: Report[] }
  | { type: 'nack'; ssrc: number; seqs: number[] }
  | { type: 'keyframe'; ssrc: number }

/** The parts of a compound packet that we understand; cut or strange ones are left out. */
export function readRtcp(b: Buffer): Rtcp[] {
  const found: Rtcp[] = []
  for (let at = 0; at + 8 <= b.length;) {
    const length = (b.readUInt16BE(at + 2) + 1) * 4
    if (at + length > b.length) break
    found.push(...readOne(b.subarray(at, at + length)))
    at += length
  }
  return found
}

function readOne(b: Buffer): Rtcp[] {
  const count = (b[0] ?? 0) & 31
  const type = b[1]
  if (type === 200 && b.length >= 28)
    return [
      {
        type: 'sender-report',
        ssrc: b.readUInt32BE(4),
        ntpHigh: b.readUInt32BE(8),
        ntpLow: b.readUInt32BE(12),
        timestamp: b.readUInt32BE(16),
      },
      ...reportsOf(b, 28, count),
    ]
  if (type === 201) return reportsOf(b, 8, count)
  if (b.length < 12) return []
  const ssrc = b.readUInt32BE(8)
  if (type === 205 && count === 1) return [{ type: 'nack', ssrc, seqs: nacked(b) }]
  if (type === 206 && count === 1) return [{ type: 'keyframe', ssrc }]
  // FIR names its stream in the entry, not in the head.
  if (type === 206 && count === 4 && b.length >= 16) return [{ type: 'keyframe', ssrc: b.readUInt32BE(12) }]
  return []
}

function reportsOf(b: Buffer, start: number, count: number): Rtcp[] {
  const reports: Report[] = []
  for (let at = start; reports.length < count && at + 24 <= b.length; at += 24)
    reports.push({
      ssrc: b.readUInt32BE(at),
      fractionLost: (b[at + 4] ?? 0) / 256,
      lastSenderReport: b.readUInt32BE(at + 16),
      delay: b.readUInt32BE(at + 20),
    })
  return reports.length > 0 ? [{ type: 'reports', reports }] : []
}

function nacked(b: Buffer): number[] {
  const seqs: number[] = []
  for (let at = 12; at + 4 <= b.length; at += 4) {
    const first = b.readUInt16BE(at)
    const more = b.readUInt16BE(at + 2)
    seqs.push(first)
    for (let bit = 0; bit < 16; bit += 1) if (more & (1 << bit)) seqs.push((first + bit + 1) & 0xffff)
  }
  return seqs
}

export interface ReceiverReport {
  ssrc: number
  /** 0 … 255 */
  fractionLost: number
  lost: number
  highestSeq: number
  jitter: number
  lastSenderReport: number
  delay: number
}

/** One receiver report with a block for each stream. */
export function receiverReport(from: number, blocks: readonly ReceiverReport[]): Buffer {
  const b = head(201, blocks.length, 8 + blocks.length * 24, from)
  blocks.forEach((block, index) => {
    const at = 8 + index * 24
    b.writeUInt32BE(block.ssrc >>> 0, at)
    b.writeInt32BE(Math.max(-0x80_0000, Math.min(block.lost, 0x7f_ffff)) & 0xff_ffff, at + 4)
    b[at + 4] = block.fractionLost
    b.writeUInt32BE(block.highestSeq >>> 0, at + 8)
    b.writeUInt32BE(block.jitter >>> 0, at + 12)
    b.writeUInt32BE(block.lastSenderReport >>> 0, at + 16)
    b.writeUInt32BE(block.delay >>> 0, at + 20)
  })
  return b
}

/** "Send me at most so many bit/s": browsers obey it for all the video of the connection. */
export function bitrateLimit(from: number, ssrc: number, bitsPerSecond: number): Buffer {
  const b = head(206, 15, 24, from)
  b.write('REMB', 12, 'latin1')
  let exponent = 0
  let mantissa = Math.round(bitsPerSecond)
  while (mantissa > 0x3_ffff) {
    mantissa >>= 1
    exponent += 1
  }
  b[16] = 1
  b[17] = (exponent << 2) | (mantissa >> 16)
  b.writeUInt16BE(mantissa & 0xffff, 18)
  b.writeUInt32BE(ssrc >>> 0, 20)
  return b
}

export function keyframeRequest(from: number, ssrc: number): Buffer {
  const b = head(206, 1, 12, from)
  b.writeUInt32BE(ssrc >>> 0, 8)
  return b
}

/** Asks again for packets, neighbours folded into one entry of seventeen. */
export function nack(from: number, ssrc: number, seqs: readonly number[]): Buffer {
  const entries: [number, number][] = []
  for (const seq of seqs) {
    const last = entries.at(-1)
    const distance = last ? (seq - last[0]) & 0xffff : 0
    if (last && distance >= 1 && distance <= 16) last[1] |= 1 << (distance - 1)
    else entries.push([seq, 0])
  }
  const b = head(205, 1, 12 + entries.length * 4, from)
  b.writeUInt32BE(ssrc >>> 0, 8)
  entries.forEach(([seq, more], index) => {
    b.writeUInt16BE(seq, 12 + index * 4)
    b.writeUInt16BE(more, 14 + index * 4)
  })
  return b
}

export interface SenderReport {
  ssrc: number
  ntpHigh: number
  ntpLow: number
  timestamp: number
  packets: number
  octets: number
}

/** What binds a stream's clock to the wall clock: without it the browser cannot keep lips and voice together. */
export function senderReport(report: SenderReport): Buffer {
  const b = head(200, 0, 28, report.ssrc)
  b.writeUInt32BE(report.ntpHigh, 8)
  b.writeUInt32BE(report.ntpLow, 12)
  b.writeUInt32BE(report.timestamp >>> 0, 16)
  b.writeUInt32BE(report.packets >>> 0, 20)
  b.writeUInt32BE(report.octets >>> 0, 24)
  return b
}

function head(type: number, count: number, length: number, from: number): Buffer {
  const b = Buffer.alloc(length)
  b[0] = 0x80 | count
  b[1] = type
  b.writeUInt16BE(length / 4 - 1, 2)
  b.writeUInt32BE(from >>> 0, 4)
  return b
}
