import {
  type CallId,
  type CallOptions,
  type MediaEngine,
  MediaError,
  type MediaEvent,
  type Mute,
  type PeerId,
  type PeerStats,
  type RecordingPart,
  SEATS,
} from '../engine.ts'
import type { MediaConfig } from '../engines.ts'
import { codecOf, narrowOffer } from '../sdp.ts'
import { seatFor } from '../seats.ts'
import { connectJanus, type HandleEvent, type JanusClient } from './client.ts'
import {
  applyMutes,
  inOrder,
  type JanusCall,
  type JanusPeer,
  mendSeat,
  openRoom,
  subscribe,
  switchSeat,
  type Up,
} from './room.ts'
import { flowOf, openTap, type Tap } from './tap.ts'

interface Engine {
  config: MediaConfig
  /** The session; made anew when the line broke. */
  client: Promise<JanusClient> | undefined
  tap: Tap
  calls: Map<CallId, JanusCall>
  tell(event: MediaEvent): void
}

/**
 * The engine beside the process: rooms of Janus (1.0.2 or later) over its WebSocket. What a peer sends goes up on the connection the
 * browser offers; what it sees comes on a second one, which Janus offers (`MediaAnswer.offer`). Recording is ours: Janus sends a copy
 * of every packet here. Throws MediaError ENGINE_DOWN when no Janus answers.
 */
export async function createJanusEngine(config: MediaConfig): Promise<MediaEngine> {
  const listeners = new Set<(event: MediaEvent) => void>()
  const engine: Engine = {
    config,
    client: undefined,
    tap: await openTap(config.janus.recorderHost),
    calls: new Map(),
    tell: (event) => {
      for (const listener of listeners) listener(event)
    },
  }
  const { calls } = engine
  return {
    name: 'janus',
    open: async (id, options) => open(engine, id, options),
    answer: async (id, peer, offer) => answer(engine, callOf(calls, id), peer, offer),
    accept: async (id, peer, sdp) => accept(callOf(calls, id), peer, sdp),
    mute: async (id, what, muted) => mute(callOf(calls, id), what, muted),
    leave: async (id, peerId) => {
      const call = calls.get(id)
      const peer = call?.peers.get(peerId)
      if (call && peer) await hangUp(engine, call, peer)
    },
    close: (id) => close(engine, id),
    stats: (id) => [...(calls.get(id)?.peers.values() ?? [])].map((peer) => statsOf(peer, performance.now())),
    calls: () => [...calls.keys()],
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    shutdown: async () => {
      for (const id of calls.keys()) await close(engine, id)
      listeners.clear()
      engine.tap.close()
      await engine.client?.then(
        (client) => client.close(),
        () => undefined,
      )
    },
  }
}

async function open(engine: Engine, id: CallId, options: CallOptions): Promise<void> {
  if (engine.calls.has(id)) throw new MediaError('CALL_OPEN', `call ${id} is open already`)
  if (options.maxPeers < SEATS.min || options.maxPeers > SEATS.max)
    throw new RangeError(`a call has ${SEATS.min} to ${SEATS.max} seats`)
  await clientOf(engine)
  const fresh = { peers: new Map(), muted: new Map(), work: Promise.resolve(), room: undefined }
  engine.calls.set(id, { id, options, codec: options.codec, ...fresh })
  if (options.codec) options.record?.codec(options.codec)
  options.record?.onFailed((error) => engine.tell({ kind: 'recorder-failed', call: id, error }))
}

async function close(engine: Engine, id: CallId): Promise<RecordingPart[]> {
  const call = engine.calls.get(id)
  if (!call) return []
  engine.calls.delete(id)
  const { room } = call
  // Whatever Janus says, the call is over here and the recording must be finished.
  if (room) {
    const destroy = { request: 'destroy', room: room.number, secret: room.secret }
    await room.client.ask(room.handle, destroy).catch(() => undefined)
  }
  await Promise.all([...call.peers.values()].map((peer) => hangUp(engine, call, peer)))
  await room?.client.detach(room.handle).catch(() => undefined)
  return (await call.options.record?.end()) ?? []
}

async function mute(call: JanusCall, what: Mute, muted: boolean): Promise<void> {
  const key = `${what.from}|${what.to ?? '*'}|${what.kind ?? '*'}`
  if (muted) call.muted.set(key, what)
  else call.muted.delete(key)
  await Promise.all([...call.peers.values()].map((peer) => applyMutes(call, peer)))
}

function callOf(calls: ReadonlyMap<CallId, JanusCall>, id: CallId): JanusCall {
  const call = calls.get(id)
  if (!call) throw new MediaError('NO_CALL', `call ${id} is not open`)
  return call
}

/** When the line to Janus breaks, its rooms go with the session: everybody is gone, and the next answer makes the room anew. */
function clientOf(engine: Engine): Promise<JanusClient> {
  const lost = () => {
    engine.client = undefined
    for (const call of engine.calls.values()) {
      call.room = undefined
      for (const peer of call.peers.values()) {
        peer.up = undefined
        peer.down = undefined
        end(engine, call, peer)
      }
    }
  }
  engine.client ??= connectJanus(engine.config.janus, lost).catch((error: unknown) => {
    engine.client = undefined
    throw error
  })
  return engine.client
}

