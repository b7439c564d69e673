import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Maybe, VinOf } from './fields.ts'

/** The lenders' mortgage service: what the lender of a car has uploaded about the loan. */

export type MortgageRelease = Static<typeof MortgageRelease>
export const MortgageRelease = Type.Object({
  /** false: this lender does not report to the network */
  networked: Type.Boolean(),
  lender: Type.String(),
  state: Type.Enum(['pending', 'released', 'court']),
})

/** A mortgage contract that a networked lender uploaded: its half of the joint application (order 164 arts. 32, 35). */
export type MortgageContract = Static<typeof MortgageContract>
export const MortgageContract = Type.Object({
  lender: Type.String(),
  creditCode: Type.String(),
  contractNo: Type.String(),
  signedOn: DateOnly,
})

export const bankMessages = {
  contract: { name: 'contract', request: VinOf, answer: Maybe(MortgageContract) },
  release: { name: 'release', request: VinOf, answer: Maybe(MortgageRelease) },
}

export type Bank = ReturnType<typeof createBank>

export function createBank({ ask }: Exchange) {
  return {
    /** null: no networked lender has uploaded a contract for this car. */
    contract: (q: { vin: string }) => ask('bank', bankMessages.contract, q),
    /** null: no lender knows this car. */
    release: (q: { vin: string }) => ask('bank', bankMessages.release, q),
  }
}
