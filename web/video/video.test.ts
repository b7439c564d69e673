import { happened, houseNow, learnClock } from './clock.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adviceFor, cameraSigns, denialOf, type Findings, lineOf } from './advice.ts'
import { encodingFor, isBad, LEAST_BPS, MOST_BPS, nextWish } from './bitrate.ts'
import { doubtSince, isLost, isStalled, isTimeToTry, outagePhase, watchBytes } from './outage.ts'
import { judgePicture, type Pixels } from './picture.ts'
import { sampleOf, type Span, spanOf } from './sample.ts'

const span = (over: Partial<Span> = {}): Span => ({
  seconds: 1,
  kbps: 800,
  frames: 28,
  loss: 0,
  nacks: 0,
  rttMs: 80,
  lostThere: 0,
  height: 480,
  ...over,
})

test('statistics are summed over tracks; what is no number is nothing', () => {
  const sample = sampleOf(
    [
      {
        type: 'inbound-rtp',
        kind: 'video',
        bytesReceived: 1000,
        packetsReceived: 10,
        packetsLost: 2,
        framesDecoded: 5,
      },
      { type: 'inbound-rtp', kind: 'video', bytesReceived: 500, frameHeight: 360, nackCount: 3 },
      { type: 'inbound-rtp', kind: 'audio', bytesReceived: 200, packetsReceived: 20, packetsLost: 0 },
      { type: 'remote-inbound-rtp', kind: 'video', roundTripTime: 0.12, fractionLost: 0.03 },
      { type: 'outbound-rtp', kind: 'video', bytesSent: 77, framesEncoded: 9 },
      { type: 'inbound-rtp', kind: 'video', bytesReceived: 'many' },
      null,
    ],
    1_000,
  )
  expect(sample).toMatchObject({
    videoBytes: 1500,
    audioBytes: 200,
    packets: 30,
    lost: 2,
    framesDecoded: 5,
    height: 360,
  })
  expect(sample).toMatchObject({ nacks: 3, rttMs: 120, lostThere: 0.03, framesSent: 9, bytesSent: 77 })
  const later = { ...sample, at: 3_000, videoBytes: 2_500, packets: 50, lost: 7 }
  expect(spanOf(sample, later)).toMatchObject({ seconds: 2, kbps: 4, loss: 0.2 })
})

test('what the other end missed is the worse of sound and picture, and only as long as it tells so', () => {
  const told = (kind: string, fractionLost: number, timestamp: number) => ({
    type: 'remote-inbound-rtp',
    kind,
    fractionLost,
    timestamp,
  })
  const now = { type: 'outbound-rtp', kind: 'audio', timestamp: 10_000 }
  expect(sampleOf([now, told('audio', 0.1, 9_500), told('video', 0.3, 9_400)], 0).lostThere).toBe(0.3)
  // The picture has been off for a while: its last report says nothing about the line now.
  expect(sampleOf([now, told('audio', 0, 9_500), told('video', 0.3, 5_000)], 0).lostThere).toBe(0)
})

test('a new connection begins to count anew and is not compared with the old one', () => {
  const old = { ...sampleOf([], 0), packets: 900, videoBytes: 90_000 }
  expect(spanOf(old, sampleOf([], 1_000))).toBeUndefined()
})

test('the wish falls fast on a bad line, climbs slowly on a good one, and stays within bounds', () => {
  expect(nextWish(1_200_000, span({ kbps: 300, loss: 0.2 }))).toBe(210_000)
  expect(nextWish(210_000, span())).toBe(236_800)
  // An outage is not a small line: the wish of before is kept for the time after.
  expect(nextWish(900_000, span({ kbps: 0, frames: 0 }))).toBe(900_000)
  // A shared page gives few frames and loses none.
  expect(nextWish(900_000, span({ kbps: 60, frames: 2 }))).toBeGreaterThan(900_000)
  fc.assert(
    fc.property(
      fc.integer({ min: LEAST_BPS, max: MOST_BPS }),
      fc.array(
        fc.record({ kbps: fc.nat(5_000), loss: fc.double({ min: 0, max: 1, noNaN: true }), frames: fc.nat(60) }),
        { maxLength: 40 },
      ),
      (first, spans) => {
        const end = spans.reduce((wish, s) => nextWish(wish, span(s)), first)
        expect(end).toBeGreaterThanOrEqual(LEAST_BPS)
        expect(end).toBeLessThanOrEqual(MOST_BPS)
      },
    ),
  )
})

