import { afterAll, beforeAll, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import { house, type TestHouse, until } from '#test/house.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

test('who signs out hears nothing more on a line that is still open', async () => {
  const who = await h.citizen('zhang-wei')
  const line = await who.raw('/api/live?topics=me')
  const reader = line.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  let over = false
  const listening = (async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: '' }
      if (done) break
      heard += value
    }
    over = true
  })()
  const person = (await who.call(accounts.myProfile)).body.id
  const news = (version: number) => h.house.bus.publish({ topic: `person:${person}`, version })
  await until('the line hears', async () => {
    news(1)
    return heard.includes('"version":1')
  })
  expect((await who.call(accounts.signOut)).status).toBe(200)
  let version = 1
  await until('the line ends', async () => {
    version += 1
    news(version)
    return over
  })
  await listening
  const told = heard.length
  news(version + 1)
  expect(heard.length).toBe(told)
})
