import type { Codec, Flow, Kind } from '../engine.ts'
import { createLag, type Lag, noteArrival } from './congestion.ts'
import type { ReceiverReport } from '../rtcp.ts'
import { ahead, payloadOf, payloadType, seqOf, ssrcOf, timestampOf, unwrapRtx } from '../rtp.ts'
import type { Section } from '../sdp.ts'
import { beginsKeyframe } from '../video-payload.ts'

/** What comes from one peer in one kind over one connection: finds what is missing, asks for it, counts. */
export interface Uplink {
  readonly kind: Kind
  readonly codec: Codec | 'opus'
  readonly payloadType: number
  readonly rtxPayloadType: number | undefined
  readonly clockRate: number
  ssrc: number
  /** Sequence numbers counted on beyond 65 535; undefined before the first packet. */
  first: number | undefined
  highest: number
  received: number
  bytes: number
  missing: Map<number, Missing>
  /** Missing on the first way, whether asked for again or not. */
  lostAtFirst: number
  /** Given up. */
  lost: number
  lastAt: number
  jitter: number
  transit: number | undefined
  senderReport: { id: number; at: number } | undefined
  reported: { expected: number; lost: number; loss: number }
  measured: { bytes: number; at: number; bitrate: number }
  keyWanted: boolean
  keyUrgent: boolean
  keyAskedAt: number
  /** When the last one came. */
  keyAt: number
  lag: Lag
}

interface Missing {
  since: number
  asked: number
  lastAsked: number
}

const MOST_ASKED = 8
const GIVE_UP_MS = 1_500
/** A longer hole is a pause of the sender or an outage: a new key picture mends it faster than asking. */
const LONGEST_HOLE = 200

export function createUplink(section: Section, codec: Codec): Uplink {
  const audio = section.kind === 'audio'
  return {
    kind: section.kind,
    codec: audio ? 'opus' : codec,
    payloadType: section.payloadType,
    rtxPayloadType: section.rtxPayloadType,
    clockRate: audio ? 48_000 : 90_000,
    ssrc: section.ssrc ?? 0,
    first: undefined,
    highest: 0,
    received: 0,
    bytes: 0,
    missing: new Map(),
    lostAtFirst: 0,
    lost: 0,
    lastAt: 0,
    jitter: 0,
    transit: undefined,
    senderReport: undefined,
    reported: { expected: 0, lost: 0, loss: 0 },
    measured: { bytes: 0, at: 0, bitrate: 0 },
    keyWanted: !audio,
    keyUrgent: false,
    keyAskedAt: 0,
    keyAt: 0,
    lag: createLag(),
  }
}

/** The media packet to forward and record, retransmissions unwrapped; undefined for what is nothing of ours or came twice. */
export function receive(up: Uplink, b: Buffer, now: number): { packet: Buffer; key: boolean } | undefined {
  const type = payloadType(b)
  if (b.length < 12) return undefined
  if (up.rtxPayloadType !== undefined && type === up.rtxPayloadType) return receiveAgain(up, b, now)
  if (type !== up.payloadType) return undefined
  const ssrc = ssrcOf(b)
  if (up.first === undefined || ssrc !== up.ssrc) begin(up, ssrc, seqOf(b))
  if (!count(up, seqOf(b), now)) return undefined
  up.received += 1
  up.bytes += b.length
  up.lastAt = now
  measureJitter(up, timestampOf(b), now)
  if (up.kind === 'audio') noteArrival(up.lag, now, timestampOf(b), up.clockRate)
  return arrived(up, b, now)
}

function receiveAgain(up: Uplink, b: Buffer, now: number): { packet: Buffer; key: boolean } | undefined {
  const packet = unwrapRtx(b, { ssrc: up.ssrc, payloadType: up.payloadType })
  // Chrome also probes the line with packets that came long ago.
  if (!packet || up.first === undefined || !up.missing.delete(extended(up, seqOf(packet)))) return undefined
  up.received += 1
  up.bytes += packet.length
  up.lastAt = now
  return arrived(up, packet, now)
}

