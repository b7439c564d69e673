import { isMainThread } from 'node:worker_threads'
import {
  type CallId,
  type CallOptions,
  type Codec,
  type MediaEngine,
  MediaError,
  type MediaEvent,
  type Mute,
  type PeerId,
  type PeerStats,
  SEATS,
} from '../engine.ts'
import type { MediaConfig } from '../engines.ts'
import { codecOf, narrowOffer } from '../sdp.ts'
import { seatFor } from '../seats.ts'
import { close, connect, type Connection, type Native } from './connection.ts'
import { createLimit, type Limit } from './congestion.ts'
import { restart } from './lane.ts'
import { relayDoor } from './relay-door.ts'
import { hooksOf, tick } from './traffic.ts'
import { flow } from './uplink.ts'

/** Everything the traffic of one call needs; changed only by the engine. */
export interface Call {
  readonly id: CallId
  readonly options: CallOptions
  codec: Codec | undefined
  readonly peers: Map<PeerId, Peer>
  /** `from|to|kind` with `*` for all. */
  readonly muted: Map<string, Mute>
}

export interface Peer {
  readonly id: PeerId
  readonly seat: number
  connection: Connection | undefined
  /** Whether packets flow: what the last event said. */
  flowing: boolean
  /** What its pictures may cost. */
  readonly limit: Limit
}

/** Packets that are missing are asked for at this pace; everything slower hangs on it too. */
const TICK_MS = 20

/**
 * The engine inside the process: DTLS, SRTP and ICE in libdatachannel, forwarding here. One UDP port for all calls.
 * Throws when called in a worker thread: the library's globals belong to one thread, a second one ends the process.
 */
export async function createSfu(config: MediaConfig): Promise<MediaEngine> {
  if (!isMainThread) throw new MediaError('ENGINE_DOWN', 'node-datachannel may only be loaded in the main thread')
  const { default: native } = await import('node-datachannel')
  const calls = new Map<CallId, Call>()
  const listeners = new Set<(event: MediaEvent) => void>()
  const tell = (event: MediaEvent) => {
    for (const listener of listeners) listener(event)
  }
  const beat = { reportedAt: 0 }
  const door = relayDoor(config)
  const timer = setInterval(() => tick(calls.values(), beat, tell), TICK_MS)

  const engine: MediaEngine = {
    name: 'node-datachannel',
    open: async (id, options) => {
      if (calls.has(id)) throw new MediaError('CALL_OPEN', `call ${id} is open already`)
      if (options.maxPeers < SEATS.min || options.maxPeers > SEATS.max)
        throw new RangeError(`a call has ${SEATS.min} to ${SEATS.max} seats`)
      calls.set(id, { id, options, codec: options.codec, peers: new Map(), muted: new Map() })
      if (options.codec) options.record?.codec(options.codec)
      options.record?.onFailed((error) => tell({ kind: 'recorder-failed', call: id, error }))
    },
    answer: async (id, peer, offer) => {
      const lead = await door.leadOf(offer)
      return answer(native, config, callOf(calls, id), { id: peer, offer, lead }, tell)
    },
    accept: async (id) => void callOf(calls, id),
    mute: async (id, what, muted) => mute(callOf(calls, id), what, muted),
    leave: async (id, peer) => drop(calls.get(id)?.peers.get(peer)),
    close: async (id) => {
      const call = calls.get(id)
      if (!call) return []
      calls.delete(id)
      for (const peer of call.peers.values()) drop(peer)
      return (await call.options.record?.end()) ?? []
    },
    stats: (id) => [...(calls.get(id)?.peers.values() ?? [])].map((peer) => statsOf(peer, performance.now())),
    calls: () => [...calls.keys()],
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    shutdown: async () => {
      for (const id of calls.keys()) await engine.close(id)
      await door.close()
      clearInterval(timer)
      listeners.clear()
    },
  }
  return engine
}

function callOf(calls: ReadonlyMap<CallId, Call>, id: CallId): Call {
  const call = calls.get(id)
  if (!call) throw new MediaError('NO_CALL', `call ${id} is not open`)
  return call
}

async function answer(
  native: Native,
  config: MediaConfig,
  call: Call,
  { id, offer, lead }: { id: PeerId; offer: string; lead: (sdp: string) => string },
  tell: (event: MediaEvent) => void,
) {
  const codec = call.codec ?? codecOf(offer)
  if (!codec) throw new MediaError('NO_CODEC', 'the offer has neither H.264 nor VP8')
  const { maxPeers, record } = call.options
  const narrow = narrowOffer(offer, codec, maxPeers)
  if (!call.codec) record?.codec((call.codec = codec))
  const peer = call.peers.get(id) ?? sit(call, id)
  const hooks = hooksOf(call, peer, tell)
  const { connection, sdp } = await connect(native, config, narrow, { codec, seat: peer.seat, maxPeers, lead }, hooks)
  // Two answers at once for one peer: the later one is the browser's newest wish.
  drop(peer)
  peer.connection = connection
  return { sdp, seat: peer.seat }
}

function sit(call: Call, id: PeerId): Peer {
  const seat = seatFor(call.options, call.peers.values(), id)
  const peer: Peer = { id, seat, connection: undefined, flowing: false, limit: createLimit() }
  call.peers.set(id, peer)
  return peer
}

function drop(peer: Peer | undefined): void {
  const connection = peer?.connection
  if (!peer || !connection) return
  peer.connection = undefined
  peer.flowing = false
  close(connection)
}

function mute(call: Call, what: Mute, muted: boolean): void {
  const key = `${what.from}|${what.to ?? '*'}|${what.kind ?? '*'}`
  if (muted) call.muted.set(key, what)
  else call.muted.delete(key)
  const seat = call.peers.get(what.from)?.seat
  for (const peer of call.peers.values())
    for (const outlet of peer.connection?.outlets ?? [])
      if (outlet.seat === seat && (what.to === undefined || what.to === peer.id)) restart(outlet.lane)
}

function statsOf(peer: Peer, now: number): PeerStats {
  const { connection } = peer
  const none = { packets: 0, lost: 0, bitrate: 0 }
  const base = { peer: peer.id, seat: peer.seat, lastAudioAge: undefined, lastVideoAge: undefined }
  if (!connection)
    return { ...base, connected: false, rtt: undefined, received: { audio: none, video: none }, lossDown: 0, lossUp: 0 }
  const { ups } = connection
  const age = (at: number) => (at === 0 ? undefined : Math.round(now - at))
  return {
    ...base,
    connected: connection.open,
    rtt: connection.rtt,
    received: { audio: flow(ups.audio), video: flow(ups.video) },
    lossDown: Math.max(0, ...connection.outlets.map(({ lane }) => (now - lane.lossAt < 5_000 ? lane.loss : 0))),
    lossUp: Math.max(ups.audio.reported.loss, ups.video.reported.loss),
    lastAudioAge: age(ups.audio.lastAt),
    lastVideoAge: age(ups.video.lastAt),
  }
}
