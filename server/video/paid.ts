import { Type } from 'typebox'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue } from '#server/kit/jobs.ts'
import { openSession } from './session-store.ts'
import { actIfFits } from './sessions.ts'
import { billsState, openCallsOf, openSessions, readSessionRow, type SessionRow } from './sessions.sql.ts'

/**
 * The last bill of a case was booked: a conversation about it that is still open hears of it at once. By a job and not here, because
 * a payment locks the case first and a conversation that ends locks itself first. A case without a call costs one look-up.
 */
export async function wakeCallsOf(tx: Tx, house: House, office: number, caseId: string): Promise<void> {
  for (const { id } of await tx.many(openCallsOf, [office, caseId]))
    await enqueue(tx, house, [{ job: 'video-paid', payload: { session: id }, key: `video-paid:${id}` }])
}

/** Who pays on the own phone during the call: the conversation hears of it from the bills, never from the officer. */
export const paidJob = defineJob({
  name: 'video-paid',
  payload: Type.Object({ session: Type.String({ format: 'uuid' }) }),
  run: async (house, { session }) => {
    const row = await house.db.read.one(readSessionRow, [session])
    if (row) await noticePayment(house, row)
  },
})

/** What was lost on the way: every open conversation that waits for money is held against the bills. */
export async function noticePayments(house: House): Promise<void> {
  for (const row of await house.db.read.many(openSessions, [null])) await noticePayment(house, row)
}

async function noticePayment(house: House, row: SessionRow): Promise<void> {
  const { id, caseId, payment } = openSession(house.crypto, row)
  if (!caseId || (payment !== 'unpaid' && payment !== 'paying')) return
  const bills = await house.db.read.one(billsState, [caseId])
  if (bills && bills.open === 0 && bills.paid > 0) await house.db.tx((tx) => actIfFits(tx, house, id, { type: 'paid' }))
}
