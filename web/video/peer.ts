import { encodingFor, MOST_BPS, nextWish } from './bitrate.ts'
import { gathered } from './line-test.ts'
import { addLines, configOf } from './m-lines.ts'
import { doubtSince, isLost, isStalled, isTimeToTry, type Watch, watchBytes } from './outage.ts'
import { type Sample, sampleOf, type Span, spanOf } from './sample.ts'

/** What the house answers to an offer. */
export interface MediaReply {
  sdp: string
  seat: number
  /** Only from engines that offer themselves: answered on a second connection. */
  offer?: string | undefined
}

/** A key to the room: fetched anew for every connection. */
export interface Room {
  /** How many may be in the call, oneself included: the m-lines are fixed for good by it. */
  maxPeers: number
  iceServers: readonly RTCIceServer[]
  /** Carries an offer to the house; throws when the house cannot be reached. `accept` carries the second answer. */
  exchange: (offer: string) => Promise<MediaReply>
  accept: (answer: string) => Promise<void>
}

export interface PeerOptions {
  enter: () => Promise<Room>
  /** The sound and picture of a seat; the same stream object for as long as the page lives, also over reconnections. */
  stream: (seat: number, stream: MediaStream) => void
  state: (state: LineState, lostSince: number | undefined) => void
  /** Every second while the line stands: what came in it. */
  tick?: (span: Span, sample: Sample) => void
}

export type LineState = 'connecting' | 'up' | 'lost' | 'closed'

export interface Peer {
  /** Starts, or makes a new connection in place of the old one. */
  connect: () => Promise<void>
  /** The track that the others see or hear; no renegotiation. `undefined` sends nothing. */
  send: (kind: 'audio' | 'video', track: MediaStreamTrack | undefined) => Promise<void>
  /** What the house says to send, after what the receivers told it: the picture shrinks, grows or goes. */
  obey: (order: Order) => Promise<void>
  sample: () => Promise<Sample>
  close: () => void
}

/** Bits and frames a second at most, and how much smaller than the camera's picture (1 and more). */
export interface Order {
  maxBitrate: number
  fps: number
  scale: number
  audioOnly: boolean
}

/**
 * One connection to the house for a whole call. It always offers, its m-lines never change, and a lost line is answered by a
 * new connection on the same seat (engines restart no ICE): every 2.5 seconds until it stands again or `close` is called.
 */
export function openPeer(options: PeerOptions): Peer {
  const line: Line = {
    options,
    pc: undefined,
    second: undefined,
    state: 'connecting',
    lostSince: undefined,
    tracks: { audio: undefined, video: undefined },
    streams: new Map(),
    order: { maxBitrate: MOST_BPS, fps: 30, scale: 1, audioOnly: false },
    fits: MOST_BPS,
    relay: false,
    turn: false,
    stood: false,
    last: undefined,
    sent: undefined,
    watch: undefined,
    doubt: undefined,
    triedAt: 0,
    trying: false,
  }
  const timer = setInterval(() => void turn(line), 1_000)
  return {
    connect: () => connect(line),
    send: async (kind, track) => {
      line.tracks[kind] = track
      await senderOf(line, kind)?.replaceTrack(track ?? null)
      await encode(line)
    },
    obey: async (order) => {
      line.order = order
      await encode(line)
    },
    sample: () => take(line),
    close: () => {
      clearInterval(timer)
      become(line, 'closed')
      drop(line)
    },
  }
}

interface Line {
  options: PeerOptions
  pc: RTCPeerConnection | undefined
  second: RTCPeerConnection | undefined
  state: LineState
  lostSince: number | undefined
  tracks: Record<'audio' | 'video', MediaStreamTrack | undefined>
  streams: Map<number, MediaStream>
  order: Order
  /** Bits a second that arrive over there, by what the other end reports: quicker than the house's word. */
  fits: number
  /** Nothing came up by the straight way: the city's relay is tried, and kept once it works. */
  relay: boolean
  /** Whether there is a relay at all. */
  turn: boolean
  /** Whether the present connection ever came up. */
  stood: boolean
  last: Sample | undefined
  sent: { frames: number; bytes: number } | undefined
  watch: Watch | undefined
  /** Since when the browser calls the connection failed or disconnected. */
  doubt: number | undefined
  triedAt: number
  trying: boolean
}

async function connect(line: Line): Promise<void> {
  if (line.trying || line.state === 'closed') return
  line.trying = true
  // A try that never came up: the other way next, until one does.
  if (line.turn && line.triedAt > 0 && !line.stood) line.relay = !line.relay
  line.stood = false
  line.triedAt = performance.now()
  drop(line)
  try {
    const room = await line.options.enter()
    line.turn = room.iceServers.length > 0
    const pc = newConnection(line, room)
    line.pc = pc
    addLines(pc, line.tracks, room.maxPeers)
    await pc.setLocalDescription(await pc.createOffer())
    // The house sees by what was gathered that this browser comes through the relay.
    if (line.relay) await gathered(pc)
    const reply = await room.exchange(pc.localDescription?.sdp ?? '')
    if (line.pc !== pc || pc.signalingState === 'closed') return
    await pc.setRemoteDescription({ type: 'answer', sdp: reply.sdp })
    if (reply.offer !== undefined) await answerSecond(line, room, reply.offer)
    await encode(line)
  } catch {
    // No answer, or one that does not fit: the next turn tries again. What stays lost is shown as lost.
    lost(line)
  } finally {
    line.trying = false
  }
}

