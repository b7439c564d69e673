import type { Kind, MediaEvent } from '../engine.ts'
import { bitrateLimit, keyframeRequest, nack, readRtcp, type Report, receiverReport, senderReport } from '../rtcp.ts'
import { isRtcp } from '../rtp.ts'
import { type Connection, control, type Hooks, type Outlet, ownSsrc } from './connection.ts'
import { noteDelay, step, takeQueue, type Way } from './congestion.ts'
import { again, take } from './lane.ts'
import type { Call, Peer } from './sfu.ts'
import { askFor, measureRate, receive, report, type Uplink } from './uplink.ts'

/** The hot path: every packet of every call comes through here. */
export function hooksOf(call: Call, peer: Peer, tell: (event: MediaEvent) => void): Hooks {
  const event = (kind: 'media' | 'gone') => tell({ kind, call: call.id, peer: peer.id })
  return {
    up: (connection, kind, b) => {
      // A transport that was replaced may still deliver.
      if (peer.connection !== connection) return
      const now = performance.now()
      if (isRtcp(b)) return heardFromSender(call, peer, connection, kind, b, now)
      const up = connection.ups[kind]
      const got = receive(up, b, now)
      if (!got) return
      call.options.record?.write(peer.id, kind, performance.timeOrigin + now, got.packet)
      for (const other of call.peers.values()) {
        if (other === peer || !other.connection?.open || isMuted(call, peer, other, kind)) continue
        forward(other.connection, peer.seat, up, got, now)
      }
      if (!peer.flowing) {
        peer.flowing = true
        event('media')
      }
    },
    down: (connection, outlet, b) => {
      if (isRtcp(b)) heardFromReceiver(call, connection, outlet, b)
    },
    state: (connection, state) => {
      if (state === 'connected') {
        // Whoever arrives needs a picture that can be decoded alone, from everybody.
        for (const other of call.peers.values())
          if (other !== peer && other.connection) wantKey(other.connection.ups.video)
      } else if (peer.connection === connection) {
        peer.flowing = false
        event('gone')
      }
    },
  }
}

/** Rules of muting are few (usually none), so they are looked through for each packet. */
function isMuted(call: Call, from: Peer, to: Peer, kind: Kind): boolean {
  for (const rule of call.muted.values())
    if (
      rule.from === from.id &&
      (rule.to === undefined || rule.to === to.id) &&
      (rule.kind === undefined || rule.kind === kind)
    )
      return true
  return false
}

function forward(to: Connection, seat: number, up: Uplink, got: { packet: Buffer; key: boolean }, now: number): void {
  for (const { seat: at, kind, lane, track } of to.outlets) {
    if (at !== seat || kind !== up.kind || !track.isOpen()) continue
    const sent = take(lane, got.packet, { source: up, key: got.key, now })
    if (sent) track.sendMessageBinary(sent)
    else if (lane.waitsForKey) wantKey(up)
  }
}

/** Somebody sees nothing before it comes. */
function wantKey(up: Uplink): void {
  up.keyWanted = true
  up.keyUrgent = true
}

function heardFromSender(call: Call, peer: Peer, connection: Connection, kind: Kind, b: Buffer, now: number): void {
  for (const part of readRtcp(b)) {
    if (part.type !== 'sender-report') continue
    const up = connection.ups[kind]
    if (part.ssrc !== up.ssrc) continue
    const id = (((part.ntpHigh & 0xffff) << 16) | (part.ntpLow >>> 16)) >>> 0
    up.senderReport = { id, at: now }
    for (const other of call.peers.values())
      for (const { seat, lane, track } of other === peer ? [] : (other.connection?.outlets ?? [])) {
        if (seat !== peer.seat || lane.source !== up || lane.resync || !track.isOpen()) continue
        lane.reports = [{ id, at: now }, ...lane.reports.slice(0, 3)]
        const timestamp = part.timestamp + lane.timestampShift
        track.sendMessageBinary(
          senderReport({ ...part, ssrc: lane.ssrc, timestamp, packets: lane.packets, octets: lane.octets }),
        )
      }
  }
}

function heardFromReceiver(call: Call, connection: Connection, outlet: Outlet, b: Buffer): void {
  const now = performance.now()
  for (const part of readRtcp(b)) {
    if (part.type === 'reports') for (const one of part.reports) heed(connection, outlet, one, now)
    else if (part.type === 'nack' && part.ssrc === outlet.lane.ssrc)
      for (const packet of again(outlet.lane, part.seqs, now, connection.rtt)) outlet.track.sendMessageBinary(packet)
    else if (part.type === 'keyframe' && part.ssrc === outlet.lane.ssrc)
      for (const peer of call.peers.values())
        if (peer.seat === outlet.seat && peer.connection) peer.connection.ups.video.keyWanted = true
  }
}

