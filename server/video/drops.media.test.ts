import nodeDataChannel from 'node-datachannel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#api/video.ts'
import * as talk from '#api/video-session.ts'
import * as desk from '#api/video-desk.ts'
import * as deskTalk from '#api/video-desk-session.ts'
import * as board from '#api/video-board.ts'
import { openDb } from '#server/kit/db.ts'
import { postgresBus } from '#server/kit/live.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { upload, goodPhoto } from '#test/journey.ts'
import { REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import {
  citizenDoes,
  connected,
  consents,
  good,
  identified,
  joins,
  officerDoes,
  ready,
  runJob,
  stands,
} from '#test/video.ts'
import { startMediaNode } from './media-node.ts'
import { localNode } from './media-nodes.ts'

let h: TestHouse
let officer: Visitor
beforeAll(async () => {
  h = await house()
  officer = await h.officer(REVIEWER)
}, 60_000)
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  // The node that was started anew is not the one the house knows of.
  await localNode(h.house)?.close()
  // No nodeDataChannel.cleanup(): after two nodes in one process it ends the process with a segmentation fault.
  await h.close()
})

/** A citizen and the officer in a recorded conversation about a lost licence. */
async function inCall(key: Parameters<TestHouse['citizen']>[0]) {
  const citizen = await h.citizen(key)
  await ready(officer)
  const ticket = good(
    'ticket',
    await citizen.call(api.takeTicket, { body: { language: 'zh', service: 'licence-replace-lost' } }),
  )
  const id = await connected(citizen, officer, ticket.id)
  await consents(citizen, id, { recording: true, face: true })
  const mine = await joins(nodeDataChannel, citizen, id, 'citizen', `phone-of-${key}`)
  const theirs = await joins(nodeDataChannel, officer, id, 'officer')
  await stands(citizen, id, 'in-call', 'consent')
  return { citizen, id, mine, theirs, ticket: ticket.id }
}
const deskView = async (id: string) => good('desk', await officer.call(deskTalk.readDeskSession, { params: { id } }))
const end = async (id: string) => {
  await officerDoes(officer, id, { type: 'outcome', outcome: 'ended-no-result', reason: '演练' })
  good('wrapped', await officer.call(desk.finishWrapUp))
}

test('a phone that loses its line comes back by itself and only the face is looked at again', async () => {
  const { citizen, id, mine, theirs } = await inCall('zhang-wei')
  await identified(citizen, officer, id)
  mine.close()
  await stands(citizen, id, 'reconnecting')
  const lost = await citizen.call(talk.actInSession, {
    params: { id },
    body: { act: { type: 'code-seen', same: true } },
  })
  expect(lost.problem.code).toBe('VIDEO_NO_LINE')
  const back = await joins(nodeDataChannel, citizen, id, 'citizen', 'phone-of-zhang-wei')
  await stands(citizen, id, 'in-call', 'work')
  const view = await deskView(id)
  expect(view.identity).toMatchObject({ recheck: 'face', result: 'pass' })
  const step = view.steps.find((s) => s.required)?.id ?? ''
  const early = await officer.call(deskTalk.actAtDesk, {
    params: { id },
    body: { act: { type: 'step', step, result: 'done' } },
  })
  expect(early.problem.code).toBe('VIDEO_NOT_IDENTIFIED')
  await officerDoes(officer, id, { type: 'identity', step: 'face', answer: 'match' })
  expect(await officerDoes(officer, id, { type: 'step', step, result: 'done', note: '已核对' })).toMatchObject({
    phase: 'work',
  })
  await end(id)
  for (const peer of [back, theirs]) peer.close()
}, 60_000)

test('the process that carries the call dies: both sides come back on another, with another recording', async () => {
  const { citizen, id, mine, theirs } = await inCall('chen-jing')
  await identified(citizen, officer, id)
  const second = {
    ...h.house,
    db: openDb(h.databaseUrl, { poolSize: 3 }),
    bus: postgresBus(h.databaseUrl, h.house.log),
  }
  const node = await startMediaNode(second)
  await localNode(h.house)?.close()
  await stands(citizen, id, 'reconnecting')
  const again = [
    await joins(nodeDataChannel, citizen, id, 'citizen', 'phone-of-chen-jing'),
    await joins(nodeDataChannel, officer, id, 'officer'),
  ]
  const view = await stands(citizen, id, 'in-call', 'work')
  expect(view.recording).toBe('on')
  await until('packets across the new node', async () => again.every((p) => p.received(0).audio > 0))
  const carried = await h.sql<{ node: string }>(`select node from video_sessions where id = $1`, [id])
  expect(carried).toEqual([{ node: node.id }])
  expect(await h.sql(`select count(*)::int as n from video_recordings where session_id = $1`, [id])).toEqual([{ n: 2 }])
  await end(id)
  await until(
    'the end of the call there',
    async () => (await h.sql(`select 1 from video_sessions where id = $1 and node is null`, [id])).length === 1,
  )
  for (const peer of [mine, theirs, ...again]) peer.close()
  await node.close()
  await second.bus.close()
  await second.db.close()
  await startMediaNode(h.house)
}, 60_000)

