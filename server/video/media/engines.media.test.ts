import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCrypto } from '#server/kit/crypto.ts'
import type { MediaEngine, MediaEvent } from './engine.ts'
import { exportPeer } from './recording/export.ts'
import { startRecording } from './recording/record.ts'
import type { ExportedFile, SegmentFacts } from './recording/types.ts'
import { chainHolds, verifySegment } from './recording/verify.ts'
import { launch, type BootOptions, participant, type Participant } from './testing/browser.ts'
import { ENGINES } from './testing/engines.ts'
import { type Room, startRoom } from './testing/room.ts'
import { until } from '#test/until.ts'

/** One contract, kept by every engine, tried with the browser people use. */
for (const { name, whyNot } of ENGINES) if (whyNot) process.stderr.write(`not tried on ${name}: ${whyNot}\n`)

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe.each(ENGINES.filter((one) => one.whyNot === undefined))('on $name', (tried) => {
  let engine: MediaEngine
  let room: Room
  let stop: () => Promise<void>
  const events: MediaEvent[] = []
  const dir = mkdtempSync(join(tmpdir(), 'yc-media-'))
  const people: Participant[] = []
  beforeAll(async () => {
    const started = await tried.start()
    engine = started.engine
    engine.on((event) => events.push(event))
    room = await startRoom(engine)
    stop = started.stop
  })
  afterAll(async () => {
    await room.close()
    await stop()
    rmSync(dir, { recursive: true, force: true })
  })
  const enter = async (call: string, peer: string, options: Partial<BootOptions> = {}) => {
    const one = await participant(browser, room.url, { call, peer, maxPeers: 3, ...options })
    people.push(one)
    return one
  }
  const leaveAll = async () => {
    for (const one of people.splice(0)) await one.close()
  }
  const moves = async (one: Participant, frames = 10) => {
    const before = (await one.stats()).decoded
    await until(`${frames} more pictures`, async () => (await one.stats()).decoded >= before + frames)
  }

  test('two see each other, a third joins an empty seat, one comes back, spouses are parted', async () => {
    const call = randomUUID()
    await engine.open(call, { maxPeers: 3, codec: 'VP8' })
    await expect(engine.open(call, { maxPeers: 3 })).rejects.toMatchObject({ code: 'CALL_OPEN' })
    const officer = await enter(call, 'officer')
    const citizen = await enter(call, 'citizen')
    await officer.connect()
    await citizen.join()
    await moves(officer)
    expect(await officer.contrast(1)).toBeGreaterThan(40)
    expect(await citizen.contrast(0)).toBeGreaterThan(40)
    const sdp = () =>
      officer.page.evaluate<string>(
        'S.pcs.filter((p) => p.connectionState !== "closed").map((p) => p.remoteDescription.sdp).join("|")',
      )
    const before = await sdp()

    // The third arrives in a stream that was empty; nobody negotiates again.
    const guest = await enter(call, 'guest')
    await guest.join()
    await until('the guest at the officer', async () => (await officer.contrast(2)) > 40)
    await until('the guest at the citizen', async () => (await citizen.contrast(2)) > 40)
    expect(await sdp()).toBe(before)
    expect(engine.stats(call).map(({ peer, seat, connected }) => ({ peer, seat, connected }))).toEqual([
      { peer: 'officer', seat: 0, connected: true },
      { peer: 'citizen', seat: 1, connected: true },
      { peer: 'guest', seat: 2, connected: true },
    ])
    const fourth = await enter(call, 'fourth')
    await fourth.connect()
    await until('the fourth is turned away', () => fourth.page.evaluate('S.log.some(([, state]) => state === "lost")'))
    await fourth.close()

    // Sound and picture of the citizen stop for the guest alone.
    const flowing = async (one: Participant, seat: number) => {
      const time = () => one.page.evaluate<number>(`document.getElementById('seat-${seat}').currentTime`)
      const begun = await time()
      return { moved: async () => (await time()) - begun }
    }
    await engine.mute(call, { from: 'citizen', to: 'guest' }, true)
    const frames = (one: Participant, seat: number) =>
      one.page.evaluate<number>(
        `(async () => { for (const pc of S.pcs) if (pc.connectionState !== 'closed') for (const r of (await pc.getStats()).values()) if (r.type === 'inbound-rtp' && r.kind === 'video' && S.streams[${seat}]?.getVideoTracks().some((t) => t.id === r.trackIdentifier)) return r.packetsReceived; return 0 })()`,
      )
    await until('the guest hears nothing more', async () => {
      const one = await frames(guest, 1)
      await moves(officer, 15)
      return (await frames(guest, 1)) === one
    })
    const heldAt = await frames(guest, 1)
    const other = await frames(guest, 0)
    const shown = await flowing(officer, 1)
    await moves(officer, 30)
    expect(await frames(guest, 1)).toBe(heldAt)
    expect(await frames(guest, 0)).toBeGreaterThan(other)
    expect(await shown.moved()).toBeGreaterThan(0)
    await engine.mute(call, { from: 'citizen', to: 'guest' }, false)
    await until('the guest sees the citizen again', async () => (await frames(guest, 1)) > heldAt + 20)

    // A new connection on the same seat; the officer's page does nothing.
    await citizen.page.evaluate('S.peer.connect()')
    await until(
      'the citizen is back',
      async () => (await frames(officer, 1)) > 0 && engine.stats(call)[1]?.connected === true,
    )
    const back = await frames(officer, 1)
    await until('and is seen', async () => (await frames(officer, 1)) > back + 30)
    await moves(citizen, 20)
    expect(engine.stats(call)[1]?.seat).toBe(1)
    expect(events.filter((event) => event.kind === 'media' && event.call === call).length).toBeGreaterThanOrEqual(3)
    await leaveAll()
    await engine.close(call)
    expect(engine.calls()).not.toContain(call)
    await expect(engine.answer(call, 'officer', '')).rejects.toMatchObject({ code: 'NO_CALL' })
  }, 60_000)

  test('seats are kept: whoever comes first, everybody is seen in the own one, also after coming back', async () => {
    const call = randomUUID()
    await engine.open(call, { maxPeers: 3, codec: 'VP8', kept: ['citizen', 'officer'] })
    const seats = () => engine.stats(call).map(({ peer, seat }) => `${peer} ${seat}`)
    const officer = await enter(call, 'officer')
    await officer.connect()
    const guest = await enter(call, 'guest')
    await guest.join()
    // The citizen's seat is empty, and still nobody else's.
    const stranger = await enter(call, 'stranger')
    await stranger.connect()
    await until('the stranger is turned away', () =>
      stranger.page.evaluate('S.log.some(([, state]) => state === "lost")'),
    )
    await stranger.close()
    expect(seats().toSorted()).toEqual(['guest 2', 'officer 1'])
    expect(await guest.contrast(1)).toBeGreaterThan(40)
    expect(await guest.contrast(0)).toBe(0)

    const citizen = await enter(call, 'citizen')
    await citizen.join()
    await until('the citizen in seat 0', async () => (await officer.contrast(0)) > 40 && (await guest.contrast(0)) > 40)
    await until(
      'both others at the citizen',
      async () => (await citizen.contrast(1)) > 40 && (await citizen.contrast(2)) > 40,
    )
    expect(seats().toSorted()).toEqual(['citizen 0', 'guest 2', 'officer 1'])

    await engine.leave(call, 'citizen')
    await until('the citizen is away', () => engine.stats(call).every((s) => s.peer !== 'citizen' || !s.connected))
    await citizen.page.evaluate('S.peer.connect()')
    await until('the citizen is back', () => engine.stats(call).some((s) => s.peer === 'citizen' && s.connected))
    expect(seats().toSorted()).toEqual(['citizen 0', 'guest 2', 'officer 1'])
    await moves(citizen)
    await leaveAll()
    await engine.close(call)
  }, 60_000)

  test.each(['VP8', 'H264'] as const)(
    'a %s call is recorded: both sides decode and lie side by side',
    async (codec) => {
      const [call, id] = [randomUUID(), randomUUID()]
      const crypto = createCrypto({ suite: codec === 'VP8' ? 'sm' : 'intl', masterKey: randomBytes(32) })
      const segments: SegmentFacts[] = []
      const record = await startRecording({
        dir,
        crypto,
        id,
        consentHash: 'ab'.repeat(32),
        onSegment: (facts) => segments.push(facts),
        segmentMs: 2_000,
      })
      await engine.open(call, { maxPeers: 3, codec, record })
      const officer = await enter(call, 'officer', { source: 'flash' })
      const citizen = await enter(call, 'citizen', { source: 'flash' })
      await officer.connect()
      await citizen.join()
      expect((await citizen.stats()).mime).toBe(`video/${codec}`)
      await moves(citizen, 120)
      const parts = await engine.close(call)
      expect(parts.map((part) => part.peer).toSorted()).toEqual(['citizen', 'officer'])

      const films: ExportedFile[] = []
      for (const peer of ['officer', 'citizen']) {
        const own = segments.filter((segment) => segment.peer === peer)
        expect(own.length).toBeGreaterThanOrEqual(2)
        expect(chainHolds(crypto, own)).toBe(true)
        expect(own.at(-1)?.chain).toBe(parts.find((part) => part.peer === peer)?.chain)
        for (const facts of own)
          expect(await verifySegment({ dir, crypto, facts, wrappedKey: record.wrappedKey })).toBe('ok')
        const film = await exportPeer({ dir, crypto, id, wrappedKey: record.wrappedKey, peer })
        room.films.set(`${id}-${peer}`, film)
        films.push(film)
      }
      const page = officer.page
      const seen = []
      for (const peer of ['officer', 'citizen'])
        seen.push(
          await page.evaluate<{ video: number[]; audio: number[]; frames: number; width: number }>(
            `onsets('${id}-${peer}')`,
          ),
        )
      expect(films[0]?.startsAt).toBe(films[1]?.startsAt)
      for (const [index, one] of seen.entries()) {
        expect(one.frames).toBe(films[index]?.videoFrames)
        // Two seconds each side of the change.
        expect(one.video.length).toBeGreaterThanOrEqual(3)
        expect(one.audio.length).toBeGreaterThanOrEqual(2)
      }
      // Every flash and every tone of both belongs to a second of the same wall clock.
      const phase = (seconds: number) => ((films[0]?.startsAt ?? 0) / 1000 + seconds + 0.5) % 1
      // The middle one of each track: single flashes are late when the machine that draws them is busy.
      const middle = (onsets: number[]) =>
        onsets
          .slice(1)
          .map(phase)
          .toSorted((x, y) => x - y)[(onsets.length - 1) >> 1] ?? 0
      const tracks = seen.flatMap((one) => [middle(one.video), middle(one.audio)])
      const spread = Math.max(...tracks) - Math.min(...tracks)
      process.stderr.write(`${codec}: sound and light of both sides within ${Math.round(spread * 1000)} ms\n`)
      expect(spread).toBeLessThanOrEqual(0.15)
      expect(await page.evaluate<number>(`plays('${id}-citizen')`)).toBeGreaterThan(0)
      await leaveAll()
    },
    60_000,
  )
})
