import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Day, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'
import { Code } from './video-shared.ts'

/** Recordings, their viewing and copying, and the review of their quality. */
const orNull = Type.Union([Type.String(), Type.Null()])

const RecordingRow = Type.Object({
  session: Id,
  at: Instant,
  seconds: Type.Integer(),
  officer: Type.String(),
  caseNumber: orNull,
  serviceName: Type.Union([TextPair, Type.Null()]),
  outcome: orNull,
  /** Own conversations are free to see with a purpose, others need a supervisor. */
  own: Type.Boolean(),
  hold: orNull,
  keptUntil: Type.Union([Instant, Type.Null()]),
  segments: Type.Integer(),
  intact: Type.Boolean(),
  parts: Type.Array(Type.Object({ peer: Type.String(), who: TextPair, type: Type.String() })),
})
export const listRecordings = route({
  name: 'listRecordings',
  method: 'GET',
  path: '/api/video/recordings',
  act: 'video.recordings',
  summary: 'Recordings of the own office by case number or day: facts only, no picture',
  query: Type.Object({ number: Type.Optional(Type.String({ maxLength: 30 })), day: Type.Optional(Day) }, strict),
  reply: Type.Object({ recordings: Type.Array(RecordingRow) }),
})
export const viewRecording = route({
  name: 'viewRecording',
  method: 'POST',
  path: '/api/video/recordings/:id/views',
  act: 'video.recordings',
  summary: 'Ask to see one, with purpose and case number: written down, and shown to the citizen',
  params: ById,
  body: Type.Object({ purpose: Words(200, 4), number: Type.String({ maxLength: 30 }) }, strict),
  reply: Type.Object({ view: Id, until: Instant, watermark: Type.String(), recording: RecordingRow }),
})
export const playRecording = route({
  name: 'playRecording',
  method: 'GET',
  path: '/api/video/recordings/:id/play/:peer',
  act: 'video.recordings',
  summary: 'One side of a recording under a view that was asked for',
  params: Type.Object({ id: Id, peer: Code(80) }, strict),
  query: Type.Object({ view: Id }, strict),
  reply: Type.Any({ description: 'video/webm or video/mp4' }),
})
export const holdRecording = route({
  name: 'holdRecording',
  method: 'POST',
  path: '/api/video/recordings/:id/hold',
  act: 'video.supervise',
  summary: 'Keep it beyond its time: dispute, complaint, fraud, evidence; or release it',
  params: ById,
  body: Type.Object(
    {
      hold: Type.Union([Type.Enum(['dispute', 'complaint', 'fraud', 'evidence']), Type.Null()]),
      reason: Words(300, 2),
    },
    strict,
  ),
  reply: Ok,
})
export const askExport = route({
  name: 'askExport',
  method: 'POST',
  path: '/api/video/recordings/:id/exports',
  act: 'video.recordings',
  summary: 'Ask for a copy outside the house; two others must approve',
  params: ById,
  body: Type.Object({ purpose: Words(200, 4) }, strict),
  reply: Type.Object({ export: Id, approvals: Type.Integer(), needed: Type.Integer() }),
})
export const listExports = route({
  name: 'listExports',
  method: 'GET',
  path: '/api/video/exports',
  act: 'video.recordings',
  summary: 'Copies that were asked for in this office in the last 30 days, and who approved them',
  reply: Type.Object({
    exports: Type.Array(
      Type.Object({
        id: Id,
        session: Id,
        askedBy: Type.String(),
        purpose: Type.String(),
        at: Instant,
        approvals: Type.Array(Type.String()),
        needed: Type.Integer(),
        mine: Type.Boolean(),
        /** May be approved by who looks. */
        mayApprove: Type.Boolean(),
        parts: Type.Array(Type.Object({ peer: Type.String(), who: TextPair })),
      }),
    ),
  }),
})
export const approveExport = route({
  name: 'approveExport',
  method: 'POST',
  path: '/api/video/exports/:id/approve',
  act: 'video.approve-export',
  summary: 'Approve a copy; the one who asked cannot, nobody twice',
  params: ById,
  body: Type.Object({}, strict),
  reply: Type.Object({ export: Id, approvals: Type.Integer(), needed: Type.Integer() }),
})
export const readExport = route({
  name: 'readExport',
  method: 'GET',
  path: '/api/video/exports/:id/:peer',
  act: 'video.recordings',
  summary: 'The approved copy of one side',
  params: Type.Object({ id: Id, peer: Code(80) }, strict),
  reply: Type.Any({ description: 'video/webm or video/mp4' }),
})

const Sheet = Type.Object({
  id: Id,
  session: Id,
  at: Instant,
  officer: Type.String(),
  /** Why it was drawn: `random`, `quota`, `fraud`, `refer`, `objection`, `shortest`, `quick-sign`. */
  why: Type.String(),
  state: Type.Enum(['open', 'done', 'contested', 'settled']),
  reviewer: orNull,
  points: Type.Array(
    Type.Object({ id: Type.String(), label: TextPair, ok: Type.Union([Type.Boolean(), Type.Null()]) }),
  ),
  note: orNull,
  contest: orNull,
  contestUntil: Type.Union([Day, Type.Null()]),
})
export const listSheets = route({
  name: 'listSheets',
  method: 'GET',
  path: '/api/video/quality',
  act: 'video.quality',
  summary: 'Conversations drawn for review: those I may judge, and mine',
  reply: Type.Object({ toReview: Type.Array(Sheet), mine: Type.Array(Sheet) }),
})
export const judgeSheet = route({
  name: 'judgeSheet',
  method: 'POST',
  path: '/api/video/quality/:id',
  act: 'video.supervise',
  summary: 'The ten points of one conversation; never one’s own',
  params: ById,
  body: Type.Object(
    {
      points: Type.Array(Type.Object({ id: Code(20), ok: Type.Boolean() }, strict), { minItems: 10, maxItems: 10 }),
      note: Words(500),
    },
    strict,
  ),
  reply: Sheet,
})
export const contestSheet = route({
  name: 'contestSheet',
  method: 'POST',
  path: '/api/video/quality/:id/contest',
  act: 'video.quality',
  summary: 'The officer objects, within three working days',
  params: ById,
  body: Type.Object({ reason: Words(500, 4) }, strict),
  reply: Sheet,
})
export const settleSheet = route({
  name: 'settleSheet',
  method: 'POST',
  path: '/api/video/quality/:id/settle',
  act: 'video.supervise',
  summary: 'Another reviewer settles what was contested',
  params: ById,
  body: Type.Object(
    {
      points: Type.Array(Type.Object({ id: Code(20), ok: Type.Boolean() }, strict), { minItems: 10, maxItems: 10 }),
      note: Words(500, 2),
    },
    strict,
  ),
  reply: Sheet,
})
