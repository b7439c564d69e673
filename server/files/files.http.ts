import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readCaseFile, readOwnFile, uploadFile } from '#api/files.ts'
import { loadCase } from '#server/cases/cases.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, citizenOf, serveRead } from '#server/kit/serve.ts'
import { openFile, ownerOfFile, storeUpload } from './files.ts'

export function fileRoutes(app: FastifyInstance, house: House): void {
  // Bound as a read: a slow line and the decoder must not hold a transaction open. `storeUpload` opens its own short ones.
  serveRead(app, house, uploadFile, async ({ actor, request }) => {
    const { purpose, bytes } = await onePicture(request)
    return storeUpload(house, citizenOf(actor).id, purpose, bytes)
  })
  serveRead(app, house, readOwnFile, async ({ actor, params, reply }) => {
    allow(readOwnFile.act, actor, { owner: await ownerOfFile(house.db.read, params.id) })
    return asJpeg(reply, (await openFile(house, params.id)).bytes)
  })
  serveRead(app, house, readCaseFile, async ({ actor, params, query, reply }) => {
    const c = await loadCase(house.db.read, house, query.case)
    allow(readCaseFile.act, actor, { office: c.office })
    if (!Object.values(c.data.materials).flat().includes(params.id)) throw notFound()
    await house.db.tx((tx) => audit(tx, actor, { act: 'read-file', object: { kind: 'file', id: params.id }, person: c.applicant, purpose: `办理业务 ${c.number}`, result: 'done' }))
    return asJpeg(reply, (await openFile(house, params.id)).bytes)
  })
}

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
    if (bytes) throw new Refused(422, 'INVALID', '一次只能上传一个文件', { fields: [{ field: 'file', code: 'too-many', message: '一次只能上传一个文件' }] })
    bytes = Buffer.concat(chunks)
  }
  if (!bytes) throw refusedBy(422, { code: 'UPLOAD_EMPTY' })
  return { purpose, bytes }
}

const asJpeg = (reply: FastifyReply, bytes: Buffer): FastifyReply =>
  reply.headers({ 'content-type': 'image/jpeg', 'content-disposition': 'inline', 'cache-control': 'no-store' }).send(bytes)
