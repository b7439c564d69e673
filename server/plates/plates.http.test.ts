import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { choosePlate, drawPlates, readPlates } from '#api/plates.ts'
import type { Case } from '#domain/case.ts'
import { createApp } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { visitor } from '#test/people.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { plateRoutes } from './plates.http.ts'
import { publishPlates } from './plates.ts'

let t: Tools
let app: FastifyInstance
let url: string
beforeEach(async () => {
  t = await tools()
  app = createApp(t.house)
  plateRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  await t.house.db.tx((tx) =>
    publishPlates(
      tx,
      t.house.city.homeOffice,
      '02',
      Array.from({ length: 100 }, (_, i) => `鲁BD${String(i + 1).padStart(4, '0')}`),
    ),
  )
})
afterEach(async () => {
  await app.close()
  await t.close()
})

/** Somebody who must choose a plate now, with a browser that is signed in. */
async function chooser() {
  const me = await somebody(t)
  const c: Case = await checked(t, await handedIn(t, me, 'new-vehicle-registration'))
  const { token } = await t.house.db.tx((tx) => startSession(tx, 'citizen', me.id, 'test'))
  const browser = visitor(url)
  browser.cookies.set('yunchuang-citizen', token)
  return { browser, c, params: { id: c.id } }
}

test('somebody draws, reloads and sees the same ten, and takes one', async () => {
  const { browser, c, params } = await chooser()
  expect((await browser.call(readPlates, { params })).body).toEqual({ type: '02', of: 5, left: 5, presses: [] })
  const key = crypto.randomUUID()
  const drawn = await browser.call(drawPlates, { params, body: {}, key })
  expect(drawn.status).toBe(200)
  expect(drawn.body.numbers).toHaveLength(10)
  // The same request arrives twice (a bad line): one press.
  expect((await browser.call(drawPlates, { params, body: {}, key })).body).toEqual(drawn.body)
  expect((await browser.call(readPlates, { params })).body).toEqual({
    type: '02',
    of: 5,
    left: 4,
    presses: [drawn.body],
  })
  const number = drawn.body.numbers[3]?.number ?? ''
  const chosen = await browser.call(choosePlate, { params, body: { number, version: c.version } })
  expect(chosen.body).toEqual({ id: c.id, version: c.version + 1, state: 'open', step: 'pay' })
  expect((await browser.call(drawPlates, { params, body: {} })).problem).toMatchObject({
    status: 409,
    code: 'WRONG_STEP',
  })
})

test('nobody draws, reads or takes for another person', async () => {
  const mine = await chooser()
  const stranger = await chooser()
  const { params } = mine
  expect((await stranger.browser.call(readPlates, { params })).status).toBe(404)
  expect((await stranger.browser.call(drawPlates, { params, body: {} })).status).toBe(404)
  const drawn = await mine.browser.call(drawPlates, { params, body: {} })
  expect(
    (
      await stranger.browser.call(choosePlate, {
        params,
        body: { number: drawn.body.numbers[0]?.number ?? '', version: 2 },
      })
    ).status,
  ).toBe(404)
  expect((await visitor(url).call(readPlates, { params })).status).toBe(401)
  expect((await mine.browser.call(choosePlate, { params, body: { number: '鲁B', version: 2 } })).status).toBe(422)
  expect(
    (await mine.browser.call(choosePlate, { params, body: { number: '鲁BZ99999', version: mine.c.version } })).problem
      .code,
  ).toBe('PLATE_NOT_SHOWN')
})
