import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, strict, Version } from './shared.ts'

/** One press: ten numbers, each with whether it can still be taken. */
export const PlatePress = Type.Object({
  press: Type.Integer({ minimum: 1, maximum: 5 }),
  numbers: Type.Array(Type.Object({ number: Type.String(), free: Type.Boolean() })),
})
const Moved = Type.Object({ id: Id, version: Version, state: Type.String(), step: Type.String() })

export const readPlates = route({
  name: 'readPlates',
  method: 'GET',
  path: '/api/my/cases/:id/plates',
  act: 'case.own',
  summary: 'Plate numbers drawn so far',
  params: ById,
  reply: Type.Object({
    type: Type.Union([Type.Literal('02'), Type.Literal('52')]),
    of: Type.Integer(),
    left: Type.Integer(),
    presses: Type.Array(PlatePress),
  }),
})
export const drawPlates = route({
  name: 'drawPlates',
  method: 'POST',
  path: '/api/my/cases/:id/plates/draw',
  act: 'case.own',
  summary: 'Press for ten numbers; at most five times',
  params: ById,
  body: Type.Object(
    {
      press: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 5,
          description: 'Which press is meant: one that was made already is shown again',
        }),
      ),
    },
    strict,
  ),
  reply: PlatePress,
})
export const choosePlate = route({
  name: 'choosePlate',
  method: 'POST',
  path: '/api/my/cases/:id/plates/choose',
  act: 'case.own',
  summary: 'Take one of the numbers drawn',
  params: ById,
  body: Type.Object({ number: Type.String({ minLength: 7, maxLength: 8 }), version: Version }, strict),
  reply: Moved,
})
