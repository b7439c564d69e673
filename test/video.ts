import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import * as api from '#api/video.ts'
import * as talk from '#api/video-session.ts'
import * as desk from '#api/video-desk.ts'
import * as deskTalk from '#api/video-desk-session.ts'
import type { Native } from '#server/video/media/node-datachannel/connection.ts'
import { synthetic, type Synthetic } from '#server/video/media/testing/synthetic.ts'
import type { TestHouse } from './start-house.ts'
import { until } from './until.ts'
import type { Visitor } from './people.ts'

/** Two people and the window between them, through the API and the real media engine. */

type CitizenAct = Static<typeof talk.CitizenAct>
type OfficerAct = Static<typeof deskTalk.OfficerAct>

export const good = <T>(what: string, answer: { status: number; body: T; problem: unknown }): T => {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.problem)}`)
  return answer.body
}

/** The officer is ready; gives what the desk says. */
export const ready = async (officer: Visitor) =>
  good('ready', await officer.call(desk.setVideoState, { body: { state: 'ready' } }))

/** From the place in the line to the answered call. */
export async function connected(citizen: Visitor, officer: Visitor, ticket: string): Promise<string> {
  const offer = await until('an offer', async () => {
    const { body } = await officer.call(desk.readVideoDesk)
    return body.offer?.ticket === ticket ? body.offer : undefined
  })
  good('accept', await officer.call(desk.acceptOffer, { params: { id: offer.ticket } }))
  return good('answer', await citizen.call(api.answerRing, { params: { id: ticket } })).session
}

export const citizenDoes = async (who: Visitor, id: string, act: CitizenAct) =>
  good(act.type, await who.call(talk.actInSession, { params: { id }, body: { act } }))
export const officerDoes = async (who: Visitor, id: string, act: OfficerAct) =>
  good(act.type, await who.call(deskTalk.actAtDesk, { params: { id }, body: { act } }))

/** Both ticks, to the very texts that are shown. */
export async function consents(
  citizen: Visitor,
  id: string,
  given: { recording: boolean; face: boolean; machine?: boolean },
) {
  const { consents: texts } = good('session', await citizen.call(talk.readMySession, { params: { id } }))
  for (const kind of ['recording', 'face', 'machine'] as const) {
    const answer = given[kind]
    if (answer === undefined) continue
    const text = texts.find((c) => c.kind === kind)
    if (!text) throw new Error(`no text for ${kind}`)
    if (kind !== 'recording' && !given.recording) continue
    await citizenDoes(citizen, id, {
      type: 'consent',
      kind,
      given: answer,
      version: text.version,
      hash: text.hash,
    })
  }
}

/** A key, an offer, the answer: packets flow. */
export async function joins(
  native: Native,
  who: Visitor,
  id: string,
  side: 'citizen' | 'officer',
  device: string = randomUUID(),
): Promise<Synthetic> {
  const [enter, send] =
    side === 'citizen' ? [talk.enterRoom, talk.sendMedia] : [deskTalk.enterDeskRoom, deskTalk.sendDeskMedia]
  const room = good('room', await who.call(enter, { params: { id }, body: { device } }))
  const peer = synthetic(native, room.maxPeers)
  const sdp = await peer.offer()
  peer.accept(good('media', await who.call(send, { params: { id }, body: { token: room.token, sdp } })).sdp)
  peer.start()
  return peer
}

/** Waits until the conversation stands over this line in this phase. */
export const stands = (citizen: Visitor, id: string, link: string, phase?: string) =>
  until(`the conversation ${link} ${phase ?? ''}`, async () => {
    const { body } = await citizen.call(talk.readMySession, { params: { id } })
    return body.link === link && (phase === undefined || body.phase === phase) ? body : undefined
  })

/** Opening, codes and every identity step, as the order asks. */
export async function identified(
  citizen: Visitor,
  officer: Visitor,
  id: string,
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  await officerDoes(officer, id, { type: 'opening-said' })
  await officerDoes(officer, id, { type: 'code-seen', same: true })
  await citizenDoes(citizen, id, { type: 'code-seen', same: true })
  let view = good('desk', await officer.call(deskTalk.readDeskSession, { params: { id } }))
  if (view.phase !== 'identity') throw new Error(`expected identity, stands at ${view.phase}`)
  await before()
  for (const step of view.identity.steps.filter((s) => s.required)) {
    if (step.step === 'cues') await officerDoes(officer, id, { type: 'ask-cues' })
    await officerDoes(officer, id, { type: 'identity', step: step.step, answer: 'match' })
  }
  view = await officerDoes(officer, id, { type: 'identity-result', result: 'pass' })
  if (view.phase !== 'work') throw new Error(`expected work, stands at ${view.phase}`)
}

/** Every required step but the signature, with a note where words are kept. */
export async function works(officer: Visitor, id: string): Promise<void> {
  const view = good('desk', await officer.call(deskTalk.readDeskSession, { params: { id } }))
  for (const step of view.steps.filter((s) => s.required && s.kind !== 'sign'))
    await officerDoes(officer, id, { type: 'step', step: step.id, result: 'done', note: '申请人陈述清楚,与材料一致' })
}

/** Read back, confirmed, signed. */
export async function signs(citizen: Visitor, officer: Visitor, id: string, name: string) {
  await officerDoes(officer, id, { type: 'read-back' })
  await citizenDoes(citizen, id, { type: 'confirm-summary', agree: true })
  const { document } = await officerDoes(officer, id, { type: 'ask-sign' })
  if (!document) throw new Error('no statement to sign')
  return citizenDoes(citizen, id, {
    type: 'sign',
    document: document.id,
    hash: document.hash,
    readToEnd: true,
    name,
    strokes: '[[1,2,3,4,5,6]]',
  })
}

/** Runs one kind of background work now, as the queue would. */
export async function runJob(h: TestHouse, name: string, payload: Record<string, unknown> = {}): Promise<void> {
  const { houseJobs } = await import('#server/house.ts')
  const job = houseJobs.find((j) => j.name === name)
  if (!job) throw new RangeError(`no job ${name}`)
  await job.run(h.house, payload as never, 1)
}
