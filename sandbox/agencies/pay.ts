import { randomInt } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { shanghaiDate } from '#domain/calendar.ts'
import { paymentPush } from '#domain/pushes.ts'
import { payMessages, type CodeStatus, type Payment } from '#server/connectors/pay.ts'
import { no, operation, type AgencyPlay, type Desk, type Refused } from '../agency.ts'
import { NOTICE_LATE, NOTICE_SHORT, NOTICE_TWICE } from '../magic.ts'
import type { Store } from '../store.ts'

export type Bill = Static<typeof Bill>
export const Bill = Type.Object({
  code: Type.String(),
  bill_no: Type.String(),
  amount_fen: Type.Integer(),
  title: Type.String(),
  payee: Type.String(),
  state: Type.Enum(['open', 'paid', 'void', 'refunded']),
  expires_at: Type.String(),
  paid_at: Type.Union([Type.String(), Type.Null()]),
  bank_no: Type.Union([Type.String(), Type.Null()]),
  receipt_no: Type.Union([Type.String(), Type.Null()]),
  check_code: Type.Union([Type.String(), Type.Null()]),
  refunded_fen: Type.Integer(),
})

/** Finance bureau and agent bank. */
export function payPlay(desk: Desk): AgencyPlay {
  const { store } = desk
  return {
    agency: 'pay',
    operations: [
      operation(payMessages.createCodes, ({ bills }) => createCodes(desk, bills)),
      operation(payMessages.status, ({ codes }) => ({ codes: codes.map((code) => statusOf(store, code)) })),
      operation(payMessages.voidCodes, ({ codes }) => {
        const voided = codes.filter((code) =>
          store.run("update bill set state = 'void' where code = ? and state in ('open', 'void')", code),
        )
        return { voided, paid: codes.filter((code) => statusOf(store, code).payment !== undefined) }
      }),
      operation(payMessages.refund, (q) => refund(desk, q)),
      operation(payMessages.dayList, ({ day }) => ({
        payments: store
          .all(Bill, 'select * from bill where paid_at is not null order by paid_at, code')
          .flatMap((bill) => paymentOf(bill) ?? [])
          .filter((payment) => shanghaiDate(new Date(payment.paidAt)) === day),
      })),
    ],
  }
}

export const billWith = (store: Store, code: string): Bill | undefined =>
  store.one(Bill, 'select * from bill where code = ?', code)

/** Pays all the open codes of one sitting and tells the house in one notice. Answers how many were paid. */
export function payCodes(desk: Desk, codes: readonly string[]): number {
  const { store, now } = desk
  return store.together(() => {
    const paidAt = now().toISOString()
    const paid = codes.filter((code) =>
      store.run(
        "update bill set state = 'paid', paid_at = ?, bank_no = ?, receipt_no = ?, check_code = ? where code = ? and state = 'open' and expires_at > ?",
        paidAt,
        `BK${String(store.next('bank')).padStart(14, '0')}`,
        String(3_702_000_000 + store.next('receipt')),
        randomInt(0x100000, 0xffffff).toString(16),
        code,
        paidAt,
      ),
    )
    const bills = paid.flatMap((code) => billWith(store, code) ?? [])
    if (bills.length > 0) tell(desk, bills)
    return paid.length
  })
}

function tell(desk: Desk, bills: readonly Bill[]): void {
  const messageId = `paid:${desk.store.next('notice')}:${bills[0]?.code ?? ''}`
  const payments = bills.flatMap((bill) => notice(bill) ?? [])
  const endings = bills.map((bill) => bill.amount_fen % 100)
  const afterMs = endings.includes(NOTICE_LATE) ? 60_000 : 0
  for (let n = endings.includes(NOTICE_TWICE) ? 2 : 1; n > 0; n -= 1)
    desk.outbox.push('pay', paymentPush.path, messageId, { payments }, afterMs)
}

/** What the notice says; by a magic amount the bank is one fen short. */
function notice(bill: Bill): Payment | undefined {
  const payment = paymentOf(bill)
  return payment && bill.amount_fen % 100 === NOTICE_SHORT ? { ...payment, amountFen: payment.amountFen - 1 } : payment
}

function paymentOf(bill: Bill): Payment | undefined {
  const { paid_at: paidAt, bank_no: bankNo, receipt_no: receiptNo, check_code: checkCode } = bill
  if (paidAt === null || bankNo === null || receiptNo === null || checkCode === null) return undefined
  return {
    billNo: bill.bill_no,
    code: bill.code,
    amountFen: bill.amount_fen,
    paidAt,
    bankNo,
    receipt: { no: receiptNo, checkCode },
  }
}

function statusOf(store: Store, code: string): CodeStatus {
  const bill = billWith(store, code)
  if (!bill) return { code, state: 'unknown' }
  const payment = paymentOf(bill)
  return { code, state: bill.state, ...(payment ? { payment } : {}) }
}

function createCodes(
  { store, now }: Desk,
  bills: readonly { billNo: string; amountFen: number; title: string; payee: string }[],
) {
  const paid = bills.find((bill) =>
    store.one(Bill, "select * from bill where bill_no = ? and state in ('paid', 'refunded')", bill.billNo),
  )
  if (paid) return no(409, 'ALREADY_PAID', `账单${paid.billNo}已缴款`)
  const expiresAt = new Date(now().getTime() + CODE_DAYS * 86_400_000).toISOString()
  const codes = bills.map(({ billNo, amountFen, title, payee }) => {
    store.run("update bill set state = 'void' where bill_no = ? and state = 'open'", billNo)
    const code = `3702${String(store.next('code')).padStart(10, '0')}${String(randomInt(1_000_000)).padStart(6, '0')}`
    store.run(
      "insert into bill (code, bill_no, amount_fen, title, payee, state, expires_at) values (?, ?, ?, ?, ?, 'open', ?)",
      code,
      billNo,
      amountFen,
      title,
      payee,
      expiresAt,
    )
    return { billNo, code, expiresAt }
  })
  return { codes }
}

const CODE_DAYS = 15

function refund(
  { store, now }: Desk,
  q: { billNo: string; amountFen: number; reason: string },
): Refused | { refundNo: string; state: 'refunded' } {
  const bill = store.one(Bill, "select * from bill where bill_no = ? and state in ('paid', 'refunded')", q.billNo)
  if (!bill) return no(404, 'NOT_PAID', '该账单没有缴款记录')
  const refunded = bill.refunded_fen + q.amountFen
  if (refunded > bill.amount_fen) return no(409, 'TOO_MUCH', '退款金额超过已缴金额')
  store.run(
    'update bill set refunded_fen = ?, state = ? where code = ?',
    refunded,
    refunded === bill.amount_fen ? 'refunded' : 'paid',
    bill.code,
  )
  const refundNo = `TK${String(store.next('refund')).padStart(12, '0')}`
  store.run(
    'insert into refund values (?, ?, ?, ?, ?)',
    refundNo,
    bill.code,
    q.amountFen,
    q.reason,
    now().toISOString(),
  )
  return { refundNo, state: 'refunded' }
}
