import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { Maybe, VinOf } from './fields.ts'

/** The environment ministry: published emission data of a car. */

export type Emission = Static<typeof Emission>
export const Emission = Type.Object({
  standard: Type.String(),
  published: Type.Boolean(),
  publicationNo: Type.String(),
})

export const environmentMessages = { emission: { name: 'emission', request: VinOf, answer: Maybe(Emission) } }

export type Environment = ReturnType<typeof createEnvironment>

export function createEnvironment({ ask }: Exchange) {
  return { emission: (q: { vin: string }) => ask('environment', environmentMessages.emission, q) }
}
