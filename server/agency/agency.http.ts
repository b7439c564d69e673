import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tellParcel, tellPayments, tellRegistryAnswer } from '#api/agency.ts'
import { tellFileNews, tellFileRequest } from '#api/leaving.ts'
import type { ReplyOf } from '#api/route.ts'
import { parseJson } from '#server/connectors/exchange.ts'
import type { Agency } from '#server/connectors/wire.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, served, serveRead } from '#server/kit/serve.ts'
import { advance, leavingNumbered, takeRequest } from '#server/leaving/leaving.ts'
import { bookPayments } from '#server/payments/book.ts'
import { takeScans } from '#server/production/parcels.ts'
import { registerAnswered, taskOfRegisterKey } from '#server/steps/register.ts'
import { caseNumbered } from './inbox.sql.ts'
import { receiveOnce, type Told } from './inbox.ts'
import { parse } from '#server/kit/parse.ts'

/** Whose key signs which push. */
const TELLERS: ReadonlyMap<string, Agency> = new Map([
  [tellPayments.path, 'pay'],
  [tellRegistryAnswer.path, 'registry'],
  [tellParcel.path, 'post'],
  [tellFileRequest.path, 'registry'],
  [tellFileNews.path, 'registry'],
])

/** Signed pushes of agencies: signature over the raw body before anything is looked at, every answer signed by the house. */
export function agencyRoutes(app: FastifyInstance, house: House): void {
  void app.register(async (child) => {
    keepRawBody(child)
    signAnswers(child, house)
    child.addHook('preValidation', async (request) => verify(house, request))
    bindRoutes(child, house)
    served.set(app, [...(served.get(app) ?? []), ...(served.get(child) ?? [])])
  })
}

function bindRoutes(app: FastifyInstance, house: House): void {
  serveRead(app, house, tellPayments, async ({ body, request }) =>
    receiveOnce<ReplyOf<typeof tellPayments>>(
      house,
      toldBy(request),
      (text) => parse(tellPayments.reply, parseJson(text)),
      async (tx) => {
        const payments = await bookPayments(tx, house, toldBy(request).verdict.messageId, body.payments)
        return { answer: { payments }, outcome: payments.some((one) => one.result === 'refused') ? 'refused' : 'ok' }
      },
    ),
  )
  serveRead(app, house, tellRegistryAnswer, async ({ body, request }) =>
    receiveOnce(
      house,
      toldBy(request),
      (text) => parse(tellRegistryAnswer.reply, parseJson(text)),
      async (tx) => {
        const named = await tx.one(caseNumbered, [body.caseNo])
        const asked = taskOfRegisterKey(body.messageId)
        if (!asked || named?.id !== asked.caseId) throw refusedBy(404, { code: 'UNKNOWN_ACT' })
        if (body.outcome.state !== 'pending') await registerAnswered(tx, house, asked, body.outcome)
        return { answer: { received: true as const }, outcome: 'ok', caseId: asked.caseId }
      },
    ),
  )
  serveRead(app, house, tellParcel, async ({ body, request }) =>
    receiveOnce(
      house,
      toldBy(request),
      (text) => parse(tellParcel.reply, parseJson(text)),
      async (tx) => {
        const caseId = await takeScans(tx, house, body)
        if (!caseId) throw refusedBy(404, { code: 'UNKNOWN_PARCEL' })
        return { answer: { received: true as const }, outcome: 'ok', caseId }
      },
    ),
  )
  bindFiles(app, house)
}

/** Files of cars that move away: another office asks, and tells what became of it. */
function bindFiles(app: FastifyInstance, house: House): void {
  serveRead(app, house, tellFileRequest, async ({ body, request }) =>
    receiveOnce(
      house,
      toldBy(request),
      (text) => parse(tellFileRequest.reply, parseJson(text)),
      async (tx) => {
        const { askedAt, ...asked } = body
        return { answer: await takeRequest(tx, house, asked, new Date(askedAt)), outcome: 'ok' }
      },
    ),
  )
  serveRead(app, house, tellFileNews, async ({ body, request }) =>
    receiveOnce(
      house,
      toldBy(request),
      (text) => parse(tellFileNews.reply, parseJson(text)),
      async (tx) => {
        const id = await leavingNumbered(tx, body.requestNo)
        if (!id) throw refusedBy(404, { code: 'UNKNOWN_REQUEST' })
        const { row } = await advance(tx, house, id, { type: body.news }, { actor: 'registry', note: body.reason })
        return { answer: { state: row.state }, outcome: 'ok' }
      },
    ),
  )
}

const raw = new WeakMap<FastifyRequest, string>()
const told = new WeakMap<FastifyRequest, Told>()

/** The signature is over the text as it came: a parsed and written again body is another text. */
function keepRawBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    raw.set(request, text.toString())
    const body = parseJson(text.toString())
    done(body === undefined ? new Refused(400, 'BAD_REQUEST', '报文不是 JSON') : null, body)
  })
}

/** Before validation: who cannot sign learns nothing about shapes. */
function verify(house: House, request: FastifyRequest): void {
  const path = request.routeOptions.url ?? ''
  const agency = TELLERS.get(path)
  const text = raw.get(request) ?? ''
  const verdict = agency && house.connectors.exchange.verifyCallback(agency, path, request.headers, text)
  if (!agency || !verdict?.ok) {
    house.metrics.count('agency_pushes', { path, outcome: verdict?.ok === false ? verdict.why : 'unknown' })
    throw new Refused(401, 'BAD_SIGNATURE', '报文签名不符')
  }
  allow('agency.tell', { kind: 'agency', id: agency })
  told.set(request, { agency, operation: path.split('/').at(-1) ?? path, text, verdict })
}

function signAnswers(app: FastifyInstance, house: House): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const known = told.get(request)
    if (!known || typeof payload !== 'string') return payload
    const signed = house.connectors.exchange.signAnswer(reply.statusCode, known.verdict.messageId, parseJson(payload))
    reply.headers(signed.headers)
    return signed.body
  })
}

function toldBy(request: FastifyRequest): Told {
  const known = told.get(request)
  if (!known) throw new Refused(401, 'BAD_SIGNATURE', '报文签名不符')
  return known
}
