import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { type BillDraft, billsFor } from '#domain/fees.ts'
import { findService } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import {
  askRefunds,
  type BillRow,
  cancelUnpaid,
  insertBills,
  openAnew,
  readBills,
  readReceipts,
  type ReceiptRow,
} from './bills.sql.ts'

/** An unpaid case lapses so long after its bills were opened (catalogue: pay.caseVoid). */
export const LAPSE_HOURS = 72

export interface Bill {
  id: string
  caseId: string
  number: string
  kind: BillRow['kind']
  payee: BillRow['payee']
  lines: BillRow['lines']
  amountFen: number
  state: BillRow['state']
  /** 缴款码, 20 digits; undefined until the finance side has issued it. */
  code: string | undefined
  openedAt: string | undefined
  payPressedAt: string | undefined
  paidAt: string | undefined
  refundedAt: string | undefined
  receipt: Receipt | undefined
}

export interface Receipt {
  number: string
  checkCode: string
  issuedAt: string
}

/**
 * Effect of entering the step `pay`: one draft bill for each money stream, payment codes are fetched by a job.
 * Nothing to pay: the case goes on by a job at once. Asking twice makes no second bill.
 */
export async function openBills(tx: Tx, house: House, c: Case): Promise<void> {
  const drafts = draftsFor(house, c).filter((draft) => draft.amountFen > 0)
  if (drafts.length === 0) return enqueue(tx, [{ job: 'settle-case', payload: { case: c.id }, key: `settle:${c.id}` }])
  await tx.run(insertBills, [
    c.office,
    c.id,
    drafts.map((draft) => billNumber(c.number, draft.kind)),
    drafts.map((draft) => draft.kind),
    drafts.map((draft) => draft.payee),
    drafts.map((draft) => JSON.stringify(draft.lines)),
    drafts.map((draft) => draft.amountFen),
  ])
  // A case that comes back from the counter has its whole time to pay again, not what was left days ago.
  await tx.run(openAnew, [c.office, c.id, house.time.now()])
  await enqueue(tx, [{ job: 'request-codes', payload: { case: c.id }, key: `codes:${c.id}` }])
}

/** Effect of an ending without a result: what is unpaid is cancelled and its code voided, what is paid goes back. Idempotent. */
export async function closeBills(tx: Tx, _house: House, c: Case): Promise<void> {
  const cancelled = await tx.many(cancelUnpaid, [c.office, c.id])
  const refunds = await tx.many(askRefunds, [c.office, c.id])
  await enqueue(tx, [
    ...(cancelled.some((bill) => bill.code !== null)
      ? [{ job: 'void-codes', payload: { case: c.id }, key: `void:${c.id}` }]
      : []),
    ...refunds.map((bill) => refundJob(bill.id)),
  ])
}

export const refundJob = (billId: string) => ({
  job: 'refund-bill',
  payload: { bill: billId },
  key: `refund:${billId}`,
})

/** The bills of a case with their receipts, in the order of their numbers. */
export async function billsOf(tx: Pick<Tx, 'many'>, caseId: string): Promise<Bill[]> {
  const [rows, receipts] = [await tx.many(readBills, [caseId]), await tx.many(readReceipts, [caseId])]
  return rows.map((row) =>
    billFrom(
      row,
      receipts.find((receipt) => receipt.bill_id === row.id),
    ),
  )
}

/** The bank's page for all open bills at once; undefined when nothing can be paid now. Codes say nothing about the person. */
export function payLink(
  house: Pick<House, 'payUrl'>,
  bills: readonly Pick<Bill, 'state' | 'code'>[],
  returnUrl: string,
): string | undefined {
  const codes = bills.flatMap((bill) => (bill.state === 'open' && bill.code ? [bill.code] : []))
  return codes.length > 0
    ? `${house.payUrl}/pay?codes=${codes.join(',')}&return=${encodeURIComponent(returnUrl)}`
    : undefined
}

export function billFrom(row: BillRow, receipt: ReceiptRow | undefined): Bill {
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    kind: row.kind,
    payee: row.payee,
    lines: row.lines,
    amountFen: row.amount_fen,
    state: row.state,
    code: row.code ?? undefined,
    openedAt: row.opened_at?.toISOString(),
    payPressedAt: row.pay_pressed_at?.toISOString(),
    paidAt: row.paid_at?.toISOString(),
    refundedAt: row.refunded_at?.toISOString(),
    receipt: receipt && {
      number: receipt.number,
      checkCode: receipt.check_code,
      issuedAt: receipt.issued_at.toISOString(),
    },
  }
}

function draftsFor(house: House, c: Case): BillDraft[] {
  const service = findService(c.service, c.serviceVersion)
  if (!service) throw new Error(`the definition ${c.service} v${c.serviceVersion} is missing while cases run on it`)
  const fees = service.feesFor?.(c.data) ?? service.fees
  return billsFor(house.fees, fees, c.data.form['deliveryMethod'] === 'post', shanghaiDate(house.time.now()))
}

/** The case number and one digit for the stream: unique because a case has each kind once. */
const billNumber = (caseNumber: string, kind: BillDraft['kind']): string => `${caseNumber}-${STREAM[kind]}`
const STREAM = { plates: 1, papers: 2, post: 3 } as const
