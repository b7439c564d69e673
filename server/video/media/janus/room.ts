import { Type } from 'typebox'
import { Value } from 'typebox/value'
import {
  type CallId,
  type CallOptions,
  type Codec,
  type Kind,
  MediaError,
  type Mute,
  type PeerId,
  streamOf,
} from '../engine.ts'
import type { MediaConfig } from '../engines.ts'
import { nameStreams } from '../sdp.ts'
import type { HandleEvent, JanusClient } from './client.ts'
import type { Source } from './tap.ts'

/** A call as Janus has it: a room with a placeholder nobody sends in, so that empty seats can be subscribed to. */
export interface JanusCall {
  readonly id: CallId
  readonly options: CallOptions
  codec: Codec | undefined
  readonly peers: Map<PeerId, JanusPeer>
  readonly muted: Map<string, Mute>
  /** What changes lines happens one after the other: Janus answers a switch of a line that is being mended with nothing. */
  work: Promise<unknown>
  room: { client: JanusClient; number: number; secret: string; handle: number; nobody: Feed } | undefined
}

export interface JanusPeer {
  readonly id: PeerId
  readonly seat: number
  up: Up | undefined
  down: Down | undefined
  flowing: boolean
  connected: boolean
}

/** What a peer sends: its handle and the number under which others subscribe. */
export interface Up {
  readonly handle: number
  feed: Feed | undefined
  live: boolean
  sources: Record<Kind, Source> | undefined
}

/** What a peer receives: one connection with a line for sound and picture of every other seat. */
export interface Down {
  readonly handle: number
  readonly lines: readonly { seat: number; kind: Kind; mid: string }[]
  /** The browser's answer. */
  answer: string | undefined
}

export interface Feed {
  readonly id: number
  readonly mids: Record<Kind, string>
}

const Participants = Type.Object({
  participants: Type.Array(Type.Object({ id: Type.Integer(), dummy: Type.Optional(Type.Boolean()) })),
})

/** Does one piece of work on the call's lines after all that was ordered before, whether that went well or not. */
export function inOrder<T>(call: JanusCall, work: () => Promise<T>): Promise<T> {
  const done = call.work.then(work, work)
  call.work = done.catch(() => undefined)
  return done
}

/** Makes the room, once the codec is known. */
export async function openRoom(client: JanusClient, config: MediaConfig, call: JanusCall): Promise<void> {
  const handle = await client.attach(() => undefined)
  const number = Math.floor(Math.random() * 2 ** 48) + 1
  const secret = crypto.randomUUID()
  const codec = (call.codec ?? 'VP8').toLowerCase()
  await client.ask(handle, {
    request: 'create',
    ...(config.janus.adminKey ? { admin_key: config.janus.adminKey } : {}),
    room: number,
    secret,
    pin: secret,
    is_private: true,
    publishers: call.options.maxPeers * 2,
    bitrate: 1_500_000,
    audiocodec: 'opus',
    videocodec: codec,
    ...(codec === 'h264' ? { h264_profile: '42e01f' } : {}),
    notify_joining: false,
    dummy_publisher: true,
    dummy_streams: [{ codec: 'opus' }, { codec, ...(codec === 'h264' ? { fmtp: H264 } : {}) }],
  })
  const { data } = await client.ask(handle, { request: 'listparticipants', room: number, secret })
  const nobody = Value.Check(Participants, data) ? data.participants.find((one) => one.dummy === true) : undefined
  if (!nobody) throw new MediaError('ENGINE_DOWN', 'this Janus has no placeholder publishers (1.0.2 and later)')
  call.room = { client, number, secret, handle, nobody: { id: nobody.id, mids: { audio: '0', video: '1' } } }
}

const H264 = 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1'

