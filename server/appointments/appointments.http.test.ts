import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bookSlot, readSlots } from '#api/appointments.ts'
import { act } from '#server/cases/cases.ts'
import { createApp } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { visitor } from '#test/people.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { appointmentRoutes } from './appointments.http.ts'
import { appointmentJobs } from './appointments.ts'

let t: Tools
let app: FastifyInstance
let url: string
beforeEach(async () => {
  t = await tools()
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
