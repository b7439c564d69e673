import { auditAgain } from './audit.ts'
import { statement, type Tx } from './db.ts'
import { type FieldProblem, Refused, refusedBy } from './errors.ts'
import type { House } from './house.ts'

export interface Kept {
  status: number
  body: string
}

interface Request {
  /** Who asks; a key belongs to one actor, so nobody can replay another person's answer. */
  actor: string
  key: string
  route: string
  bodyHash: Buffer
}

type Keeper = Pick<House, 'db' | 'crypto'>

/** A claim that blocks while the first request with this key is still at work, then sees its answer. */
const claim = statement(
  'idempotency_claim',
  `insert into idempotency (actor, key, route, body_hash) values ($1, $2, $3, $4) on conflict (actor, key) do nothing`,
)
const find = statement<{ route: string; body_hash: Buffer; status: number | null; answer: string | null; xid: string }>(
  'idempotency_find',
  `select route, body_hash, status, answer, xid::text from idempotency where actor = $1 and key = $2`,
)
const keep = statement(
  'idempotency_keep',
  `update idempotency set status = $3, answer = $4 where actor = $1 and key = $2`,
)
const keepRefusal = statement(
  'idempotency_keep_refusal',
  `insert into idempotency (actor, key, route, body_hash, status, answer) values ($1, $2, $3, $4, $5, $6) on conflict (actor, key) do nothing`,
)

/**
 * Runs `work` at most once for a key, in one transaction with the answer it gives: after a kill either both are there or neither.
 * The same key gives the same answer again; with another body or route it is a mistake (422). Kept at least 24 hours.
 */
export async function once(
  house: Keeper,
  request: Request,
  work: (tx: Tx) => Promise<Kept>,
): Promise<Kept & { replayed: boolean }> {
  try {
    return await house.db.tx(async (tx) => {
      const mine = await tx.run(claim, [request.actor, request.key, request.route, request.bodyHash])
      if (mine === 0) return { ...(await replay(tx, house, request)), replayed: true }
      const answer = await work(tx)
      await tx.run(keep, [request.actor, request.key, answer.status, sealed(house, request, answer.body)])
      return { ...answer, replayed: false }
    })
  } catch (error) {
    // A refusal rolled its work back; the refusal itself is the answer to this key from now on, unless waiting may change it.
    if (error instanceof Refused && error.status < 500 && ![401, 408, 422, 429].includes(error.status)) {
      const { code, message: detail, next, fields, params } = error
      const body = JSON.stringify({ code, detail, next, fields, params })
      await house.db.tx((tx) =>
        tx.run(keepRefusal, [
          request.actor,
          request.key,
          request.route,
          request.bodyHash,
          error.status,
          sealed(house, request, body),
        ]),
      )
    }
    throw error
  }
}

async function replay(tx: Tx, house: Keeper, request: Request): Promise<Kept> {
  const kept = await tx.one(find, [request.actor, request.key])
  if (!kept) throw new Refused(409, 'KEY_IN_USE', '同一请求正在处理', { next: '请稍候再看结果。', retryAfter: 1 })
  if (kept.route !== request.route || !kept.body_hash.equals(request.bodyHash)) {
    throw refusedBy(422, { code: 'KEY_REUSED' })
  }
  const status = kept.status ?? 409
  const body =
    kept.answer === null ? '' : house.crypto.open(Buffer.from(kept.answer, 'base64'), contextOf(request)).toString()
  if (status >= 400) {
    const { code, detail, next, fields, params } = JSON.parse(body) as {
      code: string
      detail: string
      next?: string
      fields?: FieldProblem[]
      params?: Readonly<Record<string, string | number>>
    }
    throw new Refused(status, code, detail, { ...(next ? { next } : {}), ...(fields ? { fields } : {}), params })
  }
  await auditAgain(tx, kept.xid)
  return { status, body }
}

/** An answer may be an unmasked value or an address label: it is kept sealed like any personal data. */
const sealed = (house: Keeper, request: Request, body: string): string =>
  house.crypto.seal(body, contextOf(request)).toString('base64')

const contextOf = ({ actor, key }: Request): string => `idempotency|answer|${actor}|${key}`
