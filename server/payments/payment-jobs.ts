import { Type } from 'typebox'
import { actIfFits, loadCase } from '#server/cases/cases.ts'
import type { Evidence } from '#server/connectors/exchange.ts'
import type { NewBill } from '#server/connectors/pay.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, enqueue, type Job, wakeIn } from '#server/kit/jobs.ts'
import { tell } from '#server/messages/messages.ts'
import { LAPSE_HOURS, type Bill, billsOf, codesJob, isAsked, openBills, refundJob } from './bills.ts'
import {
  expiredCodes,
  keepDifference,
  lockBillsOf,
  lockCaseOf,
  markRefunded,
  openWithCode,
  readBill,
  unanswered,
  unpaidSince,
} from './bills.sql.ts'
import { bookPayments } from './book.ts'
import { reconcileDay, yesterday } from './reconcile.ts'

const OfCase = Type.Object({ case: Type.String() })
const Poll = Type.Object({ case: Type.String(), round: Type.Integer() })

/** Until then the queue's own short pauses do. */
const SILENT_MS = 10 * 60_000

/** After the press on "pay": after 15 s, a minute, then every five minutes until the bills are paid or too old. */
const POLL_SECONDS = [15, 60, 300] as const

export const paymentJobs: readonly Job[] = [
  defineJob({ name: 'request-codes', payload: OfCase, run: (house, { case: id }) => requestCodes(house, id) }),
  defineJob({ name: 'void-codes', payload: OfCase, run: (house, { case: id }) => voidCodes(house, id) }),
  defineJob({
    name: 'refund-bill',
    payload: Type.Object({ bill: Type.String() }),
    run: (house, { bill }) => refundBill(house, bill),
  }),
  defineJob({ name: 'poll-bills', payload: Poll, run: (house, { case: id, round }) => pollBills(house, id, round) }),
  defineJob({ name: 'settle-case', payload: OfCase, run: (house, { case: id }) => settleFree(house, id) }),
  defineJob({ name: 'lapse-case', payload: OfCase, run: (house, { case: id }) => lapseCase(house, id) }),
  defineJob({
    name: 'lapse-unpaid',
    payload: Type.Object({}),
    cron: '*/5 * * * *',
    run: (house) => lapseUnpaid(house),
  }),
  defineJob({ name: 'renew-codes', payload: OfCase, run: (house, { case: id }) => renewCodes(house, id) }),
  // 08:00 in Shanghai: the queue's clock is UTC.
  defineJob({
    name: 'reconcile-payments',
    payload: Type.Object({ day: Type.Optional(Type.String()) }),
    cron: '0 0 * * *',
    run: (house, { day }) => reconcileDay(house, day ?? yesterday(house)),
  }),
]

export const pollJob = (caseId: string, round: number) => ({
  job: 'poll-bills',
  payload: { case: caseId, round },
  at: wakeIn((POLL_SECONDS[Math.min(round, POLL_SECONDS.length - 1)] ?? 300) * 1000),
  key: `poll:${caseId}`,
})

/** One exchange for all bills of the case; the message id is fixed, so a repeat after a lost answer gets the same codes. */
async function requestCodes(house: House, caseId: string): Promise<void> {
  const all = await billsOf(house.db.read, caseId)
  const bills = all.filter((bill) => bill.state === 'draft')
  // A case may come to this step a second time: for the postage alone, or with everything paid already.
  if (bills.length === 0) return settleFree(house, caseId)
  const message = bills.length === all.length ? `codes:${caseId}` : `codes:${caseId}:${whichOf(bills)}`
  const asked = await house.connectors.pay.createCodes(message, { bills: bills.map(newBill) })
  if (!asked.ok) return failed(house, caseId, asked.evidence, asked.why)
  const { codes } = asked.answer
  const missing = bills.filter((bill) => !codes.some((code) => code.billNo === bill.number))
  if (missing.length > 0) return failed(house, caseId, asked.evidence, 'codes are missing')
  await house.db.tx(async (tx) => {
    const owner = await tx.one(lockCaseOf, [caseId])
    if (!owner) return
    await keepEvidence(tx, house, caseId, [asked.evidence])
    const opened = await tx.run(openWithCode, [
      codes.map((c) => c.billNo),
      codes.map((c) => c.code),
      codes.map((c) => c.expiresAt),
      house.time.now(),
    ])
    const after = await tx.many(lockBillsOf, [owner.office, caseId])
    if (after.some((bill) => bill.state === 'cancelled'))
      await enqueue(tx, house, [{ job: 'void-codes', payload: { case: caseId }, key: `void:${caseId}` }])
    else if (opened > 0) await tell(tx, house, await loadCase(tx, house, caseId), 'pay')
  })
}

