import type { PeerConnection, Track } from 'node-datachannel'
import type { Native } from '../node-datachannel/connection.ts'
import { keyframeRequest, readRtcp } from '../rtcp.ts'
import { isRtcp, seqOf, ssrcOf } from '../rtp.ts'

/** A participant without a browser, for load and for tests that count packets: about 0.8 Mbit/s of VP8-shaped packets and opus. */
export interface Synthetic {
  readonly pc: PeerConnection
  /** Its offer; give the engine's answer to `accept`. */
  offer(): Promise<string>
  accept(answer: string): void
  /** Begins to send; ends with `close`. */
  start(): void
  connected(): boolean
  /** Media packets received, by the number of the m-line pair: 0 is the first other seat. */
  received(pair: number): Received
  sent(): { audio: number; video: number }
  /** Asks for a key picture of what arrives there. */
  askKeyframe(pair: number): void
  /** Key pictures that were asked of it. */
  keyframesAsked(): number
  close(): void
}

export interface Received {
  audio: number
  video: number
  /** Sequence numbers of the pictures' packets as they came. */
  seqs: number[]
  keyframes: number
  ssrcs: Set<number>
}

const VP8 = 96
const OPUS = 111
const PICTURE = Buffer.alloc(938, 7)
const SOUND = Buffer.alloc(80, 1)
/** TOC of one 20 ms packet (CELT, fullband). */
SOUND[0] = 31 << 3

let nextSsrc = 0x0100_0000

export function synthetic(
  native: Native,
  maxPeers: number,
  options: { address?: string; keepSeqs?: boolean } = {},
): Synthetic {
  const pc = new native.PeerConnection('synthetic', {
    iceServers: [],
    bindAddress: options.address ?? '127.0.0.1',
    disableAutoNegotiation: true,
  })
  const state = { open: false, keyWanted: true, asked: 0 }
  const ssrcs = { audio: (nextSsrc += 1), video: (nextSsrc += 1) }
  const up = sendingTracks(native, pc, ssrcs)
  up.video.onMessage((b) => {
    if (!isRtcp(b) || !readRtcp(b).some((part) => part.type === 'keyframe')) return
    state.keyWanted = true
    state.asked += 1
  })
  const others = Array.from({ length: maxPeers - 1 }, nothing)
  const down = others.map((into, pair) => receivingTracks(native, pc, pair, into, options.keepSeqs ?? false))
  pc.onStateChange((now) => (state.open = now === 'connected'))
  const pump = pumpOf(up, ssrcs, state)
  return {
    pc,
    offer: () => offerOf(pc),
    accept: (answer) => pc.setRemoteDescription(answer, 'answer'),
    start: () => pump.start(),
    connected: () => state.open,
    received: (pair) => others[pair] ?? nothing(),
    sent: () => pump.sent,
    askKeyframe: (pair) => {
      const ssrc = [...(others[pair]?.ssrcs ?? [])].at(-1)
      // Through a track on which we send: to a receiving one the library writes nothing.
      if (ssrc !== undefined) up.video.sendMessageBinary(keyframeRequest(ssrcs.video, ssrc))
    },
    keyframesAsked: () => state.asked,
    close: () => {
      pump.stop()
      // Held until here: the binding forgets tracks that nobody holds.
      down.length = 0
      pc.close()
    },
  }
}

const nothing = (): Received => ({ audio: 0, video: 0, seqs: [], keyframes: 0, ssrcs: new Set() })

function sendingTracks(native: Native, pc: PeerConnection, ssrcs: { audio: number; video: number }) {
  const audio = new native.Audio('0', 'SendOnly')
  audio.addOpusCodec(OPUS)
  audio.addSSRC(ssrcs.audio, 'c', 'm', 'a')
  const video = new native.Video('1', 'SendOnly')
  video.addVP8Codec(VP8)
  video.addSSRC(ssrcs.video, 'c', 'm', 'v')
  return { audio: pc.addTrack(audio), video: pc.addTrack(video) }
}

function receivingTracks(native: Native, pc: PeerConnection, pair: number, into: Received, keepSeqs: boolean): Track[] {
  const sound = new native.Audio(String(2 + pair * 2), 'RecvOnly')
  sound.addOpusCodec(OPUS)
  const picture = new native.Video(String(3 + pair * 2), 'RecvOnly')
  picture.addVP8Codec(VP8)
  const tracks = [pc.addTrack(sound), pc.addTrack(picture)]
  for (const track of tracks)
    track.onMessage((b) => {
      if (!isRtcp(b)) note(into, track.type() === 'audio' ? 'audio' : 'video', b, keepSeqs)
    })
  return tracks
}

function note(into: Received, kind: 'audio' | 'video', b: Buffer, keepSeqs: boolean): void {
  into[kind] += 1
  if (kind === 'audio') return
  into.ssrcs.add(ssrcOf(b))
  if (keepSeqs) into.seqs.push(seqOf(b))
  if (((b[12] ?? 0) & 0x1f) === 0x10 && ((b[13] ?? 1) & 1) === 0) into.keyframes += 1
}

function offerOf(pc: PeerConnection): Promise<string> {
  return new Promise((done) => {
    pc.onGatheringStateChange((state) => {
      if (state === 'complete') done(pc.localDescription()?.sdp ?? '')
    })
    pc.setLocalDescription('offer')
  })
}

/** Every 20 ms one packet of sound and two of picture; a picture is 40 ms: the first packet begins it, the fourth ends it. */
function pumpOf(
  up: { audio: Track; video: Track },
  ssrcs: { audio: number; video: number },
  state: { keyWanted: boolean },
) {
  const sent = { audio: 0, video: 0 }
  let timer: NodeJS.Timeout | undefined
  let key = true
  const packet = (type: number, seq: number, timestamp: number, ssrc: number, payload: Buffer): Buffer => {
    const b = Buffer.alloc(12 + payload.length)
    b[0] = 0x80
    b[1] = type
    b.writeUInt16BE(seq & 0xffff, 2)
    b.writeUInt32BE(timestamp >>> 0, 4)
    b.writeUInt32BE(ssrc, 8)
    payload.copy(b, 12)
    return b
  }
  const send = (n: number) => {
    if (up.audio.isOpen() && up.audio.sendMessageBinary(packet(OPUS, sent.audio, n * 960, ssrcs.audio, SOUND)))
      sent.audio += 1
    for (let half = 0; half < 2; half += 1) {
      const part = (n % 2) * 2 + half
      if (part === 0) {
        key = state.keyWanted || n % 500 === 0
        state.keyWanted = false
      }
      const b = packet(VP8 | (part === 3 ? 0x80 : 0), sent.video, (n >> 1) * 3_600, ssrcs.video, PICTURE)
      b[12] = part === 0 ? 0x10 : 0
      b[13] = key ? 0 : 1
      if (up.video.isOpen() && up.video.sendMessageBinary(b)) sent.video += 1
    }
  }
  return {
    sent,
    start: () => {
      const began = performance.now()
      let n = 0
      timer ??= setInterval(() => {
        for (const due = Math.floor((performance.now() - began) / 20); n < due; n += 1) send(n)
      }, 20)
    },
    stop: () => clearInterval(timer),
  }
}
