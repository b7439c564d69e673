import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { httpLine, type HttpLine } from './http-line.ts'

const open: (() => void)[] = []
afterEach(() => open.splice(0).forEach((close) => close()))

/** A listener on a port of its own and a line to it. */
async function lineTo(listener: RequestListener): Promise<{ line: HttpLine; sockets: Set<Socket> }> {
  const server = createServer(listener)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const line = httpLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  open.push(() => {
    line.close()
    server.closeAllConnections()
    server.close()
  })
  return { line, sockets }
}
const letter = { path: '/x', headers: { 'x-key': 'k' }, body: '{"name":"张伟"}', timeoutMs: 2_000 }

test('a whole answer, on one connection for many letters', async () => {
  const seen: string[] = []
  const { line, sockets } = await lineTo((request, reply) => {
    request.on('data', (chunk: Buffer) => seen.push(`${request.method} ${request.url} ${chunk.toString()}`))
    request.on('end', () => reply.writeHead(201, { 'x-said': 'yes' }).end('好'))
  })
  for (let i = 0; i < 3; i++)
    expect(await line.post(letter)).toMatchObject({
      kind: 'answer',
      status: 201,
      text: '好',
      headers: { 'x-said': 'yes' },
    })
  expect(seen).toEqual(Array.from({ length: 3 }, () => 'POST /x {"name":"张伟"}'))
  expect(sockets.size).toBe(1)
})

test('no answer in time, none at all, one cut off, one without end', async () => {
  const { line } = await lineTo((request, reply) => {
    if (request.url === '/cut') {
      reply.writeHead(200, { 'content-length': '100' })
      reply.write('half', () => reply.destroy())
    }
    if (request.url === '/long') reply.end('x'.repeat(1024 * 1024 + 1))
    if (request.url === '/elsewhere') reply.writeHead(302, { location: '/long' }).end()
  })
  expect(await line.post({ ...letter, timeoutMs: 60 })).toMatchObject({ kind: 'timeout' })
  expect(await line.post({ ...letter, path: '/cut' })).toMatchObject({ kind: 'down' })
  expect(await line.post({ ...letter, path: '/long' })).toMatchObject({ kind: 'too-long' })
  expect(await line.post({ ...letter, path: '/elsewhere' })).toMatchObject({ kind: 'answer', status: 302 })
  expect(await httpLine('http://127.0.0.1:1').post(letter)).toMatchObject({ kind: 'down' })
})

test('a connection that was closed while nobody spoke is no outage', async () => {
  let letters = 0
  const { line, sockets } = await lineTo((request, reply) => {
    letters += 1
    // The second letter on the kept connection meets a closed door, as when the other side has just been restarted.
    if (letters === 2) return void request.socket.resetAndDestroy()
    request.resume().on('end', () => reply.end('ok'))
  })
  expect(await line.post(letter)).toMatchObject({ kind: 'answer' })
  expect(await line.post(letter)).toMatchObject({ kind: 'answer', text: 'ok' })
  expect(letters).toBe(3)
  expect(sockets.size).toBe(2)
})
