import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, strict, TextPair, Words } from './shared.ts'

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
  summary: 'Upload a table of inspections before delivery; the same table again is the same upload',
  params: ById,
  body: Type.Object({ name: Words(120), csv: Type.String({ maxLength: 240_000 }) }, strict),
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