function heed(connection: Connection, { lane }: Outlet, one: Report, now: number): void {
  if (one.ssrc !== lane.ssrc) return
  // A report covers few packets when the picture is small: smoothed.
  lane.loss = (lane.loss + one.fractionLost) / 2
  lane.lossAt = now
  // Our report carries the sender's clock: its number finds when WE sent it.
  const answered = lane.reports.find((report) => report.id === one.lastSenderReport)
  if (answered) {
    const rtt = now - answered.at - (one.delay / 65_536) * 1000
    if (rtt < 0) return
    connection.rtt = Math.round(rtt)
    noteDelay(connection.trips, now, rtt)
  }
}

const REPORT_MS = 500
const SILENT_MS = 3_000
/** A browser needs a moment to encode a key picture; asking faster only makes more of them. */
const KEY_MS = 200
/** Key pictures are large: one each second at most for those who have a picture, or a thin line carries nothing else. */
const KEY_REST_MS = 1_000

/** Every 20 ms: ask for what is missing and for key pictures; every 500 ms: reports, limits, silence. */
export function tick(calls: Iterable<Call>, beat: { reportedAt: number }, tell: (event: MediaEvent) => void): void {
  const now = performance.now()
  const reports = now - beat.reportedAt >= REPORT_MS
  if (reports) beat.reportedAt = now
  for (const call of calls)
    for (const peer of call.peers.values()) {
      if (!peer.connection?.open) continue
      ask(peer.connection, now)
      if (!reports) continue
      limit(call, peer, peer.connection, now)
      sendReports(peer, peer.connection, now)
      listen(call, peer, peer.connection, now, tell)
    }
}

function ask(connection: Connection, now: number): void {
  const { audio, video } = connection.ups
  if (audio.missing.size > 0) askFor(audio, now, REPORT_MS)
  if (video.missing.size > 0) {
    const seqs = askFor(video, now, Math.max(100, connection.rtt ?? 120))
    if (seqs.length > 0) control(connection, nack(ownSsrc(connection), video.ssrc, seqs))
  }
  const due = video.keyUrgent || now - video.keyAt >= KEY_REST_MS
  if (video.keyWanted && due && video.first !== undefined && now - video.keyAskedAt >= KEY_MS) {
    video.keyAskedAt = now
    control(connection, keyframeRequest(ownSsrc(connection), video.ssrc))
  }
}

function sendReports(peer: Peer, connection: Connection, now: number): void {
  const { audio, video } = connection.ups
  const blocks = [audio, video].flatMap((up) => report(up, now) ?? [])
  if (blocks.length > 0) control(connection, receiverReport(ownSsrc(connection), blocks))
  if (video.first !== undefined) control(connection, bitrateLimit(ownSsrc(connection), video.ssrc, peer.limit.bitrate))
  for (const up of [audio, video]) if (now - up.measured.at >= 1_000) measureRate(up, now)
}

/** The way up of the sender, and of everybody who watches the way down. */
function limit(call: Call, peer: Peer, connection: Connection, now: number): void {
  const { audio, video } = connection.ups
  const queueUp = takeQueue(audio.lag)
  const ways: Way[] = queueUp === undefined ? [] : [{ queueMs: queueUp, loss: video.reported.loss }]
  for (const other of call.peers.values())
    for (const { seat, kind, lane } of other.connection?.open ? other.connection.outlets : [])
      if (seat === peer.seat && kind === 'video' && other.connection && now - lane.lossAt < 2_000)
        ways.push({ queueMs: other.connection.queueDown, loss: lane.loss })
  step(peer.limit, ways, video.measured.bitrate, now)
  // The reports of the way down come back on the way up: its queue is not theirs.
  const round = takeQueue(connection.trips)
  if (round !== undefined) connection.queueDown = Math.max(0, round - (queueUp ?? 0))
}

function listen(call: Call, peer: Peer, connection: Connection, now: number, tell: (event: MediaEvent) => void): void {
  const last = Math.max(connection.ups.audio.lastAt, connection.ups.video.lastAt)
  if (!peer.flowing || now - last < SILENT_MS) return
  peer.flowing = false
  tell({ kind: 'silent', call: call.id, peer: peer.id })
}
