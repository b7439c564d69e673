import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { Worker } from 'node:worker_threads'
import type { Browser } from '@playwright/test'
import native from 'node-datachannel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { udpProxy, type UdpProxy } from '#test/udp-proxy.ts'
import type { MediaEngine, MediaEvent } from '../engine.ts'
import { readMediaConfig } from '../engines.ts'
import { launch, participant, type Participant } from '../testing/browser.ts'
import { type Room, startRoom } from '../testing/room.ts'
import { type Synthetic, synthetic } from '../testing/synthetic.ts'
import { until } from '#test/until.ts'
import { createSfu } from './sfu.ts'

const here = new URL('.', import.meta.url).href

test('a server without calls loads no native code', () => {
  const script = `
    const { createMediaEngines, readMediaConfig } = await import(${JSON.stringify(new URL('../engines.ts', here).href)})
    const loaded = () => process.report.getReport().sharedObjects.some((file) => file.includes('node_datachannel'))
    const media = createMediaEngines(readMediaConfig({ MEDIA_PORT: '0' }))
    const before = loaded()
    const engine = await media.engine()
    console.log(JSON.stringify([before, loaded(), engine.name, engine === await media.engine()]))
    await media.close()
    process.exit(0)`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(JSON.parse(out.toString())).toEqual([false, true, 'node-datachannel', true])
})

