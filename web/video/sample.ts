/** What one side receives and sends at one moment, over all of its tracks. Counters grow from the beginning of the connection. */
export interface Sample {
  /** Milliseconds on any steady clock. */
  at: number
  videoBytes: number
  audioBytes: number
  framesDecoded: number
  packets: number
  lost: number
  nacks: number
  /** Of the largest picture that arrives. */
  width: number
  height: number
  framesSent: number
  bytesSent: number
  rttMs: number | undefined
  /** Share of what was sent that did not arrive over there, 0 to 1, of sound or picture, as the other end last told. */
  lostThere: number | undefined
  /** How the packets travel: `host`, `srflx`, `prflx`, `relay`. */
  path: string | undefined
}

/** Reads a browser's statistics. Reports are untyped by the standard: each number is taken only if it is one. */
export function sampleOf(reports: Iterable<unknown>, at: number): Sample {
  const sample: Sample = { ...EMPTY, at }
  const kinds = new Map<string, string>()
  let local = ''
  const all = [...reports]
  const newest = Math.max(0, ...all.map((report) => num(report, 'timestamp') ?? 0))
  for (const report of all) {
    // The last word about a picture that is no longer sent is not about now: it would keep a mended line bad for ever.
    const isStale = newest - (num(report, 'timestamp') ?? newest) > STALE_MS
    if (isStale && word(report, 'type') === 'remote-inbound-rtp') continue
    READ[word(report, 'type')]?.(sample, report)
    // Behind a relay's door an address is called reflexive: what it went over says that it is a relay's.
    if (word(report, 'type') === 'local-candidate')
      kinds.set(word(report, 'id'), word(report, 'relayProtocol') ? 'relay' : word(report, 'candidateType'))
    if (isPairInUse(report)) local = word(report, 'localCandidateId')
  }
  sample.path = kinds.get(local)
  return sample
}

/** Ends tell what they miss about every second. */
const STALE_MS = 4_000

const isPairInUse = (report: unknown): boolean =>
  word(report, 'type') === 'candidate-pair' && word(report, 'state') === 'succeeded'

const READ: Readonly<Record<string, (sample: Sample, report: unknown) => void>> = {
  'inbound-rtp': addInbound,
  'outbound-rtp': (sample, report) => {
    sample.bytesSent += num(report, 'bytesSent') ?? 0
    if (word(report, 'kind') === 'video') sample.framesSent += num(report, 'framesEncoded') ?? 0
  },
  'remote-inbound-rtp': (sample, report) => {
    sample.rttMs = seconds(num(report, 'roundTripTime')) ?? sample.rttMs
    const lost = num(report, 'fractionLost')
    if (lost !== undefined) sample.lostThere = Math.max(lost, sample.lostThere ?? 0)
  },
  'candidate-pair': (sample, report) => {
    if (isPairInUse(report)) sample.rttMs = sample.rttMs ?? seconds(num(report, 'currentRoundTripTime'))
  },
}

/** What happened between two samples of the same connection. */
export interface Span {
  seconds: number
  kbps: number
  frames: number
  /** Share of packets that never came, 0 to 1. */
  loss: number
  nacks: number
  rttMs: number | undefined
  lostThere: number | undefined
  height: number
}

/** Undefined when the two are not of the same connection (counters fell) or of the same moment. */
export function spanOf(before: Sample, after: Sample): Span | undefined {
  const span = (after.at - before.at) / 1000
  const packets = after.packets - before.packets
  const bytes = after.videoBytes + after.audioBytes - before.videoBytes - before.audioBytes
  if (span <= 0 || packets < 0 || bytes < 0) return undefined
  // A late packet makes the counter of lost ones fall.
  const lost = Math.max(0, after.lost - before.lost)
  return {
    seconds: span,
    kbps: (bytes * 8) / 1000 / span,
    frames: Math.max(0, after.framesDecoded - before.framesDecoded),
    loss: packets + lost > 0 ? lost / (packets + lost) : 0,
    nacks: Math.max(0, after.nacks - before.nacks),
    rttMs: after.rttMs,
    lostThere: after.lostThere,
    height: after.height,
  }
}

const EMPTY: Sample = {
  at: 0,
  videoBytes: 0,
  audioBytes: 0,
  framesDecoded: 0,
  packets: 0,
  lost: 0,
  nacks: 0,
  width: 0,
  height: 0,
  framesSent: 0,
  bytesSent: 0,
  rttMs: undefined,
  lostThere: undefined,
  path: undefined,
}

function addInbound(sample: Sample, report: unknown): void {
  const bytes = num(report, 'bytesReceived') ?? 0
  sample.packets += num(report, 'packetsReceived') ?? 0
  sample.lost += num(report, 'packetsLost') ?? 0
  if (word(report, 'kind') === 'audio') {
    sample.audioBytes += bytes
    return
  }
  sample.videoBytes += bytes
  sample.framesDecoded += num(report, 'framesDecoded') ?? 0
  sample.nacks += num(report, 'nackCount') ?? 0
  sample.width = Math.max(sample.width, num(report, 'frameWidth') ?? 0)
  sample.height = Math.max(sample.height, num(report, 'frameHeight') ?? 0)
}

const field = (report: unknown, name: string): unknown =>
  typeof report === 'object' && report !== null ? Reflect.get(report, name) : undefined

function num(report: unknown, name: string): number | undefined {
  const value = field(report, name)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function word(report: unknown, name: string): string {
  const value = field(report, name)
  return typeof value === 'string' ? value : ''
}

const seconds = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * 1000)