/** A code that was paid meanwhile stays paid: the bank is asked for the payment, which is then sent back. */
async function voidCodes(house: House, caseId: string): Promise<void> {
  const bills = (await billsOf(house.db.read, caseId)).filter((bill) => bill.state === 'cancelled' && bill.code)
  const codes = codesIn(bills, 'cancelled')
  if (codes.length === 0) return
  const asked = await house.connectors.pay.voidCodes(`void:${caseId}:${whichOf(bills)}`, { codes })
  if (!asked.ok) return failed(house, caseId, asked.evidence, asked.why)
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, caseId, [asked.evidence])
  })
  if (asked.answer.paid.length > 0) await askBank(house, caseId, asked.answer.paid)
}

async function refundBill(house: House, billId: string): Promise<void> {
  const bill = await house.db.read.one(readBill, [billId])
  if (!bill || bill.state !== 'refund-asked') return
  const asked = await house.connectors.pay.refund(`refund:${bill.number}`, {
    billNo: bill.number,
    amountFen: bill.amount_fen,
    reason: REASONS[bill.dropped ?? 'ended'],
  })
  if (!asked.ok && asked.why !== 'refused') return failed(house, bill.case_id, asked.evidence, asked.why)
  await house.db.tx(async (tx) => {
    await keepEvidence(tx, house, bill.case_id, [asked.evidence])
    if (asked.ok && asked.answer.state === 'refunded')
      await tx.run(markRefunded, [bill.office, bill.id, asked.answer.refundNo, house.time.now()])
    else {
      await tx.run(keepDifference, [asked.evidence.key, bill.number, 'refund-refused', bill.amount_fen, null])
      tx.afterCommit(() => house.log.warn('refund refused', { bill: bill.id }))
    }
  })
}

/** Fallback for a notice that was lost: the bank's signed answer to our question counts as much as its notice. */
async function pollBills(house: House, caseId: string, round: number): Promise<void> {
  const codes = codesIn(await billsOf(house.db.read, caseId), 'open')
  if (codes.length === 0) return
  await askBank(house, caseId, codes)
  const open = (await billsOf(house.db.read, caseId)).filter((bill) => bill.state === 'open')
  if (open.some((bill) => !isTooOld(house, bill)))
    await house.db.tx((tx) => enqueue(tx, house, [pollJob(caseId, round + 1)]))
}

/** True when the bank answered; its payments are then booked. */
async function askBank(house: House, caseId: string, codes: string[]): Promise<boolean> {
  const asked = await house.connectors.pay.status({ codes })
  await house.db.tx(async (tx) => {
    const payments = asked.ok
      ? asked.answer.codes.flatMap((status) => (status.payment && status.state === 'paid' ? [status.payment] : []))
      : []
    if (payments.length > 0) await bookPayments(tx, house, asked.evidence.key, payments)
    await keepEvidence(tx, house, caseId, [asked.evidence])
  })
  return asked.ok
}

/** A case whose tariff comes to nothing is paid by that. */
async function settleFree(house: House, caseId: string): Promise<void> {
  await house.db.tx(async (tx) => {
    await tx.one(lockCaseOf, [caseId])
    if ((await billsOf(tx, caseId)).filter(isAsked).every((bill) => bill.state === 'paid'))
      await actIfFits(tx, house, caseId, { type: 'paid', nothing: true })
  })
}

