import { Type } from 'typebox'
import { route } from './route.ts'
import { Day, Instant, Ok, strict, TextPair, Words } from './shared.ts'

const Count = Type.Integer({ minimum: 0 })

export const readBoard = route({
  name: 'readBoard',
  method: 'GET',
  path: '/api/board',
  act: 'desk.board',
  summary:
    'Cases by service and office against their legal clocks. The office that leads the city is given the counts of every office, the others their own.',
  reply: Type.Object({
    at: Instant,
    rows: Type.Array(
      Type.Object({
        office: Type.Integer(),
        officeName: TextPair,
        service: Type.String(),
        serviceName: TextPair,
        /** Open, correcting or on site. */
        open: Count,
        overdue: Count,
        /** The clock ends today or on the next day. */
        soon: Count,
        /** Nobody has taken it, though it is an officer's turn. */
        untaken: Count,
        parked: Count,
        waiting: Count,
        /** Whole days since the oldest open one was handed in. */
        oldestDays: Count,
        /** Ended with its result in the last seven days, and how many of these after their clock. */
        done: Count,
        late: Count,
      }),
    ),
  }),
})

export const readAccessLog = route({
  name: 'readAccessLog',
  // What an auditor types as the purpose may name somebody: it belongs into a body, never into an address.
  method: 'POST',
  path: '/api/audit',
  act: 'audit.read',
  summary:
    'Who read or changed whose data, when and why, in the own office: newest first, a hundred at a time. Reading it is recorded with the purpose.',
  body: Type.Object(
    {
      purpose: Words(60, 2),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      officer: Type.String({ maxLength: 20, pattern: '^[0-9]*$' }),
      number: Type.String({ maxLength: 30, pattern: '^[0-9A-Z]*$' }),
      before: Type.String({ maxLength: 18, pattern: '^[0-9]*$' }),
    },
    strict,
  ),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Instant,
        actorKind: Type.Enum(['officer', 'agency', 'citizen', 'anyone']),
        /** An officer's number, an agency's name; empty for citizens. */
        actor: Type.String(),
        act: Type.String(),
        object: Type.String(),
        caseNumber: Type.Union([Type.String(), Type.Null()]),
        /** Whose data, masked. */
        person: Type.Union([Type.String(), Type.Null()]),
        purpose: Type.String(),
        result: Type.Enum(['done', 'denied', 'failed']),
      }),
    ),
    /** What to ask for as `before` to go on; absent at the end. */
    next: Type.Optional(Type.String()),
  }),
})

export const DIFFERENCE_KINDS = [
  'unknown-bill',
  'code',
  'amount',
  'paid-twice',
  'receipt',
  'refund-refused',
  'not-at-bank',
] as const
export const SETTLEMENTS = ['bank-corrected', 'paid-back', 'booked-by-hand', 'no-difference'] as const
const DifferenceId = Type.String({ maxLength: 18, pattern: '^[1-9][0-9]*$' })

const Settlement = Type.Object({ at: Instant, by: Type.String(), how: Type.Enum(SETTLEMENTS), note: Type.String() })

export const listDifferences = route({
  name: 'listDifferences',
  method: 'GET',
  path: '/api/differences',
  act: 'money.confirm',
  summary: 'Payments that do not fit our books: those that are open, oldest first, then what was settled lately.',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: DifferenceId,
        at: Instant,
        kind: Type.Enum(DIFFERENCE_KINDS),
        billNumber: Type.String(),
        caseNumber: Type.Union([Type.String(), Type.Null()]),
        caseId: Type.Union([Type.String(), Type.Null()]),
        oursFen: Type.Union([Type.Integer(), Type.Null()]),
        theirsFen: Type.Union([Type.Integer(), Type.Null()]),
        /** Open for more than three days. */
        old: Type.Boolean(),
        /** Waits for a second person. */
        proposed: Type.Optional(Settlement),
        mayPropose: Type.Boolean(),
        mayConfirm: Type.Boolean(),
        settled: Type.Optional(Type.Intersect([Settlement, Type.Object({ confirmedBy: Type.String() })])),
      }),
    ),
  }),
})

export const settleDifference = route({
  name: 'settleDifference',
  method: 'POST',
  path: '/api/differences/:id/settle',
  act: 'money.settle',
  summary: 'Says how a difference was cleared up, with a note; another person confirms it.',
  params: Type.Object({ id: DifferenceId }, strict),
  body: Type.Object({ how: Type.Enum(SETTLEMENTS), note: Words(300, 2) }, strict),
  reply: Ok,
})

export const confirmSettlement = route({
  name: 'confirmSettlement',
  method: 'POST',
  path: '/api/differences/:id/confirm',
  act: 'money.confirm',
  summary: 'Confirms how somebody else cleared up a difference, or sends it back to be looked at again.',
  params: Type.Object({ id: DifferenceId }, strict),
  body: Type.Object({ confirm: Type.Boolean() }, strict),
  reply: Ok,
})
