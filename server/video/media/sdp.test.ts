import { describe, expect, test } from 'vitest'
import { advertise, codecOf, nameStreams, narrowOffer } from './sdp.ts'

const VIDEO = [
  'a=rtpmap:96 VP8/90000',
  'a=rtcp-fb:96 transport-cc',
  'a=rtcp-fb:96 nack pli',
  'a=rtpmap:97 rtx/90000',
  'a=fmtp:97 apt=96',
  'a=rtpmap:103 H264/90000',
  'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f',
  'a=rtpmap:104 H264/90000',
  'a=fmtp:104 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640034',
  'a=rtpmap:108 H264/90000',
  'a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  'a=rtpmap:109 rtx/90000',
  'a=fmtp:109 apt=108',
  'a=rtpmap:114 red/90000',
]
const AUDIO = ['a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10', 'a=rtpmap:63 red/48000/2', 'a=rtpmap:9 G722/8000']
const section = (kind: 'audio' | 'video', mid: number, direction: string, formats: readonly string[]): string[] => [
  `m=${kind} 9 UDP/TLS/RTP/SAVPF 111 63 9 96 97 103 104 108 109 114`,
  'c=IN IP4 0.0.0.0',
  `a=mid:${mid}`,
  `a=${direction}`,
  'a=extmap:13 urn:3gpp:video-orientation',
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'a=candidate:1 1 udp 2122260223 10.0.0.8 51472 typ host',
  ...(direction === 'sendonly' ? [`a=ssrc:${1000 + mid} cname:x`] : []),
  ...formats,
]
const offerOf = (video: readonly string[], pairs = 1, newline = '\r\n'): string =>
  [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1 2 3',
    ...section('audio', 0, 'sendonly', AUDIO),
    ...section('video', 1, 'sendonly', video),
    ...Array.from({ length: pairs }, (_, pair) => [
      ...section('audio', 2 + pair * 2, 'recvonly', AUDIO),
      ...section('video', 3 + pair * 2, 'recvonly', video),
    ]).flat(),
    '',
  ].join(newline)

test('H.264 that everybody decodes goes before VP8; without either there is no call', () => {
  expect(codecOf(offerOf(VIDEO))).toBe('H264')
  expect(codecOf(offerOf(VIDEO.filter((line) => !/108|109/.test(line))))).toBe('VP8')
  expect(codecOf(offerOf(['a=rtpmap:98 VP9/90000']))).toBeUndefined()
  expect(() => narrowOffer(offerOf(['a=rtpmap:98 VP9/90000']), 'VP8', 2)).toThrow(/not in the offer/)
})

describe.each(['\r\n', '\n'])('an offer with lines ending in %j', (newline) => {
  const { sdp, sections } = narrowOffer(offerOf(VIDEO, 1, newline), 'H264', 2)
  test('keeps one codec with its retransmission for each line', () => {
    expect(sections).toMatchObject([
      { mid: '0', kind: 'audio', sends: true, payloadType: 111, rtxPayloadType: undefined, ssrc: 1000 },
      { mid: '1', kind: 'video', sends: true, payloadType: 108, rtxPayloadType: 109, ssrc: 1001 },
      { mid: '2', kind: 'audio', sends: false, payloadType: 111 },
      { mid: '3', kind: 'video', sends: false, payloadType: 108 },
    ])
    expect(sdp).toMatch(/^m=video 9 UDP\/TLS\/RTP\/SAVPF 108 109\r$/m)
    expect(sdp).not.toMatch(/VP8|red|G722|640034|transport|orientation/)
  })
  test('has no addresses: a browser does not send us anywhere', () => {
    expect(sdp).not.toContain('10.0.0.8')
  })
})

test('an offer of another shape is refused', () => {
  expect(() => narrowOffer(offerOf(VIDEO, 1), 'VP8', 3)).toThrow(/2 of each to receive/)
  expect(() => narrowOffer(offerOf(VIDEO).replace('a=sendonly', 'a=sendrecv'), 'VP8', 2)).toThrow(
    /sendonly or recvonly/,
  )
  expect(() => narrowOffer('', 'VP8', 2)).toThrow(/wanted audio and video/)
})

test('streams are named after seats and the address the world sees is told', () => {
  const answer = [
    'v=0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=mid:3',
    'a=msid:old old',
    'a=ssrc:5 cname:old',
    'a=candidate:1 1 UDP 2114977791 127.0.0.1 34319 typ host',
    '',
  ].join('\r\n')
  const named = nameStreams(answer, new Map([['3', { stream: 'seat-1', ssrc: 77, kind: 'video' }]]))
  expect(named).toContain('a=msid:seat-1 seat-1-video\r\na=ssrc:77 cname:seat-1\r\n')
  expect(named).not.toContain('old')
  expect(advertise(named, '203.0.113.5')).toContain('a=candidate:1 1 UDP 2114977791 203.0.113.5 34319 typ host')
  expect(advertise(named, undefined)).toBe(named)
})
