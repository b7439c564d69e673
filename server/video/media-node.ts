import { randomUUID } from 'node:crypto'
import type { Session } from '#domain/video/session.ts'
import { KEPT_SEATS } from '#domain/video/terms.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { createMediaEngines } from './media/engines.ts'
import { type MediaAnswer, MediaError, type MediaEngine, type MediaEvent, SEATS } from './media/engine.ts'
import { startRecording } from './media/recording/record.ts'
import type { SegmentFacts } from './media/recording/types.ts'
import {
  beatNode,
  endRecordings,
  insertLeg,
  insertRecording,
  insertSegment,
  segmentValues,
  endLegs,
  leaveNode,
} from './media.sql.ts'
import { dismiss, enlist, type MediaNode, type Offer } from './media-nodes.ts'
import { answerWaiting } from './media-relay.ts'
import { isSide, loadSession } from './session-store.ts'
import { actIfFits } from './sessions.ts'
import { callsOfNode, unpinCall } from './sessions.sql.ts'

const BEAT_MS = 4_000
const PROBE_MS = 10_000

/** Makes this process a carrier of calls: it answers offers, records, tells the conversations what flows, and says that it lives. */
export async function startMediaNode(house: House): Promise<MediaNode> {
  const { media } = house
  if (!media) throw new Error('a house without a place for recordings cannot carry calls')
  const engines = createMediaEngines(media.config)
  const node: Node = {
    house,
    id: `node-${randomUUID().slice(0, 13)}`,
    dir: media.dir,
    engine: () => engines.engine(),
    open: new Map(),
    opening: new Map(),
    listening: false,
  }
  await beat(node)
  const timer = setInterval(
    () => void beat(node).catch((error: unknown) => house.log.error('media beat', error)),
    BEAT_MS,
  )
  const unhear = house.bus.subscribe([`node:${node.id}`], () => void serveWaiting(node))
  const shell: MediaNode = {
    id: node.id,
    take: (offer) => take(node, offer),
    close: async () => {
      clearInterval(timer)
      unhear()
      dismiss(house)
      await leave(node)
      await engines.close()
    },
  }
  enlist(house, shell)
  return shell
}

interface Node {
  house: House
  id: string
  dir: string
  engine: () => Promise<MediaEngine>
  /** The calls this process carries. */
  open: Map<string, { devices: Map<string, string>; stop: () => void }>
  /** Those it is about to carry: opened once, however many offers come at the same time. */
  opening: Map<string, Promise<void>>
  listening: boolean
}

/** Alive, and so many calls; what was closed elsewhere meanwhile is closed here. */
async function beat(node: Node): Promise<void> {
  const { db, time } = node.house
  await db.write.run(beatNode, [node.id, time.now(), node.open.size, false])
  const mine = new Set((await db.read.many(callsOfNode, [node.id])).map((c) => c.id))
  for (const call of node.open.keys()) if (!mine.has(call)) await hangUp(node, call)
  await serveWaiting(node)
}

const serveWaiting = (node: Node): Promise<void> => answerWaiting(node.house, node.id, (offer) => take(node, offer))

async function take(node: Node, offer: Offer): Promise<MediaAnswer> {
  const engine = await ready(node)
  if (offer.kind === 'probe') return probe(engine, offer)
  await openCall(node, offer.session)
  if (offer.kind === 'accept') {
    await engine.accept(offer.session, offer.peer, offer.sdp)
    return { sdp: '', seat: 0 }
  }
  node.open.get(offer.session)?.devices.set(offer.peer, offer.device)
  const answer = await engine.answer(offer.session, offer.peer, offer.sdp)
  await node.house.db.tx((tx) => noteLeg(tx, node, offer))
  await sync(node, offer.session)
  return answer
}

/** A connection for the test of a device: carries nothing, is recorded nowhere, and ends by itself. */
async function probe(engine: MediaEngine, { session, peer, sdp }: Offer): Promise<MediaAnswer> {
  await engine.open(session, { maxPeers: SEATS.min })
  setTimeout(() => void engine.close(session), PROBE_MS).unref()
  return engine.answer(session, peer, sdp)
}

async function leave(node: Node): Promise<void> {
  const { house } = node
  for (const call of node.open.keys()) {
    await hangUp(node, call)
    // The next offer finds another process; until then both sides see "reconnecting", and it is not their fault.
    await house.db.tx((tx) => actIfFits(tx, house, call, { type: 'node-lost' }))
  }
  await house.db.write.run(leaveNode, [node.id]).catch(() => undefined)
}

async function ready(node: Node): Promise<MediaEngine> {
  const engine = await node.engine()
  if (!node.listening)
    engine.on((event) => void heard(node, event).catch((error: unknown) => node.house.log.error('media event', error)))
  node.listening = true
  return engine
}

function openCall(node: Node, call: string): Promise<void> {
  if (node.open.has(call)) return Promise.resolve()
  const running = node.opening.get(call) ?? begin(node, call).finally(() => node.opening.delete(call))
  node.opening.set(call, running)
  return running
}

