import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'

/** Long enough to find the phone, read the code and sign in. */
const SECONDS = 30 * 60
/** Browsers keep 4,096 bytes of a cookie; sealing and base64 take a third and a little. */
const MOST_BYTES = 2_700

const cookie = sealedCookie<{ page: string; typed: Readonly<Record<string, string>> }>('kept-answers', SECONDS)

/**
 * What was typed into a form whose session had ended waits, sealed, in the reader's own browser, for the page it belongs to. Only
 * whoever may open that page sees it. Gives false when it is too long to be kept.
 */
export function keepAnswers(
  house: House,
  reply: FastifyReply,
  page: string,
  fields: Readonly<Record<string, string>>,
): boolean {
  // Keys and versions belong to the press that did not work, not to the answers.
  const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_')))
  if (Object.keys(typed).length === 0 || Buffer.byteLength(JSON.stringify(typed)) > MOST_BYTES) return false
  cookie.set(house, reply, { page, typed })
  return true
}

/** The answers kept for this page, once. */
export function takeAnswers(house: House, request: FastifyRequest, reply: FastifyReply, page: string) {
  const kept = cookie.get(house, request)
  if (kept?.page !== page) return undefined
  cookie.clear(house, reply)
  return { typed: kept.typed, problem: refusedBy(409, { code: 'SIGNED_OUT' }) }
}
