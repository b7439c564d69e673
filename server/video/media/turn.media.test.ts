import { randomUUID } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MediaEngine } from './engine.ts'
import { readMediaConfig } from './engines.ts'
import { createSfu } from './node-datachannel/sfu.ts'
import { type BootOptions, launch, participant, type Participant } from './testing/browser.ts'
import { addressOfOurOwn } from './testing/ports.ts'
import { type Room, startRoom } from './testing/room.ts'
import { startTurn, type TurnProcess, whyNoTurn } from './testing/turn-process.ts'
import { until } from '#test/until.ts'
import { type IceServer, turnCredential } from './turn.ts'

/** For networks that let nothing out but a web port: the call through a relay, with the credential the house hands out. */
const BLOCKED = 'behind-a-strict-network'
const whyNot = whyNoTurn()
if (whyNot) process.stderr.write(`TURN not tried: ${whyNot}\n`)

describe.skipIf(whyNot)('through coturn', () => {
  let browser: Browser
  let engine: MediaEngine
  let room: Room
  let turn: TurnProcess
  const people: Participant[] = []
  beforeAll(async () => {
    const own = addressOfOurOwn() ?? '127.0.0.1'
    turn = await startTurn(own)
    browser = await launch(['--ignore-certificate-errors', '--use-fake-device-for-media-stream=fps=10'])
    engine = await createSfu(readMediaConfig({ MEDIA_PORT: '0', MEDIA_ADDRESS: own }))
    let refused = false
    room = await startRoom(engine, (peer, sdp) => {
      if (peer !== BLOCKED || refused) return sdp
      // The first answer leads where nothing listens: as a network does that lets no packets out.
      refused = true
      return sdp.replace(/^(a=candidate:\S+ 1 \S+ \d+ \S+) \d+ /gm, '$1 9 ')
    })
  })
  afterAll(async () => {
    await room.close()
    await engine.shutdown()
    await browser.close()
    await turn.stop()
  })
  const credential = (url: string, change: { secret?: string; now?: Date } = {}) =>
    turnCredential({ urls: [url], secret: change.secret ?? turn.secret }, 'seat-7', change.now ?? new Date())
  const enter = async (call: string, peer: string, options: Partial<BootOptions> = {}) => {
    const one = await participant(browser, room.url, { call, peer, ...options })
    people.push(one)
    return one
  }
  const leaveAll = async () => {
    for (const one of people.splice(0)) await one.close()
  }

  /** Over what the browser reaches its relay; undefined when it needs none. */
  const relayOf = (one: Participant) =>
    one.page.evaluate<string | undefined>(
      `(async () => { for (const pc of S.pcs) { const all = [...(await pc.getStats()).values()]; const t = all.find((r) => r.type === 'transport'); const pair = all.find((r) => r.id === t?.selectedCandidatePairId); const local = all.find((r) => r.id === pair?.localCandidateId); if (local) return local.relayProtocol } })()`,
    )
  const bothSee = async (officer: Participant, citizen: Participant) => {
    const [there, here] = [(await officer.stats()).decoded, (await citizen.stats()).decoded]
    await until('pictures both ways', async () => {
      const [a, b] = [await officer.stats(), await citizen.stats()]
      return a.decoded > there + 10 && b.decoded > here + 10
    })
  }

  test.each(['udp', 'tcp', 'tls'] as const)('a call with nothing but the relay, over %s', async (over) => {
    const call = randomUUID()
    await engine.open(call, { maxPeers: 2, codec: 'VP8' })
    const officer = await enter(call, 'officer')
    await officer.connect()
    const citizen = await enter(call, 'citizen', { ice: credential(turn.urls[over]), relayOnly: true })
    const first = await citizen.join()
    expect(await relayOf(citizen)).toBe(over)
    await bothSee(officer, citizen)
    process.stderr.write(`TURN over ${over}: first picture after ${Math.round(first)} ms\n`)
    await leaveAll()
    await engine.close(call)
  })

  test('where the straight way is blocked the relay is tried next, by itself', async () => {
    const call = randomUUID()
    await engine.open(call, { maxPeers: 2, codec: 'VP8' })
    const officer = await enter(call, 'officer')
    await officer.connect()
    const citizen = await enter(call, BLOCKED, { ice: credential(turn.urls.tcp) })
    await citizen.join()
    expect(await relayOf(citizen)).toBe('tcp')
    await bothSee(officer, citizen)
    await leaveAll()
    await engine.close(call)
  })

  test('a credential of another secret, or one that has ended, opens nothing', async () => {
    const one = await enter(randomUUID(), 'nobody')
    const found = (ice: IceServer) =>
      one.page.evaluate<{ relays: number; code: number | undefined }>(
        `(async (ice) => { const pc = new RTCPeerConnection({ iceServers: [ice], iceTransportPolicy: 'relay' }); const found = { relays: 0, code: undefined }; pc.onicecandidate = (e) => { if (e.candidate?.candidate) found.relays++ }; pc.onicecandidateerror = (e) => { found.code = e.errorCode }; pc.createDataChannel('x'); await pc.setLocalDescription(await pc.createOffer()); while (pc.iceGatheringState !== 'complete') await new Promise((done) => setTimeout(done, 20)); pc.close(); return found })(${JSON.stringify(ice)})`,
      )
    for (const over of ['udp', 'tcp', 'tls'] as const) {
      expect((await found(credential(turn.urls[over]))).relays).toBeGreaterThan(0)
      expect(await found(credential(turn.urls[over], { secret: 'another' }))).toEqual({ relays: 0, code: 401 })
      const anHourAgo = new Date(Date.now() - 3_600_000)
      expect(await found(credential(turn.urls[over], { now: anHourAgo }))).toEqual({ relays: 0, code: 401 })
    }
    await leaveAll()
  })
})
