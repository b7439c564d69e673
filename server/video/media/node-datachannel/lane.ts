import { ahead, bodyOf, readdress, seqOf, timestampOf } from '../rtp.ts'

/**
 * One outgoing stream of a connection: what a peer sees in one kind of one seat. Its SSRC never changes, while the source
 * behind it does (the other side reconnects, is muted, arrives late). Sequence numbers and timestamps are shifted so that the
 * browser sees one stream without a seam: without that it asks for thousands of packets that never were.
 */
export interface Lane {
  readonly ssrc: number
  readonly payloadType: number
  readonly clockRate: number
  /** Ready again only at a picture that can be decoded alone. */
  waitsForKey: boolean
  source: object | undefined
  /** First sequence number of the source since it was (re)joined; older ones are too late. */
  firstIn: number
  seqShift: number
  timestampShift: number
  highestOut: number
  lastTimestampOut: number
  lastSentAt: number
  resync: boolean
  packets: number
  octets: number
  /** The last sent packets by sequence number, for those the browser asks for again; none for audio. */
  readonly ring: Buffer[] | undefined
  readonly resentAt: Float64Array | undefined
  /** The last sender reports that went out, newest first: a browser may answer an older one when the line is slow. */
  reports: { id: number; at: number }[]
  /** Bytes that may be sent again: a quarter of what is sent. On a full line every repetition pushes out something new. */
  allowance: number
  loss: number
  lossAt: number
}

/** 256 packets are two seconds of 1.2 Mbit/s: longer than any browser waits for one. */
const RING = 256
/** Two browsers' worth of a lost key picture. */
const ALLOWANCE = 60_000

export function createLane(ssrc: number, payloadType: number, kind: 'audio' | 'video'): Lane {
  const video = kind === 'video'
  return {
    ssrc,
    payloadType,
    clockRate: video ? 90_000 : 48_000,
    waitsForKey: video,
    source: undefined,
    firstIn: 0,
    seqShift: 0,
    timestampShift: 0,
    highestOut: Math.floor(Math.random() * 0x7fff),
    lastTimestampOut: Math.floor(Math.random() * 0x7fff_ffff),
    lastSentAt: 0,
    resync: true,
    packets: 0,
    octets: 0,
    ring: video ? [] : undefined,
    resentAt: video ? new Float64Array(RING) : undefined,
    reports: [],
    allowance: ALLOWANCE,
    loss: 0,
    lossAt: 0,
  }
}

/** The packet as this lane sends it; undefined when it must not be sent (no key picture yet, too old, no RTP). `now` in ms. */
export function take(
  lane: Lane,
  packet: Buffer,
  from: { source: object; key: boolean; now: number },
): Buffer | undefined {
  const body = bodyOf(packet)
  if (!body) return undefined
  if (lane.waitsForKey && !from.key) return undefined
  lane.waitsForKey = false
  const seq = seqOf(packet)
  const timestamp = timestampOf(packet)
  if (lane.source !== from.source || lane.resync) join(lane, seq, timestamp, from)
  else if (ahead(seq, lane.firstIn) < 0) return undefined
  const out = (seq + lane.seqShift) & 0xffff
  // After 32 768 packets of one source the first one would look like the future.
  if (ahead(seq, lane.firstIn) > 0x3fff) lane.firstIn = (seq - 0x1fff) & 0xffff
  const sent = readdress(packet, body, {
    payloadType: lane.payloadType,
    seq: out,
    timestamp: (timestamp + lane.timestampShift) >>> 0,
    ssrc: lane.ssrc,
  })
  if (ahead(out, lane.highestOut) > 0) {
    lane.highestOut = out
    lane.lastTimestampOut = (timestamp + lane.timestampShift) >>> 0
    lane.lastSentAt = from.now
  }
  lane.allowance = Math.min(ALLOWANCE, lane.allowance + (body.end - body.start) / 4)
  lane.packets += 1
  lane.octets += body.end - body.start
  if (lane.ring) lane.ring[out % RING] = sent
  return sent
}

function join(lane: Lane, seq: number, timestamp: number, from: { source: object; now: number }): void {
  // The same source after a pause keeps its clock; another one goes on where the old one stood, plus the time between.
  if (lane.source !== from.source) {
    const passed = lane.lastSentAt === 0 ? 0 : Math.max(0, from.now - lane.lastSentAt)
    const next = lane.lastTimestampOut + Math.round((passed * lane.clockRate) / 1000) + 1
    lane.timestampShift = (next - timestamp) | 0
  }
  lane.source = from.source
  lane.firstIn = seq
  lane.seqShift = lane.highestOut + 1 - seq
  lane.resync = false
}

/** After a mute or another source: go on without a gap, at the next key picture. */
export function restart(lane: Lane): void {
  lane.resync = true
  lane.waitsForKey = lane.ring !== undefined
}

/** What was asked for again and is still here; each at most once in a round trip, all together within the allowance. */
export function again(lane: Lane, seqs: readonly number[], now: number, roundTrip = 0): Buffer[] {
  const { ring, resentAt } = lane
  if (!ring || !resentAt) return []
  return seqs.flatMap((seq) => {
    const packet = ring[seq % RING]
    const since = now - (resentAt[seq % RING] ?? 0)
    if (!packet || seqOf(packet) !== seq || since < Math.max(40, roundTrip * 0.8) || lane.allowance < packet.length)
      return []
    resentAt[seq % RING] = now
    lane.allowance -= packet.length
    return [packet]
  })
}
