import { randomUUID } from 'node:crypto'
import type { Session } from '#domain/video/session.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { createMediaEngines } from './media/engines.ts'
import { type MediaAnswer, MediaError, type MediaEngine, type MediaEvent, SEATS } from './media/engine.ts'
import { startRecording } from './media/recording/record.ts'
import type { SegmentFacts } from './media/recording/types.ts'
import { beatNode, endRecordings, insertLeg, insertRecording, insertSegment, endLegs, leaveNode } from './media.sql.ts'
import { dismiss, enlist, type MediaNode, type Offer } from './media-nodes.ts'
import { answerWaiting } from './media-relay.ts'
import { isSide, loadSession } from './session-store.ts'
import { actIfFits } from './sessions.ts'
import { callsOfNode, unpinCall } from './sessions.sql.ts'

const BEAT_MS = 4_000

/** Makes this process a carrier of calls: it answers offers, records, tells the conversations what flows, and says that it lives. */
export async function startMediaNode(house: House): Promise<MediaNode> {
  const { media } = house
  if (!media) throw new Error('a house without a place for recordings cannot carry calls')
  const engines = createMediaEngines(media.config)
  const node = new Node(house, `node-${randomUUID().slice(0, 13)}`, () => engines.engine(), media.dir)
  await node.beat()
  const timer = setInterval(
    () => void node.beat().catch((error: unknown) => house.log.error('media beat', error)),
    BEAT_MS,
  )
  const unhear = house.bus.subscribe([`node:${node.id}`], () => void node.serveWaiting())
  const shell: MediaNode = {
    id: node.id,
    take: (offer) => node.take(offer),
    close: async () => {
      clearInterval(timer)
      unhear()
      dismiss(house)
      await node.leave()
      await engines.close()
    },
  }
  enlist(house, shell)
  return shell
}

interface Open {
  devices: Map<string, string>
  stop: () => void
}

class Node {
  readonly #house: House
  readonly id: string
  readonly #engine: () => Promise<MediaEngine>
  readonly #dir: string
  readonly #open = new Map<string, Open>()
  readonly #opening = new Map<string, Promise<void>>()
  #listening = false

  constructor(house: House, id: string, engine: () => Promise<MediaEngine>, dir: string) {
    this.#house = house
    this.id = id
    this.#engine = engine
    this.#dir = dir
  }

