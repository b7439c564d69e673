import type { Agency, Verdict } from '#server/connectors/wire.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { findTold, keepTold } from './inbox.sql.ts'

/** One push that has come in: its signature was verified over `text`, the raw body. */
export interface Told {
  agency: Agency
  operation: string
  text: string
  verdict: Extract<Verdict, { ok: true }>
}

export interface Outcome<A> {
  answer: A
  /** In the evidence: 'ok', or 'refused' when something in the push was not taken over. */
  outcome: 'ok' | 'refused'
  caseId?: string | undefined
}

/**
 * Does the work of a push exactly once, with its evidence, in one transaction. The same message again gets the same
 * answer; the same id with another body is refused (409). `read` parses a kept answer.
 */
export async function receiveOnce<A>(
  house: House,
  told: Told,
  read: (text: string) => A,
  work: (tx: Tx) => Promise<Outcome<A>>,
): Promise<A> {
  const key = [told.agency, told.verdict.messageId] as const
  const [agency, messageId] = key
  // Two copies at the same moment: one of them finds at the end that the other was first, undoes its work and looks again.
  for (let round = 0; round < 3; round += 1) {
    const kept = await house.db.read.one(findTold, key)
    if (kept) {
      if (kept.operation !== told.operation || open(house, 'request', messageId, kept.request) !== told.text)
        throw reused()
      return read(open(house, 'answer', messageId, kept.answer))
    }
    const started = house.time.now()
    const doing = house.db.tx(async (tx) => {
      const { answer, outcome, caseId } = await work(tx)
      const seal = (part: string, what: string) => house.crypto.seal(what, context(part, messageId))
      const signed = house.connectors.exchange.signAnswer(200, messageId, answer)
      const mine = await tx.run(keepTold, [
        agency,
        messageId,
        told.operation,
        caseId ?? null,
        outcome,
        200,
        started,
        house.time.now().getTime() - started.getTime(),
        seal('request', told.text),
        told.verdict.signature,
        seal('answer', signed.body),
        signed.headers['x-signature'],
      ])
      if (mine === 0) throw new Beaten()
      return answer
    })
    const done = await doing.then((answer) => ({ answer }), unlessBeaten)
    if (done) return done.answer
  }
  throw new Refused(503, 'BUSY', '同一报文正在处理', { retryAfter: 1 })
}

class Beaten extends Error {}

function unlessBeaten(error: unknown): undefined {
  if (!(error instanceof Beaten)) throw error
}

const context = (part: string, messageId: string): string => `exchanges|${part}|${messageId}`
const open = (house: House, part: string, messageId: string, sealed: Buffer): string =>
  house.crypto.open(sealed, context(part, messageId)).toString('utf8')
const reused = (): Refused => new Refused(409, 'MESSAGE_ID_REUSED', '同一报文编号的内容不同')
