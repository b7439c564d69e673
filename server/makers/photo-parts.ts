import type { FastifyRequest } from 'fastify'
import { refusedBy } from '#server/kit/errors.ts'
import { type GivenPhoto, PHOTO_BYTES, PHOTOS_AT_ONCE, type Sending } from './photos.ts'

/**
 * The photos of a multipart request, one after the other as they arrive. One that is too large is named and the rest goes on. The
 * field `_key` before them says to which press they belong. Throws Refused: 415 UPLOAD_FORM, 413 from the parser when there are
 * too many files.
 */
export function sendingOf(request: FastifyRequest): Sending {
  if (!request.isMultipart()) throw refusedBy(415, { code: 'UPLOAD_FORM' })
  const press: { id?: string } = {}
  return { photos: photosOf(request, press), id: () => press.id }
}

async function* photosOf(request: FastifyRequest, press: { id?: string }): AsyncGenerator<GivenPhoto> {
  const limits = { fileSize: PHOTO_BYTES, files: PHOTOS_AT_ONCE, parts: PHOTOS_AT_ONCE + 8 }
  // Else the parser ends the whole request at the first file that is too large (measured); its types leave the option out.
  const options = { limits, throwFileSizeLimit: false }
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      if (part.fieldname === '_key' && typeof part.value === 'string' && UUID.test(part.value)) press.id = part.value
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    // A file input that was left empty sends a part without a name.
    if (part.filename === '' && chunks.length === 0) continue
    yield { name: part.filename, bytes: part.file.truncated ? 'too-large' : Buffer.concat(chunks) }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
