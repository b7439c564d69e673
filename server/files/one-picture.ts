import type { FastifyRequest } from 'fastify'
import { Refused, refusedBy } from '#server/kit/errors.ts'

/** The one file part of a multipart request and its purpose. Throws Refused: 415, 422 UPLOAD_EMPTY, 413 TOO_LARGE. */
export async function onePicture(request: FastifyRequest): Promise<{ purpose: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw refusedBy(415, { code: 'UPLOAD_FORM' })
  let purpose = ''
  let bytes: Buffer | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'purpose' && typeof part.value === 'string') purpose = part.value
      continue
    }
    // Read to its end in any case: an unread part blocks the ones behind it.
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    // The parser cuts a file at the limit and says so only here (measured: without this check a cut file is taken in).
    if (part.file.truncated) throw refusedBy(413, { code: 'TOO_LARGE' })
    if (bytes)
      throw new Refused(422, 'INVALID', '一次只能上传一个文件', {
        fields: [{ field: 'file', code: 'too-many', message: '一次只能上传一个文件', en: 'One file at a time' }],
      })
    bytes = Buffer.concat(chunks)
  }
  if (!bytes) throw refusedBy(422, { code: 'UPLOAD_EMPTY' })
  return { purpose, bytes }
}
