import { Type } from 'typebox'
import { IDENTITY_ANSWERS, IDENTITY_RESULTS, IDENTITY_STEPS, MACHINE_LEVELS } from '#domain/video/terms.ts'
import { Instant, TextPair } from './shared.ts'
import { Cues } from './video-shared.ts'

const orNull = Type.Union([Type.String(), Type.Null()])

/** How far it is known whom the officer speaks with. */
export const IdentityView = Type.Object({
  /** `off`: the city does not use it; `refused`: no consent; `hidden`: there is an answer, shown after the officer's own. */
  machine: Type.Object({
    state: Type.Enum(['off', 'refused', 'open', 'asked', 'failed', 'hidden', 'shown']),
    level: Type.Union([Type.Enum(MACHINE_LEVELS), Type.Null()]),
    score: Type.Union([Type.Number(), Type.Null()]),
    model: orNull,
  }),
  /** Steps in order with what was answered; `now` is the next one that is still required. */
  steps: Type.Array(
    Type.Object({
      step: Type.Enum(IDENTITY_STEPS),
      label: TextPair,
      how: TextPair,
      required: Type.Boolean(),
      answer: Type.Union([Type.Enum(IDENTITY_ANSWERS), Type.Null()]),
      by: orNull,
      note: orNull,
    }),
  ),
  cues: Type.Union([Cues, Type.Null()]),
  triesLeft: Type.Integer(),
  /** What step 5 asks; answers come from the records and are shown to the officer only. */
  questions: Type.Array(Type.Object({ id: Type.String(), question: TextPair, answer: TextPair })),
  /** The act and its effect in one sentence, to be said before the person states the own will. */
  will: TextPair,
  result: Type.Union([Type.Enum(IDENTITY_RESULTS), Type.Null()]),
  /** After a return: which steps are asked again. */
  recheck: Type.Enum(['none', 'face', 'quick', 'full']),
  signals: Type.Array(Type.Object({ code: Type.String(), text: TextPair, at: Instant })),
})
