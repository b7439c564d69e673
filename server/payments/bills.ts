import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { type BillDraft, billsFor, rebill } from '#domain/fees.ts'
import { feesOf } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import { tell } from '#server/messages/messages.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import {
  type BillAndReceipt,
  type BillRow,
  dropBills,
  type Dropped,
  insertBills,
  lockBillsOf,
  openAnew,
  readBills,
} from './bills.sql.ts'

/** An unpaid case lapses so long after its bills were opened. */
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
  dropped: Dropped | undefined
  /** 缴款码, 20 digits; undefined until the finance side has issued it. */
  code: string | undefined
  codeExpiresAt: string | undefined
  openedAt: string | undefined
  payPressedAt: string | undefined
  paidAt: string | undefined
  refundedAt: string | undefined
  receipt: Receipt | undefined
}

/** When an application lapses whose open bills nobody pays; undefined while none has been asked for. */
export function lapsesAt(bills: readonly Bill[]): string | undefined {
  const opened = bills
    .flatMap((b) => (b.state === 'draft' || b.state === 'open' ? (b.openedAt ?? []) : []))
    .toSorted()[0]
  return opened && new Date(new Date(opened).getTime() + LAPSE_HOURS * 3_600_000).toISOString()
}

export interface Receipt {
  number: string
  checkCode: string
  issuedAt: string
}

/**
 * Effect of entering the step `pay`: the case has one bill for each money stream its form asks for now. Bills that are there already
 * stay; what a correction made superfluous is dropped, and what is paid of it goes back; payment codes are fetched by a job.
 * Nothing (more) to pay: the case goes on by a job at once. Asking twice makes no second bill.
 */
export async function openBills(tx: Tx, house: House, c: Case): Promise<void> {
  const all = await tx.many(lockBillsOf, [c.office, c.id])
  // A code that would run out while the case may still be paid is no code: the next one comes by itself.
  const until = house.time.now().getTime() + LAPSE_HOURS * 3_600_000
  const asked = all.filter(isAsked).map((bill) => ({ ...bill, expired: expiresBy(bill, until) }))
  const { keep, drop, add } = rebill(draftsFor(house, c), asked)
  for (const cause of ['expired', 'changed'] as const) {
    const again = (bill: BillRow & { expired: boolean }) => bill.expired && add.some(({ kind }) => kind === bill.kind)
    const bills = drop.filter((bill) => again(bill) === (cause === 'expired'))
    const refundFen = await dropAll(tx, house, c, bills, cause)
    if (refundFen > 0) await tell(tx, house, c, 'paid-back', { yuan: (refundFen / 100).toFixed(2) })
  }
  if (add.length > 0) await insertAll(tx, c, all, add)
  const open = keep.filter((bill) => bill.state === 'open').map((bill) => bill.id)
  // A case that comes back from the counter has its whole time to pay again, not what was left days ago.
  if (open.length > 0) await tx.run(openAnew, [c.office, open, house.time.now()])
  const unpaid = add.length > 0 || keep.some((bill) => bill.state !== 'paid')
  await enqueue(tx, house, [
    unpaid ? codesJob(c.id) : { job: 'settle-case', payload: { case: c.id }, key: `settle:${c.id}` },
  ])
}

/** Effect of an ending without a result: what is unpaid is cancelled and its code voided, what is paid goes back. Idempotent. */
export async function closeBills(tx: Tx, house: House, c: Case): Promise<void> {
  await dropAll(tx, house, c, (await tx.many(lockBillsOf, [c.office, c.id])).filter(isAsked), 'ended')
}

/** Whether a bill is to be paid or was paid for good. */
export const isAsked = ({ state }: Pick<Bill, 'state'>): boolean => ['draft', 'open', 'paid'].includes(state)

