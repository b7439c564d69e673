/**
 * The seam between the video window and whatever carries its sound and picture.
 *
 * How a call goes (the browser always offers, everything is plain HTTP, no candidate is ever trickled):
 *
 *   const engine = await media()                                  // createMediaEngines(...) of ./engines.ts; loads native code only here
 *   await engine.open(call, { maxPeers: 3, record })              // record: startRecording(...) of ./recording/record.ts
 *   const { sdp, seat, offer } = await engine.answer(call, peer, offerSdp)    // POST …/media {sdp} → {sdp, seat, offer?}
 *   if (offer) … the browser answers it on a SECOND connection … await engine.accept(call, peer, answerSdp)   // Janus only
 *   await engine.mute(call, { from: spouse, to: otherSpouse }, true)          // questioned separately
 *   engine.stats(call)                                            // bars and alarms: cheap, ask every second
 *   await engine.leave(call, peer)                                // the seat stays the peer's
 *   const parts = await engine.close(call)                        // what was recorded, with the last hash of each chain
 *
 * Reconnecting is `answer` again for the same peer with a NEW RTCPeerConnection: the old transport is dropped, seat and
 * recording go on. There is no ICE restart. A lost node: `open` on another with a new recording, then `answer`.
 *
 * The browser's offer has fixed m-lines for the whole call, nothing is renegotiated: audio and video `sendonly`, then
 * (audio, video) `recvonly` for each of the other maxPeers − 1 seats. Every peer keeps the seat 0 … maxPeers − 1 it was
 * given by its first answer; the incoming streams are named after the seats (`event.streams[0].id === 'seat-2'`), so a third
 * participant simply begins to arrive in a stream that was empty. Only video/H264 (42e01f, packetization-mode 1), video/VP8
 * with their rtx, and opus may be offered (`setCodecPreferences`): red and ulpfec cannot be recorded.
 */
export interface MediaEngine {
  readonly name: 'node-datachannel' | 'janus'
  /** Throws MediaError('CALL_OPEN') when it is open already. */
  open(call: CallId, options: CallOptions): Promise<void>
  /** SDP offer → SDP answer with all candidates; for joining and for coming back. Throws MediaError. */
  answer(call: CallId, peer: PeerId, offerSdp: string): Promise<MediaAnswer>
  /** The browser's answer to `MediaAnswer.offer`. Nothing to do for an engine that never offers. */
  accept(call: CallId, peer: PeerId, answerSdp: string): Promise<void>
  /** Stops (true) or lets flow (false) what `from` sends, to one peer or to all; the recording goes on. Survives reconnects. */
  mute(call: CallId, what: Mute, muted: boolean): Promise<void>
  /** The peer's connection is dropped; its seat is kept for it. */
  leave(call: CallId, peer: PeerId): Promise<void>
  /** Ends the call for everybody and finishes the recording. A call that is not open: []. */
  close(call: CallId): Promise<RecordingPart[]>
  /** One entry for each seat taken, [] for an unknown call. */
  stats(call: CallId): PeerStats[]
  /** Open calls and their peers: for draining a node and for the supervisor's board. */
  calls(): CallId[]
  /** Returns the function that stops listening. */
  on(listener: (event: MediaEvent) => void): () => void
  /** Closes every call; for the end of the process. */
  shutdown(): Promise<void>
}

export type CallId = string
export type PeerId = string
/** `guest`: supervisor, interpreter, spouse. The engine treats all alike. */
export type Role = 'citizen' | 'officer' | 'guest'
export type Kind = 'audio' | 'video'
export type Codec = 'H264' | 'VP8'

export interface CallOptions {
  /** 2 … 4 */
  maxPeers: number
  /** Peers whose seats are kept for them, from seat 0: a browser then knows whom it sees, whoever comes first. */
  kept?: readonly PeerId[]
  /** Left out: the first offer decides, H.264 before VP8. Everybody in the call sends the same. */
  codec?: Codec
  record?: RecordSink
}

export interface MediaAnswer {
  sdp: string
  /** Which `seat-n` the others see this peer in. */
  seat: number
  /** Only engines that offer themselves (Janus): for a second, receiving connection. */
  offer?: string
}

export interface Mute {
  from: PeerId
  /** Left out: to everybody. */
  to?: PeerId
  /** Left out: sound and picture. */
  kind?: Kind
}

/**
 * What takes every packet as it arrived, before anything is thrown away. `write` is called on the hot path: it must not
 * throw and must not wait. `failed` is called at most once, within five seconds of the first write that did not reach the disk:
 * no recorder, no business.
 */
export interface RecordSink {
  /** `at`: wall clock in ms with fractions; `rtp`: the whole packet of the call's codec or opus, RTX already unwrapped. */
  write(peer: PeerId, kind: Kind, at: number, rtp: Uint8Array): void
  /** Told once, before the first packet. */
  codec(codec: Codec): void
  onFailed(listener: (error: Error) => void): void
  end(): Promise<RecordingPart[]>
}

/** What one peer left in one recording. */
export interface RecordingPart {
  peer: PeerId
  /** Folder below the recordings' folder. */
  folder: string
  /** Wall clock in ms of the first and last packet. */
  firstAt: number
  lastAt: number
  packets: number
  segments: number
  bytes: number
  /** Last value of the hash chain (hex): what the database keeps and verification compares. */
  chain: string
}

/** Counters since the peer's current connection began; the two ages in ms, undefined when nothing came yet. */
export interface PeerStats {
  peer: PeerId
  seat: number
  connected: boolean
  /** Round trip in ms, undefined before the first report. */
  rtt: number | undefined
  /** What the peer sends us: packets and what is missing of them for good, bit/s over the last second. */
  received: { audio: Flow; video: Flow }
  /** What it tells us of what we send it: share lost 0 … 1 by its last reports, worst of its incoming streams. */
  lossDown: number
  /** Share of the peer's packets lost on the way to us in the last seconds, 0 … 1. */
  lossUp: number
  lastAudioAge: number | undefined
  lastVideoAge: number | undefined
}

export interface Flow {
  packets: number
  lost: number
  bitrate: number
}

/**
 * `media`: packets of the peer flow (first time or again after silence). `silent`: connected, but nothing for three seconds.
 * `gone`: the transport is closed or failed; it comes back by a new `answer`. `recorder-failed`: pause the business now.
 */
export type MediaEvent =
  | { kind: 'media' | 'silent' | 'gone'; call: CallId; peer: PeerId }
  | { kind: 'recorder-failed'; call: CallId; error: Error }

export type MediaRefusal = 'CALL_OPEN' | 'NO_CALL' | 'CALL_FULL' | 'BAD_OFFER' | 'NO_CODEC' | 'ENGINE_DOWN'

/** A refusal of the engine with the reason in English for the log; the person is told by the feature that called. */
export class MediaError extends Error {
  override readonly name = 'MediaError'
  readonly code: MediaRefusal
  constructor(code: MediaRefusal, message: string) {
    super(message)
    this.code = code
  }
}

export const SEATS = { min: 2, max: 4 } as const
/** The name of the stream in which a seat's sound and picture arrive at the browser. */
export const streamOf = (seat: number): string => `seat-${seat}`