test('called away, one comes back to the front of the line, to the same officer, with everything that was done', async () => {
  const { citizen, id, mine, theirs, ticket } = await inCall('sun-lei')
  await identified(citizen, officer, id)
  await citizenDoes(citizen, id, { type: 'left', cause: 'phone-call' })
  mine.close()
  theirs.close()
  expect((await officer.call(desk.readVideoDesk)).body.state).toBe('wrap-up')
  good('wrapped', await officer.call(desk.finishWrapUp))
  const returned = good(
    'resume',
    await citizen.call(talk.resumeSession, { params: { id }, body: { device: 'phone-of-sun-lei' } }),
  )
  expect(returned).toMatchObject({ id: ticket, state: 'waiting', session: id })
  expect(await connected(citizen, officer, ticket)).toBe(id)
  const peers = [
    await joins(nodeDataChannel, citizen, id, 'citizen', 'phone-of-sun-lei'),
    await joins(nodeDataChannel, officer, id, 'officer'),
  ]
  await stands(citizen, id, 'in-call', 'work')
  expect((await deskView(id)).identity.result).toBe('pass')
  await end(id)
  for (const peer of peers) peer.close()
}, 60_000)

test('photos are full stills with their hash; a supervisor whispers, and the citizen is told', async () => {
  const { citizen, id, mine, theirs } = await inCall('zhao-min')
  await identified(citizen, officer, id)
  const view = await officerDoes(officer, id, { type: 'ask-capture', what: '身份证正面', paper: 'card' })
  const capture = view.captures[0]?.id ?? ''
  const send = async (bytes: Buffer, sha256: string) => {
    const form = new FormData()
    form.set('sha256', sha256)
    form.set('how', 'photo')
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'card.jpg')
    const response = await citizen.raw(`/api/my/video/sessions/${id}/captures/${capture}`, {
      method: 'POST',
      body: form,
    })
    return { status: response.status, body: (await response.json()) as { code?: string; state?: string } }
  }
  const { createHash } = await import('node:crypto')
  const small = await goodPhoto()
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(await send(small, 'ff')).toMatchObject({ status: 422, body: { code: 'VIDEO_CAPTURE_BROKEN' } })
  expect(await send(small, hashOf(small))).toMatchObject({ status: 422, body: { code: 'VIDEO_CAPTURE_SMALL' } })
  const sharp = (await import('sharp')).default
  const card = await sharp({ create: { width: 1_600, height: 1_010, channels: 3, background: '#c8d8e8' } })
    .jpeg()
    .toBuffer()
  expect(await send(card, hashOf(card))).toMatchObject({ status: 200, body: { state: 'sent' } })
  const seen = await officer.raw(`/api/video/sessions/${id}/captures/${capture}`)
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const screen = await officer.call(deskTalk.actAtDesk, {
    params: { id },
    body: { act: { type: 'judge-capture', capture, accept: true, mark: 'screen' } },
  })
  expect(screen.problem.code).toBe('VIDEO_SCREEN_PHOTO')
  const judged = await officerDoes(officer, id, { type: 'judge-capture', capture, accept: true, mark: 'original' })
  expect(judged.captures[0]).toMatchObject({ state: 'accepted', mark: 'original' })

  const boss = await h.officer(SUPERVISOR)
  good('whisper', await boss.call(board.joinSession, { params: { id }, body: { mode: 'whisper', reason: '带教新人' } }))
  const told = good('mine', await citizen.call(talk.readMySession, { params: { id } }))
  expect(told.guests).toMatchObject([{ kind: 'supervisor', silent: true }])
  expect(told.chat.at(-1)?.from).toBe('system')
  await end(id)
  for (const peer of [mine, theirs]) peer.close()
  await runJob(h, 'video-tick')
}, 60_000)

test('an upload outside the conversation is no photo of it', async () => {
  const stranger = await h.citizen('wang-xiuying')
  const file = (await upload(stranger, 'document', await goodPhoto())).body.id
  const [last] = await h.sql<{ id: string }>(`select id from video_sessions order by started_at desc limit 1`)
  expect((await officer.raw(`/api/video/sessions/${last?.id}/captures/${file}`)).status).toBe(404)
})
