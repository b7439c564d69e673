import type { FastifyInstance } from 'fastify'
import { live } from '#api/live.ts'
import type { Actor } from '#domain/policy.ts'
import { readSessionCookie } from './cookies.ts'
import { refusedBy } from './errors.ts'
import type { House } from './house.ts'
import { serveRead } from './serve.ts'
import { actorOf, isOpen } from './sessions.ts'

const BEAT_MS = 20_000
const MAX_TOPICS = 20
/** How long a session that was found open is taken to be so. */
const ASK_MS = 500

/** Who may hear about a case or a conversation; asked of the feature that owns it, given in by the wiring. */
export type MayHear = (actor: Actor, topic: 'case' | 'video', id: string) => Promise<boolean>

/** Server-sent events. News says only that something changed; reading it goes through the ordinary routes and rights. */
export function liveRoutes(app: FastifyInstance, house: House, build: string, mayHear: MayHear): void {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
  serveRead(app, house, live, async ({ query, request, reply }) => {
    const tokens = [readSessionCookie(house, request, 'citizen'), readSessionCookie(house, request, 'officer')]
    const [citizen, officer] = (await Promise.all(tokens.map((token) => actorOf(house, token)))) as [Actor, Actor]
    const held = tokens.filter((_, i) => [citizen, officer][i]?.kind !== 'anyone')
    const topics = await allowedTopics(query.topics.split(',').slice(0, MAX_TOPICS), citizen, officer, mayHear)
    if (topics.length === 0) throw refusedBy(401, { code: 'SIGN_IN' })
    const raw = reply.raw
    reply.hijack()
    raw.writeHead(200, {
      ...headersOf(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    // Who asks for the head alone waits for no news.
    if (request.method === 'HEAD') return void raw.end()
    raw.write(`retry: 2000\nevent: hello\ndata: ${JSON.stringify({ build })}\n\n`)
    const tell = whileOpen(
      house,
      held,
      (text) => raw.write(text),
      () => end(),
    )
    const stop = house.bus.subscribe(topics, (news) => void tell(`event: news\ndata: ${JSON.stringify(news)}\n\n`))
    const beat = setInterval(() => void tell(': beat\n\n'), BEAT_MS)
    const end = () => {
      clearInterval(beat)
      stop()
      open.delete(end)
      raw.end()
    }
    open.add(end)
    request.raw.on('close', end)
    // Gone while we asked who it is: that end is not told again.
    if (request.raw.destroyed) end()
    return undefined
  })
}

/** Whoever has been signed out hears nothing more: the line outlives the request in which the session was looked up. */
function whileOpen(
  house: House,
  tokens: readonly (string | undefined)[],
  write: (text: string) => void,
  end: () => void,
): (text: string) => Promise<void> {
  let asked = Date.now()
  return async (text) => {
    if (Date.now() - asked >= ASK_MS) {
      asked = Date.now()
      // A database that is away ends nobody's session; what there was to tell is read with the rights of that moment.
      const open = await Promise.all(tokens.map((token) => isOpen(house, token))).catch(() => [true])
      if (open.includes(false)) return end()
    }
    write(text)
  }
}

const headersOf = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function allowedTopics(
  asked: readonly string[],
  citizen: Actor,
  officer: Actor,
  mayHear: MayHear,
): Promise<string[]> {
  const topics = await Promise.all(
    asked.map(async (topic) => {
      if (topic === 'me') return citizen.kind === 'citizen' ? `person:${citizen.id}` : undefined
      if (topic === 'office') return officer.kind === 'officer' ? `office:${officer.office}` : undefined
      if (topic === 'video-desk') return officer.kind === 'officer' ? `officer:${officer.id}` : undefined
      const [kind, id] = topic.startsWith('video:')
        ? (['video', topic.slice('video:'.length)] as const)
        : (['case', topic.slice('case:'.length)] as const)
      return (await mayHear(citizen, kind, id)) || (await mayHear(officer, kind, id)) ? topic : undefined
    }),
  )
  return topics.filter((topic) => topic !== undefined)
}
