import { Type } from 'typebox'
import { CaseView } from './case-view.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Moved, strict, TextPair, Version, Words } from './shared.ts'

const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

/** Views of the work; the board counts `open` to `late` by service, and each count leads to its view. */
export const WORK_VIEWS = [
  'mine',
  'office',
  'open',
  'overdue',
  'soon',
  'untaken',
  'parked',
  'waiting',
  'done',
  'late',
  'closed',
  'all',
] as const

export const WorkRow = Type.Object({
  id: Id,
  number: Type.String(),
  service: Type.String(),
  serviceName: TextPair,
  state: Type.String(),
  step: Type.String(),
  who: Type.String(),
  what: Type.String(),
  channel: Type.String(),
  due: Nullable(Type.String()),
  overdue: Type.Boolean(),
  parked: Nullable(Type.String()),
  assignee: Nullable(Type.String()),
  submittedAt: Instant,
  version: Version,
})

export const workList = route({
  name: 'workList',
  method: 'GET',
  path: '/api/cases',
  act: 'case.list',
  summary: 'The work list of the own office',
  query: Type.Object(
    {
      view: Type.Enum(WORK_VIEWS, { default: 'office' }),
      service: Type.String({ maxLength: 80, default: '' }),
      number: Type.String({ maxLength: 30, default: '' }),
      limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 500 }),
    },
    strict,
  ),
  reply: Type.Object({
    rows: Type.Array(WorkRow),
    counts: Type.Object({
      mine: Type.Integer(),
      office: Type.Integer(),
      overdue: Type.Integer(),
      waiting: Type.Integer(),
    }),
  }),
})

export const readCase = route({
  name: 'readCase',
  method: 'GET',
  path: '/api/cases/:id',
  act: 'case.read',
  summary: 'A case with everything for the decision (recorded as a read)',
  params: ById,
  reply: CaseView,
})
export const readEvidence = route({
  name: 'readEvidence',
  method: 'GET',
  path: '/api/cases/:id/evidence/:message',
  act: 'case.read',
  summary: 'A signed exchange that proves a check',
  params: Type.Object({ id: Id, message: Type.String({ maxLength: 200 }) }, strict),
  reply: Type.Object({
    agency: Type.String(),
    operation: Type.String(),
    at: Instant,
    ms: Type.Integer(),
    outcome: Type.String(),
    request: Type.String(),
    answer: Nullable(Type.String()),
    requestSignature: Type.String(),
    answerSignature: Nullable(Type.String()),
  }),
})
export const unmask = route({
  name: 'unmask',
  method: 'POST',
  path: '/api/cases/:id/unmask',
  act: 'case.unmask',
  summary: 'Show one masked value, with a reason that the citizen will see',
  params: ById,
  body: Type.Object({ field: Type.String({ maxLength: 60 }), reason: Words(200, 2) }, strict),
  reply: Type.Object({ value: Type.String() }),
})

const versioned = { version: Version }
const note = Type.Optional(Type.String({ maxLength: 500 }))

export const takeCase = route({
  name: 'takeCase',
  method: 'POST',
  path: '/api/cases/:id/take',
  act: 'case.take',
  summary: 'Take a case in hand',
  params: ById,
  body: Type.Object({ ...versioned }, strict),
  reply: Moved,
})
export const giveBackCase = route({
  name: 'giveBackCase',
  method: 'POST',
  path: '/api/cases/:id/give-back',
  act: 'case.take',
  summary: 'Give a case back to the office',
  params: ById,
  body: Type.Object({ ...versioned }, strict),
  reply: Moved,
})
export const passCase = route({
  name: 'passCase',
  method: 'POST',
  path: '/api/cases/:id/pass',
  act: 'case.review',
  summary: 'Pass the review',
  params: ById,
  body: Type.Object({ ...versioned, note }, strict),
  reply: Moved,
})
export const returnCase = route({
  name: 'returnCase',
  method: 'POST',
  path: '/api/cases/:id/return',
  act: 'case.review',
  summary: 'Return for correction, with the one full list of what to mend',
  params: ById,
  body: Type.Object(
    {
      ...versioned,
      defects: Type.Array(Type.Object({ target: Type.String({ maxLength: 60 }), reason: Words(300, 2) }, strict), {
        minItems: 1,
        maxItems: 20,
      }),
    },
    strict,
  ),
  reply: Moved,
})
export const refuseCase = route({
  name: 'refuseCase',
  method: 'POST',
  path: '/api/cases/:id/refuse',
  act: 'case.review',
  summary: 'Refuse, with reason and legal remedy',
  params: ById,
  body: Type.Object({ ...versioned, code: Type.String({ maxLength: 60 }), reason: Words(500, 4) }, strict),
  reply: Moved,
})
export const moveOnSite = route({
  name: 'moveOnSite',
  method: 'POST',
  path: '/api/cases/:id/move-on-site',
  act: 'case.review',
  summary: 'Move to the counter on suspicion',
  params: ById,
  body: Type.Object({ ...versioned, reason: Words(300, 4), site: Type.String({ maxLength: 40 }) }, strict),
  reply: Moved,
})
export const continueAtCounter = route({
  name: 'continueAtCounter',
  method: 'POST',
  path: '/api/cases/:id/continue-at-counter',
  act: 'case.review',
  summary: 'Identity seen at the counter: go on where the case stood',
  params: ById,
  body: Type.Object({ ...versioned }, strict),
  reply: Moved,
})
export const inspectCase = route({
  name: 'inspectCase',
  method: 'POST',
  path: '/api/cases/:id/inspect',
  act: 'case.review',
  summary: 'Record the on-site check of the car',
  params: ById,
  body: Type.Object({ ...versioned, passed: Type.Boolean(), note: Words(500, 2) }, strict),
  reply: Moved,
})
export const coSignSeen = route({
  name: 'coSignSeen',
  method: 'POST',
  path: '/api/cases/:id/co-sign-seen',
  act: 'case.review',
  summary: 'The other person came to the counter and agreed: identity, will, and what was shown',
  params: ById,
  body: Type.Object({ ...versioned, note: Words(500, 2) }, strict),
  reply: Moved,
})
export const meetCase = route({
  name: 'meetCase',
  method: 'POST',
  path: '/api/cases/:id/meet',
  act: 'case.review',
  summary: 'The applicant was seen in person at the counter: identity, will, and what was shown',
  params: ById,
  body: Type.Object({ ...versioned, note: Words(500, 2) }, strict),
  reply: Moved,
})
export const secondPass = route({
  name: 'secondPass',
  method: 'POST',
  path: '/api/cases/:id/second-pass',
  act: 'case.second-review',
  summary: 'Pass the second review (another person than the reviewer)',
  params: ById,
  body: Type.Object({ ...versioned, note }, strict),
  reply: Moved,
})
export const secondReturn = route({
  name: 'secondReturn',
  method: 'POST',
  path: '/api/cases/:id/second-return',
  act: 'case.second-review',
  summary: 'Send back to the review',
  params: ById,
  body: Type.Object({ ...versioned, reason: Words(300, 4) }, strict),
  reply: Moved,
})
