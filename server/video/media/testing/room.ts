import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stripTypeScriptTypes } from 'node:module'
import { type MediaEngine, MediaError } from '../engine.ts'
import { PAGE } from './page.ts'

export interface Room {
  url: string
  /** Films to be looked at by the page, by name. */
  films: Map<string, { bytes: Uint8Array; type: string }>
  close(): Promise<void>
}

const ROOT = new URL('../../../../', import.meta.url)
const MUXER = 'node_modules/mediabunny/dist/bundles/mediabunny.mjs'

/**
 * The least that carries calls to browsers: the page, the client code of web/video as it is, and the two routes of the seam.
 * `rewrite` may bend the answers for a peer, to lead its packets through a bad line.
 */
export async function startRoom(
  engine: MediaEngine,
  rewrite: (peer: string, sdp: string) => Promise<string> | string = (_, sdp) => sdp,
): Promise<Room> {
  const films: Room['films'] = new Map()
  const serve = async (request: IncomingMessage): Promise<{ type: string; body: string | Uint8Array }> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://room')
    const [call, peer] = [searchParams.get('call') ?? '', searchParams.get('peer') ?? '']
    if (pathname === '/') return { type: 'text/html', body: PAGE }
    if (/^\/web\/video\/[\w-]+\.ts$/.test(pathname)) {
      const source = await readFile(new URL(`.${pathname}`, ROOT), 'utf8')
      return { type: 'text/javascript', body: stripTypeScriptTypes(source) }
    }
    if (pathname === '/mediabunny.js') return { type: 'text/javascript', body: await readFile(new URL(MUXER, ROOT)) }
    const film = pathname === '/film' ? films.get(searchParams.get('name') ?? '') : undefined
    if (film) return { type: film.type, body: film.bytes }
    const body = await bytesOf(request)
    if (pathname === '/media') {
      const { sdp, seat, offer } = await engine.answer(call, peer, body.toString())
      const reply = {
        sdp: await rewrite(peer, sdp),
        seat,
        offer: offer === undefined ? undefined : await rewrite(peer, offer),
      }
      return { type: 'application/json', body: JSON.stringify(reply) }
    }
    if (pathname === '/accept') {
      await engine.accept(call, peer, body.toString())
      return { type: 'application/json', body: '{}' }
    }
    if (pathname === '/still') {
      const sha256 = createHash('sha256').update(body).digest('hex')
      return { type: 'application/json', body: JSON.stringify({ bytes: body.length, sha256 }) }
    }
    throw new MediaError('NO_CALL', pathname)
  }
  const server = createServer((request, response) => {
    serve(request).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
      (error: unknown) => response.writeHead(409).end(error instanceof Error ? error.message : String(error)),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    films,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
