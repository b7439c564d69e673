import { Type } from 'typebox'
import { route } from './route.ts'
import { Day, Id, Ok, strict } from './shared.ts'

/** `company`: the cars of a company whose account I may use, instead of my own. */
const For = { company: Type.Optional(Id) }
/** Names one user of a car without saying who it is. */
const Handle = Type.String({ pattern: '^[0-9a-f]{64}$' })

export const listBindings = route({
  name: 'listBindings',
  method: 'GET',
  path: '/api/my/bindings',
  act: 'citizen.self',
  summary: 'Who beside the owner may see and settle violations of my cars; names masked',
  query: Type.Object(For, strict),
  reply: Type.Object({
    /** The register did not answer: this is not "nobody". */
    down: Type.Boolean(),
    bindings: Type.Array(
      Type.Object({
        handle: Handle,
        plate: Type.String(),
        plateType: Type.String(),
        name: Type.String(),
        kind: Type.Union([Type.Literal('bound'), Type.Literal('attached')]),
        until: Type.Optional(Day),
      }),
    ),
  }),
})
export const endBinding = route({
  name: 'endBinding',
  method: 'POST',
  path: '/api/my/bindings/end',
  act: 'citizen.self',
  idempotent: 'own',
  summary: 'The owner ends a binding, without giving a reason',
  body: Type.Object({ handle: Handle, ...For }, strict),
  reply: Ok,
})
