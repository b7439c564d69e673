import { actIfFits } from '#server/cases/cases.ts'
import type { Payment } from '#server/connectors/pay.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { wakeCallsOf } from '#server/video/paid.ts'
import { isAsked, refundJob } from './bills.ts'
import {
  type BillRow,
  insertReceipt,
  keepDifference,
  lockBillsNumbered,
  lockBillsOf,
  lockCasesOfBills,
  markPaid,
  receiptTaken,
} from './bills.sql.ts'

export type Difference = 'unknown-bill' | 'code' | 'amount' | 'paid-twice' | 'receipt'

/** What became of one payment: booked now, known already, sent back because the bill had been cancelled, or refused. */
export type Booked = { billNo: string; code: string } & (
  | { result: 'booked' | 'known' | 'refunding' }
  | { result: 'refused'; reason: Difference }
)

/**
 * Books what the bank says was paid, from a notice or from an answer to our question, each bill exactly once.
 * `source` is the message id. What does not fit our books changes nothing and is kept as a difference.
 * A case goes on when its last bill is paid.
 */
export async function bookPayments(
  tx: Tx,
  house: House,
  source: string,
  payments: readonly Payment[],
): Promise<Booked[]> {
  const numbers = [...new Set(payments.map((payment) => payment.billNo))].toSorted()
  await tx.many(lockCasesOfBills, [numbers])
  const bills = new Map((await tx.many(lockBillsNumbered, [numbers])).map((bill) => [bill.number, bill]))
  const booked: Booked[] = []
  for (const payment of payments) {
    const bill = bills.get(payment.billNo)
    const one = await bookOne(tx, house, bill, payment)
    if (one.result === 'refused') await keepRefusal(tx, house, source, bill, payment, one.reason)
    // A second payment of the same bill within one message must see the first.
    if (bill && (one.result === 'booked' || one.result === 'refunding'))
      bills.set(bill.number, {
        ...bill,
        state: one.result === 'booked' ? 'paid' : 'refund-asked',
        bank_no: payment.bankNo,
        paid_at: new Date(payment.paidAt),
      })
    booked.push(one)
  }
  await settleCases(
    tx,
    house,
    [...bills.values()].filter((bill) => booked.some((one) => one.billNo === bill.number && one.result === 'booked')),
  )
  return booked
}

async function bookOne(tx: Tx, house: House, bill: BillRow | undefined, payment: Payment): Promise<Booked> {
  const { billNo, code } = payment
  const difference = await differenceOf(tx, bill, payment)
  if (difference || !bill) return { billNo, code, result: 'refused', reason: difference ?? 'unknown-bill' }
  if (bill.paid_at) return { billNo, code, result: 'known' }
  const late = bill.state === 'cancelled'
  await tx.run(markPaid, [bill.office, bill.id, late ? 'refund-asked' : 'paid', payment.paidAt, payment.bankNo])
  await tx.run(insertReceipt, [bill.office, bill.id, payment.receipt.no, payment.receipt.checkCode, payment.paidAt])
  if (late) await enqueue(tx, house, [refundJob(bill.id)])
  return { billNo, code, result: late ? 'refunding' : 'booked' }
}

async function differenceOf(tx: Tx, bill: BillRow | undefined, payment: Payment): Promise<Difference | undefined> {
  if (!bill) return 'unknown-bill'
  if (bill.code !== payment.code) return 'code'
  if (bill.amount_fen !== payment.amountFen) return 'amount'
  if (bill.paid_at) return bill.bank_no === payment.bankNo ? undefined : 'paid-twice'
  return (await tx.one(receiptTaken, [bill.office, payment.receipt.no])) ? 'receipt' : undefined
}

async function keepRefusal(
  tx: Tx,
  house: House,
  source: string,
  bill: BillRow | undefined,
  payment: Payment,
  kind: Difference,
): Promise<void> {
  await tx.run(keepDifference, [source, payment.billNo, kind, bill?.amount_fen ?? null, payment.amountFen])
  tx.afterCommit(() => house.log.warn('payment difference', { kind, bill: bill?.id ?? 'unknown', source }))
}

/** Cases in the order of their ids, as they were locked. */
async function settleCases(tx: Tx, house: House, bills: readonly BillRow[]): Promise<void> {
  const cases = new Map(bills.map((bill) => [bill.case_id, bill.office]))
  for (const [id, office] of [...cases].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const all = await tx.many(lockBillsOf, [office, id])
    if (!all.filter(isAsked).every((bill) => bill.state === 'paid')) continue
    await actIfFits(tx, house, id, { type: 'paid' }, 'pay')
    await wakeCallsOf(tx, house, office, id)
  }
}
