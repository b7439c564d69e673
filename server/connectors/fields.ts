import { Type, type TSchema } from 'typebox'
import { Vin } from '#domain/message-fields.ts'

export { CaseNo, DateOnly, Instant, Vin } from '#domain/message-fields.ts'

/** Field types that many messages share. Outside answers are only as strict here as our reading of them needs. */
export const IdNumber = Type.String({ minLength: 5, maxLength: 30 })
export const Mobile = Type.String({ pattern: '^1\\d{10}$' })
export const Fen = Type.Integer({ minimum: 0 })

export const BearerOf = Type.Object({ idNumber: IdNumber })
export const VinOf = Type.Object({ vin: Vin })
export const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
