import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { canonicalJson } from '#server/kit/canonical.ts'
import { digest, type Suite } from '#server/kit/crypto.ts'
import type { KeyPair } from '#server/kit/crypto-signatures.ts'
import { parseJson } from '#server/connectors/exchange.ts'
import { agencyKeyId, HOUSE_KEY, signReply, verifyQuestion, type Agency } from '#server/connectors/wire.ts'
import type { AgencyPlay, Handled, Operation } from './agency.ts'
import { magicOf } from './magic.ts'
import { agencyNamed, type Modes } from './modes.ts'
import type { Store } from './store.ts'

export interface DoorOptions {
  readonly store: Store
  readonly modes: Modes
  readonly plays: readonly AgencyPlay[]
  readonly keys: Readonly<Record<Agency, KeyPair>>
  readonly houseKey: KeyPair
  readonly suite: Suite
  readonly now: () => Date
}

/** POST /:agency/:operation for all of them: signature, once per message id, the agency's mood, signed answer. */
export function openDoor(app: FastifyInstance, options: DoorOptions): void {
  const operations = new Map<string, Operation>(
    options.plays.flatMap((play) =>
      play.operations.map((one): [string, Operation] => [`${play.agency}/${one.name}`, one]),
    ),
  )
  app.post<{ Params: { agency: string; operation: string } }>('/:agency/:operation', async (request, reply) => {
    const agency = agencyNamed(request.params.agency)
    const operation = operations.get(`${request.params.agency}/${request.params.operation}`)
    if (!agency || !operation) return reply.code(404).send({ code: 'NO_SUCH_OPERATION' })
    return answer(options, agency, operation, request, reply)
  })
}

async function answer(
  options: DoorOptions,
  agency: Agency,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { store, suite, now } = options
  const started = performance.now()
  const body = typeof request.body === 'string' ? request.body : ''
  const set = options.modes.of(agency)
  const mode = magicOf(body) ?? set.mode
  const messageId = String(request.headers['x-message-id'] ?? '')
  const note = (status: number, what: string) =>
    store.run(
      'insert into traffic (agency, operation, message_id, at, ms, status, note) values (?, ?, ?, ?, ?, ?, ?)',

      agency,
      operation.name,
      messageId.slice(0, 200),
      now().toISOString(),
      Math.round(performance.now() - started),
      status,
      what,
    )

  if (mode === 'down') {
    note(0, 'down')
    request.raw.socket.destroy()
    return reply.hijack()
  }
  if (mode === 'unavailable') {
    note(503, 'unavailable')
    return reply.code(503).send({ code: 'UNAVAILABLE' })
  }
  const verifier = { keyId: HOUSE_KEY, publicKey: options.houseKey.publicKey, suite, now }
  const verdict = verifyQuestion(verifier, `/${agency}/${operation.name}`, request.headers, body)
  if (!verdict.ok) {
    note(401, verdict.why)
    return reply.code(401).send({ code: verdict.why })
  }
  const handled = once(options, agency, operation, verdict.messageId, body)
  note(handled.status, mode === 'good' ? '' : mode)
  if (mode === 'slow')
    await delay((set.mode === 'slow' && set.seconds ? set.seconds : SLOW_SECONDS) * 1000, undefined, { ref: false })
  const text = mode === 'wrong-data' ? '{"unexpected":true}' : canonicalJson(handled.body)
  const headers = signReply(
    { keyId: agencyKeyId(agency), pair: options.keys[agency], suite, now },
    handled.status,
    verdict.messageId,
    text,
  )
  if (mode === 'bad-signature') headers['x-signature'] = headers['x-signature'].split('').toReversed().join('')
  return reply.code(handled.status).headers(headers).send(text)
}

const SLOW_SECONDS = 8

const Known = Type.Object({
  operation: Type.String(),
  body_hash: Type.String(),
  status: Type.Integer(),
  answer: Type.String(),
})

/** The same message id is done once: its answer is given again; with another content it is refused. */
function once(
  { store, suite, now }: DoorOptions,
  agency: Agency,
  operation: Operation,
  messageId: string,
  body: string,
): Handled {
  return store.together(() => {
    const hash = digest(suite, body).toString('hex')
    const known = store.one(
      Known,
      'select operation, body_hash, status, answer from message where agency = ? and message_id = ?',
      agency,
      messageId,
    )
    if (known) {
      if (known.operation === operation.name && known.body_hash === hash)
        return { status: known.status, body: parseJson(known.answer) }
      return { status: 409, body: { code: 'MESSAGE_ID_REUSED', reasonZh: '同一报文编号的内容不同' } }
    }
    const handled = operation.handle(parseJson(body), messageId)
    store.run(
      'insert into message values (?, ?, ?, ?, ?, ?, ?)',
      agency,
      messageId,
      operation.name,
      hash,
      handled.status,
      canonicalJson(handled.body),
      now().toISOString(),
    )
    return handled
  })
}
