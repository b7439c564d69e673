import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Instant, Moved, strict, TextPair, Version } from './shared.ts'

export const readSlots = route({
  name: 'readSlots',
  method: 'GET',
  path: '/api/my/cases/:id/slots',
  act: 'case.own',
  summary: 'Free times at the places where this case can be booked',
  params: ById,
  reply: Type.Object({
    sites: Type.Array(
      Type.Object({
        code: Type.String(),
        name: TextPair,
        address: TextPair,
        slots: Type.Array(Type.Object({ from: Instant, left: Type.Integer({ minimum: 1 }) })),
      }),
    ),
  }),
})
export const bookSlot = route({
  name: 'bookSlot',
  method: 'POST',
  path: '/api/my/cases/:id/book',
  act: 'case.own',
  summary:
    'Book a time and a place; when one is booked, move it there: the old one is kept until the new one is certain',
  params: ById,
  body: Type.Object({ site: Type.String({ minLength: 1, maxLength: 40 }), from: Instant, version: Version }, strict),
  reply: Moved,
})
