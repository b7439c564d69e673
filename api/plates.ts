import { type Static, Type } from 'typebox'
import { route } from './route.ts'
import { ById, Day, Id, Instant, Moved, strict, Version, Words } from './shared.ts'

/** A number, 7 or 8 characters: '鲁BD0417', '鲁BDA0417'. */
const PlateNo = Type.String({ minLength: 7, maxLength: 8 })
const Hex = Type.String({ pattern: '^[0-9a-f]*$' })

/** One number of a group: `free` while it is leased to this sitting and the lease runs. */
export const PlateOffer = Type.Object({ number: PlateNo, free: Type.Boolean() })

/** One press: ten numbers. `epoch` and `seq` say where the draw stands in the published log. */
export const PlatePress = Type.Object({
  press: Type.Integer({ minimum: 1 }),
  numbers: Type.Array(PlateOffer),
  until: Instant,
  epoch: Type.Integer(),
  seq: Type.Integer(),
})

/** How one self-composed number fared: taken (now yours), not free, not open for composing, or not a number. */
export const COMPOSE_OUTCOMES = ['won', 'taken', 'not-open', 'not-tried', 'malformed'] as const
export const PlateGo = Type.Object({
  go: Type.Integer({ minimum: 1 }),
  tries: Type.Array(Type.Object({ number: PlateNo, outcome: Type.Enum([...COMPOSE_OUTCOMES]) })),
})

export const SITTING_STATES = [
  'none',
  'open',
  'paused',
  'confirmed',
  'assigned',
  'released',
  'lapsed',
  'void',
  'ended',
] as const

/** The number a sitting has taken. `validUntil`: last day to register (choice day not counted). */
export const HeldPlate = Type.Object({
  number: PlateNo,
  confirmedAt: Instant,
  validUntil: Day,
  /** Giving it back costs no block (once a year). */
  mayRelease: Type.Boolean(),
})

/** A right of a former owner to the old number (order 164 art. 44). */
export const FormerPlate = Type.Object({
  id: Id,
  number: PlateNo,
  type: Type.String(),
  lastDay: Day,
  state: Type.Enum(['open', 'used', 'waived', 'lapsed']),
})

export type PlateSitting = Static<typeof PlateSitting>
/** Everything the choosing page shows. Times are the server's: count down from `until` − `now`. */
export const PlateSitting = Type.Object({
  /** The case it belongs to. */
  id: Id,
  type: Type.Union([Type.Literal('02'), Type.Literal('52')]),
  pool: Type.String(),
  state: Type.Enum([...SITTING_STATES]),
  /** For `claimPlate`, while the sitting is open and the person proved lately to be that person (`proveFresh`). */
  pass: Type.Optional(Type.String()),
  /** Until then a number may be taken without a new code to the phone. */
  checkedUntil: Type.Optional(Instant),
  /** Stands for the vehicle in the published log; with it everybody recomputes the own draws. */
  tag: Hex,
  now: Instant,
  /** Seconds left of the 20 minutes; they run only while the state is 'open'. */
  secondsLeft: Type.Integer(),
  random: Type.Object({
    of: Type.Integer(),
    left: Type.Integer(),
    withoutFour: Type.Boolean(),
    /** The group on offer now; gone when its 90 s are over. */
    group: Type.Optional(PlatePress),
    /** All presses so far, first to last. */
    presses: Type.Array(PlatePress),
  }),
  reserve: Type.Optional(Type.Object({ number: PlateNo, until: Instant })),
  compose: Type.Object({
    /** False: no number of the pool is open for composing now. */
    open: Type.Boolean(),
    tries: Type.Integer(),
    triesLeft: Type.Integer(),
    perGo: Type.Integer(),
    goesLeft: Type.Integer(),
    nextGoAt: Type.Optional(Instant),
    goes: Type.Array(PlateGo),
  }),
  held: Type.Optional(HeldPlate),
  /** Old numbers of this person that fit this vehicle. */
  former: Type.Array(FormerPlate),
})

const sitting = <N extends string>(name: N, path: `/api/${string}`, summary: string) =>
  ({ name, method: 'POST', path, act: 'plate.own', summary, params: ById, reply: PlateSitting }) as const