async function answer(engine: Engine, call: JanusCall, id: PeerId, offer: string) {
  const codec = call.codec ?? codecOf(offer)
  if (!codec) throw new MediaError('NO_CODEC', 'the offer has neither H.264 nor VP8')
  const { maxPeers, record } = call.options
  const narrow = narrowOffer(offer, codec, maxPeers, 'transport-cc')
  if (!call.codec) record?.codec((call.codec = codec))
  const client = await clientOf(engine)
  if (!call.room) await openRoom(client, engine.config, call)
  const { room } = call
  if (!room) throw new MediaError('ENGINE_DOWN', 'the line to Janus broke')
  const peer = call.peers.get(id) ?? sit(call, id)
  await hangUp(engine, call, peer)
  const up: Up = {
    handle: await client.attach((event) => heard(engine, call, peer, up, event)),
    feed: undefined,
    live: false,
    sources: undefined,
  }
  peer.up = up
  const joined = await client.ask(
    up.handle,
    { request: 'joinandconfigure', ptype: 'publisher', room: room.number, pin: room.secret, display: id },
    { type: 'offer', sdp: narrow.sdp },
  )
  const feed = joined.data['id']
  if (typeof feed !== 'number' || joined.jsep?.type !== 'answer')
    throw new MediaError('ENGINE_DOWN', 'Janus gave no answer')
  const midOf = (kind: 'audio' | 'video') => narrow.sections.find((s) => s.sends && s.kind === kind)?.mid ?? ''
  up.feed = { id: feed, mids: { audio: midOf('audio'), video: midOf('video') } }
  const { down, offer: receiving } = await subscribe(room, call, peer, () => undefined)
  peer.down = down
  await applyMutes(call, peer)
  return { sdp: joined.jsep.sdp, seat: peer.seat, offer: receiving }
}

async function accept(call: JanusCall, id: PeerId, sdp: string): Promise<void> {
  const down = call.peers.get(id)?.down
  if (!down || !call.room) throw new MediaError('NO_CALL', 'nothing was offered to this peer')
  down.answer = sdp
  await call.room.client.ask(down.handle, { request: 'start' }, { type: 'answer', sdp })
}

function sit(call: JanusCall, id: PeerId): JanusPeer {
  const seat = seatFor(call.options, call.peers.values(), id)
  const peer: JanusPeer = { id, seat, up: undefined, down: undefined, flowing: false, connected: false }
  call.peers.set(id, peer)
  return peer
}

function heard(engine: Engine, call: JanusCall, peer: JanusPeer, up: Up, event: HandleEvent): void {
  if (peer.up !== up) return
  if (event.kind === 'gone') {
    up.live = false
    void inOrder(call, () => mendSeat(call, peer.seat)).catch(() => undefined)
    return end(engine, call, peer)
  }
  if (event.kind === 'up') {
    peer.connected = true
    up.live = true
    // Others see the new feed from now on; the recorder hears it from its first packet.
    void Promise.all([forward(engine, call, peer, up), inOrder(call, () => switchSeat(call, peer.seat))]).catch(
      (error: unknown) =>
        engine.tell({
          kind: 'recorder-failed',
          call: call.id,
          error: error instanceof Error ? error : new Error(String(error)),
        }),
    )
    return
  }
  if (event.kind !== 'media' || event.receiving === peer.flowing) return
  peer.flowing = event.receiving
  engine.tell({ kind: event.receiving ? 'media' : 'silent', call: call.id, peer: peer.id })
}

/** Asks Janus for a copy of what the peer sends. */
async function forward(engine: Engine, call: JanusCall, peer: JanusPeer, up: Up): Promise<void> {
  const { room, options } = call
  if (!room || !up.feed) return
  const sources = engine.tap.add((kind, rtp, now) =>
    options.record?.write(peer.id, kind, performance.timeOrigin + now, rtp),
  )
  up.sources = sources
  await room.client.ask(room.handle, {
    request: 'rtp_forward',
    ...(engine.config.janus.adminKey ? { admin_key: engine.config.janus.adminKey } : {}),
    room: room.number,
    secret: room.secret,
    publisher_id: up.feed.id,
    host: engine.config.janus.recorderHost,
    streams: (['audio', 'video'] as const).map((kind) => ({
      mid: up.feed?.mids[kind],
      port: engine.tap.port,
      ssrc: sources[kind].ssrc,
    })),
  })
}

function end(engine: Engine, call: JanusCall, peer: JanusPeer): void {
  const was = peer.connected
  peer.connected = false
  peer.flowing = false
  if (was) engine.tell({ kind: 'gone', call: call.id, peer: peer.id })
}

async function hangUp(engine: Engine, call: JanusCall, peer: JanusPeer): Promise<void> {
  const { up, down } = peer
  const client = call.room?.client ?? (await engine.client?.catch(() => undefined))
  peer.up = undefined
  peer.down = undefined
  peer.connected = false
  peer.flowing = false
  if (up?.sources) engine.tap.remove(up.sources)
  if (!client) return
  // To nobody first: Janus 1.1 forgets lines whose sender vanished under them.
  if (up?.live) await inOrder(call, () => switchSeat(call, peer.seat)).catch(() => undefined)
  for (const one of [up, down]) if (one) await client.detach(one.handle).catch(() => undefined)
}

function statsOf(peer: JanusPeer, now: number): PeerStats {
  const sources = peer.up?.sources
  const none = { packets: 0, lost: 0, bitrate: 0 }
  const age = (at: number | undefined) => (at ? Math.round(now - at) : undefined)
  const video = sources ? flowOf(sources.video) : none
  return {
    peer: peer.id,
    seat: peer.seat,
    connected: peer.connected,
    // Janus keeps these to itself (its admin interface has them); the browsers' own figures are what the bars live on then.
    rtt: undefined,
    lossDown: 0,
    received: { audio: sources ? flowOf(sources.audio) : none, video },
    lossUp: video.packets > 0 ? Math.max(0, video.lost) / (video.packets + Math.max(0, video.lost)) : 0,
    lastAudioAge: age(sources?.audio.lastAt),
    lastVideoAge: age(sources?.video.lastAt),
  }
}