/**
 * Finds them by time instead of one far-off job for each case: a house that stood still for days catches up by itself. The queue's
 * pauses grow to hours and end after days; whoever waits for a code or for money is asked for again, once in a round.
 */
async function lapseUnpaid(house: House): Promise<void> {
  const now = house.time.now()
  const late = await house.db.read.many(unpaidSince, [new Date(now.getTime() - LAPSE_HOURS * 3_600_000)])
  const expired = await house.db.read.many(expiredCodes, [now])
  const silent = await house.db.read.many(unanswered, [new Date(now.getTime() - SILENT_MS)])
  await house.db.tx((tx) =>
    enqueue(tx, house, [
      ...silent.map((bill, n) => ({
        ...(bill.state === 'draft' ? codesJob(bill.case_id) : refundJob(bill.id)),
        // One after the other: while the bank swallows every question, other jobs have their places.
        at: wakeIn(n * 1_000),
        attempts: 1,
      })),
      ...late.map(({ case_id }) => ({ job: 'lapse-case', payload: { case: case_id }, key: `lapse:${case_id}` })),
      ...expired.map(({ case_id }) => ({ job: 'renew-codes', payload: { case: case_id }, key: `renew:${case_id}` })),
    ]),
  )
}

/** A case at the counter waits longer than a payment code lives: it has one that can be paid all the same. */
async function renewCodes(house: House, caseId: string): Promise<void> {
  await house.db.tx(async (tx) => {
    const owner = await tx.one(lockCaseOf, [caseId])
    if (owner?.step !== 'pay' || !['open', 'on-site'].includes(owner.state)) return
    const c = await loadCase(tx, house, caseId)
    if (c.data.paidAt === undefined) await openBills(tx, house, c)
  })
}

/** Before a case is let lapse the bank is asked; while it does not answer, nobody loses anything. */
async function lapseCase(house: House, caseId: string): Promise<void> {
  const late = (await billsOf(house.db.read, caseId)).filter((bill) => bill.state === 'open' && isTooOld(house, bill))
  if (late.length === 0) return
  if (!(await askBank(house, caseId, codesIn(late, 'open'))))
    throw new Error('the bank does not answer; the case does not lapse yet')
  await house.db.tx(async (tx) => {
    const c = await tx.one(lockCaseOf, [caseId])
    const still = (await billsOf(tx, caseId)).some((bill) => bill.state === 'open')
    if (c?.state === 'open' && c.step === 'pay' && still) await actIfFits(tx, house, caseId, { type: 'lapse' })
  })
}

/** Keeps what was said, then fails the job so that it is tried again later. */
async function failed(house: House, caseId: string, evidence: Evidence, why: string): Promise<never> {
  await house.db.tx((tx) => keepEvidence(tx, house, caseId, [evidence]))
  throw new Error(`${evidence.agency}/${evidence.operation}: ${why}`)
}

const isTooOld = (house: House, bill: Bill): boolean =>
  bill.openedAt !== undefined &&
  house.time.now().getTime() - new Date(bill.openedAt).getTime() >= LAPSE_HOURS * 3_600_000

/** Tells this exchange about some bills of a case from every other one: `1.2.3`, later `3-2`. */
const whichOf = (bills: readonly Bill[]): string =>
  bills.map((bill) => bill.number.slice(bill.number.indexOf('-') + 1)).join('.')

const REASONS = {
  ended: '业务未办成,退还已缴费用',
  changed: '办理内容更正,退还不再收取的费用',
  expired: '缴款码已失效并换发,退还按旧码缴纳的费用',
} as const

const codesIn = (bills: readonly Bill[], state: Bill['state']): string[] =>
  bills.flatMap((bill) => (bill.state === state && bill.code ? [bill.code] : []))

const newBill = (bill: Bill): NewBill => ({
  billNo: bill.number,
  amountFen: bill.amountFen,
  title: bill.lines
    .map((line) => line.name.zh)
    .join('、')
    .slice(0, 120),
  payee: bill.payee === 'post' ? 'courier' : 'non-tax',
})