/** Cancels or sends back; gives the sum that goes back, in fen. */
async function dropAll(tx: Tx, house: House, c: Case, bills: readonly BillRow[], cause: Dropped): Promise<number> {
  if (bills.length === 0) return 0
  const dropped = await tx.many(dropBills, [c.office, bills.map((bill) => bill.id), cause])
  const refunds = dropped.filter((bill) => bill.state === 'refund-asked')
  await enqueue(tx, house, [
    ...(dropped.some((bill) => bill.state === 'cancelled' && bill.code !== null)
      ? [{ job: 'void-codes', payload: { case: c.id }, key: `void:${c.id}` }]
      : []),
    ...refunds.map((bill) => refundJob(bill.id)),
  ])
  return refunds.reduce((sum, bill) => sum + bill.amount_fen, 0)
}

async function insertAll(tx: Tx, c: Case, all: readonly BillRow[], drafts: readonly BillDraft[]): Promise<void> {
  await tx.run(insertBills, [
    c.office,
    c.id,
    drafts.map(({ kind }) => billNumber(c.number, kind, all.filter((bill) => bill.kind === kind).length)),
    drafts.map((draft) => draft.kind),
    drafts.map((draft) => draft.payee),
    drafts.map((draft) => JSON.stringify(draft.lines)),
    drafts.map((draft) => draft.amountFen),
  ])
}

const expiresBy = ({ state, code_expires_at: at }: BillRow, time: number): boolean =>
  state === 'open' && at !== null && at.getTime() <= time

export const codesJob = (caseId: string) => ({
  job: 'request-codes',
  payload: { case: caseId },
  key: `codes:${caseId}`,
})

export const refundJob = (billId: string) => ({
  job: 'refund-bill',
  payload: { bill: billId },
  key: `refund:${billId}`,
})

/** The bills of a case with their receipts, in the order of their numbers. */
export async function billsOf(tx: Pick<Tx, 'many'>, caseId: string): Promise<Bill[]> {
  return (await tx.many(readBills, [caseId])).map(billFrom)
}

/** One bill of a case and its receipt. Throws Refused 404 while it has none. */
export async function billWithReceipt(
  tx: Pick<Tx, 'many'>,
  caseId: string,
  billId: string,
): Promise<{ bill: Bill; receipt: Receipt }> {
  const bill = (await billsOf(tx, caseId)).find(({ id }) => id === billId)
  if (!bill?.receipt) throw refusedBy(404, { code: 'NO_RECEIPT' })
  return { bill, receipt: bill.receipt }
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

function billFrom(row: BillAndReceipt): Bill {
  return {
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    kind: row.kind,
    payee: row.payee,
    lines: row.lines,
    amountFen: row.amount_fen,
    state: row.state,
    dropped: row.dropped ?? undefined,
    code: row.code ?? undefined,
    codeExpiresAt: row.code_expires_at?.toISOString(),
    openedAt: row.opened_at?.toISOString(),
    payPressedAt: row.pay_pressed_at?.toISOString(),
    paidAt: row.paid_at?.toISOString(),
    refundedAt: row.refunded_at?.toISOString(),
    receipt: receiptFrom(row),
  }
}

function receiptFrom({
  receipt_no: number,
  check_code: checkCode,
  issued_at: issuedAt,
}: BillAndReceipt): Receipt | undefined {
  if (number === null || checkCode === null || issuedAt === null) return undefined
  return { number, checkCode, issuedAt: issuedAt.toISOString() }
}

function draftsFor(house: House, c: Case): BillDraft[] {
  return billsFor(house.fees, feesOf(definitionOf(c), c.data), shanghaiDate(house.time.now()))
}

/** The case number, one digit for the stream, and from the second bill of a stream on which one it is. */
const billNumber = (caseNumber: string, kind: BillDraft['kind'], before: number): string =>
  `${caseNumber}-${STREAM[kind]}${before > 0 ? `-${before + 1}` : ''}`
const STREAM = { plates: 1, papers: 2, post: 3 } as const
