import { type Codec, type Kind, MediaError } from './engine.ts'

/** One m-line of a browser's offer, as far as we need it. */
export interface Section {
  mid: string
  kind: Kind
  /** From the browser's point of view. */
  sends: boolean
  payloadType: number
  rtxPayloadType: number | undefined
  ssrc: number | undefined
  fmtp: string
}

/** Whether the engine answers Chrome's transport-wide congestion control. */
export type Feedback = 'none' | 'transport-cc'

export interface NarrowOffer {
  sdp: string
  sections: Section[]
}

/** H.264 before VP8, as the browsers of the country's phones do; undefined when the offer has neither. */
export function codecOf(offer: string): Codec | undefined {
  const video = split(offer).filter((section) => kindOf(section) === 'video')
  const has = (codec: Codec) => video.length > 0 && video.every((section) => formatOf(section, codec) !== undefined)
  return has('H264') ? 'H264' : has('VP8') ? 'VP8' : undefined
}

/**
 * The offer with one codec for each m-line and without what would harm:
 * - transport-cc: the answer would echo it, no feedback is produced here, and Chrome sinks to 30 kbit/s;
 * - red, ulpfec: cannot be forwarded or recorded;
 * - header extensions: with none negotiated a phone turns its picture upright itself instead of saying how it is turned;
 * - candidates: a browser must not tell us where to send packets. It comes to us, we answer to where it came from.
 * Throws MediaError NO_CODEC or BAD_OFFER.
 */
export function narrowOffer(offer: string, codec: Codec, maxPeers: number, feedback: Feedback = 'none'): NarrowOffer {
  const [session = '', ...media] = split(offer)
  const sections: Section[] = []
  const kept = [session.replace(/^a=extmap-allow-mixed\r\n/m, '')]
  for (const text of media) {
    const { section, sdp } = narrow(text, codec, feedback)
    sections.push(section)
    kept.push(sdp)
  }
  checkShape(sections, maxPeers)
  return { sdp: kept.join(''), sections }
}

function checkShape(sections: readonly Section[], maxPeers: number): void {
  const count = (kind: Kind, sends: boolean) => sections.filter((s) => s.kind === kind && s.sends === sends).length
  const others = maxPeers - 1
  const right =
    count('audio', true) === 1 &&
    count('video', true) === 1 &&
    count('audio', false) === others &&
    count('video', false) === others &&
    new Set(sections.map((s) => s.mid)).size === sections.length
  if (!right)
    throw new MediaError(
      'BAD_OFFER',
      `wanted audio and video to send and ${others} of each to receive, got another shape`,
    )
}

function narrow(text: string, codec: Codec, feedback: Feedback): { section: Section; sdp: string } {
  const kind = kindOf(text)
  const mid = /^a=mid:([\w-]{1,32})\r?$/m.exec(text)?.[1]
  const direction = /^a=(sendonly|recvonly|sendrecv|inactive)\r?$/m.exec(text)?.[1]
  if (!kind || !mid || (direction !== 'sendonly' && direction !== 'recvonly'))
    throw new MediaError('BAD_OFFER', 'every m-line is audio or video, sendonly or recvonly')
  const format = formatOf(text, kind === 'audio' ? 'opus' : codec)
  if (format === undefined) throw new MediaError('NO_CODEC', `${kind}: the call's codec ${codec} is not in the offer`)
  const rtx = rtxOf(text, format)
  const keep = new Set([format, ...(rtx === undefined ? [] : [rtx])])
  const lines = text.split('\r\n').flatMap((line) => keptLine(line, keep, feedback))
  const ssrc = /^a=ssrc:(\d+)/m.exec(text)?.[1]
  return {
    section: {
      mid,
      kind,
      sends: direction === 'sendonly',
      payloadType: format,
      rtxPayloadType: rtx,
      ssrc: ssrc === undefined ? undefined : Number(ssrc),
      fmtp: fmtpOf(text, format),
    },
    sdp: lines.join('\r\n'),
  }
}

