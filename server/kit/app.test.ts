import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import { house, type TestHouse, until } from '#test/house.ts'

/** The door of the house: what every answer carries, and what it bears. */

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

const port = () => Number(new URL(h.url).port)
const json = { 'content-type': 'application/json' }

/** Bytes as they are, over a socket of our own; gives all that came until the server closed. */
function raw(text: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(text))
    let got = ''
    socket.on('data', (data) => (got += data.toString('latin1')))
    socket.on('close', () => done(got))
    socket.on('error', (error) => (got ? done(got) : fail(error)))
    socket.setTimeout(12_000, () => socket.destroy())
  })
}

function expectHeaders(headers: Headers): void {
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toMatch(/no-store|immutable|no-cache/)
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('server')).toBeNull()
}

describe('security headers stand on every answer', () => {
  const asks: [string, number | number[], () => Promise<Response>][] = [
    ['a page', 200, () => fetch(`${h.url}/`, { headers: { accept: 'text/html' } })],
    ['the interface', 200, () => fetch(`${h.url}/api/services`)],
    ['health', 200, () => fetch(`${h.url}/healthz`)],
    ['HEAD', 200, () => fetch(`${h.url}/api/services`, { method: 'HEAD' })],
    ['OPTIONS', 405, () => fetch(`${h.url}/api/services`, { method: 'OPTIONS' })],
    ['a method that is not taken', 405, () => fetch(`${h.url}/api/services`, { method: 'PATCH' })],
    [
      'a method nobody takes, on a page',
      405,
      () => fetch(`${h.url}/services`, { method: 'PUT', headers: { accept: 'text/html' } }),
    ],
    ['no such page', 404, () => fetch(`${h.url}/nowhere`, { headers: { accept: 'text/html' } })],
    ['no such route', 404, () => fetch(`${h.url}/api/nowhere`)],
    ['a broken escape', 400, () => fetch(`${h.url}/api/%E0%A4%A`)],
    ['a path too long', [401, 404, 414], () => fetch(`${h.url}/api/my/cases/${'x'.repeat(9_000)}`)],
    ['a parameter too long', [401, 404, 414], () => fetch(`${h.url}/api/my/cases/${'x'.repeat(400)}`)],
    ['not signed in', 401, () => fetch(`${h.url}/api/my/cases`)],
    [
      'a foreign origin',
      403,
      () =>
        fetch(`${h.url}/api/sign-in/code`, {
          method: 'POST',
          headers: { ...json, origin: 'https://evil.example' },
          body: '{}',
        }),
    ],
    [
      'too large',
      413,
      () =>
        fetch(`${h.url}/api/sign-in/code`, {
          method: 'POST',
          headers: json,
          body: JSON.stringify({ mobile: 'x'.repeat(300_000) }),
        }),
    ],
    [
      'a type nobody takes',
      415,
      () =>
        fetch(`${h.url}/api/sign-in/code`, {
          method: 'POST',
          headers: { 'content-type': 'application/xml' },
          body: '<a/>',
        }),
    ],
    [
      'broken JSON',
      400,
      () => fetch(`${h.url}/api/sign-in/code`, { method: 'POST', headers: json, body: '{"mobile":' }),
    ],
    [
      'JSON that poisons prototypes',
      400,
      () =>
        fetch(`${h.url}/api/sign-in/code`, {
          method: 'POST',
          headers: json,
          body: '{"__proto__":{"x":1},"mobile":"1"}',
        }),
    ],
    ['a wrong body', 422, () => fetch(`${h.url}/api/sign-in/code`, { method: 'POST', headers: json, body: '{}' })],
    ['a wrong query', [400, 401], () => fetch(`${h.url}/api/live?topics=${encodeURIComponent("me' or 1=1")}`)],
  ]
  test.each(asks)('%s', async (_, status, ask) => {
    const response = await ask()
    expect([status].flat()).toContain(response.status)
    expectHeaders(response.headers)
    const text = await response.text()
    if (response.status >= 400 && text !== '' && !text.startsWith('<')) {
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect(JSON.parse(text)).toMatchObject({
        status: response.status,
        next: expect.stringMatching(/./),
        code: expect.stringMatching(/^[A-Z_]+$/),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      })
    }
  })

  test.each([
    ['headers too large', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['not HTTP at all', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      400,
    ],
    ['no host', 'GET /api/services HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /api/services HTTP/1.1\r\nhost: x\r\nhost: y\r\nconnection: close\r\n\r\n', 400],
    [
      'an expectation of its own',
      'POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\nexpect: 200-ok\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}',
      417,
    ],
    [
      'a packed body',
      'POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}',
      415,
    ],
    [
      'length and chunks together',
      'POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('below the router: %s', async (_, bytes, status) => {
    const answer = await raw(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toContain('x-content-type-options: nosniff')
    expect(answer).toContain('x-frame-options: DENY')
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      status,
      code: expect.any(String),
      next: expect.stringMatching(/./),
    })
  })
})

describe('methods', () => {
  const ask = (method: string, path: string, init: RequestInit = {}) => fetch(h.url + path, { method, ...init })
  const ID = '01a200d9-edd0-7095-91de-dad9317944d4'

  test.each([
    ['PUT', '/api/services', 'GET, HEAD'],
    ['OPTIONS', '/api/my/drafts', 'GET, HEAD, POST'],
    ['PATCH', `/api/my/drafts/${ID}`, 'GET, HEAD'],
    ['GET', `/api/cases/${ID}/pass`, 'POST'],
    ['HEAD', `/api/cases/${ID}/pass`, 'POST'],
    ['PROPFIND', '/services', 'GET, HEAD'],
    ['DELETE', '/assets/x.js', 'GET, HEAD'],
  ])('%s %s is told what the path takes: %s', async (method, path, allow) => {
    const response = await ask(method, path)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expectHeaders(response.headers)
    const text = await response.text()
    if (method === 'HEAD') expect(text).toBe('')
    else expect(JSON.parse(text)).toMatchObject({ status: 405, code: 'WRONG_METHOD', next: expect.any(String) })
  })

  test('a body that nobody can read does not hide that the method is wrong, or that there is nothing', async () => {
    const broken = { headers: json, body: '{"a":' }
    expect((await ask('POST', '/api/services', broken)).status).toBe(405)
    expect((await ask('POST', '/api/nowhere', broken)).status).toBe(404)
  })

  test.each(['/api/services', '/', '/healthz', '/api/nowhere', '/api/my/cases'])(
    'HEAD %s answers what GET answers, without the body',
    async (path) => {
      const [get, head] = await Promise.all([ask('GET', path), ask('HEAD', path)])
      expect(head.status).toBe(get.status)
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
      expectHeaders(head.headers)
      expect(await head.text()).toBe('')
    },
  )

  test('HEAD of the live line ends at once', async () => {
    const who = await h.citizen('zhang-wei')
    const answer = await who.raw('/api/live?topics=me', { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(await answer.text()).toBe('')
  })
})

describe('requests from other sites change nothing', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' }],
  ])('%j', async (headers) => {
    const who = await h.citizen('zhang-wei')
    const before = await h.sql('select id from drafts')
    const answer = await who.raw('/api/my/drafts', {
      method: 'POST',
      headers: { ...json, 'idempotency-key': randomUUID(), ...headers } as Record<string, string>,
      body: JSON.stringify({ service: 'licence-replace-lost' }),
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'FOREIGN_ORIGIN' })
    expect(await h.sql('select id from drafts')).toEqual(before)
  })
  test('a page that is posted to from elsewhere is refused as a page', async () => {
    const response = await fetch(`${h.url}/sign-in`, {
      method: 'POST',
      headers: { accept: 'text/html', origin: 'https://evil.example', cookie: 'lang=en' },
      body: new URLSearchParams({ mobile: '13800138000' }),
    })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('The request came from another website')
  })
  test('and no other site may read: no answer carries CORS headers', async () => {
    const response = await fetch(`${h.url}/api/services`, { headers: { origin: 'https://evil.example' } })
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('what is not asked for is named', () => {
  test.each([
    [{ service: 'licence-replace-lost', applicant: 'somebody' }, 'applicant'],
    [{ service: 'licence-replace-lost', constructor: {} }, 'constructor'],
    [{}, 'service'],
    [{ service: 7 }, 'service'],
  ])('%j → %s', async (body, field) => {
    const who = await h.citizen('zhang-wei')
    const answer = await who.call(drafts.startDraft, { body: body as { service: string } })
    expect(answer.status).toBe(422)
    expect(answer.problem.fields?.map((f) => f.field)).toContain(field)
  })
})

describe('slow connections', () => {
  test('a hundred that dribble headers or bodies are cut within 15 s; a normal request is answered all the while', async () => {
    const cut: number[] = []
    const from = performance.now()
    const sockets = Array.from({ length: 100 }, (_, i) => {
      const socket = connect(port(), '127.0.0.1', () =>
        socket.write(
          i % 2
            ? 'GET / HTTP/1.1\r\nhost: x\r\n'
            : 'POST /api/sign-in/code HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
        ),
      )
      const drip = setInterval(() => socket.write(i % 2 ? 'x-a: b\r\n' : ' '), 500)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearInterval(drip)
        cut.push(performance.now() - from)
      })
      socket.resume()
      return socket
    })
    const slowest = { ms: 0 }
    await until(
      'all are cut',
      async () => {
        const start = performance.now()
        expect((await fetch(`${h.url}/healthz`)).status).toBe(200)
        slowest.ms = Math.max(slowest.ms, performance.now() - start)
        return cut.length === sockets.length
      },
      25_000,
    )
    // 15 s and the second at which the server looks.
    expect(Math.max(...cut)).toBeLessThan(17_500)
    expect(slowest.ms).toBeLessThan(2_000)
  }, 40_000)
})
