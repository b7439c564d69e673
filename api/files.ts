import { Type } from 'typebox'
import { route } from './route.ts'
import { ById, Id, Instant, strict } from './shared.ts'

export const FileView = Type.Object({
  id: Id,
  purpose: Type.String(),
  bytes: Type.Integer(),
  width: Type.Integer(),
  height: Type.Integer(),
  at: Instant,
})

/** The bytes of a picture; JSON Schema has no type for them. */
const Jpeg = Type.Any({ description: 'image/jpeg, the picture itself' })

export const uploadFile = route({
  name: 'uploadFile',
  method: 'POST',
  path: '/api/my/files',
  act: 'citizen.self',
  idempotent: 'own',
  summary:
    'Upload one picture (multipart/form-data: `purpose`, then `file`; JPEG, PNG or WebP up to 8 MB). The same picture sent again is the same file.',
  body: Type.Any({ description: 'multipart/form-data with the field `purpose` before one file part `file`' }),
  reply: FileView,
})
export const readOwnFile = route({
  name: 'readOwnFile',
  method: 'GET',
  path: '/api/my/files/:id',
  act: 'file.own',
  summary: 'A picture of mine (image/jpeg)',
  params: ById,
  reply: Jpeg,
})
export const readCaseFile = route({
  name: 'readCaseFile',
  method: 'GET',
  path: '/api/files/:id',
  act: 'case.read',
  summary: 'A picture that belongs to a case of the own office (image/jpeg); the reading is written down',
  params: ById,
  query: Type.Object({ case: Id }, strict),
  reply: Jpeg,
})
