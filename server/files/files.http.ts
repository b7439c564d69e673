import type { FastifyInstance, FastifyReply } from 'fastify'
import { readCaseFile, readOwnFile, uploadFile } from '#api/files.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { loadCase } from '#server/cases/cases.ts'
import { purposeOfRead } from '#server/cases/closed-reads.ts'
import { audit } from '#server/kit/audit.ts'
import { notFound } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { allow, citizenOf, officerOf, serveRead } from '#server/kit/serve.ts'
import { openFile, ownerOfFile, storeUpload } from './files.ts'
import { onePicture } from './one-picture.ts'

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
    const purpose = await purposeOfRead(house.db.read, officerOf(actor), c)
    await audit(house.db.write, actor, {
      act: 'read-file',
      object: { kind: 'file', id: params.id },
      person: await personConcerned(house.db.read, c),
      purpose,
      result: 'done',
    })
    return asJpeg(reply, (await openFile(house, params.id)).bytes)
  })
}

const asJpeg = (reply: FastifyReply, bytes: Buffer): FastifyReply =>
  reply
    .headers({ 'content-type': 'image/jpeg', 'content-disposition': 'inline', 'cache-control': 'no-store' })
    .send(bytes)
