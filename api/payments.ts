import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, strict, TextPair } from './shared.ts'

export const Receipt = Type.Object({ number: Type.String(), checkCode: Type.String(), issuedAt: Instant })

export const Bill = Type.Object({
  id: Id,
  caseId: Id,
  number: Type.String(),
  kind: Type.Union([Type.Literal('plates'), Type.Literal('papers'), Type.Literal('post')]),
  /** `finance`: non-tax revenue of the finance bureau; `post`: the courier's own bill. */
  payee: Type.Union([Type.Literal('finance'), Type.Literal('post')]),
  lines: Type.Array(Type.Object({ code: Type.String(), name: TextPair, fen: Type.Integer() })),
  amountFen: Type.Integer(),
  state: Type.Union([
    Type.Literal('draft'),
    Type.Literal('open'),
    Type.Literal('paid'),
    Type.Literal('cancelled'),
    Type.Literal('refund-asked'),
    Type.Literal('refunded'),
  ]),
  /** 缴款码: can also be paid at any collecting bank. */
  code: Type.Optional(Type.String()),
  openedAt: Type.Optional(Instant),
  /** Last time the citizen went to the bank's page: from then on a payment may be under way. */
  payPressedAt: Type.Optional(Instant),
  paidAt: Type.Optional(Instant),
  refundedAt: Type.Optional(Instant),
  receipt: Type.Optional(Receipt),
})

export const myBills = route({
  name: 'myBills',
  method: 'GET',
  path: '/api/my/cases/:id/bills',
  act: 'case.own',
  summary: 'The bills of an own case, one for each money stream, with receipts.',
  params: ById,
  reply: Type.Object({
    bills: Type.Array(Bill),
    totalFen: Type.Integer(),
    openFen: Type.Integer(),
    /** Unpaid at this instant, the application lapses. */
    lapsesAt: Type.Optional(Instant),
  }),
})

export const payMyBills = route({
  name: 'payMyBills',
  method: 'POST',
  path: '/api/my/cases/:id/pay',
  act: 'case.own',
  summary: 'Gives the address of the bank page where all open bills of the case are paid at once.',
  params: ById,
  reply: Type.Object({ url: Type.String() }),
})

export const myReceipt = route({
  name: 'myReceipt',
  method: 'GET',
  path: '/api/my/receipts/:billId',
  act: 'case.own',
  summary: 'The electronic receipt of one own bill.',
  params: Type.Object({ billId: Id }, strict),
  reply: Type.Object({ bill: Bill, receipt: Receipt }),
})
