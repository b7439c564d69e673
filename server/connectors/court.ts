import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { DateOnly, VinOf } from './fields.ts'

/** Courts, procurators and other bodies that may seize a vehicle. */

export type Seizure = Static<typeof Seizure>
export const Seizure = Type.Object({
  seized: Type.Boolean(),
  orders: Type.Array(Type.Object({ court: Type.String(), orderNo: Type.String(), from: DateOnly, to: DateOnly })),
})

export const courtMessages = { seizure: { name: 'seizure', request: VinOf, answer: Seizure } }

export type Court = ReturnType<typeof createCourt>

export function createCourt({ ask }: Exchange) {
  return { seizure: (q: { vin: string }) => ask('court', courtMessages.seizure, q) }
}
