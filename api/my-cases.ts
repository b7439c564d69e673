import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, Moved, strict, TextPair, Version, Words } from './shared.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])

export const MyCase = Type.Object({
  id: Id,
  number: Type.String(),
  version: Version,
  service: Type.String(),
  serviceName: TextPair,
  state: Type.String(),
  step: Type.String(),
  steps: Type.Array(Type.Object({ kind: Type.String(), state: Type.String(), at: Nullable })),
  submittedAt: Instant,
  due: Nullable,
  clockStopped: Type.Boolean(),
  parked: Nullable,
  plate: Nullable,
  problems: Type.Array(Type.Object({ code: Type.String(), message: TextPair, next: TextPair })),
  defects: Type.Array(Type.Object({ target: Type.String(), reason: Type.String() })),
  waybill: Nullable,
  mayWithdraw: Type.Boolean(),
  mayObject: Type.Boolean(),
})

export const listMyCases = route({
  name: 'listMyCases',
  method: 'GET',
  path: '/api/my/cases',
  act: 'citizen.self',
  summary: 'My cases, newest first',
  reply: Type.Object({ cases: Type.Array(MyCase) }),
})
export const readMyCase = route({
  name: 'readMyCase',
  method: 'GET',
  path: '/api/my/cases/:id',
  act: 'case.own',
  summary: 'One of my cases',
  params: ById,
  reply: MyCase,
})

export const withdrawCase = route({
  name: 'withdrawCase',
  method: 'POST',
  path: '/api/my/cases/:id/withdraw',
  act: 'case.own',
  summary: 'Withdraw; what was paid is returned',
  params: ById,
  body: Type.Object({ version: Version }, strict),
  reply: Moved,
})
export const objectToCase = route({
  name: 'objectToCase',
  method: 'POST',
  path: '/api/my/cases/:id/object',
  act: 'case.own',
  summary: 'Object during the hold: this was not me',
  params: ById,
  body: Type.Object({ version: Version, reason: Words(300, 2) }, strict),
  reply: Moved,
})
export const recheckCase = route({
  name: 'recheckCase',
  method: 'POST',
  path: '/api/my/cases/:id/recheck',
  act: 'case.own',
  summary: 'Ask the agencies again',
  params: ById,
  body: Type.Object({ version: Version }, strict),
  reply: Moved,
})
export const correctCase = route({
  name: 'correctCase',
  method: 'POST',
  path: '/api/my/cases/:id/correct',
  act: 'case.own',
  summary: 'Answer a correction; the corrected words are declared and signed anew',
  params: ById,
  body: Type.Object(
    {
      version: Version,
      values: Type.Record(
        Type.String({ maxLength: 60 }),
        Type.Union([Type.String({ maxLength: 2_000 }), Type.Boolean()]),
        { maxProperties: 60 },
      ),
      materials: Type.Record(Type.String({ maxLength: 40 }), Type.Array(Id, { maxItems: 9 }), { maxProperties: 20 }),
      declared: Type.Boolean(),
      signature: Words(60),
      strokes: Type.Optional(Type.String({ maxLength: 60_000 })),
    },
    strict,
  ),
  reply: Moved,
})
