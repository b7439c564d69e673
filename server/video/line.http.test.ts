import { afterAll, beforeAll, expect, test } from 'vitest'
import * as messages from '#api/messages.ts'
import * as api from '#api/video.ts'
import * as talk from '#api/video-session.ts'
import * as desk from '#api/video-desk.ts'
import * as deskTalk from '#api/video-desk-session.ts'
import * as board from '#api/video-board.ts'
import * as quality from '#api/video-recordings.ts'
import { SHEET_POINTS } from '#domain/video/quality.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { connected, consents, good, officerDoes, ready, runJob } from '#test/video.ts'
import { ensureGrid } from './bookings.ts'
import { moveDesk } from './desks.ts'
import { moveTicket } from './tickets.ts'

let h: TestHouse
let officer: Visitor
beforeAll(async () => {
  h = await house()
  await h.house.db.tx((tx) => ensureGrid(tx, h.house))
  officer = await h.officer(REVIEWER)
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

const take = async (who: Visitor, service?: string) =>
  good('ticket', await who.call(api.takeTicket, { body: { language: 'zh', ...(service ? { service } : {}) } }))
const off = (who: Visitor) => who.call(desk.setVideoState, { body: { state: 'offline' } })
const read = async (who: Visitor, id: string) => good('ticket', await who.call(api.readTicket, { params: { id } }))

test('nobody there: the window says so, and a call can be asked for all the same', async () => {
  const zhang = await h.citizen('zhang-wei')
  const shown = good('window', await h.anyone().call(api.videoWindow))
  expect(shown.open).toBe(true)
  expect(shown.groups.find((g) => g.group === 'title')).toMatchObject({ walkIn: false, why: 'no-officer', wait: null })
  expect(shown.groups.flatMap((g) => g.services.map((s) => s.code))).toContain('registration-cert-replace')
  expect((await zhang.call(api.takeTicket, { body: { language: 'zh' } })).problem.code).toBe('VIDEO_NO_OFFICER')
  const call = good('call', await zhang.call(api.takeTicket, { body: { language: 'zh', callback: true } }))
  expect(call).toMatchObject({ state: 'callback-due', kind: 'callback' })
  expect(good('cancel', await zhang.call(api.cancelTicket, { params: { id: call.id } })).state).toBe('cancelled')
})

test('a place in the line: one for a matter, ahead and wait are told, an offer rings, not-now keeps the third place once', async () => {
  const [zhang, chen] = [await h.citizen('zhang-wei'), await h.citizen('chen-jing')]
  await ready(officer)
  const mine = await take(zhang)
  expect((await take(zhang)).id).toBe(mine.id)
  const offer = await until('the offer', async () => (await officer.call(desk.readVideoDesk)).body.offer ?? undefined)
  expect(offer).toMatchObject({ ticket: mine.id, group: 'general', resumed: false })
  // The desk that is offered this one is free for it: no other conversation has to end first.
  expect((await read(zhang, mine.id)).wait).toEqual({ from: 0, to: 1 })
  const second = await take(chen)
  expect(await read(chen, second.id)).toMatchObject({ ahead: 1, may: expect.arrayContaining(['cancel', 'callback']) })

  good('accept', await officer.call(desk.acceptOffer, { params: { id: mine.id } }))
  expect((await read(zhang, mine.id)).ring).toMatchObject({ no: 1, of: 1, officer: REVIEWER })
  const told = (await zhang.call(messages.listMessages)).body.items
  expect(told.some((m) => m.template === 'video-ring')).toBe(true)
  const kept = good('decline', await zhang.call(api.declineRing, { params: { id: mine.id } }))
  expect(kept).toMatchObject({ state: 'waiting', ring: null })
  // The officer is free at once and is offered the next.
  await until('the next offer', async () => (await officer.call(desk.readVideoDesk)).body.offer !== null)
  for (const [who, id] of [
    [zhang, mine.id],
    [chen, second.id],
  ] as const)
    good('cancel', await who.call(api.cancelTicket, { params: { id } }))
  good('off', await off(officer))
})

test('an offer is declined only with a reason and goes to somebody else; other people’s tickets are not there', async () => {
  const [zhang, chen] = [await h.citizen('zhang-wei'), await h.citizen('chen-jing')]
  await ready(officer)
  const t = await take(zhang)
  expect((await chen.call(api.readTicket, { params: { id: t.id } })).status).toBe(404)
  await until('the offer', async () => (await officer.call(desk.readVideoDesk)).body.offer?.ticket === t.id)
  expect((await officer.call(desk.declineOffer, { params: { id: t.id }, body: { reason: '' } })).status).toBe(422)
  good('decline', await officer.call(desk.declineOffer, { params: { id: t.id }, body: { reason: '申请人是我的亲属' } }))
  const other = await h.officer(SECOND_REVIEWER)
  await ready(other)
  await until('the offer to the other', async () => (await other.call(desk.readVideoDesk)).body.offer?.ticket === t.id)
  expect((await officer.call(desk.readVideoDesk)).body).toMatchObject({ offer: null, today: { declined: 1 } })
  good('cancel', await zhang.call(api.cancelTicket, { params: { id: t.id } }))
  for (const who of [officer, other]) good('off', await off(who))
})

test('who leaves in the moment of an offer leaves no officer waiting for nobody', async () => {
  const sun = await h.citizen('sun-lei')
  await ready(officer)
  const { id } = await take(sun)
  await until('the offer', async () => (await officer.call(desk.readVideoDesk)).body.offer?.ticket === id)
  good('decline', await officer.call(desk.declineOffer, { params: { id }, body: { reason: '申请人是我的同事' } }))
  const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  const leave = () => sun.call(api.cancelTicket, { params: { id } })
  // The press comes while the ticket is being offered: it waits for that, and must see to whom.
  const press = await h.house.db.tx(async (tx) => {
    await moveTicket(tx, h.house, id, { type: 'offer', officer: REVIEWER })
    await moveDesk(tx, h.house, REVIEWER, { type: 'offered', ticket: id })
    const pressed = leave()
    await until('the press waits', async () => ((await h.sql<{ n: number }>(waiting))[0]?.n ?? 0) > 0)
    return { pressed }
  })
  good('left', await press.pressed)
  expect((await officer.call(desk.readVideoDesk)).body).toMatchObject({ state: 'ready', offer: null })
  good('off', await off(officer))
})

test('booked times: the grid, two at most, moved, cancelled; the place comes back', async () => {
  const sun = await h.citizen('sun-lei')
  const grid = async () =>
    good('grid', await sun.call(api.videoGrid, { query: { service: 'registration-cert-replace', language: 'zh' } }))
  const free = (await grid()).days.at(-1)?.slots.filter((s) => s.left > 0) ?? []
  const [first, other] = [free[4]?.at ?? '', free[12]?.at ?? '']
  const body = { language: 'zh' as const, service: 'registration-cert-replace', at: first }
  const booked = good('book', await sun.call(api.bookVideo, { body }))
  expect(booked).toMatchObject({ state: 'created', bookedFor: first, changesLeft: 2 })
  const left = async (at: string) => (await grid()).days.flatMap((d) => d.slots).find((s) => s.at === at)?.left
  expect(await left(first)).toBe((free[4]?.left ?? 0) - 1)
  expect((await sun.call(api.bookVideo, { body: { ...body, at: other } })).problem.code).toBe('VIDEO_TICKET_OPEN')
  const moved = good('move', await sun.call(api.moveBooking, { params: { id: booked.id }, body: { at: other } }))
  expect(moved).toMatchObject({ bookedFor: other, changesLeft: 1 })
  expect([await left(first), await left(other)]).toEqual([free[4]?.left, (free[12]?.left ?? 0) - 1])
  expect((await sun.call(api.bookVideo, { body: { language: 'zh', at: '2026-01-01T01:07:00Z' } })).problem.code).toBe(
    'VIDEO_TIME_GONE',
  )
  good('cancel', await sun.call(api.cancelTicket, { params: { id: booked.id } }))
  expect(await left(other)).toBe(free[12]?.left)
})

test('two at most, also when four are asked for at the same moment', async () => {
  const who = await h.citizen('wu-fang')
  const grid = good('grid', await who.call(api.videoGrid, { query: { language: 'zh' } }))
  const free = grid.days.at(-1)?.slots.filter((s) => s.left > 0) ?? []
  const items = ['registration-cert-replace', 'spouse-co-owner-change', 'use-type-change-ride-hailing-out', undefined]
  const answers = await Promise.all(
    items.map((service, i) => {
      const about = service === undefined ? {} : { service }
      return who.call(api.bookVideo, { body: { language: 'zh', at: free[i * 3]?.at ?? '', ...about } })
    }),
  )
  expect(answers.map((a) => (a.status === 200 ? 'booked' : a.problem.code)).toSorted()).toEqual([
    'VIDEO_TOO_MANY_BOOKINGS',
    'VIDEO_TOO_MANY_BOOKINGS',
    'booked',
    'booked',
  ])
  for (const a of answers)
    if (a.status === 200) good('cancel', await who.call(api.cancelTicket, { params: { id: a.body.id } }))
})

test('a day that has no next one is refused, not stumbled over', async () => {
  const supervisor = await h.officer(SUPERVISOR)
  for (const day of ['9999-12-31', '0000-01-01'])
    expect([day, (await supervisor.raw(`/api/video/board?day=${day}`)).status]).toEqual([day, 400])
})

test('more people than places reach for one time: exactly the capacity wins', async () => {
  const keys = ['zhang-wei', 'chen-jing', 'sun-lei', 'liu-yang', 'zhao-min'] as const
  const grid = good('grid', await h.anyone().call(api.videoGrid, { query: { language: 'zh' } }))
  const slot = grid.days.at(-1)?.slots.at(-1)
  const answers = await Promise.all(
    keys.map(async (key) =>
      (await h.citizen(key)).call(api.bookVideo, { body: { language: 'zh', at: slot?.at ?? '' } }),
    ),
  )
  expect(answers.filter((a) => a.status === 200)).toHaveLength(slot?.left ?? 0)
  expect(answers.filter((a) => a.status !== 200).every((a) => a.problem.code === 'VIDEO_TIME_GONE')).toBe(true)
  for (const [i, a] of answers.entries())
    if (a.status === 200)
      await (await h.citizen(keys[i] ?? 'zhang-wei')).call(api.cancelTicket, { params: { id: a.body.id } })
})

test('a question without consent to the recording: nothing flows before the tick, and it ends as a question', async () => {
  const zhao = await h.citizen('zhao-min')
  await ready(officer)
  const id = await connected(zhao, officer, (await take(zhao)).id)
  const stranger = await h.citizen('chen-jing')
  expect((await stranger.call(talk.readMySession, { params: { id } })).status).toBe(404)
  const other = await h.officer(SECOND_REVIEWER)
  expect((await other.call(deskTalk.readDeskSession, { params: { id } })).status).toBe(404)
  await consents(zhao, id, { recording: false, face: false })
  const view = good('read', await officer.call(deskTalk.readDeskSession, { params: { id } }))
  expect(view).toMatchObject({ consultOnly: true, recording: 'off', phase: 'consent' })
  expect(JSON.stringify(view)).not.toContain(demoPerson('zhao-min').idNumber)
  const money = await officer.call(deskTalk.actAtDesk, {
    params: { id },
    body: { act: { type: 'chat', text: '请转账 20 元' } },
  })
  expect(money.problem.code).toBe('VIDEO_CHAT_MONEY')
  await officerDoes(officer, id, { type: 'chat', text: '网上就可以申请,不用跑' })
  expect(good('mine', await zhao.call(talk.readMySession, { params: { id } })).chat.at(-1)).toMatchObject({
    from: 'officer',
  })
  const end = await officerDoes(officer, id, { type: 'outcome', outcome: 'consult-only' })
  expect(end).toMatchObject({ phase: 'closed', outcome: { kind: 'consult-only' } })
  expect((await officer.call(desk.readVideoDesk)).body.state).toBe('wrap-up')
  good('wrapped', await officer.call(desk.finishWrapUp))
  const told = (await zhao.call(messages.listMessages)).body.items
  expect(told[0]).toMatchObject({ template: 'video-outcome' })
  expect(told[0]?.text).toContain('咨询完毕')
  good('off', await off(officer))
})

test('nobody takes a booked call three times: missed, twice in a month pauses booking and not the line', async () => {
  const liu = await h.citizen('liu-yang')
  for (const no of [1, 2]) {
    await runJob(h, 'video-grid')
    const grid = good('grid', await liu.call(api.videoGrid, { query: { language: 'zh' } }))
    const at = grid.days.at(-1)?.slots[no * 3]?.at ?? ''
    const t = good('book', await liu.call(api.bookVideo, { body: { language: 'zh', at } }))
    h.later(Date.parse(at) - h.house.time.now().getTime() + 1_000)
    await runJob(h, 'video-tick')
    for (let ring = 1; ring <= 3; ring += 1) {
      await h.house.db.tx(async (tx) => {
        await moveTicket(tx, h.house, t.id, { type: 'offer', officer: REVIEWER })
        await moveTicket(tx, h.house, t.id, { type: 'ring' })
      })
      h.later(46_000)
      await runJob(h, 'video-tick')
      h.later(121_000)
    }
    expect(await read(liu, t.id)).toMatchObject({
      state: 'missed',
      may: expect.arrayContaining(['requeue', 'callback']),
    })
    good('give up', await liu.call(api.cancelTicket, { params: { id: t.id } }))
  }
  const list = good('mine', await liu.call(api.myTickets))
  expect(list.bookingsPausedUntil).not.toBeNull()
  await runJob(h, 'video-grid')
  const grid = good('grid', await liu.call(api.videoGrid, { query: { language: 'zh' } }))
  const again = await liu.call(api.bookVideo, { body: { language: 'zh', at: grid.days.at(-1)?.slots[9]?.at ?? '' } })
  expect(again.problem.code).toBe('VIDEO_BOOKING_PAUSED')
  await ready(officer)
  expect((await take(liu)).state).toBe('waiting')
})

test('the supervisor sees it all, closes a line, tells everybody, and reviews what was drawn', async () => {
  const boss = await h.officer(SUPERVISOR)
  const view = good('board', await boss.call(board.readVideoBoard))
  expect(view.officers.find((o) => o.id === REVIEWER)).toBeDefined()
  const shut = good(
    'shut',
    await boss.call(board.setVideoLine, { params: { group: 'use' }, body: { walkIn: false, reason: '系统演练' } }),
  )
  expect(shut.lines.find((l) => l.group === 'use')?.walkIn).toBe(false)
  const words = { zh: '线路检修,请稍候', en: 'Maintenance' }
  good('notice', await boss.call(board.setVideoNotice, { body: { notice: words, reason: '检修' } }))
  expect(good('window', await h.anyone().call(api.videoWindow)).notice).toEqual(words)
  expect((await officer.call(board.readVideoBoard)).status).toBe(403)

  await h.sql(`update video_sessions set talk_ms = 60000 where outcome is not null`)
  await h.sql(`update video_sessions set ended_at = $1, started_at = $1 where outcome is not null`, [
    h.house.time.now(),
  ])
  await runJob(h, 'video-quality-draw')
  const { toReview } = good('sheets', await boss.call(quality.listSheets))
  const [sheet] = toReview
  expect(sheet).toMatchObject({ officer: REVIEWER, state: 'open' })
  const points = SHEET_POINTS.map(({ id }, i) => ({ id, ok: i > 0 }))
  const params = { id: sheet?.id ?? '' }
  expect(
    good('judge', await boss.call(quality.judgeSheet, { params, body: { points, note: '没有念核对码' } })).state,
  ).toBe('done')
  const mine = good('mine', await officer.call(quality.listSheets)).mine
  expect(mine[0]).toMatchObject({ state: 'done', note: '没有念核对码' })
  good('contest', await officer.call(quality.contestSheet, { params, body: { reason: '当时双方念过,在第 12 秒' } }))
  // Who judged it first does not settle it.
  expect((await boss.call(quality.settleSheet, { params, body: { points, note: '维持' } })).status).toBe(403)
})