test('a line of 300 kbit/s is reached within ten turns and a picture fits it', () => {
  let wish = MOST_BPS
  for (let i = 0; i < 10; i++) {
    const sent = wish / 1000
    const came = Math.min(sent, 300)
    wish = nextWish(wish, span({ kbps: came, loss: 1 - came / sent, frames: came < sent ? 0 : 15 }))
  }
  expect(wish).toBeLessThan(400_000)
  expect(encodingFor(wish, 720).maxFramerate).toBeLessThanOrEqual(15)
})

test('a second is bad when packets were missed, not when the scene stood still', () => {
  expect(isBad(900_000, span({ frames: 1 }))).toBe(false)
  expect(isBad(900_000, span({ frames: 1, nacks: 9 }))).toBe(true)
  expect(isBad(900_000, span({ loss: 0.1 }))).toBe(true)
})

test('fewer bits never mean a bigger picture', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), fc.nat(2_000_000), fc.constantFrom(480, 720, 1080, 2160), (a, b, height) => {
      const [less, more] = [encodingFor(Math.min(a, b), height), encodingFor(Math.max(a, b), height)]
      expect(less.scaleResolutionDownBy).toBeGreaterThanOrEqual(more.scaleResolutionDownBy)
      expect(less.maxFramerate).toBeLessThanOrEqual(more.maxFramerate)
      expect(less.scaleResolutionDownBy).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('an outage: nothing asked for 30 s, a look up to 90 s, then suspended', () => {
  expect([undefined, 0, 30_000, 30_001, 90_000, 90_001].map(outagePhase)).toEqual([
    'up',
    'silent',
    'silent',
    'recheck',
    'recheck',
    'suspended',
  ])
  const first = watchBytes(undefined, 500, 1_000)
  const still = watchBytes(first, 500, 4_000)
  expect(isStalled(still, 4_999)).toBe(false)
  expect(isStalled(still, 5_000)).toBe(true)
  expect(isStalled(watchBytes(still, 501, 5_000), 5_000)).toBe(false)
  expect(isStalled(watchBytes(undefined, 0, 0), 60_000)).toBe(false)
})

test('a connection that the browser calls failed for a moment is not lost; one that stays so is', () => {
  const seen = [
    { state: 'failed', at: 1_000 },
    { state: 'connected', at: 1_400 },
    { state: 'disconnected', at: 5_000 },
    { state: 'failed', at: 6_000 },
  ]
  let doubt: number | undefined
  const lost = seen.map(({ state, at }) => {
    doubt = doubtSince(doubt, state, at)
    return isLost(doubt, at)
  })
  expect(lost).toEqual([false, false, false, false])
  expect(isLost(doubt, 6_499)).toBe(false)
  // From the first doubt, not from the last word.
  expect(isLost(doubt, 6_500)).toBe(true)
})

test('a lost line is tried anew every 2.5 s, but a try that still shakes hands is left alone for 8', () => {
  expect([2_499, 2_500].map((ms) => isTimeToTry(ms, undefined))).toEqual([false, true])
  expect([2_500, 7_999, 8_000].map((ms) => isTimeToTry(ms, 'connecting'))).toEqual([false, false, true])
  expect(isTimeToTry(2_500, 'failed')).toBe(true)
})

test('between fifteen and five frames a second there is a step: 300 kbit/s less a loss keep ten', () => {
  expect(encodingFor(300_000 * 0.7, 720)).toMatchObject({ maxFramerate: 10, scaleResolutionDownBy: 3 })
  expect(encodingFor(149_999, 720).maxFramerate).toBe(5)
})

test('advice names all that helps and never forbids', () => {
  const good: Findings = {
    camera: 'ok',
    microphone: 'ok',
    heard: true,
    speaker: 'ok',
    rttMs: 60,
    kbps: 5_000,
    path: 'direct',
  }
  expect(adviceFor(good)).toEqual({ verdict: 'good', advice: [] })
  expect(adviceFor({ ...good, camera: 'denied' })).toEqual({ verdict: 'sound', advice: ['allow-camera'] })
  expect(adviceFor({ ...good, path: 'relay' }).verdict).toBe('good')
  expect(adviceFor({ ...good, path: 'blocked' })).toEqual({ verdict: 'none', advice: ['other-network'] })
  expect(adviceFor({ ...good, camera: 'absent' })).toEqual({ verdict: 'none', advice: ['open-in-browser'] })
  expect(adviceFor({ ...good, heard: false, speaker: 'not-heard', rttMs: 700 }).advice).toEqual([
    'speak-louder',
    'turn-volume-up',
    'use-wifi',
    'sound-first',
  ])
  expect(lineOf({ rttMs: 100, kbps: 600 })).toBe('slow')
  expect(denialOf('NotAllowedError')).toBe('denied')
  expect(cameraSigns({ label: 'OBS Virtual Camera', width: 1280, height: 720, fps: 30 })).toEqual(['virtual-label'])
  expect(cameraSigns({ label: '后置相机', width: 1920, height: 1080, fps: 30 })).toEqual([])
})

/** A card with text on a table, in some state. */
function card(paint: (x: number, y: number) => number): Pixels {
  const [width, height] = [160, 100]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([paint(x, y), paint(x, y), paint(x, y), 255], (y * width + x) * 4)
  return { width, height, data }
}
const letters = (x: number, y: number): number => ((x >> 1) % 2 === 0 && (y >> 2) % 2 === 0 ? 30 : 200)
const inside = (x: number, y: number): boolean => x > 20 && x < 140 && y > 15 && y < 85

test('a picture of a document: small, dark, glare, blurred, cut off', () => {
  const good = card((x, y) => (inside(x, y) ? letters(x, y) : 110))
  expect(judgePicture(good, 1_400, 'card')).toEqual([])
  expect(judgePicture(good, 1_400, 'page')).toEqual(['small'])
  expect(
    judgePicture(
      card((x, y) => (inside(x, y) ? letters(x, y) / 6 : 12)),
      1_400,
      'card',
    ),
  ).toContain('dark')
  const spot = card((x, y) => ((x - 80) ** 2 + (y - 50) ** 2 < 700 ? 255 : inside(x, y) ? letters(x, y) : 110))
  expect(judgePicture(spot, 1_400, 'card')).toEqual(['glare'])
  expect(
    judgePicture(
      card((x) => 120 + 60 * Math.sin(x / 20)),
      1_400,
      'card',
    ),
  ).toEqual(['blurred'])
  expect(judgePicture(card(letters), 1_400, 'card')).toEqual(['cut-off'])
})

test('a phone whose clock is wrong counts by the house’s', async () => {
  const real = globalThis.fetch
  const ahead = Date.now() + 3 * 3_600_000
  const houseStandsAt = async (at: number): Promise<void> => {
    globalThis.fetch = async () => new Response('{}', { headers: { date: new Date(at).toUTCString() } })
    await learnClock().finally(() => {
      globalThis.fetch = real
    })
  }
  await houseStandsAt(ahead)
  expect(Math.abs(houseNow() - ahead)).toBeLessThan(2_000)
  // What the house has already done is never in the future.
  const done = new Date(ahead + 60_000).toISOString()
  happened(done)
  expect(houseNow()).toBeGreaterThanOrEqual(Date.parse(done))
  await houseStandsAt(Date.now())
  expect(Math.abs(houseNow() - Date.now())).toBeLessThan(2_000)
})
