import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mustRest } from '#domain/phone-rest.ts'
import type { Act, Actor } from '#domain/policy.ts'
import type { Lang } from '#domain/text.ts'
import { readSessionCookie } from '#server/kit/cookies.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused } from '#server/kit/errors.ts'
import { once } from '#server/kit/idempotency.ts'
import { phoneRests } from '#server/kit/phone-rest.ts'
import { actorKey, allow } from '#server/kit/serve.ts'
import { actorOf, formerHolder } from '#server/kit/sessions.ts'
import type { FormPost, PageName, PageViews } from '#web/citizen/views.ts'
import type { Shell } from '#web/citizen/shell.ts'
import { codingFor, pack } from './compress.ts'
import { type Fields, textsOf } from './fields.ts'
import { keepAnswers, takeAnswers } from './kept-answers.ts'
import { leaveNotice, takeNotice } from './notice.ts'
import type { Render } from './renderer.ts'
import { type Frame, langOf, localPath, shellFor } from './shell.ts'
import { readIn, sayIn, type Say } from './words.ts'

export interface Site {
  app: FastifyInstance
  frame: Frame
  render: Render
}

/** One reader at one page. */
export interface Visit {
  actor: Actor
  params: Fields
  query: Fields
  lang: Lang
  say: Say
  request: FastifyRequest
  reply: FastifyReply
  /** Why the last press did not work: the page is drawn again with it. */
  problem?: Refused
  /** What was typed in that press. */
  typed?: Fields
}

export type Answer =
  | { html: (render: Render, shell: Shell) => string }
  | { to: string }
  /** Kept as a file by the browser. */
  | { file: { type: string; name: string; body: string } }
export type Show = (visit: Visit) => Promise<Answer>

export const draw = <K extends PageName>(name: K, view: PageViews[K]): Answer => ({
  html: (render, shell) => render(name, view, shell),
})
export const goTo = (to: string): Answer => ({ to })

interface Spec {
  path: string
  /** The policy that is asked before anything else; a page or form that names none does not compile. */
  act: Act
  /** Where to go when what the address names is no more; nothing when it never was, or is somebody else's. */
  gone?: (visit: Visit) => Promise<string | undefined>
}

interface FormSpec extends Spec {
  /** The page the form stands on: drawn again with what was typed when the press is refused. */
  page: Show
  /** Where one goes on after signing in; a path of this site. */
  from: (params: Fields) => string
  /** Done ahead of a `form`'s transaction, each time: what must count though the press is refused. */
  before?: (visit: Visit, fields: Fields) => Promise<void>
}

/** A page for reading. */
export function page(site: Site, spec: Spec, show: Show): void {
  const { house } = site.frame
  site.app.route({
    method: 'GET',
    url: spec.path,
    onRequest: enter(site, spec, (request) => localPath(request.url)),
    handler: async (request, reply) => {
      const visit = visitOf(request, reply)
      const kept = takeAnswers(house, visit, localPath(request.url))
      const problem = kept?.problem ?? takeNotice(house, request, reply)
      const typed = kept ? { typed: kept.typed } : {}
      const answer = await show({ ...visit, ...typed, ...(problem ? { problem } : {}) })
        .catch(elsewhere(spec, visit))
        .catch((error: unknown) => {
          kept?.again()
          throw error
        })
      // The page has moved on: the reason goes along with the reader.
      if ('to' in answer && problem) leaveNotice(house, reply, problem)
      return send(site, visit, answer, 200)
    },
  })
}

/** A form whose work is one transaction, done at most once for its `_key` and content. `work` gives the path to go to. */
export function form(
  site: Site,
  spec: FormSpec,
  work: (tx: Tx, visit: Visit, fields: Fields) => Promise<string>,
): void {
  longForm(site, spec, async (visit, fields) => {
    const { house } = site.frame
    await spec.before?.(visit, fields)
    const kept = await once(house, keyOf(visit, spec, fields), async (tx) => ({
      status: 303,
      body: await work(tx, visit, fields),
    }))
    return kept.body
  })
}

/** A form whose work asks outside systems or opens its own transactions, and is harmless to repeat. `work` gives the path to go to, or nothing for a script that only saves. */
export function longForm(
  site: Site,
  spec: FormSpec,
  work: (visit: Visit, fields: Fields) => Promise<string | undefined>,
): void {
  site.app.route({
    method: 'POST',
    url: spec.path,
    onRequest: enter(site, spec),
    handler: async (request, reply) => {
      const visit = visitOf(request, reply)
      const fields = request.isMultipart() ? {} : textsOf(request.body)
      if (signedOut.has(request)) {
        const { house } = site.frame
        const from = spec.from(visit.params)
        const why = request.isMultipart() ? 'SIGNED_OUT_PHOTO' : 'SIGNED_OUT'
        const person = await formerHolder(house, readSessionCookie(house, request, 'citizen'))
        keepAnswers(house, reply, from, fields, why, person)
        return reply.redirect(signInPath(from), 303)
      }
      try {
        const broken = unknown.get(request)
        if (broken) throw broken
        if (mustRest(spec.act, visit.actor)) throw phoneRests(visit.actor)
        const to = await work(visit, fields)
        return to === undefined ? reply.code(204).send() : reply.redirect(to, 303)
      } catch (error) {
        return await refused(site, spec, { ...visit, typed: fields }, error)
      }
    },
  })
}

