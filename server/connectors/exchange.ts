import { randomUUID, type KeyObject } from 'node:crypto'
import { Compile, type Validator } from 'typebox/compile'
import type { Static, TSchema } from 'typebox'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Suite } from '#server/kit/crypto.ts'
import type { KeyPair } from '#server/kit/crypto-signatures.ts'
import { type Got, httpLine, type HttpLine } from '#server/kit/http-line.ts'
import {
  agencyKeyId,
  HOUSE_KEY,
  signQuestion,
  signReply,
  verifyQuestion,
  verifyReply,
  type Agency,
  type IncomingHeaders,
  type SignedHeaders,
  type Signer,
  type Verdict,
} from './wire.ts'

export interface ExchangeOptions {
  /** One address for all agencies, or one each with `default` for the rest; without trailing slash. */
  readonly baseUrl: string | (Partial<Record<Agency, string>> & { readonly default: string })
  readonly houseKey: KeyPair
  readonly agencyKeys: Readonly<Record<Agency, KeyObject>>
  readonly suite: Suite
  /** From the call to the last byte of the answer; default 5000. */
  readonly timeoutMs?: number
  readonly now?: () => Date
}

/** Everything said in one exchange, to be stored SEALED (it holds personal data) so that the answer can be proved later. */
export interface Evidence {
  readonly agency: Agency
  readonly operation: string
  readonly key: string
  readonly startedAt: string
  readonly ms: number
  /** HTTP status; undefined when nothing came back. */
  readonly status: number | undefined
  readonly outcome: 'ok' | Why
  readonly request: string
  readonly requestSignature: string
  readonly answer: string | undefined
  readonly answerSignature: string | undefined
}

/**
 * down: not reachable or 5xx; timeout: no full answer in time (it may have been done: ask again with the same key);
 * bad-signature: unsigned, forged or stale; bad-answer: signed but not what was agreed; refused: a signed 4xx.
 */
export type Why = 'down' | 'timeout' | 'bad-signature' | 'bad-answer' | 'refused'
export type Exchanged<A> =
  | { readonly ok: true; readonly answer: A; readonly evidence: Evidence }
  | {
      readonly ok: false
      readonly why: Why
      readonly code?: string
      readonly reasonZh?: string
      readonly evidence: Evidence
    }

export interface Question<S extends TSchema> {
  readonly agency: Agency
  readonly operation: string
  readonly body: unknown
  readonly schema: S
  /** The idempotency key: the same key with the same body is done once, whatever happens to the line. */
  readonly key: string
  readonly timeoutMs?: number
}

/** A question and its answer as both sides know them; each connector lists its own. */
export interface Message<Q extends TSchema, A extends TSchema> {
  readonly name: string
  readonly request: Q
  readonly answer: A
}

export type Exchange = ReturnType<typeof createExchange>