function keptLine(line: string, keep: ReadonlySet<number>, feedback: Feedback): string[] {
  if (line.startsWith('m=')) return [`${line.split(' ').slice(0, 3).join(' ')} ${[...keep].join(' ')}`]
  if (/transport-cc|transport-wide-cc/.test(line) && feedback === 'none') return []
  if (line.startsWith('a=extmap') && !line.includes('transport-wide-cc')) return []
  if (/^a=(candidate|end-of-candidates|rid|simulcast)/.test(line)) return []
  const format = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1]
  return format === undefined || keep.has(Number(format)) ? [line] : []
}

/** The payload type of a codec: for H.264 constrained baseline with packetization-mode 1, which every browser can decode. */
function formatOf(section: string, codec: Codec | 'opus'): number | undefined {
  const formats = [...section.matchAll(/^a=rtpmap:(\d+) ([\w-]+)\//gm)]
    .filter(([, , name]) => name?.toLowerCase() === codec.toLowerCase())
    .map(([, format]) => Number(format))
  if (codec !== 'H264') return formats[0]
  const packed = formats.filter((format) => /packetization-mode=1/.test(fmtpOf(section, format)))
  return (
    packed.find((format) => /profile-level-id=42e0/i.test(fmtpOf(section, format))) ??
    packed.find((format) => /profile-level-id=42/i.test(fmtpOf(section, format)))
  )
}

const rtxOf = (section: string, format: number): number | undefined => {
  const rtx = new RegExp(`^a=fmtp:(\\d+) apt=${format}\\r?$`, 'm').exec(section)?.[1]
  return rtx === undefined ? undefined : Number(rtx)
}

const fmtpOf = (section: string, format: number): string =>
  new RegExp(`^a=fmtp:${format} (.*?)\\r?$`, 'm').exec(section)?.[1] ?? ''

const kindOf = (section: string): Kind | undefined => {
  const kind = /^m=(audio|video) /.exec(section)?.[1]
  return kind === 'audio' || kind === 'video' ? kind : undefined
}

/** Session part, then one text for each m-line; lines end in CRLF whatever the browser wrote. */
const split = (sdp: string): string[] => sdp.replace(/\r?\n/g, '\r\n').split(/(?=^m=)/m)

/** Says in the answer which stream an m-line carries; `m=` lines are found by their mid. */
export function nameStreams(
  answer: string,
  streams: ReadonlyMap<string, { stream: string; ssrc?: number; kind: Kind }>,
) {
  return split(answer)
    .map((section) => {
      const mid = /^a=mid:(\S+)/m.exec(section)?.[1]
      const stream = mid === undefined ? undefined : streams.get(mid)
      if (!stream) return section
      const ssrc = stream.ssrc ?? /^a=ssrc:(\d+)/m.exec(section)?.[1]
      const lines = section.split('\r\n').filter((line) => line !== '' && !/^a=(ssrc|msid)/.test(line))
      lines.push(`a=msid:${stream.stream} ${stream.stream}-${stream.kind}`)
      if (ssrc !== undefined) lines.push(`a=ssrc:${ssrc} cname:${stream.stream}`)
      return `${lines.join('\r\n')}\r\n`
    })
    .join('')
}

/** A browser that can come through a relay only, and says so by what it has gathered. */
export function comesByRelay(offer: string): boolean {
  const candidates = [...offer.matchAll(/^a=candidate:.* typ (\w+)/gm)]
  return candidates.length > 0 && candidates.every(([, type]) => type === 'relay')
}

/** Tells the browsers the address the world sees (1:1 NAT, containers) instead of the one that is bound. */
export const advertise = (answer: string, address: string | undefined): string =>
  address === undefined
    ? answer
    : answer.replace(/^(a=candidate:\S+ \d+ \S+ \d+) \S+ (\d+ typ host)/gm, `$1 ${address} $2`)