/** With consent the recorder runs before the first packet does; without it nothing is recorded and nothing can be done. */
async function begin(node: Node, call: string): Promise<void> {
  const { house } = node
  const s = await loadSession(house.db.read, house, call)
  const consent = s.consents.recording
  const engine = await ready(node)
  const record =
    consent?.given === true && consent.withdrawnAt === undefined
      ? await startRecorder(node, s, consent.hash)
      : undefined
  await engine.open(call, { maxPeers: SEATS.max, kept: KEPT_SEATS, ...(record ? { record } : {}) })
  const stop = house.bus.subscribe([`media:${call}`], () => void sync(node, call).catch(() => undefined))
  node.open.set(call, { devices: new Map(), stop })
  if (record) await house.db.tx((tx) => actIfFits(tx, house, call, { type: 'recorder', on: true }))
}

async function startRecorder({ house, id: node, dir }: Node, s: Session, consentHash: string) {
  const { db, crypto, time, log } = house
  const id = uuidv7()
  const recording = await startRecording({
    dir,
    crypto,
    id,
    consentHash,
    onSegment: (facts) => void keepSegment(house, facts).catch((error: unknown) => log.error('segment', error)),
  })
  await db.write.run(insertRecording, [s.office, id, s.id, node, recording.wrappedKey, consentHash, time.now()])
  return recording
}

const keepSegment = (house: House, f: SegmentFacts): Promise<number> =>
  house.db.write.run(insertSegment, segmentValues(f))

async function noteLeg(tx: Tx, { house, id }: Node, { session, peer, side, device }: Offer): Promise<void> {
  const { crypto, time } = house
  const s = await loadSession(tx, house, session)
  await tx.run(endLegs, [session, peer, time.now(), 'replaced'])
  const mark = side === 'citizen' ? crypto.hmac('video-device', device).toString('hex') : null
  await tx.run(insertLeg, [s.office, session, uuidv7(), side, peer, mark, id, time.now()])
}

async function heard(node: Node, event: MediaEvent): Promise<void> {
  const { db, time } = node.house
  if (event.kind === 'recorder-failed') {
    await db.tx((tx) => actIfFits(tx, node.house, event.call, { type: 'recorder', on: false }))
    await hangUp(node, event.call)
    return
  }
  const { call, peer } = event
  if (event.kind === 'gone') await db.write.run(endLegs, [call, peer, time.now(), 'network'])
  if (!isSide(peer)) return
  const side = peer === 'citizen' ? ('citizen' as const) : ('officer' as const)
  const device = node.open.get(call)?.devices.get(peer)
  const on = event.kind === 'media'
  await db.tx(async (tx) => {
    const s = await loadSession(tx, node.house, call)
    // On hold a phone may sleep: silence is no loss then.
    if (!on && s.link === 'hold' && event.kind === 'silent') return
    if (!on && !s.joined[side]) return
    // The seat was taken over from another device of the same person: that asks for identity anew.
    const moved = side === 'citizen' && device !== undefined && s.device !== undefined && device !== s.device
    if (on && s.joined[side] && !moved) return
    await actIfFits(tx, node.house, call, {
      type: 'media',
      side,
      on,
      ...(on ? { device } : { cause: 'network' as const }),
    })
  })
}

/** The conversation has changed: over or set aside means the call ends, guests are heard as it says. */
async function sync(node: Node, call: string): Promise<void> {
  if (!node.open.has(call)) return
  const s = await loadSession(node.house.db.read, node.house, call)
  if (s.outcome || s.link === 'suspended') return hangUp(node, call)
  const engine = await ready(node)
  await engine.mute(call, { from: 'citizen', kind: 'audio' }, s.citizenMuted === true).catch(ignoreAbsent)
  for (const guest of s.guests.filter((g) => g.joined || g.removed)) {
    await engine.mute(call, { from: guest.id }, guest.removed === true).catch(ignoreAbsent)
    // Who is muted stays in the picture: the officer sees that nobody prompts.
    const silence = engine.mute(call, { from: guest.id, kind: 'audio' }, guest.muted)
    await silence.catch(ignoreAbsent)
    const whispers = guest.mode === 'whisper' && !guest.muted && guest.removed !== true
    if (whispers) await engine.mute(call, { from: guest.id, to: 'citizen' }, true).catch(ignoreAbsent)
  }
}

async function hangUp(node: Node, call: string): Promise<void> {
  const open = node.open.get(call)
  if (!open) return
  node.open.delete(call)
  open.stop()
  await (await node.engine()).close(call)
  const { db, time } = node.house
  await db.write.run(endRecordings, [call, time.now(), node.id])
  await db.write.run(endLegs, [call, null, time.now(), 'closed'])
  await db.write.run(unpinCall, [call, node.id])
}

/** A guest who is not on the line yet cannot be muted; the next change of the conversation sees to it. */
function ignoreAbsent(error: unknown): void {
  if (!(error instanceof MediaError)) throw error
}
