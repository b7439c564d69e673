import { Type, type Static } from 'typebox'
import { canonicalJson } from '#server/kit/canonical.ts'
import { parseJson, fits } from '#server/connectors/exchange.ts'
import { registryPush } from '#domain/pushes.ts'
import { RegisterAnswer, RegisterRequest } from '#server/connectors/registry.ts'
import type { Desk } from '../agency.ts'
import type { Store } from '../store.ts'
import { writeRegister } from './registry-writers.ts'

/** An act the house sent: undecided (`pending`) until decideAct. */
export interface Act {
  readonly caseNo: string
  readonly request: RegisterRequest
  readonly outcome: RegisterAnswer | undefined
}

export function findAct(store: Store, messageId: string): Act | undefined {
  const row = store.one(Row, 'select case_no, doc, outcome from act where message_id = ?', messageId)
  return (
    row && {
      caseNo: row.case_no,
      request: parsed(RegisterRequest, row.doc),
      outcome: row.outcome === null ? undefined : parsed(RegisterAnswer, row.outcome),
    }
  )
}

/** Notes the act; with a delay its outcome is 'pending' for now (null: until somebody decides). */
export function openAct(
  { store, now }: Desk,
  messageId: string,
  request: RegisterRequest,
  afterSeconds: number | null,
): void {
  const due = afterSeconds === null ? null : new Date(now().getTime() + afterSeconds * 1000).toISOString()
  const outcome = afterSeconds === 0 ? null : PENDING
  store.run('insert into act values (?, ?, ?, ?, ?)', messageId, request.caseNo, canonicalJson(request), outcome, due)
}

/** Writes to the register and remembers what came of it. */
export function decideAct({ store, now }: Desk, messageId: string): RegisterAnswer {
  const act = findAct(store, messageId)
  if (!act) throw new RangeError(`no act ${messageId}`)
  const outcome = writeRegister(store, act.request, now())
  store.run('update act set outcome = ?, due = null where message_id = ?', canonicalJson(outcome), messageId)
  return outcome
}

/**
 * Decides a pending act and pushes the answer to the house; false when it is not pending.
 * The stored answer of the message changes too: who asks again by the same id is told how it ended.
 */
export function answerPending(desk: Desk, messageId: string): boolean {
  return desk.store.together(() => {
    const act = findAct(desk.store, messageId)
    if (act?.outcome?.state !== 'pending') return false
    const outcome = decideAct(desk, messageId)
    desk.store.run(
      "update message set answer = ? where agency = 'registry' and message_id = ?",
      canonicalJson(outcome),
      messageId,
    )
    desk.outbox.push('registry', registryPush.path, `answer:${messageId}`, { messageId, caseNo: act.caseNo, outcome })
    return true
  })
}

/** Message ids of acts that wait, with the instant they are decided by themselves (null: never). */
export const pendingActs = (store: Store) =>
  store.all(Pending, 'select message_id, case_no, due from act where outcome = ?', PENDING)

const PENDING = canonicalJson({ state: 'pending' })
const Row = Type.Object({
  case_no: Type.String(),
  doc: Type.String(),
  outcome: Type.Union([Type.String(), Type.Null()]),
})
const Pending = Type.Object({
  message_id: Type.String(),
  case_no: Type.String(),
  due: Type.Union([Type.String(), Type.Null()]),
})

function parsed<S extends typeof RegisterRequest | typeof RegisterAnswer>(schema: S, text: string): NoInfer<Static<S>> {
  const value = parseJson(text)
  if (!fits(schema, value)) throw new Error('a stored act is not one')
  return value
}