/** Subscribes to all other seats; gives Janus's offer with the streams named after the seats. */
export async function subscribe(
  room: NonNullable<JanusCall['room']>,
  call: JanusCall,
  peer: JanusPeer,
  listen: (event: HandleEvent) => void,
): Promise<{ down: Down; offer: string }> {
  const handle = await room.client.attach(listen)
  const wanted = seatsBut(peer.seat, call.options.maxPeers).flatMap((seat) =>
    (['audio', 'video'] as const).map((kind) => ({ seat, kind })),
  )
  const streams = wanted.map(({ seat, kind }) => {
    const feed = feedOf(call, seat) ?? room.nobody
    return { feed: feed.id, mid: feed.mids[kind] }
  })
  const { jsep } = await room.client.ask(handle, {
    request: 'join',
    ptype: 'subscriber',
    room: room.number,
    pin: room.secret,
    // A line whose sender left stays, and is switched to the next one: no second offer ever.
    autoupdate: false,
    streams,
  })
  if (jsep?.type !== 'offer') throw new MediaError('ENGINE_DOWN', 'Janus made no offer')
  const lines = wanted.map((line, index) => ({ ...line, mid: String(index) }))
  const names = new Map(lines.map(({ seat, kind, mid }) => [mid, { stream: streamOf(seat), kind }]))
  return { down: { handle, lines, answer: undefined }, offer: nameStreams(jsep.sdp, names) }
}

/** Leads the lines of one seat, at everybody else, to what is sent there now (or to nobody). */
export async function switchSeat(call: JanusCall, seat: number): Promise<void> {
  const { room } = call
  if (!room) return
  const feed = feedOf(call, seat) ?? room.nobody
  await Promise.all(
    [...call.peers.values()].map(async ({ down }) => {
      const streams = down?.lines
        .filter((line) => line.seat === seat)
        .map((line) => ({ feed: feed.id, mid: feed.mids[line.kind], sub_mid: line.mid }))
      if (!down || !streams?.length) return
      await room.client.ask(down.handle, { request: 'switch', streams })
    }),
  )
}

/**
 * A sender vanished: Janus has made the lines that showed it inactive, and only a new offer and answer would wake them. The browser
 * need not know: its lines, addresses and keys are unchanged, so that its old answer is given once more on its behalf. Until
 * somebody sits there again the lines lead to nobody.
 */
export async function mendSeat(call: JanusCall, seat: number): Promise<void> {
  const { room } = call
  if (!room) return
  const { nobody, client } = room
  await Promise.all(
    [...call.peers.values()].map(async ({ down }) => {
      if (!down?.answer || !down.lines.some((line) => line.seat === seat)) return
      const streams = [nobody.mids.audio, nobody.mids.video].map((mid) => ({ feed: nobody.id, mid }))
      const { jsep } = await client.ask(down.handle, { request: 'subscribe', streams })
      if (jsep) await client.ask(down.handle, { request: 'start' }, { type: 'answer', sdp: down.answer })
    }),
  )
}

/** Tells Janus which lines of a receiver flow: muting is done at the receiver, so that the recording goes on. */
export async function applyMutes(call: JanusCall, to: JanusPeer): Promise<void> {
  const { room } = call
  if (!room || !to.down) return
  const streams = to.down.lines.map((line) => ({ mid: line.mid, send: !isMuted(call, line, to.id) }))
  await room.client.ask(to.down.handle, { request: 'configure', streams })
}

function isMuted(call: JanusCall, line: { seat: number; kind: Kind }, to: PeerId): boolean {
  return [...call.muted.values()].some(
    (rule) =>
      call.peers.get(rule.from)?.seat === line.seat &&
      (rule.to === undefined || rule.to === to) &&
      (rule.kind === undefined || rule.kind === line.kind),
  )
}

function feedOf(call: JanusCall, seat: number): Feed | undefined {
  const peer = [...call.peers.values()].find((one) => one.seat === seat)
  return peer?.up?.live ? peer.up.feed : undefined
}

const seatsBut = (own: number, maxPeers: number): number[] =>
  Array.from({ length: maxPeers }, (_, seat) => seat).filter((seat) => seat !== own)
