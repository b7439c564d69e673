import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '#server/kit/errors.ts'
import { type Coding, codingFor, pack } from './compress.ts'
import { DIST } from './renderer.ts'
import { parse } from '#server/kit/parse.ts'

const Manifest = Type.Record(Type.String(), Type.Object({ file: Type.String() }))

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
}

export interface Assets {
  css: string
  js: string
  icon: string
}

/** Serves the hashed files for ever and the client apps' pages anew each time. Gives the addresses that every page names. */
export function serveAssets(app: FastifyInstance): Assets {
  const manifestFile = new URL('apps/.vite/manifest.json', DIST)
  if (!existsSync(manifestFile)) throw new Error('the browser files are not built: run "npm run build" once')
  const manifest = parse(Manifest, JSON.parse(readFileSync(manifestFile, 'utf8')))
  const folder = new URL('apps/assets/', DIST)
  const files = new Map(readdirSync(folder).map((name) => [name, new URL(name, folder)]))
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    sendAsset(request, reply, files.get(request.params['*'])),
  )
  serveDesk(app)
  const named = (source: string): string => {
    const entry = manifest[source]
    if (!entry) throw new Error(`the build has no ${source}: run "npm run build" again`)
    return `/${entry.file}`
  }
  // Its own file under a fixed name: a worker is looked for where it was found before, and asked for anew each time.
  const worker = files.get(named('citizen/worker.ts').replace('/assets/', ''))
  app.get('/worker.js', (request, reply) => sendAsset(request, reply, worker, 'no-cache'))
  return { css: named('kit/theme.css'), js: named('citizen/enhance.ts'), icon: named('kit/icon.svg') }
}

/** Read and compressed once, when it is first asked for; houses of one process share it. */
const kept = new Map<string, Promise<Buffer>>()

async function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  file: URL | undefined,
  keeping = 'public, max-age=31536000, immutable',
): Promise<FastifyReply> {
  if (!file) throw notFound()
  const type = TYPES[extname(file.pathname)] ?? 'application/octet-stream'
  const coding = /^(text|application\/(json|manifest)|image\/svg)/.test(type) ? codingFor(request) : undefined
  const body = await keptFile(file, coding)
  if (coding) reply.header('content-encoding', coding)
  return reply.headers({ 'content-type': type, 'cache-control': keeping, vary: 'accept-encoding' }).send(body)
}

function keptFile(file: URL, coding: Coding | undefined): Promise<Buffer> {
  const key = `${coding ?? ''} ${file.pathname}`
  const known = kept.get(key)
  if (known) return known
  const made = (async () => {
    const bytes = readFileSync(file)
    return coding ? pack(bytes, coding, 'best') : bytes
  })()
  kept.set(key, made)
  return made
}

/** A client app draws its own addresses: every path below it is the same page. */
function serveDesk(app: FastifyInstance): void {
  const page = new URL('apps/officer/index.html', DIST)
  const send = (_request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (!existsSync(page)) throw notFound()
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
      .send(readFileSync(page))
  }
  app.get('/desk', send)
  app.get('/desk/*', send)
}
