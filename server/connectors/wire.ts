import { digest, type Suite } from '#server/kit/crypto.ts'
import { sign, verify, type KeyPair } from '#server/kit/crypto-signatures.ts'
import type { KeyObject } from 'node:crypto'

/**
 * How two systems sign what they say to each other over HTTP. Both sides of every exchange use this file, the stand-ins too.
 * A question is signed over method, path, message id, sending time and body hash; an answer over status, message id
 * (of the question, which binds the two), sending time and body hash; each on its own line.
 */
export const AGENCIES = [
  'registry',
  'identity',
  'tax',
  'insurance',
  'makers',
  'environment',
  'court',
  'bank',
  'civil',
  'transport',
  'stations',
  'market',
  'medical',
  'pay',
  'post',
  'sms',
] as const
export type Agency = (typeof AGENCIES)[number]

/** `AGENCY_TAX_URL`, `AGENCY_PAY_URL` … from the environment, with one address for all the rest. */
export function agencyUrls(
  env: Readonly<Record<string, string | undefined>>,
  rest: string,
): Partial<Record<Agency, string>> & { default: string } {
  const urls: Partial<Record<Agency, string>> & { default: string } = { default: rest }
  for (const agency of AGENCIES) {
    const url = env[`AGENCY_${agency.toUpperCase()}_URL`]
    if (url) urls[agency] = url
  }
  return urls
}

/** Names of the key files and of `x-key-id`. */
export const HOUSE_KEY = 'house'
export const agencyKeyId = (agency: Agency): string => `agency.${agency}`

/** More than this between two clocks and a message is refused as stale (replayed). */
export const MAX_SKEW_MS = 5 * 60_000

export interface Signer {
  readonly keyId: string
  readonly pair: KeyPair
  readonly suite: Suite
  readonly now: () => Date
}

export interface Verifier {
  readonly keyId: string
  readonly publicKey: KeyObject
  readonly suite: Suite
  readonly now: () => Date
}

export interface SignedHeaders extends Record<string, string> {
  'content-type': string
  'x-message-id': string
  'x-sent-at': string
  'x-key-id': string
  'x-signature': string
}

export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>
export type Verdict =
  | { ok: true; messageId: string; signature: string }
  | { ok: false; why: 'unsigned' | 'stale' | 'bad-signature' }

/** A message id travels in a header and in SQL: letters, digits and `._:-`, at most 200. */
export const MESSAGE_ID = /^[\w.:-]{1,200}$/

export const signQuestion = (signer: Signer, path: string, messageId: string, body: string): SignedHeaders =>
  signed(signer, ['POST', path], messageId, body)

export const verifyQuestion = (verifier: Verifier, path: string, headers: IncomingHeaders, body: string): Verdict =>
  verified(verifier, ['POST', path], headers, body)

export const signReply = (signer: Signer, status: number, messageId: string, body: string): SignedHeaders =>
  signed(signer, [String(status)], messageId, body)

export const verifyReply = (verifier: Verifier, status: number, headers: IncomingHeaders, body: string): Verdict =>
  verified(verifier, [String(status)], headers, body)

function signed(signer: Signer, start: string[], messageId: string, body: string): SignedHeaders {
  if (!MESSAGE_ID.test(messageId)) throw new TypeError('a message id is 1–200 letters, digits or ._:-')
  const sentAt = signer.now().toISOString()
  const text = framed(signer.suite, start, messageId, sentAt, body)
  return {
    'content-type': 'application/json; charset=utf-8',
    'x-message-id': messageId,
    'x-sent-at': sentAt,
    'x-key-id': signer.keyId,
    'x-signature': sign(signer.pair.privateKey, signer.pair.publicKey, text).toString('base64'),
  }
}

function verified(verifier: Verifier, start: string[], headers: IncomingHeaders, body: string): Verdict {
  const [messageId, sentAt, signature] = ['x-message-id', 'x-sent-at', 'x-signature'].map((name) => headers[name])
  if (typeof messageId !== 'string' || typeof sentAt !== 'string' || typeof signature !== 'string')
    return no('unsigned')
  if (headers['x-key-id'] !== verifier.keyId || !MESSAGE_ID.test(messageId)) return no('bad-signature')
  const text = framed(verifier.suite, start, messageId, sentAt, body)
  if (!verify(verifier.publicKey, text, Buffer.from(signature, 'base64'))) return no('bad-signature')
  // Compared after the signature: a stale message is a different alarm (clock, replay) from a forged one. NaN is stale too.
  const skew = Math.abs(verifier.now().getTime() - Date.parse(sentAt))
  return skew <= MAX_SKEW_MS ? { ok: true, messageId, signature } : no('stale')
}

const no = (why: 'unsigned' | 'stale' | 'bad-signature'): Verdict => ({ ok: false, why })

const framed = (suite: Suite, start: string[], messageId: string, sentAt: string, body: string): Buffer =>
  Buffer.from([...start, messageId, sentAt, digest(suite, body).toString('hex')].join('\n'))
