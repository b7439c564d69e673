import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '#api/route.ts'
import { mustRest } from '#domain/phone-rest.ts'
import { type Act, type Actor, may, type Owned } from '#domain/policy.ts'
import { readSessionCookie } from './cookies.ts'
import type { Tx } from './db.ts'
import { notFound, Refused, refusedBy } from './errors.ts'
import type { House } from './house.ts'
import { once } from './idempotency.ts'
import { phoneRests } from './phone-rest.ts'
import { actorOf } from './sessions.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>
export type Officer = Extract<Actor, { kind: 'officer' }>

/** One request that has been let in: parsed, and its act allowed as far as the actor alone decides. */
export interface Call<R extends Route> {
  actor: Actor
  params: ParamsOf<R>
  query: QueryOf<R>
  body: BodyOf<R>
  request: FastifyRequest
  reply: FastifyReply
}

type Handler<R extends Route> = (call: Call<R>) => Promise<ReplyOf<R>>
type ActHandler<R extends Route> = (tx: Tx, call: Call<R>) => Promise<ReplyOf<R>>

/** Every route that is served, for OpenAPI and for the test of rights. */
export const served = new WeakMap<FastifyInstance, Route[]>()

/** Binds a reading route: who, params, query and reply are checked here and nowhere else. */
export function serveRead<P, Q, B, R>(
  app: FastifyInstance,
  house: House,
  route: Route<P, Q, B, R>,
  handle: NoInfer<Handler<Route<P, Q, B, R>>>,
): void {
  bind(app, house, route, async (call) => handle(typed<Route<P, Q, B, R>>(call)))
}

/**
 * Binds a route that changes something: runs in one transaction, at most once for an `Idempotency-Key` (24 h, over a kill).
 * `idempotent: 'own'` leaves that to the handler (sign-in, messages of agencies).
 */
export function serveAct<P, Q, B, R>(
  app: FastifyInstance,
  house: House,
  route: Route<P, Q, B, R>,
  handle: NoInfer<ActHandler<Route<P, Q, B, R>>>,
): void {
  bind(app, house, route, async (call) => {
    const own = typed<Route<P, Q, B, R>>(call)
    if (route.idempotent === 'own') return house.db.tx((tx) => handle(tx, own))
    const { request, reply } = call
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) {
      throw new Refused(400, 'KEY_MISSING', '请求缺少编号(Idempotency-Key)', {
        next: '请刷新页面后再试。',
        fields: [
          {
            field: 'Idempotency-Key',
            code: 'required',
            message: '8 到 80 位的字母、数字、横线',
            en: '8 to 80 letters, digits, hyphens',
          },
        ],
      })
    }
    const bodyHash = createHash('sha256')
      .update(JSON.stringify([request.params, request.body ?? null]))
      .digest()
    const kept = await once(house, { actor: actorKey(call.actor), key, route: route.name, bodyHash }, async (tx) => {
      const answer = await handle(tx, own)
      return { status: 200, body: reply.serialize(answer) as string }
    })
    if (kept.replayed) reply.header('idempotent-replayed', 'true')
    return reply.code(kept.status).header('content-type', 'application/json; charset=utf-8').send(kept.body)
  })
}

/** The call as its route's schemas have made it. By way of `unknown`: comparing the two shapes costs the type checker a second (measured). */
const typed = <R extends Route>(call: Call<Route>): Call<R> => call as unknown as Call<R>

function bind(app: FastifyInstance, house: House, route: Route, handle: (call: Call<Route>) => Promise<unknown>): void {
  served.set(app, [...(served.get(app) ?? []), route])
  const who = whoFor(route.act)
  const schema: Readonly<Record<string, unknown>> = {
    params: route.params,
    querystring: route.query,
    ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { body: route.body }),
    response: { 200: route.reply },
  }
  app.route({
    method: route.method,
    url: route.path,
    schema,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    // Rights before validation: a stranger learns nothing about shapes, and spends nothing of ours.
    onRequest: async (request) => {
      if (who === 'agency') return
      const actor =
        who === 'anyone' ? ({ kind: 'anyone' } as const) : await actorOf(house, readSessionCookie(house, request, who))
      allow(route.act, actor)
      if (route.method !== 'GET' && mustRest(route.act, actor)) throw phoneRests(actor)
      actors.set(request, actor)
    },
    handler: async (request, reply) =>
      handle({
        actor: actors.get(request) ?? { kind: 'anyone' },
        params: request.params,
        query: request.query,
        body: request.body ?? {},
        request,
        reply,
      } as Call<Route>),
  })
}

const actors = new WeakMap<FastifyRequest, Actor>()

const PROBE = {
  citizen: { kind: 'citizen', id: '', session: '' },
  officer: { kind: 'officer', id: '', office: 0, roles: [], session: '' },
  agency: { kind: 'agency', id: '' },
} as const

/** Whose cookie a policy looks at: the kind of actor that it does not send to sign in. */
export function whoFor(act: Act): 'anyone' | 'citizen' | 'officer' | 'agency' {
  if (may(act, { kind: 'anyone' }) === 'yes') return 'anyone'
  if (may(act, PROBE.agency) === 'yes') return 'agency'
  return may(act, PROBE.citizen) === 'sign-in' ? 'officer' : 'citizen'
}

/** Throws unless the actor may do this to this object. The one gate, called by routes and by the site's forms. */
export function allow(act: Act, actor: Actor, object?: Owned): void {
  const verdict = may(act, actor, object)
  if (verdict === 'yes') return
  if (verdict === 'hide') throw notFound()
  if (verdict === 'sign-in')
    throw new Refused(401, 'SIGN_IN', '请先登录', { next: '登录后会回到这里,已保存的内容都在。' })
  throw refusedBy(403, { code: 'FORBIDDEN' })
}

export const actorKey = (actor: Actor): string => (actor.kind === 'anyone' ? 'anyone' : `${actor.kind}:${actor.id}`)

export function citizenOf(actor: Actor): Citizen {
  if (actor.kind !== 'citizen') throw refusedBy(401, { code: 'SIGN_IN' })
  return actor
}

export function officerOf(actor: Actor): Officer {
  if (actor.kind !== 'officer') throw refusedBy(401, { code: 'SIGN_IN' })
  return actor
}
