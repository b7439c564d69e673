import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bookSlot, readSlots } from '#api/appointments.ts'
import { shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { act } from '#server/cases/cases.ts'
import { createApp } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { visitor } from '#test/people.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { appointmentRoutes } from './appointments.http.ts'
import { appointmentJobs } from './appointments.ts'
import { appointmentInvariants } from './invariants.ts'

let t: Tools
let app: FastifyInstance
let url: string
beforeEach(async () => {
  t = await tools()
  // In the evening: at an hour of the office's day the first place may be too near to be moved.
  const now = t.house.time.now()
  t.later(shanghaiMoment(shanghaiDate(now), '22:00').getTime() - now.getTime())
  app = createApp(t.house)
  appointmentRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  await appointmentJobs[0]?.run(t.house, {}, 1)
})
afterEach(async () => {
  await app.close()
  await t.close()
})

/** Somebody whose car must be shown, with a browser that is signed in. */
async function booker() {
  const me = await somebody(t)
  const c = await checked(
    t,
    await handedIn(t, me, 'new-vehicle-registration', {
      subject: { kind: 'new-vehicle', vin: '', preInspected: false },
    }),
  )
  const citizen = { kind: 'citizen', id: me.id } as const
  const next = await t.house.db.tx((tx) =>
    act(tx, t.house, citizen, c.id, c.version, { type: 'choose-plate', plate: { number: '鲁BD00001', type: '02' } }),
  )
  const { token } = await t.house.db.tx((tx) => startSession(tx, 'citizen', me.id, 'test'))
  const browser = visitor(url)
  browser.cookies.set('yunchuang-citizen', token)
  return { browser, c: next, params: { id: c.id } }
}

test('somebody sees the free times of every site of the office and books one', async () => {
  const { browser, c, params } = await booker()
  const before = await browser.call(readSlots, { params })
  expect(before.body.sites.map((s) => s.code)).toEqual(['main', 'huangdao', 'chengyang'])
  const slot = before.body.sites[1]?.slots[0]
  expect(slot?.left).toBe(4)
  const booked = await browser.call(bookSlot, {
    params,
    body: { site: 'huangdao', from: slot?.from ?? '', version: c.version },
  })
  expect(booked.body).toEqual({ id: c.id, version: c.version + 1, state: 'open', step: 'inspect' })
  const after = await browser.call(readSlots, { params })
  expect(after.body.sites[1]?.slots[0]).toEqual({ from: slot?.from, left: 3 })
})

test('a leap second is no time that can be booked', async () => {
  const { browser, c, params } = await booker()
  const body = { site: 'huangdao', from: '2027-06-30T23:59:60Z', version: c.version }
  expect((await browser.call(bookSlot, { params, body })).status).toBe(422)
})

test('moves the booking in one step: the old place is kept until the new one is had, and free afterwards', async () => {
  const { browser, c, params } = await booker()
  const sites = (await browser.call(readSlots, { params })).body.sites
  const [old, full, wanted] = [sites[0]?.slots[0]?.from, sites[0]?.slots[1]?.from, sites[1]?.slots[2]?.from]
  if (!old || !full || !wanted) throw new Error('no slots')
  const place = (site: string, from: string, version: number) =>
    browser.call(bookSlot, { params, body: { site, from, version } })
  await place('main', old, c.version)
  await t.sql(`update slots set capacity = 1, booked = 1 where site = 'main' and at = $1`, [full])
  const tried = await place('main', full, c.version + 1)
  expect(tried.problem.code).toBe('SLOT_FULL')
  await t.sql(`update slots set booked = 0 where site = 'main' and at = $1`, [full])
  const kept = () => t.sql<{ site: string; at: Date }>(`select site, at from bookings where case_id = $1`, [params.id])
  expect(await kept()).toMatchObject([{ site: 'main', at: new Date(old) }])
  // The same time again is no change at the slots.
  expect((await place('main', old, c.version + 1)).status).toBe(200)
  const done = await place('huangdao', wanted, c.version + 2)
  expect(done.body).toEqual({ id: c.id, version: c.version + 3, state: 'open', step: 'inspect' })
  expect(await kept()).toMatchObject([{ site: 'huangdao', at: new Date(wanted) }])
  const after = (await browser.call(readSlots, { params })).body.sites
  expect(after[0]?.slots[0]).toEqual({ from: old, left: 4 })
  expect(await broken(t, appointmentInvariants)).toEqual([])
})

test('a colleague books and moves what another user of the company began; who is no user of it any more finds nothing', async () => {
  const [mine, colleague] = [await booker(), await booker()]
  const company = randomUUID()
  await t.sql(`insert into companies (id, credit_code, name) values ($1, $2, '青岛试验有限公司')`, [company, company])
  await t.sql(
    `insert into company_members (company, person_index, role, data, added_by, added_at)
     select $1, p.id_index, 'user', '', p.id, now() from people p join cases c on c.applicant = p.id where c.id = any($2::uuid[])`,
    [company, [mine.params.id, colleague.params.id]],
  )
  await t.sql(
    `insert into case_principals (office, case_id, company, acted_by) select office, id, $1, applicant from cases where id = $2`,
    [company, mine.params.id],
  )
  const { params } = mine
  const slots = (await colleague.browser.call(readSlots, { params })).body.sites[0]?.slots ?? []
  const move = (slot: number, version: number) =>
    colleague.browser.call(bookSlot, { params, body: { site: 'main', from: slots[slot]?.from ?? '', version } })
  expect((await move(6, mine.c.version)).body.step).toBe('inspect')
  expect((await move(7, mine.c.version + 1)).status).toBe(200)
  await t.sql(
    `update company_members set removed_at = now(), removed_by = added_by
      where company = $1 and person_index = (select p.id_index from people p join cases c on c.applicant = p.id where c.id = $2)`,
    [company, colleague.params.id],
  )
  expect((await move(8, mine.c.version + 2)).status).toBe(404)
})

test('two that change places at the same moment both get their answer, and no place is lost', async () => {
  const [one, two] = [await booker(), await booker()]
  const [first, second] = (await one.browser.call(readSlots, { params: one.params })).body.sites[0]?.slots ?? []
  const move = ({ browser, params }: typeof one, from: string | undefined, version: number) =>
    browser.call(bookSlot, { params, body: { site: 'main', from: from ?? '', version } })
  await move(one, first?.from, one.c.version)
  await move(two, second?.from, two.c.version)
  const moved = await Promise.all([
    move(one, second?.from, one.c.version + 1),
    move(two, first?.from, two.c.version + 1),
  ])
  expect(moved.map((m) => m.status)).toEqual([200, 200])
  expect(await broken(t, appointmentInvariants)).toEqual([])
})

test('nobody books for another person, at a made-up time, or twice', async () => {
  const [mine, stranger] = [await booker(), await booker()]
  const slot = (await mine.browser.call(readSlots, { params: mine.params })).body.sites[0]?.slots[5]
  const body = { site: 'main', from: slot?.from ?? '', version: mine.c.version }
  expect((await stranger.browser.call(bookSlot, { params: mine.params, body })).status).toBe(404)
  expect((await stranger.browser.call(readSlots, { params: mine.params })).status).toBe(404)
  expect((await mine.browser.call(bookSlot, { params: mine.params, body: { ...body, from: 'tomorrow' } })).status).toBe(
    422,
  )
  expect(
    (await mine.browser.call(bookSlot, { params: mine.params, body: { ...body, from: '2099-01-01T01:00:00Z' } }))
      .problem.code,
  ).toBe('SLOT_GONE')
  expect((await mine.browser.call(bookSlot, { params: mine.params, body })).status).toBe(200)
  expect((await mine.browser.call(bookSlot, { params: mine.params, body })).problem.code).toBe('STALE')
})
