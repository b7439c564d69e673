import { Type } from 'typebox'
import { route } from './route.ts'
import { PHOTO_SLOTS } from '#domain/pre-inspection.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

const Batch = Type.Object({
  id: Id,
  name: Type.String(),
  lines: Type.Integer(),
  waiting: Type.Integer(),
  accepted: Type.Integer(),
  /** Said before in the same words: nothing to do. */
  same: Type.Integer(),
  refused: Type.Integer(),
  at: Instant,
})
/** `id` of the paths: the maker's company account. */
export const listBatches = route({
  name: 'listPreInspectionBatches',
  method: 'GET',
  path: '/api/makers/:id/pre-inspections',
  act: 'maker.use',
  summary: 'Uploads of a maker, newest first',
  params: ById,
  reply: Type.Object({ batches: Type.Array(Batch) }),
})
export const uploadBatch = route({
  name: 'uploadPreInspections',
  method: 'POST',
  path: '/api/makers/:id/pre-inspections',
  act: 'maker.use',
  summary: 'Upload a table of signed inspections before delivery; the same table again is the same upload',
  params: ById,
  bodyLimit: 6 * 1024 * 1024,
  body: Type.Object({ name: Words(120), csv: Type.String({ maxLength: 5_000_000 }) }, strict),
  reply: Batch,
})
export const readBatch = route({
  name: 'readPreInspectionBatch',
  method: 'GET',
  path: '/api/makers/:id/pre-inspections/:batch',
  act: 'maker.use',
  summary: 'One upload, line by line where something is wrong, and the whole result as a table',
  params: Type.Object({ id: Id, batch: Id }, strict),
  reply: Type.Object({
    batch: Batch,
    problems: Type.Array(
      Type.Object({
        line: Type.Integer(),
        vin: Type.String(),
        problems: Type.Array(
          Type.Object({
            /** Name of the column as in the head; '' for the whole line. */
            column: Type.String(),
            code: Type.String(),
            message: TextPair,
            next: TextPair,
          }),
        ),
      }),
    ),
    result: Type.String(),
    /** Only the refused lines: mended, it can be sent again as it is. */
    toMend: Type.String(),
  }),
})

const Key = Type.Object({
  id: Id,
  kind: Type.Enum(['sm2', 'ed25519']),
  /** SHA-256 of the key's DER, hexadecimal. */
  fingerprint: Type.String(),
  addedAt: Instant,
  endedAt: Type.Optional(Instant),
})
export const listMakerKeys = route({
  name: 'listMakerKeys',
  method: 'GET',
  path: '/api/makers/:id/keys',
  act: 'maker.use',
  summary: 'Public keys of a maker; those in force first',
  params: ById,
  reply: Type.Object({ keys: Type.Array(Key) }),
})
export const addMakerKey = route({
  name: 'addMakerKey',
  method: 'POST',
  path: '/api/makers/:id/keys',
  act: 'maker.manage',
  summary: 'Register a public key (PEM, SM2 or Ed25519) with which records are signed',
  params: ById,
  body: Type.Object({ pem: Words(2_000) }, strict),
  reply: Type.Object({ id: Id }),
})
export const endMakerKey = route({
  name: 'endMakerKey',
  method: 'POST',
  path: '/api/makers/:id/keys/:key/end',
  act: 'maker.manage',
  summary: 'End a key: nothing signed with it is taken any more',
  params: Type.Object({ id: Id, key: Id }, strict),
  reply: Ok,
})

const SentPhoto = Type.Object({
  name: Type.String(),
  vin: Type.Optional(Type.String()),
  state: Type.Enum(['taken', 'same', 'refused']),
  code: Type.Optional(Type.String()),
  message: Type.Optional(TextPair),
  next: Type.Optional(TextPair),
})
export const sendPhotos = route({
  name: 'sendPreInspectionPhotos',
  method: 'POST',
  path: '/api/makers/:id/photos',
  act: 'maker.use',
  idempotent: 'own',
  summary:
    'Upload photos (multipart/form-data, up to 12 files of 2 MB each, names like LFM…-1.jpg): each is taken or refused by itself; the same photo again changes nothing',
  params: ById,
  body: Type.Any({ description: 'multipart/form-data with one file part for each photo' }),
  reply: Type.Object({ id: Id, photos: Type.Array(SentPhoto) }),
})
export const missingPhotos = route({
  name: 'missingPreInspectionPhotos',
  method: 'GET',
  path: '/api/makers/:id/photos/missing',
  act: 'maker.use',
  summary: 'Cars whose record does not count yet because photos are missing, and which; 1,000 at most',
  params: ById,
  reply: Type.Object({
    /** Of the newest records. */
    whole: Type.Integer(),
    total: Type.Integer(),
    cars: Type.Array(Type.Object({ vin: Type.String(), missing: Type.Array(Type.Enum([...PHOTO_SLOTS])) })),
  }),
})

export const MakerDraw = Type.Object({
  number: Type.Integer(),
  committedAt: Instant,
  /** Hash of the secret, told before there was anything to draw from. */
  commit: Type.String(),
  drawnAt: Type.Optional(Instant),
  size: Type.Optional(Type.Integer()),
  percent: Type.Optional(Type.Integer()),
  /** How many of this draw an officer sees. */
  seen: Type.Optional(Type.Integer()),
  seed: Type.Optional(Type.String()),
  listHash: Type.Optional(Type.String()),
})
export const makerStanding = route({
  name: 'makerStanding',
  method: 'GET',
  path: '/api/makers/:id/standing',
  act: 'maker.use',
  summary: 'Whether the maker is believed, what officers objected to, and the draws with their proofs',
  params: ById,
  reply: Type.Object({
    suspended: Type.Optional(Type.Object({ since: Instant, reason: Type.String() })),
    objections: Type.Array(
      Type.Object({
        vin: Type.String(),
        finding: TextPair,
        reason: Type.String(),
        next: TextPair,
        at: Instant,
        /** A mended record of the car was looked at and passed. */
        mended: Type.Boolean(),
      }),
    ),
    draws: Type.Array(MakerDraw),
  }),
})