export const readPlates = route({
  name: 'readPlates',
  method: 'GET',
  path: '/api/my/cases/:id/plates',
  act: 'case.own',
  summary: 'Where choosing a plate stands: presses, leases, tries, the number taken',
  params: ById,
  reply: PlateSitting,
})
export const openSitting = route(
  sitting('openSitting', '/api/my/cases/:id/plates/sitting', 'Begins choosing, or goes on after a pause'),
)
export const pauseSitting = route(
  sitting(
    'pauseSitting',
    '/api/my/cases/:id/plates/pause',
    'Stops the clock of 20 minutes; leases run out by themselves',
  ),
)
export const drawPlates = route({
  ...sitting(
    'drawPlates',
    '/api/my/cases/:id/plates/draw',
    'Press for ten numbers; five times, and five more after a void choice',
  ),
  body: Type.Object(
    {
      press: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 50,
          description:
            'Which press is meant: one that was made already is shown again. Above five after a choice was made void.',
        }),
      ),
      withoutFour: Type.Optional(Type.Boolean({ description: 'Leaves numbers with a 4 out of this press' })),
    },
    strict,
  ),
})
export const holdPlates = route(
  sitting(
    'holdPlates',
    '/api/my/cases/:id/plates/hold',
    'Keeps what is on offer two minutes longer while a code is asked for; once for each press',
  ),
)
export const reservePlate = route({
  ...sitting('reservePlate', '/api/my/cases/:id/plates/reserve', 'Puts one number of the group aside'),
  body: Type.Object({ number: PlateNo }, strict),
})
export const readKeyboard = route({
  name: 'readKeyboard',
  method: 'GET',
  path: '/api/my/cases/:id/plates/keyboard',
  act: 'case.own',
  summary: 'For each place of a number the characters that still occur among those open for composing',
  params: ById,
  reply: Type.Object({ prefix: Type.String(), places: Type.Array(Type.String()), madeAt: Instant }),
})
export const composePlates = route({
  ...sitting(
    'composePlates',
    '/api/my/cases/:id/plates/compose',
    'Up to five own numbers; the first free one is taken',
  ),
  body: Type.Object({ numbers: Type.Array(PlateNo, { minItems: 1, maxItems: 5 }) }, strict),
})

export const choosePlate = route({
  name: 'choosePlate',
  method: 'POST',
  path: '/api/my/cases/:id/plates/choose',
  act: 'plate.own',
  summary: 'Take one of the numbers on offer (or kept aside); cannot be changed afterwards',
  params: ById,
  body: Type.Object({ number: PlateNo, version: Type.Optional(Version) }, strict),
  reply: Moved,
})
/**
 * The same for a stampede: answers as soon as the number is won and written; the case follows within seconds. The pass of the
 * sitting stands for its owner. Repeating it gives the same answer, so it needs no Idempotency-Key.
 */
export const claimPlate = route({
  name: 'claimPlate',
  method: 'POST',
  path: '/api/plates/claim',
  act: 'plate.pass',
  summary: 'Take a number on offer at once; the case follows',
  idempotent: 'own',
  body: Type.Object({ pass: Type.String({ minLength: 40, maxLength: 400 }), number: PlateNo }, strict),
  reply: Type.Object({ number: PlateNo, confirmedAt: Instant, validUntil: Day }),
})
export const usePlateOfOld = route({
  ...sitting('usePlateOfOld', '/api/my/cases/:id/plates/former', 'Take the own old number (order 164 art. 44)'),
  body: Type.Object({ right: Id }, strict),
})
export const giveBackPlate = route(
  sitting(
    'giveBackPlate',
    '/api/my/cases/:id/plates/give-back',
    'Gives a pre-selected number back before its last day',
  ),
)

export const myPlates = route({
  name: 'myPlates',
  method: 'GET',
  path: '/api/my/plates',
  act: 'citizen.self',
  summary: 'Own pre-selected numbers, rights to old numbers, and a block if there is one',
  reply: Type.Object({
    held: Type.Array(Type.Object({ case: Id, type: Type.String(), ...HeldPlate.properties })),
    former: Type.Array(FormerPlate),
    block: Type.Optional(Type.Object({ id: Id, until: Day, number: PlateNo, objectBy: Day, objected: Type.Boolean() })),
  }),
})
export const waivePlate = route({
  name: 'waivePlate',
  method: 'POST',
  path: '/api/my/plates/former/:id/waive',
  act: 'plate.own',
  summary: 'Gives up the right to an old number',
  params: ById,
  reply: FormerPlate,
})
export const objectToBlock = route({
  name: 'objectToBlock',
  method: 'POST',
  path: '/api/my/plates/block/object',
  act: 'citizen.self',
  summary: 'Objects to the block within 15 days',
  body: Type.Object({ reason: Words(500, 2) }, strict),
  reply: Type.Object({ ok: Type.Literal(true) }),
})