function arrived(up: Uplink, packet: Buffer, now: number): { packet: Buffer; key: boolean } {
  const payload = up.codec === 'opus' ? undefined : payloadOf(packet)
  const key = payload !== undefined && up.codec !== 'opus' && beginsKeyframe(payload, up.codec)
  if (key) {
    up.keyWanted = false
    up.keyUrgent = false
    up.keyAt = now
  }
  return { packet, key }
}

function begin(up: Uplink, ssrc: number, seq: number): void {
  up.ssrc = ssrc
  up.first = seq
  up.highest = seq - 1
  up.received = 0
  up.lostAtFirst = 0
  up.lost = 0
  up.missing.clear()
  up.transit = undefined
  up.lag = createLag()
  up.reported = { expected: 0, lost: 0, loss: 0 }
}

const extended = (up: Uplink, seq: number): number => up.highest + ahead(seq, up.highest & 0xffff)

/** False for a packet that was here before. */
function count(up: Uplink, seq: number, now: number): boolean {
  const number = extended(up, seq)
  const distance = number - up.highest
  if (distance <= 0) {
    if (!up.missing.delete(number)) return false
    up.lostAtFirst -= 1
    return true
  }
  const hole = distance - 1
  up.lostAtFirst += hole
  if (hole > LONGEST_HOLE) {
    up.lost += hole
    up.keyWanted ||= up.kind === 'video'
  } else for (let n = up.highest + 1; n < number; n += 1) up.missing.set(n, { since: now, asked: 0, lastAsked: 0 })
  up.highest = number
  return true
}

/** RFC 3550 A.8 */
function measureJitter(up: Uplink, timestamp: number, now: number): void {
  const transit = Math.round((now * up.clockRate) / 1000) - timestamp
  if (up.transit !== undefined) up.jitter += (Math.abs((transit - up.transit) | 0) - up.jitter) / 16
  up.transit = transit
}

/** Sequence numbers to ask for now (sound is too old when it comes again: only counted); those that will not come any more are given up, and a new picture is wanted. */
export function askFor(up: Uplink, now: number, everyMs: number): number[] {
  const asked: number[] = []
  for (const [number, missing] of up.missing) {
    if (missing.asked >= MOST_ASKED || now - missing.since > GIVE_UP_MS) {
      up.missing.delete(number)
      up.lost += 1
      up.keyWanted ||= up.kind === 'video'
    } else if (missing.asked === 0 || now - missing.lastAsked >= everyMs) {
      missing.asked += 1
      missing.lastAsked = now
      asked.push(number & 0xffff)
    }
  }
  return asked
}

/** The block of a receiver report; undefined before the first packet. Keeps the loss of this interval for the bars. */
export function report(up: Uplink, now: number): ReceiverReport | undefined {
  if (up.first === undefined) return undefined
  const expected = up.highest - up.first + 1
  const newExpected = expected - up.reported.expected
  const newLost = Math.max(0, up.lostAtFirst - up.reported.lost)
  const share = newExpected > 0 ? Math.min(1, newLost / newExpected) : 0
  up.reported = { expected, lost: up.lostAtFirst, loss: (up.reported.loss + share) / 2 }
  return {
    ssrc: up.ssrc,
    fractionLost: Math.min(255, Math.floor(share * 256)),
    lost: up.lostAtFirst,
    highestSeq: up.highest,
    jitter: Math.round(up.jitter),
    lastSenderReport: up.senderReport?.id ?? 0,
    delay: up.senderReport ? Math.round(((now - up.senderReport.at) / 1000) * 65_536) : 0,
  }
}

export function flow(up: Uplink): Flow {
  return { packets: up.received, lost: up.lost, bitrate: up.measured.bitrate }
}

/** Called about every second. */
export function measureRate(up: Uplink, now: number): void {
  const seconds = (now - up.measured.at) / 1000
  const bitrate = up.measured.at === 0 ? 0 : Math.round(((up.bytes - up.measured.bytes) * 8) / seconds)
  up.measured = { bytes: up.bytes, at: now, bitrate }
}
