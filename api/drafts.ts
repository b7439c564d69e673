import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Version, Words } from './shared.ts'

const Value = Type.Union([Type.String({ maxLength: 2_000 }), Type.Boolean()])
const ProblemView = Type.Object({ code: Type.String(), effect: Type.String(), message: TextPair, next: TextPair })
const CheckView = Type.Object({
  check: Type.String(),
  label: TextPair,
  outcome: Type.String(),
  at: Instant,
  problems: Type.Array(ProblemView),
})

export const DraftView = Type.Object({
  id: Id,
  service: Type.String(),
  version: Version,
  subject: Type.Optional(Type.Unknown()),
  checks: Type.Array(CheckView),
  blocked: Type.Boolean(),
  values: Type.Record(Type.String(), Value),
  materials: Type.Record(Type.String(), Type.Array(Id)),
  updatedAt: Instant,
})

export const startDraft = route({
  name: 'startDraft',
  method: 'POST',
  path: '/api/my/drafts',
  act: 'citizen.self',
  summary: 'Begin an application, or go on with the one that was left',
  body: Type.Object(
    {
      service: Type.String({ maxLength: 80 }),
      /** For whom, when not for oneself: `authority:<id>` or `company:<id>`, as `forWhom` offers them. */
      for: Type.Optional(Type.String({ maxLength: 60 })),
    },
    strict,
  ),
  reply: DraftView,
})
export const listDrafts = route({
  name: 'listDrafts',
  method: 'GET',
  path: '/api/my/drafts',
  act: 'citizen.self',
  summary: 'Applications that were begun',
  reply: Type.Object({ drafts: Type.Array(DraftView) }),
})
export const readDraft = route({
  name: 'readDraft',
  method: 'GET',
  path: '/api/my/drafts/:id',
  act: 'draft.own',
  summary: 'One draft',
  params: ById,
  reply: DraftView,
})
export const checkDraft = route({
  name: 'checkDraft',
  method: 'POST',
  path: '/api/my/drafts/:id/check',
  act: 'draft.own',
  idempotent: 'own',
  summary: 'Find the licence or vehicle and run every check at once',
  params: ById,
  body: Type.Object(
    {
      plate: Type.Optional(Type.String({ maxLength: 12 })),
      plateType: Type.Optional(Type.String({ maxLength: 2 })),
      /** With a plate that is not the own: the last six of the engine number, as the vehicle licence says. */
      engineLast6: Type.Optional(Type.String({ maxLength: 12 })),
      vin: Type.Optional(Type.String({ maxLength: 20 })),
      invoiceNo: Type.Optional(Type.String({ maxLength: 24 })),
    },
    strict,
  ),
  reply: DraftView,
})
export const saveDraftPart = route({
  name: 'saveDraftPart',
  method: 'PUT',
  path: '/api/my/drafts/:id/parts/:part',
  act: 'draft.own',
  idempotent: 'own',
  summary: 'Keep what was typed; errors name their fields, nothing is lost',
  params: Type.Object({ id: Id, part: Type.String({ maxLength: 40 }) }, strict),
  body: Type.Object({ values: Type.Record(Type.String({ maxLength: 60 }), Value, { maxProperties: 60 }) }, strict),
  reply: Type.Object({
    draft: DraftView,
    errors: Type.Array(Type.Object({ field: Type.String(), code: Type.String(), message: TextPair })),
  }),
})
export const attachFiles = route({
  name: 'attachFiles',
  method: 'PUT',
  path: '/api/my/drafts/:id/materials/:material',
  act: 'draft.own',
  idempotent: 'own',
  summary: 'Attach uploaded files to a material',
  params: Type.Object({ id: Id, material: Type.String({ maxLength: 40 }) }, strict),
  body: Type.Object({ files: Type.Array(Id, { maxItems: 9 }) }, strict),
  reply: DraftView,
})
export const submitDraft = route({
  name: 'submitDraft',
  method: 'POST',
  path: '/api/my/drafts/:id/submit',
  act: 'draft.own',
  summary: 'Declare, sign and hand in',
  params: ById,
  body: Type.Object(
    { declared: Type.Boolean(), signature: Words(60), strokes: Type.Optional(Type.String({ maxLength: 60_000 })) },
    strict,
  ),
  reply: Type.Object({ id: Id, number: Type.String(), version: Version, state: Type.String(), step: Type.String() }),
})
export const dropDraft = route({
  name: 'dropDraft',
  method: 'POST',
  path: '/api/my/drafts/:id/drop',
  act: 'draft.own',
  summary: 'Throw a draft away',
  params: ById,
  body: Type.Object({}, strict),
  reply: Ok,
})