/** The one way to talk to an outside system. Throws only for a key that is not a message id; all else is a value. */
export function createExchange(options: ExchangeOptions) {
  const { suite, timeoutMs = 5000, now = () => new Date(), agencyKeys } = options
  const signer: Signer = { keyId: HOUSE_KEY, pair: options.houseKey, suite, now }
  const verifier = (agency: Agency) => ({ keyId: agencyKeyId(agency), publicKey: agencyKeys[agency], suite, now })
  const line = lines(options.baseUrl)

  async function exchange<S extends TSchema>(question: Question<S>): Promise<Exchanged<NoInfer<Static<S>>>> {
    const { agency, operation, key } = question
    const path = `/${agency}/${operation}`
    const request = canonicalJson(question.body)
    const headers = signQuestion(signer, path, key, request)
    const startedAt = now()
    const started = performance.now()
    const { http, prefix } = line(agency)
    const letter = { path: prefix + path, headers, body: request, timeoutMs: question.timeoutMs ?? timeoutMs }
    const got = await http.post(letter)
    const judged = judge(got, question.schema, (status, answered, text) => {
      const verdict = verifyReply(verifier(agency), status, answered, text)
      return verdict.ok && verdict.messageId === key
    })
    const evidence: Evidence = {
      agency,
      operation,
      key,
      startedAt: startedAt.toISOString(),
      ms: Math.round(performance.now() - started),
      status: got.kind === 'answer' ? got.status : undefined,
      outcome: judged.ok ? 'ok' : judged.why,
      request,
      requestSignature: headers['x-signature'],
      answer: got.kind === 'answer' ? got.text : undefined,
      answerSignature: got.kind === 'answer' ? one(got.headers['x-signature']) : undefined,
    }
    return { ...judged, evidence }
  }

  const askWithin =
    (patience: number) =>
    <Q extends TSchema, A extends TSchema>(
      agency: Agency,
      message: Message<Q, A>,
      body: NoInfer<Static<Q>>,
      key: string = randomUUID(),
    ) =>
      exchange({ agency, operation: message.name, body, schema: message.answer, key, timeoutMs: patience })

  return {
    exchange,
    /** Asks by a message both sides know. Without a key it is a plain look-up that nobody repeats. */
    ask: askWithin(timeoutMs),
    /** The same with another patience in milliseconds: `{ ...exchange, ask: exchange.askWithin(2_500) }`. */
    askWithin,
    /** Checks what an agency pushes to us: `path` as it stands in the request, `rawBody` the untouched text. Never throws. */
    verifyCallback: (agency: Agency, path: string, headers: IncomingHeaders, rawBody: string): Verdict =>
      verifyQuestion(verifier(agency), path, headers, rawBody),
    /** Our signed answer to a push: send exactly this text with these headers. */
    signAnswer: (status: number, messageId: string, body: unknown): { body: string; headers: SignedHeaders } => {
      const text = canonicalJson(body)
      return { body: text, headers: signReply(signer, status, messageId, text) }
    },
    close: (): void => line.close(),
  }
}

/** True when a parsed value is what the schema says; compiled once per schema. */
export function fits<S extends TSchema>(schema: S, value: unknown): value is Static<S> {
  let validator = validators.get(schema)
  if (!validator) validators.set(schema, (validator = Compile(schema)))
  return validator.Check(value)
}
const validators = new WeakMap<TSchema, Validator>()

/** undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Judged<A> = { ok: true; answer: A } | { ok: false; why: Why; code?: string; reasonZh?: string }

function judge<S extends TSchema>(
  got: Got,
  schema: S,
  signatureHolds: (status: number, headers: IncomingHeaders, text: string) => boolean,
): Judged<NoInfer<Static<S>>> {
  if (got.kind === 'too-long') return { ok: false, why: 'bad-answer' }
  if (got.kind !== 'answer') return { ok: false, why: got.kind }
  // A gateway in between answers 5xx without a signature: that is an outage, not an attack.
  if (got.status >= 500) return { ok: false, why: 'down' }
  if (!signatureHolds(got.status, got.headers, got.text)) return { ok: false, why: 'bad-signature' }
  const answer = parseJson(got.text)
  if (got.status >= 400) return { ok: false, why: 'refused', ...refusal(answer) }
  if (got.status !== 200 || !fits(schema, answer)) return { ok: false, why: 'bad-answer' }
  return { ok: true, answer }
}

function refusal(answer: unknown): { code?: string; reasonZh?: string } {
  if (typeof answer !== 'object' || answer === null) return {}
  return {
    ...('code' in answer && typeof answer.code === 'string' ? { code: answer.code } : {}),
    ...('reasonZh' in answer && typeof answer.reasonZh === 'string' ? { reasonZh: answer.reasonZh } : {}),
  }
}

interface Line {
  readonly http: HttpLine
  readonly prefix: string
}

/** One line for each origin. */
function lines(baseUrl: ExchangeOptions['baseUrl']) {
  const known = new Map<string, HttpLine>()
  const line = (agency: Agency): Line => {
    const url = new URL(typeof baseUrl === 'string' ? baseUrl : (baseUrl[agency] ?? baseUrl.default))
    const http = known.get(url.origin) ?? httpLine(url.origin)
    known.set(url.origin, http)
    return { http, prefix: url.pathname.replace(/\/$/, '') }
  }
  return Object.assign(line, { close: () => known.forEach((http) => http.close()) })
}

const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined
