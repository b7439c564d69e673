import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { choosePlate, claimPlate, composePlates, drawPlates, readPlates, reservePlate } from '#api/plates.ts'
import type { Case } from '#domain/case.ts'
import { createApp } from '#server/kit/app.ts'
import { startSession } from '#server/kit/sessions.ts'
import { visitor } from '#test/people.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { runJob } from '#server/agency/testing.ts'
import { plateJobs } from './plate-jobs.ts'
import { plateRoutes } from './plates.http.ts'
import { fill } from './testing.ts'

let t: Tools
let app: FastifyInstance
let url: string
beforeEach(async () => {
  t = await tools()
  app = createApp(t.house)
  plateRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  await fill(t, '02', 100, 'D')
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
  expect((await browser.call(readPlates, { params })).body).toMatchObject({
    type: '02',
    state: 'none',
    random: { of: 5, left: 5, presses: [] },
  })
  const key = crypto.randomUUID()
  const drawn = await browser.call(drawPlates, { params, body: {}, key })
  expect(drawn.status).toBe(200)
  const numbers = drawn.body.random.group?.numbers ?? []
  expect(numbers).toHaveLength(10)
  // The same request arrives twice (a bad line): one press.
  expect((await browser.call(drawPlates, { params, body: {}, key })).body).toEqual(drawn.body)
  const again = await browser.call(readPlates, { params })
  expect(again.body.random).toEqual(drawn.body.random)
  expect(again.body).toMatchObject({ state: 'open', random: { left: 4 } })
  const number = numbers[3]?.number ?? ''
  const kept = await browser.call(reservePlate, { params, body: { number } })
  expect(kept.body.reserve).toMatchObject({ number })
  const chosen = await browser.call(choosePlate, { params, body: { number, version: c.version } })
  expect(chosen.body).toEqual({ id: c.id, version: c.version + 1, state: 'open', step: 'pay' })
  expect((await browser.call(readPlates, { params })).body).toMatchObject({ state: 'confirmed', held: { number } })
  expect((await browser.call(drawPlates, { params, body: {} })).problem).toMatchObject({
    status: 409,
    code: 'PLATE_CONFIRMED',
  })
})

test('a claim answers at once and the case follows; composing tries in order and takes the first free one', async () => {
  const mine = await chooser()
  const drawn = await mine.browser.call(drawPlates, { params: mine.params, body: {} })
  const number = drawn.body.random.group?.numbers[0]?.number ?? ''
  const { pass = '' } = drawn.body
  const changed = await mine.browser.call(claimPlate, { body: { pass: pass.replace('02|', '52-other|'), number } })
  expect(changed.status).toBe(401)
  const won = await mine.browser.call(claimPlate, { body: { pass, number } })
  expect(won.body).toMatchObject({ number })
  await runJob(t.house, plateJobs, 'plate-follow', {})
  expect(await t.sql(`select step from cases where id = $1`, [mine.c.id])).toEqual([{ step: 'pay' }])
  const other = await chooser()
  // Two that are free whichever was drawn.
  const [free = '', next = ''] = ['鲁BD0077', '鲁BD0078', '鲁BD0079'].filter((n) => n !== number)
  const numbers = [number, free, next]
  await other.browser.call(composePlates, { params: other.params, body: { numbers: [number] } })
  const early = await other.browser.call(composePlates, { params: other.params, body: { numbers } })
  expect(early.problem).toMatchObject({ code: 'PLATE_WAIT' })
  t.later(21_000)
  const went = await other.browser.call(composePlates, { params: other.params, body: { numbers } })
  expect(went.body.compose.goes.at(-1)?.tries.map((o) => o.outcome)).toEqual(['taken', 'won', 'not-tried'])
  expect(went.body).toMatchObject({ state: 'confirmed', held: { number: free } })
  await vi.waitFor(async () =>
    expect(await t.sql(`select step from cases where id = $1`, [other.c.id])).toEqual([{ step: 'pay' }]),
  )
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
        body: { number: drawn.body.random.group?.numbers[0]?.number ?? '', version: 2 },
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
