import type { Actor } from '#domain/policy.ts'
import { ownCase } from '#server/cases/own-case.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { billsOf, payLink } from './bills.ts'
import { markPressed } from './bills.sql.ts'
import { pollJob } from './payment-jobs.ts'

/**
 * The way to the bank: from this press on the bank is asked by ourselves too, should its notice be lost.
 * `address` is where this visitor reached the house, and where the bank sends people back to. Refuses 409 when nothing is open. Also called by the site's form.
 */
export async function pressPay(tx: Tx, house: House, actor: Actor, caseId: string, address: string): Promise<string> {
  const c = await ownCase(tx, house, 'case.own', actor, caseId)
  const now = house.time.now().toISOString()
  const bills = (await billsOf(tx, caseId)).filter((bill) => !bill.codeExpiresAt || bill.codeExpiresAt > now)
  const url = payLink(house, bills, `${address}/my/cases/${caseId}`)
  if (!url) throw refusedBy(409, { code: 'NOTHING_TO_PAY' })
  await tx.run(markPressed, [c.office, c.id, house.time.now()])
  await enqueue(tx, house, [pollJob(caseId, 0)])
  return url
}
