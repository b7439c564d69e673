import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#domain/policy.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { sealedCookie } from '#server/kit/sealed-cookie.ts'

/** Long enough to find the phone, read the code and sign in. */
const SECONDS = 30 * 60
/** Browsers keep 4,096 bytes of a cookie; sealing and base64 take a third and a little. */
const PIECE = 2_700
/** A report of 2,000 characters needs two; all headers of a request may have 16 KB. */
const PIECES = ['kept-answers', 'kept-answers-2', 'kept-answers-3'].map((name) =>
  sealedCookie<{ piece: string; of: number }>(name, SECONDS),
)

/** Why answers wait: the session had ended, with a photo that nobody can keep, or something of ours broke. */
export type KeptWhy = 'SIGNED_OUT' | 'SIGNED_OUT_PHOTO' | 'NOT_SENT'

interface Kept {
  page: string
  why: KeptWhy
  /** Who typed it, where that is known. */
  person?: string | undefined
  typed: Readonly<Record<string, string>>
}

/**
 * What was typed into a form that could not be taken waits, sealed, in the reader's own browser, for the page it belongs to. Only
 * whoever may open that page sees it, and where it is known who typed it (`person`) nobody else: many pages are everybody's, and a
 * browser may be a hall's. Gives false when it is too long to be kept.
 */
export function keepAnswers(
  house: House,
  reply: FastifyReply,
  page: string,
  fields: Readonly<Record<string, string>>,
  why: KeptWhy = 'SIGNED_OUT',
  person?: string,
): boolean {
  // Keys and versions belong to the press that did not work, not to the answers.
  const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_')))
  if (Object.keys(typed).length === 0 && why !== 'SIGNED_OUT_PHOTO') return false
  const text = brotliCompressSync(JSON.stringify({ page, why, person, typed } satisfies Kept)).toString('base64')
  const of = Math.ceil(text.length / PIECE)
  if (of > PIECES.length) return false
  for (const [i, cookie] of PIECES.slice(0, of).entries())
    cookie.set(house, reply, { piece: text.slice(i * PIECE, (i + 1) * PIECE), of })
  return true
}

/** The answers kept for this page, once, for who typed them; another reader ends them unseen. */
export function takeAnswers(
  house: House,
  { request, reply, actor }: { request: FastifyRequest; reply: FastifyReply; actor: Actor },
  page: string,
) {
  const first = PIECES[0]?.get(house, request)
  if (!first) return undefined
  const cookies = PIECES.slice(0, first.of)
  const kept = joined(cookies.map((cookie) => cookie.get(house, request)?.piece))
  if (kept && kept.page !== page) return undefined
  for (const cookie of cookies) cookie.clear(house, reply)
  if (kept?.person !== undefined && (actor.kind !== 'citizen' || actor.id !== kept.person)) return undefined
  return (
    kept && {
      typed: kept.typed,
      problem: refusedBy(409, { code: kept.why }),
      /** For a page that could not be shown after all: they wait on. */
      again: () => keepAnswers(house, reply, page, kept.typed, kept.why, kept.person),
    }
  )
}

/** Undefined when a piece is of another press or gone. */
function joined(pieces: readonly (string | undefined)[]): Kept | undefined {
  try {
    return JSON.parse(brotliDecompressSync(Buffer.from(pieces.join(''), 'base64')).toString()) as Kept
  } catch {
    return undefined
  }
}
