import { Type, type TSchema } from 'typebox'

/** Field types that many messages share. Outside answers are only as strict here as our reading of them needs. */
/** Days and instants that there are: a 30 February that is signed is still no answer, and nothing can be reckoned from it. */
export const DateOnly = Type.String({ format: 'date', pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}$' })
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?Z$',
})
export const IdNumber = Type.String({ minLength: 5, maxLength: 30 })
export const Mobile = Type.String({ pattern: '^1\\d{10}$' })
export const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' })
export const Fen = Type.Integer({ minimum: 0 })
export const CaseNo = Type.String({ minLength: 1, maxLength: 60 })

export const BearerOf = Type.Object({ idNumber: IdNumber })
export const VinOf = Type.Object({ vin: Vin })
export const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
