import { Type, type Static } from 'typebox'
import { CaseNo, Instant } from './message-fields.ts'
import { PARCEL_SCANS } from './parcels.ts'
import { RegisterAnswer } from './register-answer.ts'

/*
 * What agencies tell the house unasked: where to, and in what shape. The contract takes it from here, and so does the outside world
 * of the sandbox. What is told is booked as it is told, so that it is held to lengths that an answer to our own question is not.
 */

const Short = Type.String({ minLength: 1, maxLength: 60 })

/** The bank: which bills were paid. */
export const paymentPush = {
  path: '/api/agency/payments',
  body: Type.Object({
    payments: Type.Array(
      Type.Object({
        billNo: Short,
        code: Type.String({ pattern: '^\\d{20}$' }),
        amountFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
        paidAt: Instant,
        bankNo: Short,
        receipt: Type.Object({ no: Short, checkCode: Short }),
      }),
      { minItems: 1, maxItems: 200 },
    ),
  }),
} as const

/** The national register: how a pending act was decided. */
export const registryPush = {
  path: '/api/agency/registry-answers',
  body: Type.Object({
    messageId: Type.String({ minLength: 1, maxLength: 200 }),
    caseNo: CaseNo,
    outcome: RegisterAnswer,
  }),
} as const

/** The courier: all scans of a parcel so far, oldest first. */
export type ParcelPush = Static<typeof parcelPush.body>
export const parcelPush = {
  path: '/api/agency/parcels',
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
} as const
