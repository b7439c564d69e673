import type { PeerConnection, Track } from 'node-datachannel'
import { type Codec, type Kind, MediaError, streamOf } from '../engine.ts'
import type { MediaConfig } from '../engines.ts'
import { advertise, nameStreams, type NarrowOffer, type Section } from '../sdp.ts'
import { createLag, type Lag } from './congestion.ts'
import { createLane, type Lane } from './lane.ts'
import { createUplink, type Uplink } from './uplink.ts'

export type Native = (typeof import('node-datachannel'))['default']

/** One browser's transport: what comes up, and a lane with its track for each kind of each other seat. */
export interface Connection {
  readonly pc: PeerConnection
  readonly ups: Record<Kind, Uplink>
  readonly outlets: readonly Outlet[]
  open: boolean
  /** Round trip in ms by the browser's reports. */
  rtt: number | undefined
  /** Its round trips, against the best of them. */
  readonly trips: Lag
  /** ms of queue on the way to it, by its last reports. */
  queueDown: number
}

export interface Outlet {
  readonly seat: number
  readonly kind: Kind
  readonly lane: Lane
  readonly track: Track
}

export interface Hooks {
  up(connection: Connection, kind: Kind, b: Buffer): void
  down(connection: Connection, outlet: Outlet, b: Buffer): void
  state(connection: Connection, state: 'connected' | 'gone'): void
}

/** Bound to 127.0.0.1 it takes 1 ms; without an address to bind to it would hang for ever. */
const GATHERING_MS = 5_000

/** Answers an offer. Throws MediaError when the engine cannot (port taken, offer not understood by the library). */
export async function connect(
  native: Native,
  config: MediaConfig,
  offer: NarrowOffer,
  at: { codec: Codec; seat: number; maxPeers: number; lead: (sdp: string) => string },
  hooks: Hooks,
): Promise<{ connection: Connection; sdp: string }> {
  const pc = new native.PeerConnection('sfu', {
    iceServers: [],
    // "All addresses" is said to the library by saying nothing.
    ...(config.address === '0.0.0.0' ? {} : { bindAddress: config.address }),
    disableAutoNegotiation: true,
    ...(config.port === 0 ? {} : { enableIceUdpMux: true, portRangeBegin: config.port, portRangeEnd: config.port }),
  })
  const outlets = offer.sections.filter((s) => !s.sends).map((s, _, all) => outletOf(native, pc, s, all, at))
  const connection: Connection = {
    pc,
    ups: uplinksOf(offer.sections, at.codec),
    outlets,
    open: false,
    rtt: undefined,
    trips: createLag(),
    queueDown: 0,
  }
  for (const outlet of outlets) outlet.track.onMessage((b) => hooks.down(connection, outlet, b))
  const kinds = new Map(offer.sections.filter((s) => s.sends).map((s) => [s.mid, s.kind]))
  pc.onTrack((track) => {
    const kind = kinds.get(track.mid())
    if (!kind) return
    tracks.add(track)
    track.onMessage((b) => hooks.up(connection, kind, b))
  })
  // The binding keeps tracks only as long as somebody here does.
  const tracks = keep(pc)
  pc.onStateChange((state) => {
    if (state === 'connected') {
      connection.open = true
      hooks.state(connection, 'connected')
    } else if (state === 'closed' || state === 'failed' || state === 'disconnected') {
      connection.open = false
      hooks.state(connection, 'gone')
    }
  })
  try {
    const sdp = at.lead(await answerOf(pc, offer.sdp))
    return { connection, sdp: advertise(nameStreams(sdp, streamsOf(offer.sections, outlets)), config.publicAddress) }
  } catch (error) {
    kept.delete(pc)
    pc.close()
    throw error
  }
}