/** For a thing that is not there: the way to what it has become. */
const elsewhere =
  ({ gone }: Spec, visit: Visit) =>
  async (error: unknown): Promise<Answer> => {
    const to = error instanceof Refused && error.status === 404 ? await gone?.(visit) : undefined
    if (to === undefined) throw error
    return goTo(to)
  }

/** The page once more with the reason. What is no refusal gets a page of its own, and what was typed waits for the way back. */
async function refused(site: Site, spec: FormSpec, visit: Visit, error: unknown): Promise<FastifyReply> {
  try {
    if (!(error instanceof Refused) || [401, 403].includes(error.status)) throw error
    if (error.status === 404) return await send(site, visit, await elsewhere(spec, visit)(error), 303)
    return await again(site, spec, { ...visit, problem: readIn(error, visit.lang) }, error)
  } catch (failure) {
    if (!(failure instanceof Refused) && isBrowsing(visit.request)) {
      const from = spec.from(visit.params)
      wayBack.set(visit.request, from)
      const person = visit.actor.kind === 'citizen' ? visit.actor.id : undefined
      keepAnswers(site.frame.house, visit.reply, from, visit.typed ?? {}, 'NOT_SENT', person)
    }
    throw failure
  }
}

/** The page of a press that broke: the error page leads back there. */
export const wayBack = new WeakMap<FastifyRequest, string>()

const isBrowsing = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/html')

async function again(site: Site, spec: FormSpec, visit: Visit, refused: Refused): Promise<FastifyReply> {
  const answer = await spec.page(visit)
  // The page itself has moved on (a step that is over): the reason travels along.
  if ('to' in answer) leaveNotice(site.frame.house, visit.reply, refused)
  if (refused.retryAfter !== undefined) visit.reply.header('retry-after', String(refused.retryAfter))
  return send(site, visit, answer, refused.status)
}

const actors = new WeakMap<FastifyRequest, Actor>()

/** Presses of people whose session has ended: what they typed is read, kept for them, and does nothing. */
const signedOut = new WeakSet<FastifyRequest>()

/** Presses at a moment when nobody can say whose they are (the database is away): what they typed is read before they break. */
const unknown = new WeakMap<FastifyRequest, Error>()

/** Rights before anything else; strangers are sent to sign in and come back, to the page `from` when they only read. */
function enter(site: Site, spec: Spec, from?: (request: FastifyRequest) => string) {
  const { house } = site.frame
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const params = textsOf(request.params)
    for (const [name, value] of Object.entries(params)) if (IDS.has(name) && !UUID.test(value)) throw notFound()
    const actor = await actorOf(house, readSessionCookie(house, request, 'citizen')).catch((error: Error) => {
      if (from) throw error
      unknown.set(request, error)
    })
    if (!actor) return undefined
    actors.set(request, actor)
    try {
      allow(spec.act, actor)
    } catch (error) {
      // A script that saves must hear that it did not, instead of following us to a page.
      if (!(error instanceof Refused) || error.status !== 401 || !isBrowsing(request)) throw error
      if (from) return reply.redirect(signInPath(from(request)), 303)
      signedOut.add(request)
    }
    return undefined
  }
}

const IDS: ReadonlySet<string> = new Set(['id', 'file', 'bill', 'session', 'member', 'batch', 'key'])
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const signInPath = (next: string): string => `/sign-in?next=${encodeURIComponent(next)}`

function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  const lang = langOf(request)
  return {
    actor: actors.get(request) ?? { kind: 'anyone' },
    params: textsOf(request.params),
    query: textsOf(request.query),
    lang,
    say: sayIn(lang),
    request,
    reply,
  }
}

async function send(site: Site, visit: Visit, answer: Answer, status: number): Promise<FastifyReply> {
  if ('to' in answer) return visit.reply.redirect(answer.to, 303)
  if ('file' in answer)
    return visit.reply
      .headers({
        'content-type': answer.file.type,
        'content-disposition': `attachment; filename="${answer.file.name}"`,
        'cache-control': 'no-store',
      })
      .send(answer.file.body)
  const shell = await shellFor(site.frame, visit.request, visit.actor)
  return sendHtml(visit.request, visit.reply, status, answer.html(site.render, shell))
}

async function sendHtml(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  html: string,
): Promise<FastifyReply> {
  const bytes = Buffer.from(html)
  const coding = codingFor(request)
  if (coding) reply.header('content-encoding', coding)
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' })
    .send(coding ? await pack(bytes, coding, 'quick') : bytes)
}

/**
 * The same press again is the same key and the same content. The content is part of the key: going back, changing an answer
 * and pressing once more is another press, which `_version` judges.
 */
function keyOf(visit: Visit, spec: Spec, fields: Fields) {
  const { _key: key, ...content } = fields
  if (!key || !/^[\w-]{8,60}$/.test(key))
    throw new Refused(400, 'KEY_MISSING', '表单不完整', { next: '请刷新页面后再试。' })
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([visit.params, visit.query, content]))
    .digest()
  return {
    actor: actorKey(visit.actor),
    key: `${key}.${bodyHash.toString('hex').slice(0, 16)}`,
    route: `site ${spec.path}`,
    bodyHash,
  }
}

/** A form's target with a key of its own. */
export const post = (action: string, version?: number): FormPost => ({
  action,
  key: randomUUID(),
  ...(version === undefined ? {} : { version }),
})
