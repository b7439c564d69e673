import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as board from '#api/video-board.ts'
import * as desk from '#api/video-desk.ts'
import * as messages from '#api/messages.ts'
import * as talk from '#api/video-session.ts'
import * as api from '#api/video.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { connected, consents, good, officerDoes, ready } from '#test/video.ts'
import { insertRecording } from './media.sql.ts'
import { actInSession } from './sessions.ts'

/** What goes otherwise than it should, one by one, where the house itself is asked. */
let h: TestHouse
let officer: Visitor
beforeAll(async () => {
  h = await house()
  officer = await h.officer(REVIEWER)
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

const take = async (who: Visitor, caseId?: string) =>
  good('ticket', await who.call(api.takeTicket, { body: { language: 'zh', ...(caseId ? { caseId } : {}) } }))
const talking = async (who: Visitor, caseId?: string) => {
  await ready(officer)
  const ticket = (await take(who, caseId)).id
  const session = await connected(who, officer, ticket)
  await consents(who, session, { recording: true, face: true })
  return { ticket, session }
}
const over = async () => good('wrapped', await officer.call(desk.finishWrapUp))
/** As the process that carries the call would say it. */
const arrives = (session: string, side: 'citizen' | 'officer', device?: string) =>
  h.house.db.tx((tx) =>
    actInSession(tx, h.house, { kind: 'house' }, session, { type: 'media', side, on: true, device }),
  )

/** The recorder has begun, with the consent that was given. */
async function recorded(session: string): Promise<string> {
  const id = randomUUID()
  const [consent] = await h.sql<{ text_hash: string }>(
    `select text_hash from video_consents where session_id = $1 and kind = 'recording'`,
    [session],
  )
  const now = h.house.time.now()
  const row = [370200, id, session, 'node', Buffer.alloc(32), consent?.text_hash ?? '', now] as const
  await h.house.db.write.run(insertRecording, [...row])
  return id
}

test('two devices: the second is refused, and may take the call over', async () => {
  const someone = await h.citizen('zhang-wei')
  const { session } = await talking(someone)
  await arrives(session, 'citizen', 'the-phone')
  await arrives(session, 'officer')
  const enter = (device: string, move?: boolean) =>
    someone.call(talk.enterRoom, { params: { id: session }, body: { device, ...(move ? { move } : {}) } })
  good('the same', await enter('the-phone'))
  const refused = await enter('the-tablet')
  expect([refused.status, refused.problem.code]).toEqual([409, 'VIDEO_OTHER_DEVICE'])
  good('moved', await enter('the-tablet', true))
  await arrives(session, 'citizen', 'the-tablet')
  const back = await enter('the-phone')
  expect([back.status, back.problem.code]).toEqual([409, 'VIDEO_OTHER_DEVICE'])
  await officerDoes(officer, session, { type: 'outcome', outcome: 'ended-no-result', reason: '换设备后不再继续' })
  await over()
})

test('an officer who is abused ends the call; its recording is kept as evidence until somebody releases it', async () => {
  const someone = await h.citizen('chen-jing')
  const { session } = await talking(someone)
  const recording = await recorded(session)
  await officerDoes(officer, session, { type: 'outcome', outcome: 'ended-no-result', cause: 'abuse' })
  expect(await h.sql(`select hold from video_recordings where id = $1`, [recording])).toEqual([{ hold: 'evidence' }])
  await over()
})

test('what looked like fraud is kept too', async () => {
  const someone = await h.citizen('li-jianguo')
  const { session } = await talking(someone)
  const recording = await recorded(session)
  await officerDoes(officer, session, { type: 'signal-fraud', code: 'officer', note: '画面像是播放的录像' })
  await officerDoes(officer, session, { type: 'outcome', outcome: 'to-counter', reason: '到窗口核实身份' })
  expect(await h.sql(`select hold from video_recordings where id = $1`, [recording])).toEqual([{ hold: 'fraud' }])
  await over()
})

test('who is told to come finds the case at the counter, whatever it waited for before', async () => {
  const someone = await h.citizen('zhang-wei')
  const { id } = await apply(someone, { service: 'licence-replace-lost', signature: '张伟' })
  await standsAt(someone, id, 'pay')
  const { session } = await talking(someone, id)
  await officerDoes(officer, session, { type: 'outcome', outcome: 'to-counter', reason: '照片与本人不符,请到窗口' })
  await standsAt(someone, id, '', 'on-site')
  await over()
})

test('the person has died: it stops, and who called is shown the way of heirs', async () => {
  const someone = await h.citizen('wang-xiuying')
  const { session } = await talking(someone)
  await officerDoes(officer, session, { type: 'outcome', outcome: 'ended-no-result', cause: 'died' })
  const shown = good('session', await someone.call(talk.readMySession, { params: { id: session } }))
  expect(shown.outcome).toMatchObject({ kind: 'ended-no-result', reason: expect.stringContaining('继承') })
  const told = good('messages', await someone.call(messages.listMessages)).items.find(
    (m) => m.template === 'video-outcome',
  )
  expect(JSON.stringify(told)).toContain('继承人')
  await over()
})

test('fire alarm: every call is set aside at once and comes first afterwards; who waits keeps the place', async () => {
  const someone = await h.citizen('zhao-min')
  const { ticket, session } = await talking(someone)
  const liu = await h.citizen('liu-yang')
  const waiting = await take(liu)
  const boss = await h.officer(SUPERVISOR)
  good('alarm', await boss.call(board.setVideoNotice, { body: { suspendAll: true, reason: '消防警报' } }))
  const aside = good('session', await someone.call(talk.readMySession, { params: { id: session } }))
  expect(aside).toMatchObject({ link: 'suspended', suspended: { cause: 'alarm' } })
  const kept = good('waiting', await liu.call(api.readTicket, { params: { id: waiting.id } }))
  expect(kept).toMatchObject({ state: 'waiting', ahead: 0 })
  good('back', await someone.call(talk.resumeSession, { params: { id: session }, body: { device: 'the-phone' } }))
  expect(good('first', await someone.call(api.readTicket, { params: { id: ticket } }))).toMatchObject({ ahead: 0 })
  expect(good('second', await liu.call(api.readTicket, { params: { id: waiting.id } }))).toMatchObject({ ahead: 1 })
  expect(await h.sql(`select id from video_tickets where state = 'missed'`)).toEqual([])
})