/** Whatever the library keeps of it must not keep what was sent: without emptying, 0.2 MB stayed behind for each call. */
export function close(connection: Connection): void {
  connection.open = false
  for (const { lane } of connection.outlets) if (lane.ring) lane.ring.length = 0
  for (const up of [connection.ups.audio, connection.ups.video]) up.missing.clear()
  for (const track of kept.get(connection.pc) ?? []) track.onMessage(nobody)
  for (const { track } of connection.outlets) track.onMessage(nobody)
  kept.delete(connection.pc)
  connection.pc.close()
}

const nobody = () => undefined

/** Control packets go through a track on which we send: written to a receiving one the library drops them. */
export function control(connection: Connection, b: Buffer): void {
  const via = connection.outlets.find(({ track }) => track.isOpen())
  if (connection.open && via) via.track.sendMessageBinary(b)
}

/** The library's own words ask for stereo at 96 kbit/s. */
const OPUS = 'minptime=10;useinbandfec=1'

/** The name under which control packets about what comes up are sent. */
export const ownSsrc = (connection: Connection): number => connection.outlets[0]?.lane.ssrc ?? 1

const kept = new Map<PeerConnection, Set<Track>>()
function keep(pc: PeerConnection): Set<Track> {
  const tracks = new Set<Track>()
  kept.set(pc, tracks)
  return tracks
}

function uplinksOf(sections: readonly Section[], codec: Codec): Record<Kind, Uplink> {
  const of = (kind: Kind) => {
    const section = sections.find((s) => s.sends && s.kind === kind)
    if (!section) throw new MediaError('BAD_OFFER', `nothing sends ${kind}`)
    return createUplink(section, codec)
  }
  return { audio: of('audio'), video: of('video') }
}

/** The n-th receiving pair of m-lines is the n-th seat that is not the peer's own. */
function outletOf(
  native: Native,
  pc: PeerConnection,
  section: Section,
  all: readonly Section[],
  at: { codec: Codec; seat: number; maxPeers: number },
): Outlet {
  const nth = all.filter((s) => s.kind === section.kind).indexOf(section)
  const seat = nth < at.seat ? nth : nth + 1
  const ssrc = 1 + Math.floor(Math.random() * 0xffff_fff0)
  const lane = createLane(ssrc, section.payloadType, section.kind)
  const media =
    section.kind === 'video' ? new native.Video(section.mid, 'SendOnly') : new native.Audio(section.mid, 'SendOnly')
  if (media instanceof native.Audio) media.addOpusCodec(section.payloadType, OPUS)
  else if (at.codec === 'VP8') media.addVP8Codec(section.payloadType)
  else media.addH264Codec(section.payloadType, section.fmtp)
  // Declared before the offer is read: the library routes the browser's reports and wishes by this number.
  media.addSSRC(ssrc, streamOf(seat), streamOf(seat), `${streamOf(seat)}-${section.kind}`)
  return { seat, kind: section.kind, lane, track: pc.addTrack(media) }
}

function streamsOf(sections: readonly Section[], outlets: readonly Outlet[]) {
  return new Map(
    sections
      .filter((s) => !s.sends)
      .flatMap((section, index) => {
        const outlet = outlets[index]
        return outlet
          ? [[section.mid, { stream: streamOf(outlet.seat), ssrc: outlet.lane.ssrc, kind: outlet.kind }] as const]
          : []
      }),
  )
}

async function answerOf(pc: PeerConnection, offer: string): Promise<string> {
  const gathered = new Promise<void>((done, fail) => {
    const timer = setTimeout(
      () => fail(new MediaError('ENGINE_DOWN', 'no UDP address could be bound for media')),
      GATHERING_MS,
    )
    pc.onGatheringStateChange((state) => {
      if (state !== 'complete') return
      clearTimeout(timer)
      done()
    })
  })
  try {
    pc.setRemoteDescription(offer, 'offer')
    pc.setLocalDescription('answer')
  } catch (error) {
    throw new MediaError('BAD_OFFER', error instanceof Error ? error.message : String(error))
  }
  await gathered
  const answer = pc.localDescription()
  if (!answer || !/^a=candidate:/m.test(answer.sdp))
    throw new MediaError('ENGINE_DOWN', 'the answer has no address for media')
  return answer.sdp
}
