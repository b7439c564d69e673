import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { Fen, Instant } from './fields.ts'

/** Finance bureau and agent bank: payment codes (缴款码), payments, refunds. The house never holds money. */

const BillNo = Type.String({ minLength: 1, maxLength: 60 })
const Code = Type.String({ pattern: '^\\d{20}$' })
const Codes = Type.Array(Code, { minItems: 1, maxItems: 200 })

export type NewBill = Static<typeof NewBill>
export const NewBill = Type.Object({
  billNo: BillNo,
  amountFen: Type.Integer({ minimum: 1 }),
  title: Type.String({ maxLength: 120 }),
  /** treasury (fines), non-tax revenue (fees) or the courier (postage): never mixed in one bill */
  payee: Type.Union([Type.Literal('treasury'), Type.Literal('non-tax'), Type.Literal('courier')]),
})

export type PaymentCode = Static<typeof PaymentCode>
export const PaymentCode = Type.Object({ billNo: BillNo, code: Code, expiresAt: Instant })

export type Receipt = Static<typeof Receipt>
/** Electronic non-tax receipt; its data come from finance. */
export const Receipt = Type.Object({ no: Type.String(), checkCode: Type.String() })

export type Payment = Static<typeof Payment>
export const Payment = Type.Object({
  billNo: BillNo,
  code: Code,
  amountFen: Fen,
  paidAt: Instant,
  bankNo: Type.String(),
  receipt: Receipt,
})

export type CodeStatus = Static<typeof CodeStatus>
export const CodeStatus = Type.Object({
  code: Code,
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('paid'),
    Type.Literal('void'),
    Type.Literal('refunded'),
    Type.Literal('unknown'),
  ]),
  payment: Type.Optional(Payment),
})

export const payMessages = {
  createCodes: {
    name: 'create-codes',
    request: Type.Object({ bills: Type.Array(NewBill, { minItems: 1, maxItems: 200 }) }),
    answer: Type.Object({ codes: Type.Array(PaymentCode) }),
  },
  status: {
    name: 'status',
    request: Type.Object({ codes: Codes }),
    answer: Type.Object({ codes: Type.Array(CodeStatus) }),
  },
  voidCodes: {
    name: 'void-codes',
    request: Type.Object({ codes: Codes }),
    /** a code that was paid meanwhile cannot be voided and stays paid */
    answer: Type.Object({ voided: Type.Array(Code), paid: Type.Array(Code) }),
  },
  refund: {
    name: 'refund',
    request: Type.Object({
      billNo: BillNo,
      amountFen: Type.Integer({ minimum: 1 }),
      reason: Type.String({ maxLength: 200 }),
    }),
    answer: Type.Object({
      refundNo: Type.String(),
      state: Type.Union([Type.Literal('refunded'), Type.Literal('refused')]),
      reasonZh: Type.Optional(Type.String()),
    }),
  },
  /** one day's list for reconciliation */
  dayList: {
    name: 'day-list',
    request: Type.Object({ day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }),
    answer: Type.Object({ payments: Type.Array(Payment) }),
  },
}

export type Pay = ReturnType<typeof createPay>

export function createPay({ ask }: Exchange) {
  return {
    /** One open code per bill: a new code for the same bill voids the old one. */
    createCodes: (key: string, q: { bills: NewBill[] }) => ask('pay', payMessages.createCodes, q, key),
    status: (q: { codes: string[] }) => ask('pay', payMessages.status, q),
    voidCodes: (key: string, q: { codes: string[] }) => ask('pay', payMessages.voidCodes, q, key),
    /** Back the way it came; refused when more than what was paid and not yet refunded. */
    refund: (key: string, q: { billNo: string; amountFen: number; reason: string }) =>
      ask('pay', payMessages.refund, q, key),
    /** All payments of one day (Asia/Shanghai) as the bank knows them. */
    dayList: (q: { day: string }) => ask('pay', payMessages.dayList, q),
  }
}
