import { Type, type Static } from 'typebox'
import type { Exchange } from './exchange.ts'
import { BearerOf, DateOnly, IdNumber } from './fields.ts'

/** Police identity service: does this name belong to this number, is this face that person. No picture comes back. */

export type IdentityAnswer = Static<typeof IdentityAnswer>
export const IdentityAnswer = Type.Object({
  match: Type.Boolean(),
  /** of the identity card; null when there is no match */
  validTo: Type.Union([DateOnly, Type.Literal('long'), Type.Null()]),
})

export type FaceAnswer = Static<typeof FaceAnswer>
export const FaceAnswer = Type.Object({
  match: Type.Boolean(),
  liveness: Type.Boolean(),
  score: Type.Number({ minimum: 0, maximum: 1 }),
})

/** Criminal and drug records, told as yes or no only; the county police may still be looking. */
export type BackgroundAnswer = Static<typeof BackgroundAnswer>
export const BackgroundAnswer = Type.Union([
  Type.Object({ state: Type.Literal('clear') }),
  Type.Object({
    state: Type.Literal('found'),
    what: Type.Array(Type.Union([Type.Literal('crime'), Type.Literal('drugs')]), { minItems: 1 }),
  }),
  Type.Object({ state: Type.Literal('pending') }),
])

/** Identity numbers and papers that a person had before (a number corrected, a passport exchanged for a card). */
export const FormerIdentities = Type.Object({ numbers: Type.Array(IdNumber) })

export type CompareAnswer = Static<typeof CompareAnswer>
export const CompareAnswer = Type.Object({
  score: Type.Number({ minimum: 0, maximum: 1 }),
  /** Name and version of what compared, for whoever asks later. */
  model: Type.String({ maxLength: 60 }),
})

export const identityMessages = {
  former: { name: 'former', request: BearerOf, answer: FormerIdentities },
  background: { name: 'background', request: BearerOf, answer: BackgroundAnswer },
  verify: {
    name: 'verify',
    request: Type.Object({ name: Type.String({ maxLength: 60 }), idNumber: IdNumber }),
    answer: IdentityAnswer,
  },
  compare: {
    name: 'compare',
    request: Type.Object({
      idNumber: IdNumber,
      sessionId: Type.String({ maxLength: 200 }),
      /** JPEG in base64: one still of a call. */
      still: Type.String({ maxLength: 200_000 }),
    }),
    answer: CompareAnswer,
  },
  face: {
    name: 'face',
    request: Type.Object({ idNumber: IdNumber, sessionId: Type.String({ maxLength: 200 }) }),
    answer: FaceAnswer,
  },
}

export type Identity = ReturnType<typeof createIdentity>

export function createIdentity({ ask }: Exchange) {
  return {
    verify: (q: { name: string; idNumber: string }) => ask('identity', identityMessages.verify, q),
    former: (q: { idNumber: string }) => ask('identity', identityMessages.former, q),
    /** For the school bus (order 162 art. 89). */
    background: (q: { idNumber: string }) => ask('identity', identityMessages.background, q),
    /** One still of a call beside the photo on file, one to one. */
    compare: (q: { idNumber: string; sessionId: string; still: string }) =>
      ask('identity', identityMessages.compare, q),
    /** `sessionId` names the pictures the person's phone sent to the identity service itself. */
    face: (q: { idNumber: string; sessionId: string }) => ask('identity', identityMessages.face, q),
  }
}