test('a second thread is refused in words, where the library would end the process', async () => {
  const source = `
    const { createSfu } = await import(${JSON.stringify(new URL('sfu.ts', here).href)})
    const { parentPort } = await import('node:worker_threads')
    await createSfu({}).catch((error) => parentPort.postMessage(error.code + ': ' + error.message))`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`))
  const said = await new Promise((done, fail) => worker.once('message', done).once('error', fail))
  expect(said).toBe('ENGINE_DOWN: node-datachannel may only be loaded in the main thread')
})

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

test('many calls at once on ONE port: everybody hears the own call whole, and nothing else', async () => {
  const port = await freeUdpPort()
  const engine = await createSfu(readMediaConfig({ MEDIA_PORT: String(port) }))
  const calls = Array.from({ length: 6 }, () => randomUUID())
  const people: Synthetic[][] = []
  for (const call of calls) {
    await engine.open(call, { maxPeers: 2, codec: 'VP8' })
    const pair = [synthetic(native, 2, { keepSeqs: true }), synthetic(native, 2, { keepSeqs: true })]
    for (const [index, one] of pair.entries()) {
      const { sdp } = await engine.answer(call, `peer-${index}`, await one.offer())
      expect([...sdp.matchAll(/^a=candidate:\S+ 1 UDP \d+ (\S+) (\d+)/gim)].map(([, ...at]) => at.join(':'))).toEqual([
        `127.0.0.1:${port}`,
      ])
      one.accept(sdp)
    }
    people.push(pair)
  }
  const everybody = people.flat()
  await until('all are connected', () => everybody.every((one) => one.connected()))
  for (const one of everybody) one.start()
  await until('500 packets of picture each', () => everybody.every((one) => one.received(0).video >= 500), 20_000)
  for (const one of everybody) {
    const { seqs, ssrcs } = one.received(0)
    expect(ssrcs.size).toBe(1)
    expect(seqs.every((seq, i) => i === 0 || seq === (((seqs[i - 1] ?? 0) + 1) & 0xffff))).toBe(true)
  }
  // The picture begins with a key picture for whoever comes later, asked of the other.
  const [call] = calls
  const [first, second] = people[0] ?? []
  const asked = first?.keyframesAsked() ?? 0
  second?.askKeyframe(0)
  await until('the wish for a picture reaches the sender', () => (first?.keyframesAsked() ?? 0) > asked)
  expect(engine.stats(call ?? '')[0]).toMatchObject({ lossUp: 0, lossDown: 0, received: { video: { lost: 0 } } })
  for (const one of everybody) one.close()
  await engine.shutdown()
  expect(engine.calls()).toEqual([])
}, 40_000)

describe('on a bad line', () => {
  let browser: Browser
  let engine: MediaEngine
  let room: Room
  let proxy: UdpProxy
  let officer: Participant
  let citizen: Participant
  const call = randomUUID()
  const events: MediaEvent[] = []
  beforeAll(async () => {
    browser = await launch()
    engine = await createSfu(readMediaConfig({ MEDIA_PORT: '0' }))
    engine.on((event) => events.push(event))
    proxy = udpProxy()
    room = await startRoom(engine, (peer, sdp) => (peer === 'citizen' ? proxy.rewrite(sdp) : sdp))
    await engine.open(call, { maxPeers: 2, codec: 'VP8' })
    officer = await participant(browser, room.url, { call, peer: 'officer' })
    citizen = await participant(browser, room.url, { call, peer: 'citizen' })
    await officer.connect()
    await citizen.join()
  })
  afterAll(async () => {
    await browser.close()
    await room.close()
    await engine.shutdown()
    proxy.close()
  })
  /** More pictures at both; a new connection counts from nought. */
  const both = async (frames: number, ms: number) => {
    for (const one of [officer, citizen]) {
      let last = (await one.stats()).decoded
      let more = 0
      await until(
        `${frames} more pictures at both`,
        async () => {
          const now = (await one.stats()).decoded
          more += now < last ? now : now - last
          last = now
          return more >= frames
        },
        ms,
      )
    }
  }

  test('every packet of the citizen goes through the bad line: the engine follows no address it is told', async () => {
    await both(30, 10_000)
    const { up, down } = proxy.passed()
    expect(Math.min(up, down)).toBeGreaterThan(60)
  })

  test('a tenth lost both ways at 100 ms each way: asked again, repaired, both go on', async () => {
    proxy.set({ loss: 0.1, delay: 100 })
    await both(60, 20_000)
    const there = await citizen.stats()
    const [, mine] = engine.stats(call)
    expect(there.nacks).toBeGreaterThan(10)
    await until('both losses are seen', () => (engine.stats(call)[1]?.lossUp ?? 0) > 0.02, 10_000)
    // Of what was missing on the way up nearly all came when asked for again.
    const { packets, lost } = mine?.received.video ?? { packets: 0, lost: 0 }
    expect(lost / (packets + lost)).toBeLessThan(0.03)
    expect(engine.stats(call)[1]?.rtt).toBeGreaterThanOrEqual(200)
    proxy.set({ loss: 0, delay: 0 })
    await both(30, 10_000)
  }, 60_000)

  test('the address of the citizen changes behind the browser: it comes back on its own seat', async () => {
    await citizen.page.evaluate('S.log.length = 0')
    proxy.rebind()
    // The library under the engine keeps to the address it knows; the client sees that nothing comes and connects anew.
    await until('a new connection', () => citizen.page.evaluate('S.log.some(([, state]) => state === "up")'), 15_000)
    await both(15, 10_000)
    expect(engine.stats(call).map((peer) => peer.seat)).toEqual([0, 1])
  }, 40_000)

  test('five seconds without a line: silence is told, and media are back', async () => {
    await citizen.page.evaluate('S.log.length = 0')
    events.length = 0
    proxy.set({ down: true })
    await until('silence', () => events.some((event) => event.kind === 'silent' && event.peer === 'citizen'), 10_000)
    await until('the client knows', () => citizen.page.evaluate('S.log.some(([, state]) => state === "lost")'), 15_000)
    proxy.set({ down: false })
    await both(15, 10_000)
    expect(events.filter((event) => event.kind === 'media' && event.peer === 'citizen').length).toBeGreaterThan(0)
    expect(engine.stats(call).map((peer) => peer.seat)).toEqual([0, 1])
  }, 40_000)
})
