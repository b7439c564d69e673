import { createSocket } from 'node:dgram'
import type { Flow, Kind } from '../engine.ts'
import { ahead, isRtcp, seqOf, ssrcOf } from '../rtp.ts'

/**
 * Janus sends a copy of everything here as plain RTP, which our recorder seals: Janus's own recordings lie open on its disk.
 * Loopback or a line that is protected otherwise: these packets are not encrypted.
 */
export interface Tap {
  readonly port: number
  /** A number by which the packets of one source are known. */
  add(heard: (kind: Kind, rtp: Buffer, now: number) => void): Record<Kind, Source>
  remove(sources: Record<Kind, Source>): void
  close(): void
}

export interface Source {
  readonly ssrc: number
  readonly kind: Kind
  packets: number
  lost: number
  bytes: number
  highest: number | undefined
  lastAt: number
  measured: { bytes: number; at: number; bitrate: number }
}

export async function openTap(host: string): Promise<Tap> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  const sources = new Map<number, { source: Source; heard: (kind: Kind, rtp: Buffer, now: number) => void }>()
  let next = 0x5943_0000
  socket.on('message', (b) => {
    if (b.length < 12 || isRtcp(b)) return
    const known = sources.get(ssrcOf(b))
    if (!known) return
    const now = performance.now()
    count(known.source, b, now)
    known.heard(known.source.kind, b, now)
  })
  socket.on('error', () => undefined)
  await new Promise<void>((done, fail) => {
    socket.once('error', fail)
    // Anybody who reaches the port could feed the record: it is bound to the one address that Janus is told.
    socket.bind(0, host, done)
  })
  const source = (kind: Kind): Source => ({
    ssrc: (next += 1),
    kind,
    packets: 0,
    lost: 0,
    bytes: 0,
    highest: undefined,
    lastAt: 0,
    measured: { bytes: 0, at: 0, bitrate: 0 },
  })
  return {
    port: socket.address().port,
    add: (heard) => {
      const pair = { audio: source('audio'), video: source('video') }
      for (const one of [pair.audio, pair.video]) sources.set(one.ssrc, { source: one, heard })
      return pair
    },
    remove: (pair) => {
      for (const one of [pair.audio, pair.video]) sources.delete(one.ssrc)
    },
    close: () => socket.close(),
  }
}

function count(source: Source, b: Buffer, now: number): void {
  const seq = seqOf(b)
  const distance = source.highest === undefined ? 1 : ahead(seq, source.highest)
  if (distance > 1) source.lost += distance - 1
  else if (distance < 0 && source.lost > 0) source.lost -= 1
  if (distance > 0) source.highest = seq
  source.packets += 1
  source.bytes += b.length
  source.lastAt = now
  const { measured } = source
  if (measured.at === 0) source.measured = { bytes: source.bytes, at: now, bitrate: 0 }
  else if (now - measured.at >= 1_000)
    source.measured = {
      bytes: source.bytes,
      at: now,
      bitrate: Math.round(((source.bytes - measured.bytes) * 8_000) / (now - measured.at)),
    }
}

export const flowOf = ({ packets, lost, measured }: Source): Flow => ({ packets, lost, bitrate: measured.bitrate })
