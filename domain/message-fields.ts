import { Type } from 'typebox'

/* Field types of messages between the house and the agencies, whichever of them asks. */

/** Days and instants that there are: a 30 February that is signed is still no answer, and nothing can be reckoned from it. */
export const DateOnly = Type.String({ format: 'date', pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}$' })
export const Instant = Type.String({
  format: 'date-time',
  pattern: '^[1-9]\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?Z$',
})
export const Vin = Type.String({ pattern: '^[A-HJ-NPR-Z0-9]{17}$' })
export const CaseNo = Type.String({ minLength: 1, maxLength: 60 })
