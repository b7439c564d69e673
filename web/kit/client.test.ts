import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Type } from 'typebox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { route } from '#api/route.ts'
import { strict } from '#api/shared.ts'
import { addressOf, makeCall } from '#web/kit/client.ts'

const read = route({
  name: 'read',
  method: 'GET',
  path: '/api/things/:id',
  act: 'officer.self',
  summary: '',
  params: Type.Object({ id: Type.String() }, strict),
  query: Type.Object({ view: Type.String({ default: '' }), limit: Type.Integer({ default: 1 }) }, strict),
  reply: Type.Object({ id: Type.String() }),
})
const change = route({
  name: 'change',
  method: 'POST',
  path: '/api/things/:id/change',
  act: 'officer.self',
  summary: '',
  params: Type.Object({ id: Type.String() }, strict),
  body: Type.Object({ to: Type.String() }, strict),
  reply: Type.Object({ done: Type.Boolean() }),
})
const enter = route({
  name: 'enter',
  method: 'POST',
  path: '/api/enter',
  act: 'public',
  idempotent: 'own',
  summary: '',
  body: Type.Object({}, strict),
  reply: Type.Object({}),
})

type Seen = { url: string; method: string; key: string | undefined; body: string }
type Behave = (response: ServerResponse, nth: number, request: IncomingMessage) => void

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const problem = (status: number, code: string): object => ({
  type: 'about:blank',
  title: code,
  status,
  code,
  detail: `说明 ${code}`,
  requestId: 'r-1',
})

let seen: Seen[]
let behave: Behave
let base: string
let server: ReturnType<typeof createServer>
let signedOut: number

beforeEach(async () => {
  seen = []
  signedOut = 0
  behave = (response) => json(response, 200, { done: true })
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const key = request.headers['idempotency-key']
      seen.push({
        url: request.url ?? '',
        method: request.method ?? '',
        key: typeof key === 'string' ? key : undefined,
        body,
      })
      behave(response, seen.length, request)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(
  () =>
    new Promise<void>((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    }),
)

const client = (patience = 5_000) =>
  makeCall({
    base,
    patience,
    words: (code) => ({ detail: `没有答复 ${code}`, next: '请重试' }),
    signedOut: () => (signedOut += 1),
  })

test('addresses carry parameters safely and leave out what is empty', () => {
  expect(addressOf(read, { params: { id: 'a/b ?' }, query: { view: '', limit: 5 } })).toBe(
    '/api/things/a%2Fb%20%3F?limit=5',
  )
  expect(addressOf(read, { params: { id: '1' } })).toBe('/api/things/1')
})

test('a read asks once, without key or body', async () => {
  behave = (response) => json(response, 200, { id: '7' })
  expect(await client()(read, { params: { id: '7' }, query: { view: 'mine' } })).toEqual({
    ok: true,
    value: { id: '7' },
  })
  expect(seen).toEqual([{ url: '/api/things/7?view=mine', method: 'GET', key: undefined, body: '' }])
})

test('each intended act has its own key; the same act answered and meant again gets a new one', async () => {
  const call = client()
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  await call(change, { params: { id: '1' }, body: { to: 'b' } })
  const keys = seen.map((s) => s.key)
  expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key ?? ''))).toBe(true)
  expect(new Set(keys).size).toBe(3)
})

test('an act whose answer was lost is sent again under the same key', async () => {
  behave = (response, nth) => (nth === 1 ? void response.destroy() : json(response, 200, { done: true }))
  const call = client()
  const lost = await call(change, { params: { id: '1' }, body: { to: 'a' } })
  expect(lost).toMatchObject({
    ok: false,
    problem: { status: 0, code: 'NETWORK', detail: '没有答复 NETWORK', next: '请重试' },
  })
  expect(await call(change, { params: { id: '1' }, body: { to: 'a' } })).toEqual({ ok: true, value: { done: true } })
  expect(seen[0]?.key).toBe(seen[1]?.key)
})

test.each([401, 429, 503])('after %i the act may be tried again under its key', async (status) => {
  behave = (response, nth) =>
    json(response, nth === 1 ? status : 200, nth === 1 ? problem(status, 'WAIT') : { done: true })
  const call = client()
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  expect(seen[0]?.key).toBe(seen[1]?.key)
})

test.each([403, 409, 422])('after %i the key is spent', async (status) => {
  behave = (response) => json(response, status, problem(status, 'NO'))
  const call = client()
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  await call(change, { params: { id: '1' }, body: { to: 'a' } })
  expect(seen[0]?.key).not.toBe(seen[1]?.key)
})

test('two presses at once are one act', async () => {
  const call = client()
  await Promise.all([
    call(change, { params: { id: '1' }, body: { to: 'a' } }),
    call(change, { params: { id: '1' }, body: { to: 'a' } }),
  ])
  expect(seen[0]?.key).toBe(seen[1]?.key)
})

test('a refusal arrives whole', async () => {
  behave = (response) =>
    json(response, 409, {
      ...problem(409, 'STALE'),
      next: '请核对',
      fields: [{ field: 'version', code: 'old', message: '旧' }],
    })
  expect(await client()(change, { params: { id: '1' }, body: { to: 'a' } })).toEqual({
    ok: false,
    problem: {
      type: 'about:blank',
      title: 'STALE',
      status: 409,
      code: 'STALE',
      detail: '说明 STALE',
      next: '请核对',
      fields: [{ field: 'version', code: 'old', message: '旧' }],
      requestId: 'r-1',
    },
  })
})

test('the end of a session is told, but not while signing in', async () => {
  behave = (response) => json(response, 401, problem(401, 'SIGN_IN'))
  const call = client()
  await call(read, { params: { id: '1' } })
  expect(signedOut).toBe(1)
  await call(enter, { body: {} })
  expect(signedOut).toBe(1)
  expect(seen[1]?.key).toBeUndefined()
})

test('an answer that is no answer of the house becomes the one kind of problem', async () => {
  behave = (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>')
  expect(await client()(read, { params: { id: '1' } })).toMatchObject({
    ok: false,
    problem: { status: 502, code: 'BROKEN' },
  })
})

test('patience has an end, and a left screen waits for nothing', async () => {
  behave = () => undefined
  expect(await client(60)(read, { params: { id: '1' } })).toMatchObject({
    ok: false,
    problem: { status: 0, code: 'TIMEOUT' },
  })
  const leave = new AbortController()
  const answer = client()(read, { params: { id: '2' }, signal: leave.signal })
  leave.abort()
  expect(await answer).toMatchObject({ ok: false, problem: { code: 'NETWORK' } })
})
