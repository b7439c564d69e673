import { type Static, Type } from 'typebox'
import { PlateSitting, readKeyboard } from './plates.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Moved, strict, Version } from './shared.ts'

/**
 * Choosing a plate at the counter, with the person there: an officer has compared the identity paper and turns the screen. One
 * list of fifty a day, own numbers as online; blocks for choosing online do not count here.
 */
const PlateNo = Type.String({ minLength: 7, maxLength: 8 })

export type CounterSitting = Static<typeof CounterSitting>
export const CounterSitting = Type.Object({
  ...PlateSitting.properties,
  /** Of the case: its number and version, and the car it is about. */
  caseNumber: Type.String(),
  version: Version,
  vehicle: Type.String(),
  /** How many numbers the list of the hall has and for how long they are kept; how many lists are left today. */
  hall: Type.Object({ numbers: Type.Integer(), seconds: Type.Integer(), left: Type.Integer() }),
  /** Until then this officer's look at the person counts; not there: look first. */
  seenUntil: Type.Optional(Instant),
  /** How many minutes such a look counts. */
  seenMinutes: Type.Integer(),
  /** Last day to register a number that is taken now. */
  lastDay: Type.String(),
})

const at = <N extends string>(name: N, path: string, summary: string) =>
  ({
    name,
    method: 'POST',
    path: `/api/cases/:id/plates/${path}`,
    act: 'plate.counter',
    summary,
    params: ById,
    reply: CounterSitting,
  }) as const

export const counterPlates = route({
  name: 'counterPlates',
  method: 'GET',
  path: '/api/cases/:id/plates',
  act: 'plate.counter',
  summary: 'Where the choice of a case stands, for an officer at the counter',
  params: ById,
  reply: CounterSitting,
})
export const counterSee = route({
  ...at('counterSee', 'see', 'The person is here and the identity paper was compared: begins choosing, or goes on'),
  body: Type.Object({ present: Type.Literal(true) }, strict),
})
export const counterDraw = route({
  ...at('counterDraw', 'hall', 'Shows the list of fifty; asked again while it is on offer, the same'),
  body: Type.Object({ withoutFour: Type.Optional(Type.Boolean()) }, strict),
})
export const counterCompose = route({
  ...at('counterCompose', 'compose', 'Up to five own numbers; the first free one is taken and the case goes on'),
  body: Type.Object({ numbers: Type.Array(PlateNo, { minItems: 1, maxItems: 5 }) }, strict),
})
export const counterFormer = route({
  ...at('counterFormer', 'former', 'Takes the own old number (order 164 art. 44)'),
  body: Type.Object({ right: Id }, strict),
})
export const counterKeyboard = route({
  ...readKeyboard,
  name: 'counterKeyboard',
  path: '/api/cases/:id/plates/keyboard',
  act: 'plate.counter',
})
export const counterChoose = route({
  name: 'counterChoose',
  method: 'POST',
  path: '/api/cases/:id/plates/choose',
  act: 'plate.counter',
  summary: 'Takes a number on offer; cannot be changed afterwards',
  params: ById,
  body: Type.Object({ number: PlateNo, version: Version }, strict),
  reply: Moved,
})
