import { connect } from 'node:net'
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

test('a line that breaks off while it is being opened is forgotten', async () => {
  const who = await h.citizen('chen-jing')
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const port = Number(new URL(h.url).port)
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  const dropped = Array.from(
    { length: 40 },
    () =>
      new Promise<void>((done) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(`GET /api/live?topics=me HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`, () =>
            socket.destroy(),
          ),
        )
        socket.on('error', () => undefined)
        socket.on('close', () => done())
      }),
  )
  await Promise.all(dropped)
  // Asked after them, answered after them.
  for (let i = 0; i < 5; i++) expect((await who.call(accounts.myProfile)).status).toBe(200)
  await until('no beat is left of those lines', async () => timers() < before + 20)
})
