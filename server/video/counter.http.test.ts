import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as board from '#api/video-board.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import * as messages from '#api/messages.ts'
import * as api from '#api/video.ts'
import * as guest from '#api/video-guest.ts'
import * as talk from '#api/video-session.ts'
import * as desk from '#api/video-desk.ts'
import * as help from '#api/video-desk-help.ts'
import * as deskTalk from '#api/video-desk-session.ts'
import * as recordings from '#api/video-recordings.ts'
import { recordRelative, recordSkill } from '#server/video/skills.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, review, standsAt } from '#test/journey.ts'
import { AUDITOR, OTHER_OFFICE, REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { connected, consents, good, officerDoes, ready, runJob } from '#test/video.ts'

let h: TestHouse
let owner: Visitor
let officer: Visitor
let id = ''
let session = ''
beforeAll(async () => {
  h = await house()
  owner = await h.citizen('wang-xiuying')
  officer = await h.officer(REVIEWER)
  const c = await apply(owner, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    change: {
      reason: {
        kind: 'reissue',
        channel: 'video',
        reason: 'lost',
        lostStatement: '11月12日搬家时遗失,新旧住处都已找过',
      },
    },
    signature: '王秀英',
  })
  id = c.id
  await standsAt(owner, id, 'review')
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

test('an officer is not offered a relative, nor a language the officer does not speak', async () => {
  const zhang = await h.citizen('zhang-wei')
  const self = { id: SECOND_REVIEWER, office: 370200 }
  const other = await h.officer(SECOND_REVIEWER)
  const [person] = await h.sql<{ id: string }>(
    `select subject as id from sessions where kind = 'citizen' and revoked_at is null order by created_at desc limit 1`,
  )
  await h.house.db.tx(async (tx) => {
    await recordSkill(tx, self, 'general', ['zh', 'sign'])
    await recordRelative(tx, self, person?.id ?? '')
  })
  await ready(other)
  const take = (language: 'zh' | 'en') => zhang.call(api.takeTicket, { body: { language } })
  const mine = good('ticket', await take('zh'))
  const offered = async () => (await other.call(desk.readVideoDesk)).body.offer?.ticket
  const dispatched = async () => {
    await runJob(h, 'video-dispatch', { group: 'general' })
    return offered()
  }
  expect(await dispatched()).toBeUndefined()
  await h.sql(`delete from video_relatives`)
  expect(await dispatched()).toBe(mine.id)
  good('cancel', await zhang.call(api.cancelTicket, { params: { id: mine.id } }))
  const english = good('english', await take('en'))
  expect(await dispatched()).toBeUndefined()
  good('cancel', await zhang.call(api.cancelTicket, { params: { id: english.id } }))
  good('off', await other.call(desk.setVideoState, { body: { state: 'offline' } }))
})

test('from a case in review an officer calls at once instead of refusing; another office cannot', async () => {
  const elsewhere = await h.officer(OTHER_OFFICE)
  const body = { caseId: id, reason: '请申请人说明遗失经过' }
  expect((await elsewhere.call(desk.callNow, { body })).status).toBe(403)
  await ready(officer)
  const { ticket } = good('call', await officer.call(desk.callNow, { body }))
  const shown = good('ticket', await owner.call(api.readTicket, { params: { id: ticket } }))
  expect(shown).toMatchObject({ kind: 'from-case', state: 'ringing', ring: { officer: REVIEWER } })
  const first = good('answer', await owner.call(api.answerRing, { params: { id: ticket } })).session
  expect(good('again', await owner.call(api.answerRing, { params: { id: ticket } })).session).toBe(first)
  await consents(owner, first, { recording: false, face: false })
  await officerDoes(officer, first, { type: 'outcome', outcome: 'consult-only' })
  good('wrapped', await officer.call(desk.finishWrapUp))
  await review(h, id)
  await standsAt(owner, id, 'meet')
})

test('a guest without an account comes in with a code, once, waits for the officer, and may talk and no more', async () => {
  await ready(officer)
  const ticket = good('ticket', await owner.call(api.takeTicket, { body: { caseId: id, language: 'zh' } }))
  session = await connected(owner, officer, ticket.id)
  await consents(owner, session, { recording: true, face: true })
  const params = { id: session }
  const { code } = good(
    'invite',
    await owner.call(talk.inviteGuest, { params, body: { kind: 'family', label: '儿子' } }),
  )
  const text = good('window', await owner.call(api.videoWindow)).consents.find((c) => c.kind === 'recording')
  const said = { name: '王小明', relation: '子女', version: text?.version ?? '', hash: text?.hash ?? '' }
  const son = h.anyone()
  expect((await son.call(guest.readGuestSession, { params })).status).toBe(401)
  const join = (who: Visitor, change: Partial<typeof said & { code: string }>) =>
    who.call(guest.joinAsGuest, { body: { code, ...said, ...change } })
  expect((await join(son, { code: '12345678' })).problem.code).toBe('VIDEO_INVITE')
  expect((await join(son, { hash: 'a'.repeat(64) })).problem.code).toBe('VIDEO_OTHER_TEXT')
  expect(good('join', await join(son, {})).session).toBe(session)
  expect((await join(h.anyone(), {})).problem.code).toBe('VIDEO_INVITE')
  // At the door nothing is heard or seen, and no key to the room is given.
  expect((await son.call(guest.readGuestSession, { params })).problem.code).toBe('VIDEO_NOT_ADMITTED')
  const room = { params, body: { device: 'a-device-of-a-guest' } }
  expect((await son.call(guest.enterGuestRoom, room)).problem.code).toBe('VIDEO_NOT_ADMITTED')
  const seen = good('desk', await officer.call(deskTalk.readDeskSession, { params })).guests[0]
  expect(seen).toMatchObject({ name: '王小明', relation: '子女', asking: true, joined: false })
  await officerDoes(officer, session, { type: 'admit-guest', guest: seen?.id ?? '' })
  const shown = good('guest', await son.call(guest.readGuestSession, { params }))
  expect(shown).toMatchObject({ role: 'guest', caseId: null, document: null, consents: [], todo: 'listen' })
  expect(good('room', await son.call(guest.enterGuestRoom, room)).peer).toBe(seen?.id)
  good('chat', await son.call(guest.actAsGuest, { params, body: { act: { type: 'chat', text: '我帮忙拿手机' } } }))
  expect((await deskChat()).at(-1)).toMatchObject({ from: 'guest' })
  expect(
    await h.sql(`select text_version, text_hash from video_guest_consents where session_id = $1`, [session]),
  ).toEqual([{ text_version: said.version, text_hash: said.hash }])
  await officerDoes(officer, session, { type: 'remove-guest', guest: seen?.id ?? '' })
  expect((await son.call(guest.readGuestSession, { params })).status).toBe(404)
})
const deskChat = async () =>
  good('desk', await officer.call(deskTalk.readDeskSession, { params: { id: session } })).chat

test('to the counter is always possible; the case goes there with everything, and is met there', async () => {
  const act = { type: 'outcome', outcome: 'to-counter' } as const
  const params = { id: session }
  const mute = await officer.call(deskTalk.actAtDesk, { params, body: { act } })
  expect(mute.problem.code).toBe('VIDEO_REASON_MISSING')
  // The person leaves the call with a time at the counter; one that is gone is refused before anything moves.
  const { sites } = good('times', await officer.call(help.readCounterTimes, { params }))
  const [first, next] = sites.find((s) => s.code === 'main')?.slots ?? []
  if (!first || !next) throw new Error('no time at the main hall')
  await h.sql(`update slots set capacity = 0 where site = 'main' and at = $1`, [first.from])
  const leaves = { ...act, reason: '画面反复中断,请到窗口核实', site: 'main' }
  const gone = await officer.call(deskTalk.actAtDesk, { params, body: { act: { ...leaves, at: first.from } } })
  expect(gone.problem.code).toBe('SLOT_GONE')
  await officerDoes(officer, session, { ...leaves, at: next.from })
  await standsAt(owner, id, '', 'on-site')
  expect(await h.sql(`select at from bookings where case_id = $1`, [id])).toEqual([{ at: new Date(next.from) }])
  expect((await owner.call(messages.listMessages)).body.items.some((m) => m.template === 'video-visit')).toBe(true)
  expect(await (await owner.raw(`/my/cases/${id}`)).text()).toContain('已约好')
  const version = async () => good('read', await officer.call(cases.readCase, { params: { id } })).version
  good('counter', await officer.call(cases.continueAtCounter, { params: { id }, body: { version: await version() } }))
  const shown = good('read', await officer.call(cases.readCase, { params: { id } }))
  expect([shown.step, shown.may['meet']?.ok]).toEqual(['meet', true])
  const body = { version: shown.version, note: '窗口核对人证一致,本人自愿' }
  expect(good('meet', await officer.call(cases.meetCase, { params: { id }, body })).step).toBe('second-review')
  expect((await owner.call(talk.actInSession, { params, body: { act: { type: 'stop' } } })).problem.code).toBe(
    'VIDEO_OVER',
  )
})

test('a copy leaves the house with two approvals of others; what is held is not deleted', async () => {
  const consent = `(select text_hash from video_consents where session_id = $1 and kind = 'recording')`
  await h.sql(
    `insert into video_recordings (office, id, session_id, node, wrapped_key, consent_hash, began_at, keep_until)
     values (370200, $2, $1, 'x', '\\x00', ${consent}, now(), now() - interval '1 day')`,
    [session, randomUUID()],
  )
  const params = { id: session }
  const asked = good('ask', await officer.call(recordings.askExport, { params, body: { purpose: '行政复议举证' } }))
  const copy = { id: asked.export, peer: 'citizen' }
  const early = await officer.call(recordings.readExport, { params: copy })
  expect(early.problem.code).toBe('VIDEO_EXPORT_NOT_APPROVED')
  const boss = await h.officer(SUPERVISOR)
  const auditor = await h.officer(AUDITOR)
  expect(
    (await (await h.officer(SECOND_REVIEWER)).call(recordings.approveExport, { params: { id: asked.export } })).status,
  ).toBe(403)
  const listed = async (who: Visitor) =>
    good('exports', await who.call(recordings.listExports)).exports.find((e) => e.id === asked.export)
  expect(await listed(boss)).toMatchObject({ mine: false, mayApprove: true, approvals: [] })
  expect(await listed(officer)).toMatchObject({ mine: true, mayApprove: false })
  expect(good('one', await boss.call(recordings.approveExport, { params: { id: asked.export } })).approvals).toBe(1)
  expect(good('same', await boss.call(recordings.approveExport, { params: { id: asked.export } })).approvals).toBe(1)
  expect(good('two', await auditor.call(recordings.approveExport, { params: { id: asked.export } })).approvals).toBe(2)
  // Approved: what is missing now is only the film itself, of which this test has none.
  expect((await officer.call(recordings.readExport, { params: copy })).problem.code).toBe('VIDEO_NO_FILM')

  good(
    'hold',
    await boss.call(recordings.holdRecording, { params, body: { hold: 'dispute', reason: '申请人提出异议' } }),
  )
  await runJob(h, 'video-retire')
  const alive = () => h.sql(`select hold from video_recordings where session_id = $1 and deleted_at is null`, [session])
  expect(await alive()).toEqual([{ hold: 'dispute' }])
  good('release', await boss.call(recordings.holdRecording, { params, body: { hold: null, reason: '争议已结' } }))
  await runJob(h, 'video-retire')
  // Released, it lives two more years.
  expect(await alive()).toEqual([{ hold: null }])
})

test('a call is promised for no item without the video channel, whether by name, case or draft', async () => {
  const ma = await h.citizen('ma-li')
  await ready(officer)
  const ask = (about: { service?: string; caseId?: string; draftId?: string }) =>
    ma.call(api.takeTicket, { body: { language: 'zh', callback: true, ...about } })
  expect((await ask({ service: 'licence-first-apply' })).problem.code).toBe('VIDEO_NOT_FOR_ITEM')
  const draft = good('draft', await ma.call(drafts.startDraft, { body: { service: 'licence-first-apply' } }))
  expect((await ask({ draftId: draft.id })).problem.code).toBe('VIDEO_NOT_FOR_ITEM')
  const c = await apply(ma, { service: 'licence-first-apply', signature: '马丽', photo: await goodPhoto() })
  expect((await ask({ caseId: c.id })).problem.code).toBe('VIDEO_NOT_FOR_ITEM')
  // An officer cannot do it either.
  const body = { caseId: c.id, reason: '说明车辆情况' }
  expect((await officer.call(desk.callNow, { body })).problem.code).toBe('VIDEO_NOT_FOR_ITEM')
  good('off', await officer.call(desk.setVideoState, { body: { state: 'offline' } }))
})

test('from a station: the place is known to the officer, an unknown one is not a place', async () => {
  const sun = await h.citizen('sun-lei')
  await ready(officer)
  const body = { language: 'zh' as const, station: 'nowhere' }
  expect((await sun.call(api.takeTicket, { body })).status).toBe(404)
  const t = good('ticket', await sun.call(api.takeTicket, { body: { ...body, station: 'hall-main' } }))
  expect(t.kind).toBe('station')
  const session = await connected(sun, officer, t.id)
  const shown = good('desk', await officer.call(deskTalk.readDeskSession, { params: { id: session } }))
  expect(shown.station?.zh).toContain('综合大厅')
  await consents(sun, session, { recording: false, face: false })
  // Nothing is rated before it is over, by nobody else, and only once; a complaint keeps what there is and sends it to review.
  const rating = { params: { id: session }, body: { stars: 2, complaint: true, words: '等得太久' } }
  expect((await sun.call(api.rateSession, rating)).problem.code).toBe('VIDEO_NOT_NOW')
  await officerDoes(officer, session, { type: 'outcome', outcome: 'consult-only' })
  expect((await (await h.citizen('chen-jing')).call(api.rateSession, rating)).status).toBe(404)
  expect(await (await sun.raw(`/my/video/${t.id}/result`)).text()).toContain('很满意')
  good('rate', await sun.call(api.rateSession, rating))
  expect((await sun.call(api.rateSession, rating)).problem.code).toBe('VIDEO_RATED')
  expect(await (await sun.raw(`/my/video/${t.id}/result`)).text()).toContain('投诉已登记')
  good('wrapped', await officer.call(desk.finishWrapUp))
  const day = shanghaiDate(h.house.time.now())
  const { figures } = good('board', await (await h.officer(SUPERVISOR)).call(board.readVideoBoard, { query: { day } }))
  expect(figures).toMatchObject({ rating: 2, complaintRate: expect.any(Number) })
  expect(figures.complaintRate).toBeGreaterThan(0)
  good('off', await officer.call(desk.setVideoState, { body: { state: 'offline' } }))
})
