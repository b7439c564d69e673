import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Moved, strict, TextPair, Version, Words } from './shared.ts'

/** What another person's application asks of the reader; `id` is the case. */
export const CoSignView = Type.Object({
  id: Id,
  number: Type.String(),
  version: Version,
  service: Type.String(),
  serviceName: TextPair,
  state: Type.Enum(['asked', 'signed', 'declined', 'lapsed', 'ended']),
  /** Who the reader is in it: spouse, former owner … */
  role: TextPair,
  applicant: Type.String(),
  vehicle: Type.Union([Type.String(), Type.Null()]),
  consent: TextPair,
  terms: Type.Array(Type.Object({ label: TextPair, value: TextPair })),
  askedAt: Instant,
  until: Instant,
})

export const listCoSigns = route({
  name: 'listCoSigns',
  method: 'GET',
  path: '/api/my/co-signs',
  act: 'citizen.self',
  summary: 'Applications of others that need, or needed, my agreement',
  reply: Type.Object({ coSigns: Type.Array(CoSignView) }),
})
export const readCoSign = route({
  name: 'readCoSign',
  method: 'GET',
  path: '/api/my/co-signs/:id',
  act: 'co-sign.own',
  summary: 'What I am asked to agree to',
  params: ById,
  reply: CoSignView,
})

export const signCoSign = route({
  name: 'signCoSign',
  method: 'POST',
  path: '/api/my/co-signs/:id/sign',
  act: 'co-sign.own',
  summary: 'Agree, with the own name as signature',
  params: ById,
  body: Type.Object({ version: Version, agreed: Type.Boolean(), signature: Words(60) }, strict),
  reply: Moved,
})
export const declineCoSign = route({
  name: 'declineCoSign',
  method: 'POST',
  path: '/api/my/co-signs/:id/decline',
  act: 'co-sign.own',
  summary: 'Do not agree; the application ends',
  params: ById,
  body: Type.Object({ version: Version }, strict),
  reply: Moved,
})
