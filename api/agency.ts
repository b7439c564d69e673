import { Type } from 'typebox'
import { PARCEL_SCANS } from '#domain/parcels.ts'
import { route } from './route.ts'

/**
 * What agencies push to the house. Every request is signed over its raw body and every answer is signed by the house
 * (server/connectors/wire.ts); the message id in `x-message-id` makes a repeated push harmless.
 */

const Code = Type.String({ pattern: '^\\d{20}$' })
const Instant = Type.String({
  format: 'date-time',
  pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?Z$',
})
const Short = Type.String({ minLength: 1, maxLength: 60 })

export const PushedPayment = Type.Object({
  billNo: Short,
  code: Code,
  amountFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
  paidAt: Instant,
  bankNo: Short,
  receipt: Type.Object({ no: Short, checkCode: Short }),
})

export const tellPayments = route({
  name: 'tellPayments',
  method: 'POST',
  path: '/api/agency/payments',
  act: 'agency.tell',
  idempotent: 'own',
  summary:
    'The bank tells which bills were paid. Each is booked once; what does not fit our books is refused and kept as a difference.',
  body: Type.Object({ payments: Type.Array(PushedPayment, { minItems: 1, maxItems: 200 }) }),
  reply: Type.Object({
    payments: Type.Array(
      Type.Object({
        billNo: Type.String(),
        code: Type.String(),
        result: Type.Union([
          Type.Literal('booked'),
          Type.Literal('known'),
          Type.Literal('refunding'),
          Type.Literal('refused'),
        ]),
        reason: Type.Optional(Type.String()),
      }),
    ),
  }),
})

const RegisterAnswer = Type.Union([
  Type.Object({
    state: Type.Literal('accepted'),
    result: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  }),
  Type.Object({ state: Type.Literal('pending') }),
  Type.Object({ state: Type.Literal('refused'), code: Type.String(), reasonZh: Type.String() }),
])

const Received = Type.Object({ received: Type.Literal(true) })

export const tellRegistryAnswer = route({
  name: 'tellRegistryAnswer',
  method: 'POST',
  path: '/api/agency/registry-answers',
  act: 'agency.tell',
  idempotent: 'own',
  summary: 'The national register tells how a pending act was decided.',
  body: Type.Object({
    messageId: Type.String({ minLength: 1, maxLength: 200 }),
    caseNo: Short,
    outcome: RegisterAnswer,
  }),
  reply: Received,
})

export const tellParcel = route({
  name: 'tellParcel',
  method: 'POST',
  path: '/api/agency/parcels',
  act: 'agency.tell',
  idempotent: 'own',
  summary: 'The courier tells all scans of a parcel so far.',
  body: Type.Object({
    waybill: Type.String({ pattern: '^[A-Z0-9]{8,20}$' }),
    parcelNo: Short,
    events: Type.Array(
      Type.Object({
        at: Instant,
        place: Type.String({ maxLength: 200 }),
        what: Type.String({ maxLength: 200 }),
        state: Type.Enum([...PARCEL_SCANS]),
      }),
      { minItems: 1, maxItems: 200 },
    ),
  }),
  reply: Received,
})
