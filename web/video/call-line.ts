import type { ReplyOf, Route, BodyOf } from '#api/route.ts'
import type { sendMedia, enterRoom, sendSignal } from '#api/video-session.ts'
import type { Answer } from '#web/kit/client.ts'
import { isBad, MOST_BPS, nextWish } from './bitrate.ts'
import { type LineState, openPeer, type Peer } from './peer.ts'
import type { Span } from './sample.ts'

type RoomReply = ReplyOf<typeof enterRoom>
type Reply<R extends Route> = Promise<Answer<ReplyOf<R>>>
export type Signal = BodyOf<typeof sendSignal>
export type SignalAnswer = ReplyOf<typeof sendSignal>

/** How one side reaches its room: the citizen's and the officer's routes have the same shapes. */
export interface RoomRoutes {
  enter: () => Reply<typeof enterRoom>
  media: (token: string, sdp: string) => Reply<typeof sendMedia>
  accept: (sdp: string) => Promise<Answer<unknown>>
  signal: (body: Signal) => Reply<typeof sendSignal>
}

export interface LineEvents {
  stream: (seat: number, stream: MediaStream) => void
  state: (state: LineState, lostSince: number | undefined) => void
  /** The house's word after each report: the rung, and what it forbids. */
  told?: (answer: SignalAnswer) => void
  /** The room is closed to us: another device has it, or the call is over. */
  refused?: (detail: string, code: string) => void
}

export interface CallLine extends Pick<Peer, 'send' | 'close' | 'connect' | 'sample'> {
  /** The person's own choice: sound first, whatever the line. */
  soundOnly: (on: boolean) => void
  /** The seats of the others are those that arrive; this is the own one, once it is known. */
  seat: () => number | undefined
}

/**
 * Reports at rest, and while something is bad or not yet good again, in milliseconds: a bad line must shrink the other side's
 * picture soon, and a better one must let it grow.
 */
const REST_MS = 5_000
const BAD_MS = 2_000

/** The media line of one side of a call: connects, comes back, reports how it is, and does what the house says. */
export function startLine(routes: RoomRoutes, events: LineEvents): CallLine {
  let seat: number | undefined
  const report = newReport()
  const peer = openPeer({
    enter: async () => {
      const room = await orThrow(routes.enter(), events)
      return {
        maxPeers: room.maxPeers,
        iceServers: iceOf(room.ice),
        exchange: async (offer) => {
          const reply = await orThrow(routes.media(room.token, offer), events)
          seat = reply.seat
          return reply
        },
        accept: async (answer) => {
          await routes.accept(answer)
        },
      }
    },
    stream: (from, stream) => {
      if (from !== seat) events.stream(from, stream)
    },
    state: events.state,
    tick: (span, sample) => {
      note(report, span, sample.path)
      if (report.busy || performance.now() - report.sentAt < (report.bad > 0 || report.rung > 0 ? BAD_MS : REST_MS))
        return
      void tell(report, routes, peer, events)
    },
  })
  return {
    send: peer.send,
    close: peer.close,
    connect: peer.connect,
    sample: peer.sample,
    soundOnly: (on) => {
      report.audioOnly = on
      void tell(report, routes, peer, events)
    },
    seat: () => seat,
  }
}

interface Report {
  good: number
  bad: number
  spans: Span[]
  path: string | undefined
  sentAt: number
  busy: boolean
  /** What we can take, bit/s. */
  wish: number
  audioOnly: boolean | undefined
  /** Where the house said the call stands on the ladder. */
  rung: number
}

const newReport = (): Report => ({
  good: 0,
  bad: 0,
  spans: [],
  path: undefined,
  sentAt: performance.now(),
  busy: false,
  wish: MOST_BPS,
  audioOnly: undefined,
  rung: 0,
})

function note(report: Report, span: Span, path: string | undefined): void {
  report.wish = nextWish(report.wish, span)
  if (isBad(report.wish, span)) report.bad += 1
  else report.good += 1
  report.spans.push(span)
  report.path = path
}

async function tell(report: Report, routes: RoomRoutes, peer: Peer, events: LineEvents): Promise<void> {
  report.busy = true
  report.sentAt = performance.now()
  const body = signalOf(report)
  report.good = 0
  report.bad = 0
  report.spans = []
  const answer = await routes.signal(body)
  report.busy = false
  if (!answer.ok) return
  const { maxBitrate, scale, fps, audioOnly } = answer.value
  report.rung = answer.value.rung
  // The others' wishes steer the picture at once; the house's rung follows only after ten bad seconds.
  const wished = answer.value.peers.map((other) => other.wish ?? MOST_BPS)
  await peer.obey({ maxBitrate: Math.min(maxBitrate, ...wished), scale, fps, audioOnly })
  events.told?.(answer.value)
}

function signalOf(report: Report): Signal {
  const { spans } = report
  const mean = (pick: (span: Span) => number): number =>
    spans.length === 0 ? 0 : spans.reduce((sum, span) => sum + pick(span), 0) / spans.length
  return {
    good: report.good,
    bad: report.bad,
    lossPct: Math.min(100, Math.round(mean((s) => Math.max(s.loss, s.lostThere ?? 0)) * 1000) / 10),
    rttMs: Math.min(60_000, Math.round(mean((s) => s.rttMs ?? 0))),
    kbit: Math.min(100_000, Math.round(mean((s) => s.kbps))),
    path: pathOf(report.path),
    network: networkOf(),
    wish: report.wish,
    ...(report.audioOnly === undefined ? {} : { audioOnly: report.audioOnly }),
  }
}

const pathOf = (path: string | undefined): Signal['path'] =>
  path === 'host' || path === 'srflx' || path === 'prflx' || path === 'relay' ? path : 'unknown'

/** Chrome on phones knows it; others do not say. */
function networkOf(): Signal['network'] {
  const connection: unknown = Reflect.get(navigator, 'connection')
  const type: unknown = typeof connection === 'object' && connection !== null ? Reflect.get(connection, 'type') : ''
  return type === 'wifi' || type === 'cellular' || type === 'ethernet' ? type : 'unknown'
}

export const iceOf = (ice: RoomReply['ice']): RTCIceServer[] =>
  ice.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))

async function orThrow<T>(asked: Promise<Answer<T>>, events: LineEvents): Promise<T> {
  const answer = await asked
  if (answer.ok) return answer.value
  // 4xx: no use in asking again every few seconds without the person knowing why.
  if (answer.problem.status >= 400 && answer.problem.status < 500)
    events.refused?.(answer.problem.detail, answer.problem.code)
  throw new Error(answer.problem.code)
}

/** Which device this is, for the keys of the room: a random word that says nothing about the person. */
export function deviceKey(): string {
  try {
    const kept = localStorage.getItem('video-device')
    if (kept) return kept
    const made = randomKey()
    localStorage.setItem('video-device', made)
    return made
  } catch {
    // Storage is closed (private window): a new page is then a new device, and is looked at anew.
    return randomKey()
  }
}

const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
