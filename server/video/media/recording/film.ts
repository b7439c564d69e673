import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import type { Codec, Kind } from '../engine.ts'
import type { WorkerOrder } from './export.ts'
import type { Entry } from './format.ts'
import { type Frame, pictures, sizeOf, soundFrames, streamsOf } from './frames.ts'
import { readSegmentFile } from './read.ts'
import { wallClock } from './timeline.ts'
import type { ExportedFile } from './types.ts'

interface Shown extends Frame {
  kind: Kind
  /** Wall clock in seconds. */
  wall: number
}

const CLOCK = { audio: 48_000, video: 90_000 } as const

/** Reads, aligns and puts into a container what one peer sent. */
export async function film({ dir, id, peer, key }: WorkerOrder): Promise<ExportedFile> {
  const folder = join(dir, id)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.rec')).toSorted()
  const own = names.filter((name) => name.replace(/-\d+\.rec$/, '') === peer)
  if (own.length === 0) throw new RangeError('this peer left nothing in the recording')
  const { codec, entries } = await load(folder, own, Buffer.from(key))
  const all = framesOf(entries, codec)
  const usable = playable(all)
  const startsAt = await firstMoment(folder, names, Buffer.from(key))
  const bytes = await mux(usable, codec, startsAt)
  const pictured = usable.filter((frame) => frame.kind === 'video').length
  return {
    peer,
    bytes,
    type: codec === 'VP8' ? 'video/webm' : 'video/mp4',
    startsAt: Math.round(startsAt * 1000),
    seconds: (usable.at(-1)?.wall ?? startsAt) - startsAt,
    videoFrames: pictured,
    audioFrames: usable.length - pictured,
    incompleteFrames: all.filter((frame) => !frame.whole).length,
  }
}

async function load(
  folder: string,
  names: readonly string[],
  key: Buffer,
): Promise<{ codec: Codec; entries: Entry[] }> {
  const entries: Entry[] = []
  let codec: Codec = 'VP8'
  for (const name of names) {
    const segment = await readSegmentFile(folder, name, key)
    codec = segment.header.codec
    for (const entry of segment.entries) entries.push(entry)
  }
  return { codec, entries }
}

/**
 * Second 0: the earliest moment of ALL peers. By one peer's own beginning the films would be shifted against each other, and a key
 * picture before it would be cut.
 */
async function firstMoment(folder: string, names: readonly string[], key: Buffer): Promise<number> {
  let first = Infinity
  for (const name of names.filter((one) => one.endsWith('-00000.rec'))) {
    const { codec, entries } = await load(folder, [name], key)
    for (const { wall } of framesOf(entries, codec)) first = Math.min(first, wall)
  }
  return first
}

function framesOf(entries: readonly Entry[], codec: Codec): Shown[] {
  const of = (kind: Kind) =>
    streamsOf(entries.filter((entry) => entry.kind === kind)).flatMap((packets) => {
      const frames = kind === 'audio' ? soundFrames(packets) : pictures(packets, codec)
      const walls = wallClock(frames, CLOCK[kind])
      return frames.map((frame, index) => ({ ...frame, kind, wall: walls[index] ?? 0 }))
    })
  return [...of('audio'), ...of('video')].sort((a, b) => a.wall - b.wall)
}

/** Pictures from the first that can be decoded alone; broken ones are left out, for a player stops at them. */
function playable(frames: readonly Shown[]): Shown[] {
  let decodable = false
  return frames.filter((frame) => {
    if (!frame.whole) return false
    if (frame.kind === 'audio') return true
    decodable ||= frame.key
    return decodable
  })
}

async function mux(frames: readonly Shown[], codec: Codec, startsAt: number): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget()
  const format = codec === 'VP8' ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' })
  const output = new Output({ format, target })
  const video = new EncodedVideoPacketSource(codec === 'VP8' ? 'vp8' : 'avc')
  const audio = new EncodedAudioPacketSource('opus')
  const key = frames.find((frame) => frame.kind === 'video')
  if (key) output.addVideoTrack(video)
  if (frames.some((frame) => frame.kind === 'audio')) output.addAudioTrack(audio)
  await output.start()
  const told = { audio: false, video: false }
  const last = { audio: -1, video: -1 }
  for (const frame of frames) {
    // Another connection of the same peer has another clock: its first moments may touch the last ones of the old.
    const at = Math.max(frame.wall - startsAt, last[frame.kind] + 0.001, 0)
    last[frame.kind] = at
    const packet = (seconds: number) => new EncodedPacket(frame.data, frame.key ? 'key' : 'delta', at, seconds)
    if (frame.kind === 'audio') {
      const decoderConfig = { codec: 'opus', numberOfChannels: 2, sampleRate: 48_000 }
      await audio.add(packet(opusSeconds(frame.data)), told.audio ? undefined : { decoderConfig })
    } else {
      const size = key && !told.video ? sizeOf(key, codec) : { width: 0, height: 0 }
      const name = codec === 'VP8' ? 'vp8' : 'avc1.42e01f'
      const decoderConfig = { codec: name, codedWidth: size.width, codedHeight: size.height }
      await video.add(packet(1 / 30), told.video ? undefined : { decoderConfig })
    }
    told[frame.kind] = true
  }
  await output.finalize()
  if (!target.buffer) throw new Error('the container was not finished')
  return new Uint8Array(target.buffer)
}

/** RFC 6716 §3.1: the first byte says how long a packet plays. */
function opusSeconds(packet: Buffer): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const celt = [2.5, 5, 10, 20]
  const silk = [10, 20, 40, 60]
  const ms = config < 12 ? silk[config & 3] : config < 16 ? [10, 20][config & 1] : celt[config & 3]
  const code = toc & 3
  const count = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2
  return ((ms ?? 20) * count) / 1000
}
