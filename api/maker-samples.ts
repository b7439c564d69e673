import { Type } from 'typebox'
import { FINDINGS } from '#domain/makers/sampling.ts'
import { PHOTO_SLOTS } from '#domain/pre-inspection.ts'
import { MakerDraw } from './makers.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, Words } from './shared.ts'

/** Officers look at a share of what makers upload, and suspend and lift makers. */

const Sample = Type.Object({
  id: Id,
  company: Id,
  maker: Type.String(),
  vin: Type.String(),
  version: Type.Integer(),
  /** In which draw; none for a mended record after an objection. */
  draw: Type.Optional(Type.Integer()),
  state: Type.Enum(['open', 'passed', 'objected']),
  finding: Type.Optional(Type.Enum([...FINDINGS])),
  grave: Type.Boolean(),
  reason: Type.Optional(Type.String()),
  since: Instant,
  judgedBy: Type.Optional(Type.String()),
  judgedAt: Type.Optional(Instant),
})

export const listSamples = route({
  name: 'listMakerSamples',
  method: 'GET',
  path: '/api/maker-samples',
  act: 'makers.read',
  summary: 'Records drawn for an officer to look at: those that wait, or those that were judged; 100 at most',
  query: Type.Object({ which: Type.Optional(Type.Enum(['open', 'judged'])) }, strict),
  reply: Type.Object({ total: Type.Integer(), samples: Type.Array(Sample) }),
})
export const readSample = route({
  name: 'readMakerSample',
  method: 'GET',
  path: '/api/maker-samples/:id',
  act: 'makers.read',
  summary:
    'One sample: the record as it was signed, by which key, and which photos there are; the reading is written down',
  params: ById,
  reply: Type.Object({
    sample: Sample,
    record: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
    sentAt: Instant,
    /** Kind and fingerprint of the key that signed. */
    key: Type.Object({ kind: Type.String(), fingerprint: Type.String() }),
    photos: Type.Array(Type.Enum([...PHOTO_SLOTS])),
  }),
})
export const readSamplePhoto = route({
  name: 'readMakerSamplePhoto',
  method: 'GET',
  path: '/api/maker-samples/:id/photos/:slot',
  act: 'makers.read',
  summary: 'One photo of a sample (image/jpeg); the reading is written down',
  params: Type.Object({ id: Id, slot: Type.Enum([...PHOTO_SLOTS]) }, strict),
  reply: Type.Any({ description: 'image/jpeg, the picture itself' }),
})
export const passSample = route({
  name: 'passMakerSample',
  method: 'POST',
  path: '/api/maker-samples/:id/pass',
  act: 'makers.judge',
  summary: 'Record and photos are in order',
  params: ById,
  reply: Ok,
})
export const objectToSample = route({
  name: 'objectToMakerSample',
  method: 'POST',
  path: '/api/maker-samples/:id/object',
  act: 'makers.judge',
  summary:
    'Something is wrong: the record counts no longer, the maker is told; a grave finding or too many ask for a suspension',
  params: ById,
  body: Type.Object({ finding: Type.Enum([...FINDINGS]), reason: Words(300, 2) }, strict),
  /** Whether a suspension was asked for by this objection. */
  reply: Type.Object({ asked: Type.Boolean() }),
})

const Measure = Type.Object({
  id: Id,
  kind: Type.Enum(['suspend', 'lift']),
  why: Type.Enum(['grave', 'rate', 'officer']),
  reason: Type.String(),
  sample: Type.Optional(Id),
  askedBy: Type.String(),
  askedAt: Instant,
  approved: Type.Optional(Type.Boolean()),
  words: Type.Optional(Type.String()),
  decidedBy: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Instant),
})
const Count = Type.Integer({ minimum: 0 })
export const makersOverview = route({
  name: 'makersOverview',
  method: 'GET',
  path: '/api/maker-overview',
  act: 'makers.read',
  summary:
    'Every maker with an account: what it sent, what was looked at, whether it is suspended, what waits to be decided, its draws',
  reply: Type.Object({
    /** In force today. */
    settings: Type.Object({ samplePercent: Count, objectionPercent: Count, leastJudged: Count }),
    makers: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        creditCode: Type.String(),
        admitted: Type.Boolean(),
        whole: Count,
        waiting: Count,
        judged: Count,
        objected: Count,
        grave: Count,
        open: Count,
        suspendedSince: Type.Optional(Instant),
        measures: Type.Array(Measure),
        draws: Type.Array(MakerDraw),
      }),
    ),
  }),
})
export const askForMeasure = route({
  name: 'askForMakerMeasure',
  method: 'POST',
  path: '/api/maker-overview/:id/measures',
  act: 'makers.ask',
  summary: 'Ask for a maker to be suspended or lifted again; another officer decides',
  params: ById,
  body: Type.Object({ kind: Type.Enum(['suspend', 'lift']), reason: Words(300, 4) }, strict),
  reply: Ok,
})
export const decideMeasure = route({
  name: 'decideMakerMeasure',
  method: 'POST',
  path: '/api/maker-measures/:id/decide',
  act: 'makers.decide',
  summary: 'Approve or reject what another officer asked for; the maker is told',
  params: ById,
  body: Type.Object({ approved: Type.Boolean(), words: Words(300, 2) }, strict),
  reply: Ok,
})
