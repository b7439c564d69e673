import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Maybe, VinOf } from './fields.ts'

/** The insurers' common platform: compulsory third-party insurance (交强险). */

export type CompulsoryPolicy = Static<typeof CompulsoryPolicy>
export const CompulsoryPolicy = Type.Object({
  policyNo: Type.String(),
  insurer: Type.String(),
  from: DateOnly,
  to: DateOnly,
})

export const insuranceMessages = { compulsory: { name: 'compulsory', request: VinOf, answer: Maybe(CompulsoryPolicy) } }

export type Insurance = ReturnType<typeof createInsurance>

export function createInsurance({ ask }: Exchange) {
  return {
    /** The newest policy, in force or not; null: there is none. */
    compulsory: (q: { vin: string }) => ask('insurance', insuranceMessages.compulsory, q),
  }
}
