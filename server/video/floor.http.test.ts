import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '#api/video.ts'
import * as desk from '#api/video-desk.ts'
import * as floor from '#api/video-floor.ts'
import * as messages from '#api/messages.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { SUPERVISOR, REVIEWER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'
import { verifyDatabase } from '#server/verify.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { connected, consents, good, officerDoes, ready, runJob } from '#test/video.ts'
import { ensureGrid } from './bookings.ts'
import { closeLate } from './floor-jobs.ts'
import { readLine, serversOf } from './line.ts'
import { actInSession } from './sessions.ts'

/** Who serves which line, desks that fall silent, shifts and closing time, capacity between bookings and walk-in. */

let h: TestHouse
let officer: Visitor
let boss: Visitor
beforeAll(async () => {
  h = await house()
  await h.house.db.tx((tx) => ensureGrid(tx, h.house))
  officer = await h.officer(REVIEWER)
  boss = await h.officer(SUPERVISOR)
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

const take = async (who: Visitor) => good('ticket', await who.call(api.takeTicket, { body: { language: 'zh' } }))
const leave = (who: Visitor, id: string) => who.call(api.cancelTicket, { params: { id } })
const seat = async (who: Visitor) => good('desk', await who.call(desk.readVideoDesk))
const off = (who: Visitor) => who.call(desk.setVideoState, { body: { state: 'offline' } })
/** The page of the desk was closed a while ago. */
const falls = (id: string) =>
  h.sql(`update video_desks set seen_at = now() - interval '10 minutes' where officer = $1`, [id])
const servers = () => h.house.db.tx((tx) => readLine(tx, h.house, 'general')).then((line) => line.servers.length)

test('a desk whose page was closed is offered nobody, the line is told, and its officer reads why', async () => {
  const zhang = await h.citizen('zhang-wei')
  await ready(officer)
  expect(await servers()).toBe(1)
  await falls(REVIEWER)
  expect(await servers()).toBe(0)
  // Nobody is at the window: the door says so, instead of a wait that will not come true.
  expect((await zhang.call(api.takeTicket, { body: { language: 'zh' } })).problem.code).toBe('VIDEO_NO_OFFICER')
  await runJob(h, 'video-tick')
  const states = await h.sql(`select state, data -> 'silent' as silent from video_desks where officer = $1`, [REVIEWER])
  expect(states).toEqual([{ state: 'offline', silent: true }])
  expect(await seat(officer)).toMatchObject({ state: 'offline', silent: true })
  expect(await ready(officer)).toMatchObject({ state: 'ready', silent: false })
  good('off', await off(officer))
})

test('what was offered to a silent desk goes to somebody else, and the citizen’s phone does not ring for an empty chair', async () => {
  const zhang = await h.citizen('zhang-wei')
  await ready(officer)
  const t = await take(zhang)
  await until('the offer', async () => (await seat(officer)).offer?.ticket === t.id)
  const other = await h.officer(SECOND_REVIEWER)
  await ready(other)
  await falls(REVIEWER)
  await runJob(h, 'video-offer-over', { ticket: t.id, officer: REVIEWER })
  await until('the offer to the other', async () => (await seat(other)).offer?.ticket === t.id)
  const rings = await h.sql(`select 1 from video_ticket_events where ticket_id = $1 and kind = 'ring'`, [t.id])
  expect(rings).toEqual([])
  good('left', await leave(zhang, t.id))
  good('off', await off(other))
})

test('who waits keeps the place with the page closed: nothing has to be said by the waiting', async () => {
  const chen = await h.citizen('chen-jing')
  await ready(officer)
  const sun = await h.citizen('sun-lei')
  const first = await take(sun)
  const mine = await take(chen)
  h.later(25 * 60_000)
  await runJob(h, 'video-waits')
  const shown = good('ticket', await chen.call(api.readTicket, { params: { id: mine.id } }))
  expect(['waiting', 'ringing']).toContain(shown.state)
  for (const [who, id] of [
    [sun, first.id],
    [chen, mine.id],
  ] as const)
    await leave(who, id)
  good('off', await off(officer))
})

test('the shift ends: who is free goes off duty, who talks when the conversation is over', async () => {
  await ready(officer)
  const end = new Date(h.house.time.now().getTime() + 60_000).toISOString()
  expect(good('shift', await officer.call(desk.setShift, { body: { end } })).shiftEnd).toBe(end)
  h.later(2 * 60_000)
  await runJob(h, 'video-tick')
  expect(await seat(officer)).toMatchObject({ state: 'offline', silent: false })
  // The next day does not begin with yesterday's end.
  expect(await ready(officer)).toMatchObject({ state: 'ready', shiftEnd: null })
  const zhang = await h.citizen('zhang-wei')
  const t = await take(zhang)
  const session = await connected(zhang, officer, t.id)
  good('shift', await officer.call(desk.setShift, { body: { end: h.house.time.now().toISOString() } }))
  await runJob(h, 'video-tick')
  expect((await seat(officer)).state).toBe('in-call')
  await consents(zhang, session, { recording: false, face: false })
  await officerDoes(officer, session, { type: 'outcome', outcome: 'consult-only' })
  good('wrapped', await officer.call(desk.finishWrapUp))
  expect((await seat(officer)).state).toBe('offline')
  good('shift', await officer.call(desk.setShift, { body: { end: null } }))
})

test('half an hour after closing a conversation is set aside, and comes first at the next opening', async () => {
  const zhang = await h.citizen('zhang-wei')
  await ready(officer)
  const t = await take(zhang)
  const session = await connected(zhang, officer, t.id)
  await consents(zhang, session, { recording: true, face: true })
  const next = new Date(h.house.time.now().getTime() + 15 * 3_600_000)
  await h.house.db.tx((tx) =>
    actInSession(tx, h.house, { kind: 'house' }, session, { type: 'closing', resumeAt: next.toISOString() }),
  )
  const shown = good('ticket', await zhang.call(api.readTicket, { params: { id: t.id } }))
  expect(shown).toMatchObject({ state: 'callback-due', callbackAt: next.toISOString() })
  const told = good('messages', await zhang.call(messages.listMessages)).items.map((m) => m.template)
  expect(told).toContain('video-closing')
  expect((await seat(officer)).state).toBe('wrap-up')
  good('wrapped', await officer.call(desk.finishWrapUp))
  good('off', await off(officer))
  // Thirty hours later it is still there, and stands before everybody.
  h.later(30 * 3_600_000)
  await runJob(h, 'video-tick')
  await until(
    'in the line',
    async () => (await zhang.call(api.readTicket, { params: { id: t.id } })).body.state === 'waiting',
  )
  await ready(officer)
  const line = await h.house.db.tx((tx) => readLine(tx, h.house, 'general'))
  expect(line.tickets[0]?.id).toBe(t.id)
  expect(line.tickets[0]?.resumed).toBe(true)
  const again = await connected(zhang, officer, t.id)
  expect(again).toBe(session)
  await officerDoes(officer, session, { type: 'outcome', outcome: 'consult-only' })
  good('wrapped', await officer.call(desk.finishWrapUp))
  good('off', await off(officer))
  // A window that never closes (a drill) stops nobody.
  await closeLate(h.house)
})

test('capacity moves between bookings and walk-in, never below what is booked, with the reason in the log', async () => {
  await runJob(h, 'video-grid')
  const sun = await h.citizen('sun-lei')
  const grid = async () => good('grid', await sun.call(api.videoGrid, { query: { language: 'zh' } })).days
  const day = (await grid()).at(-1)
  const [first, second] = (day?.slots ?? []).filter((s) => s.left > 0).map((s) => s.at)
  if (!day || !first || !second) throw new Error('nothing can be booked')
  const booked = good('book', await sun.call(api.bookVideo, { body: { language: 'zh', at: first } }))
  const span = { from: `${day.day}T00:00:00+08:00`, to: `${day.day}T23:59:59+08:00`, reason: '现场排队的人多' }
  good('shift', await boss.call(floor.shiftCapacity, { body: { ...span, share: 0 } }))
  const left = async (at: string) => (await grid()).flatMap((d) => d.slots).find((s) => s.at === at)?.left
  expect([await left(first), await left(second)]).toEqual([0, 0])
  expect(
    (await h.citizen('chen-jing').then((c) => c.call(api.bookVideo, { body: { language: 'zh', at: second } }))).problem
      .code,
  ).toBe('VIDEO_TIME_GONE')
  const shifted = good('back', await boss.call(floor.shiftCapacity, { body: { ...span, share: 1 } }))
  expect(shifted.capacity.shifts.map((s) => s.share)).toEqual([1, 0])
  expect(await left(second)).toBe(4)
  expect(
    (await boss.call(floor.shiftCapacity, { body: { ...span, from: span.to, to: span.from, share: 1 } })).problem.code,
  ).toBe('VIDEO_SHIFT_SPAN')
  expect(await h.sql(`select count(*)::int as n from audit_events where act = 'shift-capacity'`)).toEqual([{ n: 2 }])
  good('cancel', await sun.call(api.cancelTicket, { params: { id: booked.id } }))
})

test('a time that nobody took ten minutes before can no longer be booked: it is walk-in’s', async () => {
  const sun = await h.citizen('sun-lei')
  const slots = good('grid', await sun.call(api.videoGrid, { query: { language: 'zh' } })).days.flatMap((d) => d.slots)
  const now = h.house.time.now().getTime()
  expect(slots.length).toBeGreaterThan(0)
  expect(slots.every((s) => Date.parse(s.at) - now > 10 * 60_000)).toBe(true)
  const soon = new Date(Math.ceil(now / 900_000) * 900_000)
  if (soon.getTime() - now < 10 * 60_000)
    expect((await sun.call(api.bookVideo, { body: { language: 'zh', at: soon.toISOString() } })).problem.code).toBe(
      'VIDEO_TIME_GONE',
    )
})

test('skills are set line by line: a language spoken for one line does not serve another', async () => {
  const set = (skills: { group: string; languages: ('zh' | 'en' | 'sign')[] }[]) =>
    boss.call(floor.setSkills, { params: { officer: SECOND_REVIEWER }, body: { skills, reason: '参加手语培训' } })
  const shown = good(
    'skills',
    await set([
      { group: 'general', languages: ['zh'] },
      { group: 'title', languages: ['sign'] },
    ]),
  )
  expect(shown.officers.find((o) => o.id === SECOND_REVIEWER)).toMatchObject({ byDefault: false })
  expect(shown.officers.find((o) => o.id === SUPERVISOR)).toMatchObject({ byDefault: false, skills: [] })
  const all = await h.house.db.tx((tx) => serversOf(tx, h.house))
  expect(all.find((s) => s.id === SECOND_REVIEWER)?.languagesOf).toEqual({ general: ['zh'], title: ['sign'] })
  const other = await h.officer(SECOND_REVIEWER)
  await ready(other)
  const zhang = await h.citizen('zhang-wei')
  const signed = good('ticket', await zhang.call(api.takeTicket, { body: { language: 'sign' } }))
  await runJob(h, 'video-dispatch', { group: 'general' })
  expect((await seat(other)).offer).toBe(null)
  good('left', await leave(zhang, signed.id))
  expect((await set([{ group: 'nowhere', languages: ['zh'] }])).status).toBe(404)
  expect(good('default', await set([])).officers.find((o) => o.id === SECOND_REVIEWER)).toMatchObject({
    byDefault: true,
  })
  good('off', await off(other))
})

test('a relative is excluded by the identity number and let in again, both in the log; the name is masked', async () => {
  const zhang = demoPerson('zhang-wei')
  const params = { officer: SECOND_REVIEWER }
  const body = { idNumber: zhang.idNumber, reason: '本人申报为表弟' }
  const shown = good('add', await boss.call(floor.addRelative, { params, body }))
  const [kin] = shown.officers.find((o) => o.id === SECOND_REVIEWER)?.relatives ?? []
  expect(kin?.name).not.toBe(zhang.name)
  expect(
    (await boss.call(floor.addRelative, { params, body: { ...body, idNumber: '370000200001010112' } })).problem.code,
  ).toBe('VIDEO_NO_PERSON')
  const other = await h.officer(SECOND_REVIEWER)
  await ready(other)
  const t = await take(await h.citizen('zhang-wei'))
  await runJob(h, 'video-dispatch', { group: 'general' })
  expect((await seat(other)).offer).toBe(null)
  const drop = { params: { ...params, id: kin?.person ?? '' }, body: { reason: '申报有误' } }
  good('drop', await boss.call(floor.dropRelative, drop))
  await runJob(h, 'video-dispatch', { group: 'general' })
  await until('the offer', async () => (await seat(other)).offer?.ticket === t.id)
  good('left', await leave(await h.citizen('zhang-wei'), t.id))
  good('off', await off(other))
  const log = await h.sql(
    `select act, purpose from audit_events where act in ('add-relative', 'drop-relative') order by at`,
  )
  expect(log).toEqual([
    { act: 'add-relative', purpose: '本人申报为表弟' },
    { act: 'drop-relative', purpose: '申报有误' },
  ])
})

test('officers of another office serve a line only while they are lent to it, by day, and after the own', async () => {
  await h.sql(
    `insert into offices (office, name_zh, name_en) values (370100, '济南市车辆管理所', 'Jinan Vehicle Office')`,
  )
  await h.sql(
    `insert into officers (office, id, name, roles, roles_mac, password, totp)
     select 370100, '3701000001', name, '{reviewer}', roles_mac, password, totp from officers where id = $1`,
    [REVIEWER],
  )
  await h.sql(
    `insert into video_desks (office, officer, state, since, data)
     select 370100, '3701000001', 'ready', now(), jsonb_build_object('state', 'ready', 'since', now(), 'videoMs', 0, 'declines', 0, 'day', $1::text)`,
    [shanghaiDate(h.house.time.now())],
  )
  expect(await servers()).toBe(0)
  const today = shanghaiDate(h.house.time.now())
  const body = { group: 'general', lender: 370100, from: today, to: today, reason: '节前高峰支援' }
  expect((await boss.call(floor.lendOfficers, { body: { ...body, lender: 1 } })).status).toBe(404)
  expect((await boss.call(floor.lendOfficers, { body: { ...body, to: '2020-01-01' } })).problem.code).toBe(
    'VIDEO_LENDING_DAYS',
  )
  const lent = good('lend', await boss.call(floor.lendOfficers, { body }))
  const now = { ahead: false, running: true }
  expect(lent.lendings[0]).toMatchObject({ lender: 370100, ...now, reason: '节前高峰支援', by: SUPERVISOR })
  expect(await servers()).toBe(1)
  const zhang = await h.citizen('zhang-wei')
  const t = await take(zhang)
  const offered = async () => {
    await runJob(h, 'video-dispatch', { group: 'general' })
    return (await h.sql<{ officer: string | null }>(`select officer from video_tickets where id = $1`, [t.id]))[0]
      ?.officer
  }
  // The own officers come first: for two minutes nobody from outside is asked.
  expect(await offered()).toBe(null)
  h.later(3 * 60_000)
  expect(await offered()).toBe('3701000001')
  good('left', await leave(zhang, t.id))
  good(
    'end',
    await boss.call(floor.endLending, { params: { id: lent.lendings[0]?.id ?? '' }, body: { reason: '高峰已过' } }),
  )
  expect(await servers()).toBe(0)
  expect(
    (await boss.call(floor.endLending, { params: { id: lent.lendings[0]?.id ?? '' }, body: { reason: '再次' } }))
      .status,
  ).toBe(404)
  const tomorrow = shanghaiDate(new Date(h.house.time.now().getTime() + 86_400_000))
  const later = good('later', await boss.call(floor.lendOfficers, { body: { ...body, from: tomorrow, to: tomorrow } }))
  expect(later.lendings.find((l) => l.from === tomorrow)).toMatchObject({ ahead: true, running: false })
})