  /** Alive, and so many calls; what was closed elsewhere meanwhile is closed here. */
  async beat(): Promise<void> {
    const { db, time } = this.#house
    await db.write.run(beatNode, [this.id, time.now(), this.#open.size, false])
    const mine = new Set((await db.read.many(callsOfNode, [this.id])).map((c) => c.id))
    for (const call of this.#open.keys()) if (!mine.has(call)) await this.#hangUp(call)
    await this.serveWaiting()
  }

  serveWaiting = (): Promise<void> => answerWaiting(this.#house, this.id, (offer) => this.take(offer))

  async take(offer: Offer): Promise<MediaAnswer> {
    const engine = await this.#ready()
    await this.#openCall(offer.session)
    if (offer.kind === 'accept') {
      await engine.accept(offer.session, offer.peer, offer.sdp)
      return { sdp: '', seat: 0 }
    }
    this.#open.get(offer.session)?.devices.set(offer.peer, offer.device)
    const answer = await engine.answer(offer.session, offer.peer, offer.sdp)
    await this.#house.db.tx((tx) => this.#noteLeg(tx, offer))
    await this.#sync(offer.session)
    return answer
  }

  async leave(): Promise<void> {
    for (const call of this.#open.keys()) {
      await this.#hangUp(call)
      // The next offer finds another process; until then both sides see "reconnecting", and it is not their fault.
      await this.#house.db.tx((tx) => actIfFits(tx, this.#house, call, { type: 'node-lost' }))
    }
    await this.#house.db.write.run(leaveNode, [this.id]).catch(() => undefined)
  }

  async #ready(): Promise<MediaEngine> {
    const engine = await this.#engine()
    if (!this.#listening)
      engine.on(
        (event) => void this.#heard(event).catch((error: unknown) => this.#house.log.error('media event', error)),
      )
    this.#listening = true
    return engine
  }

  /** Opens the call once, however many offers come at the same time. */
  #openCall(call: string): Promise<void> {
    if (this.#open.has(call)) return Promise.resolve()
    const running = this.#opening.get(call) ?? this.#begin(call).finally(() => this.#opening.delete(call))
    this.#opening.set(call, running)
    return running
  }

  /** With consent the recorder runs before the first packet does; without it nothing is recorded and nothing can be done. */
  async #begin(call: string): Promise<void> {
    const { db } = this.#house
    const s = await loadSession(db.read, this.#house, call)
    const consent = s.consents.recording
    const engine = await this.#ready()
    const record =
      consent?.given === true && consent.withdrawnAt === undefined
        ? await this.#startRecorder(s, consent.hash)
        : undefined
    await engine.open(call, { maxPeers: SEATS.max, ...(record ? { record } : {}) })
    const stop = this.#house.bus.subscribe([`media:${call}`], () => void this.#sync(call).catch(() => undefined))
    this.#open.set(call, { devices: new Map(), stop })
    if (record) await db.tx((tx) => actIfFits(tx, this.#house, call, { type: 'recorder', on: true }))
  }

  async #startRecorder(s: Session, consentHash: string) {
    const { db, crypto, time, log } = this.#house
    const id = uuidv7()
    const recording = await startRecording({
      dir: this.#dir,
      crypto,
      id,
      consentHash,
      onSegment: (facts) => void this.#keepSegment(facts).catch((error: unknown) => log.error('segment', error)),
    })
    await db.write.run(insertRecording, [s.office, id, s.id, this.id, recording.wrappedKey, consentHash, time.now()])
    return recording
  }

  #keepSegment = (f: SegmentFacts): Promise<number> =>
    this.#house.db.write.run(insertSegment, [
      f.recording,
      f.peer,
      f.index,
      f.codec,
      f.file,
      f.firstAt,
      f.lastAt,
      f.packets,
      f.bytes,
      f.hash,
      f.chain,
    ])

  async #noteLeg(tx: Tx, { session, peer, side, device }: Offer): Promise<void> {
    const { crypto, time } = this.#house
    const s = await loadSession(tx, this.#house, session)
    await tx.run(endLegs, [session, peer, time.now(), 'replaced'])
    const mark = side === 'citizen' ? crypto.hmac('video-device', device).toString('hex') : null
    await tx.run(insertLeg, [s.office, session, uuidv7(), side, peer, mark, this.id, time.now()])
  }

  async #heard(event: MediaEvent): Promise<void> {
    const { db, time } = this.#house
    if (event.kind === 'recorder-failed') {
      await db.tx((tx) => actIfFits(tx, this.#house, event.call, { type: 'recorder', on: false }))
      await this.#hangUp(event.call)
      return
    }
    const { call, peer } = event
    if (event.kind === 'gone') await db.write.run(endLegs, [call, peer, time.now(), 'network'])
    if (!isSide(peer)) return
    const side = peer === 'citizen' ? ('citizen' as const) : ('officer' as const)
    const device = this.#open.get(call)?.devices.get(peer)
    const on = event.kind === 'media'
    await db.tx(async (tx) => {
      const s = await loadSession(tx, this.#house, call)
      // On hold a phone may sleep: silence is no loss then.
      if (!on && s.link === 'hold' && event.kind === 'silent') return
      if (!on && !s.joined[side]) return
      if (on && s.joined[side]) return
      await actIfFits(tx, this.#house, call, {
        type: 'media',
        side,
        on,
        ...(on ? { device } : { cause: 'network' as const }),
      })
    })
  }

  /** The conversation has changed: over or set aside means the call ends, guests are heard as it says. */
  async #sync(call: string): Promise<void> {
    if (!this.#open.has(call)) return
    const s = await loadSession(this.#house.db.read, this.#house, call)
    if (s.outcome || s.link === 'suspended') return this.#hangUp(call)
    const engine = await this.#ready()
    for (const guest of s.guests.filter((g) => g.joined || g.removed)) {
      const silence = engine.mute(call, { from: guest.id }, guest.muted || guest.removed === true)
      await silence.catch(ignoreAbsent)
      const whispers = guest.mode === 'whisper' && !guest.muted && guest.removed !== true
      if (whispers) await engine.mute(call, { from: guest.id, to: 'citizen' }, true).catch(ignoreAbsent)
    }
  }

  async #hangUp(call: string): Promise<void> {
    const open = this.#open.get(call)
    if (!open) return
    this.#open.delete(call)
    open.stop()
    await (await this.#engine()).close(call)
    const { db, time } = this.#house
    await db.write.run(endRecordings, [call, time.now(), this.id])
    await db.write.run(endLegs, [call, null, time.now(), 'closed'])
    await db.write.run(unpinCall, [call, this.id])
  }
}

/** A guest who is not on the line yet cannot be muted; the next change of the conversation sees to it. */
function ignoreAbsent(error: unknown): void {
  if (!(error instanceof MediaError)) throw error
}
