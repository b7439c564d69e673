import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { Maybe, VinOf } from './fields.ts'

/** The lenders' mortgage service: what the lender of a car has uploaded about the loan. */

export type MortgageRelease = Static<typeof MortgageRelease>
export const MortgageRelease = Type.Object({
  /** false: this lender does not report to the network */
  networked: Type.Boolean(),
  lender: Type.String(),
  state: Type.Enum(['pending', 'released', 'court']),
})

export const bankMessages = { release: { name: 'release', request: VinOf, answer: Maybe(MortgageRelease) } }

export type Bank = ReturnType<typeof createBank>

export function createBank({ ask }: Exchange) {
  return {
    /** null: no lender knows this car. */
    release: (q: { vin: string }) => ask('bank', bankMessages.release, q),
  }
}
