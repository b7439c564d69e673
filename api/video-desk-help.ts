import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Instant, Ok, strict, TextPair } from './shared.ts'

/** What the officer asks beside the conversation: the machine's comparison, times at the counter. */

export const readCounterTimes = route({
  name: 'readCounterTimes',
  method: 'GET',
  path: '/api/video/sessions/:id/counter',
  act: 'video.talk',
  summary: 'Free times at the counters of the office whose case it is, for who leaves the call with an appointment',
  params: ById,
  reply: Type.Object({
    sites: Type.Array(
      Type.Object({
        code: Type.String(),
        name: TextPair,
        slots: Type.Array(Type.Object({ from: Instant, left: Type.Integer() })),
      }),
    ),
  }),
})
export const compareFace = route({
  name: 'compareFace',
  method: 'POST',
  path: '/api/video/sessions/:id/compare',
  act: 'video.talk',
  idempotent: 'own',
  summary:
    'A still of the citizen’s picture in this call, for the machine’s comparison; its answer is shown after the officer’s own',
  params: ById,
  body: Type.Object(
    {
      /** JPEG in base64, at most 120 kB. */
      still: Type.String({ minLength: 200, maxLength: 160_000, pattern: '^[A-Za-z0-9+/]+=*$' }),
    },
    strict,
  ),
  reply: Ok,
})
