import { connect, type Socket } from 'node:net'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house, type TestHouse, until } from '#test/house.ts'
import { limitConnections } from './slow-readers.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

const port = () => Number(new URL(h.url).port)
const connections = () =>
  new Promise<number>((done, fail) => h.app.server.getConnections((error, n) => (error ? fail(error) : done(n))))

describe('connections that ask and do not read', () => {
  test('a hundred are cut within 15 s; a normal request is answered all the while', async () => {
    const before = await connections()
    const asked = `GET /api/openapi.json HTTP/1.1\r\nhost: x\r\naccept-encoding: identity\r\n\r\n`.repeat(40)
    const sockets: Socket[] = []
    for (let i = 0; i < 100; i++) {
      const socket = connect(port(), '127.0.0.1', () => socket.write(asked))
      // Never read: nothing is taken from the kernel, and its window closes.
      socket.pause()
      socket.on('error', () => undefined)
      sockets.push(socket)
    }
    await until('all are there', async () => (await connections()) >= before + 100)
    const from = performance.now()
    let slowest = 0
    await until(
      'all are cut',
      async () => {
        const start = performance.now()
        expect((await fetch(`${h.url}/healthz`)).status).toBe(200)
        slowest = Math.max(slowest, performance.now() - start)
        return (await connections()) <= before + 2
      },
      30_000,
    )
    expect(performance.now() - from).toBeLessThan(17_500)
    expect(slowest).toBeLessThan(2_000)
    for (const socket of sockets) socket.destroy()
  }, 60_000)

  test('a live line that has nothing to say, and a phone that reads slowly, are left alone', async () => {
    const big = Buffer.alloc(6 << 20, 'x')
    const server = createServer((_, reply) => reply.end(big))
    limitConnections(server)
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const to = (server.address() as AddressInfo).port
    const idle = connect(to, '127.0.0.1')
    let idleCut = false
    idle.on('close', () => (idleCut = true))
    let [got, ended] = [0, false]
    const phone = connect(to, '127.0.0.1', () => phone.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'))
    phone.on('data', (data: Buffer) => {
      got += data.length
      phone.pause()
    })
    phone.on('close', () => (ended = true))
    // Half a megabyte a second, with pauses: longer than the patience with one that takes nothing.
    const reading = setInterval(() => phone.resume(), 125)
    const from = performance.now()
    await until('it has all of it', () => Promise.resolve(ended), 50_000)
    clearInterval(reading)
    expect(got).toBeGreaterThan(big.length)
    expect(performance.now() - from).toBeGreaterThan(12_000)
    expect(idleCut).toBe(false)
    idle.destroy()
    await new Promise((closed) => server.close(closed))
  }, 60_000)
})
