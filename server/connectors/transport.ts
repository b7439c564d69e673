import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, Maybe, VinOf } from './fields.ts'

/** The transport authority: permits of cars that carry people for money. */

export type TransportPermit = Static<typeof TransportPermit>
export const TransportPermit = Type.Object({
  number: Type.String(),
  state: Type.Union([Type.Literal('valid'), Type.Literal('cancelled')]),
  cancelledOn: Type.Optional(DateOnly),
})

export const transportMessages = { permit: { name: 'permit', request: VinOf, answer: Maybe(TransportPermit) } }

export type Transport = ReturnType<typeof createTransport>

export function createTransport({ ask }: Exchange) {
  return {
    /** null: no permit of this car is on the network. */
    permit: (q: { vin: string }) => ask('transport', transportMessages.permit, q),
  }
}