function newConnection(line: Line, room: Room): RTCPeerConnection {
  const pc = new RTCPeerConnection(configOf(room, line.relay))
  pc.addEventListener('connectionstatechange', () => {
    if (line.pc !== pc) return
    line.doubt = doubtSince(line.doubt, pc.connectionState, performance.now())
    if (pc.connectionState !== 'connected') return
    line.stood = true
    become(line, 'up')
  })
  pc.addEventListener('track', (event) => receive(line, event))
  return pc
}

/** The stream of a seat stays one object: what shows it need not know that the line was new. */
function receive(line: Line, { track, streams }: RTCTrackEvent): void {
  const seat = Number(/^seat-(\d)$/.exec(streams[0]?.id ?? '')?.[1] ?? Number.NaN)
  if (Number.isNaN(seat)) return
  const stream = line.streams.get(seat) ?? new MediaStream()
  line.streams.set(seat, stream)
  for (const old of stream.getTracks()) if (old.kind === track.kind) stream.removeTrack(old)
  stream.addTrack(track)
  // Seats that nobody has taken have tracks too, silent for ever: a seat is shown when something arrives from it.
  if (!track.muted) line.options.stream(seat, stream)
  track.addEventListener('unmute', () => line.options.stream(seat, stream))
}

async function answerSecond(line: Line, room: Room, offer: string): Promise<void> {
  const pc = new RTCPeerConnection(configOf(room, line.relay))
  line.second = pc
  pc.addEventListener('track', (event) => receive(line, event))
  await pc.setRemoteDescription({ type: 'offer', sdp: offer })
  await pc.setLocalDescription(await pc.createAnswer())
  await room.accept(pc.localDescription?.sdp ?? '')
}

/** Each second: measure, wish, climb, and look whether the line still lives. */
async function turn(line: Line): Promise<void> {
  const now = performance.now()
  const standing = line.pc?.connectionState
  if (isLost(line.doubt, now)) lost(line)
  if (!line.trying && isTimeToTry(now - line.triedAt, standing)) tryAgain(line)
  if (standing !== 'connected') return
  const sample = await take(line)
  const span = line.last ? spanOf(line.last, sample) : undefined
  line.last = sample
  line.watch = watchBytes(line.watch, sample.videoBytes + sample.audioBytes, sample.at)
  if (isStalled(line.watch, sample.at)) {
    line.watch = undefined
    lost(line)
    return
  }
  if (!span) return
  const before = line.fits
  line.fits = nextWish(before, { ...span, ...uplink(span, sample, line.sent) })
  line.sent = { frames: sample.framesSent, bytes: sample.bytesSent }
  if (line.fits !== before) await encode(line)
  line.options.tick?.(span, sample)
}

/** A lost line is made anew; a first one that does not come up is given up only where there is another way. */
function tryAgain(line: Line): void {
  if (line.turn && line.state === 'connecting' && line.triedAt > 0) lost(line)
  if (line.state === 'lost') void connect(line)
}

/** The own way up: what was sent and how much of it the other end missed. */
function uplink(span: Span, sample: Sample, sent: Line['sent']): Pick<Span, 'kbps' | 'frames' | 'loss' | 'nacks'> {
  const loss = span.lostThere ?? 0
  const kbps = sent ? ((sample.bytesSent - sent.bytes) * 8) / 1000 / span.seconds : 0
  return { kbps: kbps * (1 - loss), frames: sent ? sample.framesSent - sent.frames : 0, loss, nacks: 0 }
}

async function take(line: Line): Promise<Sample> {
  const reports: unknown[] = []
  for (const pc of [line.pc, line.second])
    if (pc) (await pc.getStats()).forEach((report: unknown) => reports.push(report))
  return sampleOf(reports, performance.now())
}

async function encode(line: Line): Promise<void> {
  const sender = senderOf(line, 'video')
  if (!sender?.track) return
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings
  if (!encoding) return
  const { order } = line
  const own = encodingFor(Math.min(order.maxBitrate, line.fits), sender.track.getSettings().height ?? 720)
  encoding.active = !order.audioOnly
  encoding.maxBitrate = own.maxBitrate
  encoding.maxFramerate = Math.min(own.maxFramerate, order.fps)
  encoding.scaleResolutionDownBy = Math.max(own.scaleResolutionDownBy, order.scale)
  // Refused while the connection is being made: the next turn sets it again.
  await sender.setParameters(parameters).catch(() => undefined)
}

const senderOf = (line: Line, kind: 'audio' | 'video'): RTCRtpSender | undefined =>
  line.pc?.getTransceivers()[kind === 'audio' ? 0 : 1]?.sender

function lost(line: Line): void {
  become(line, 'lost')
}

function become(line: Line, state: LineState): void {
  if (line.state === 'closed' || (line.state === state && state !== 'connecting')) return
  line.state = state
  line.lostSince = state === 'lost' ? (line.lostSince ?? performance.now()) : undefined
  if (state === 'up') line.watch = undefined
  line.options.state(state, line.lostSince)
}

function drop(line: Line): void {
  for (const pc of [line.pc, line.second]) pc?.close()
  line.pc = undefined
  line.second = undefined
  line.last = undefined
  line.sent = undefined
  line.doubt = undefined
}
