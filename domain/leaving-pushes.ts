import { Type } from 'typebox'
import { Instant, Vin } from './message-fields.ts'

/* What other offices tell the house through the national register about the file of a car; as `pushes.ts`, for both ends. */

const Short = Type.String({ minLength: 1, maxLength: 60 })

/** Another office asks for the electronic file of a car that is registered here. */
export const fileRequestPush = {
  path: '/api/agency/file-requests',
  body: Type.Object({
    requestNo: Type.String({ pattern: '^[A-Z0-9-]{6,40}$' }),
    why: Type.Union([Type.Literal('move'), Type.Literal('transfer')]),
    vin: Vin,
    plate: Type.String({ minLength: 7, maxLength: 8 }),
    plateType: Type.String({ pattern: '^\\d{2}$' }),
    owner: Type.Object({ idNumber: Type.String({ minLength: 8, maxLength: 18 }), name: Short }),
    to: Type.Integer({ minimum: 110_000, maximum: 659_999 }),
    toName: Short,
    jointWith: Type.Optional(Short),
    askedAt: Instant,
  }),
} as const

export const FILE_NEWS = ['arrived', 'incomplete', 'returned'] as const

/** The same office: what became of the file. */
export const fileNewsPush = {
  path: '/api/agency/file-news',
  body: Type.Object({
    requestNo: Type.String({ minLength: 1, maxLength: 40 }),
    news: Type.Enum([...FILE_NEWS]),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
    at: Instant,
  }),
} as const
