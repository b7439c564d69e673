import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Session } from '#domain/video/session.ts'
import { storeUpload } from '#server/files/files.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { MIN_EDGE } from './session-view.ts'
import { loadSession } from './session-store.ts'
import { actInSession } from './sessions.ts'
import { insertCapture } from './sessions.sql.ts'

const HOW = ['photo', 'frame', 'file', 'earlier'] as const

/** The photo as it was sent: fields before the file. Throws Refused 415, 422, 413. */
export async function readCaptureForm(
  request: FastifyRequest,
): Promise<{ sha256: string; how: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw refusedBy(415, { code: 'UPLOAD_FORM' })
  const fields: Record<string, string> = {}
  let bytes: Buffer | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    if (part.file.truncated) throw refusedBy(413, { code: 'TOO_LARGE' })
    bytes = Buffer.concat(chunks)
  }
  if (!bytes || bytes.length === 0) throw refusedBy(422, { code: 'UPLOAD_EMPTY' })
  const how = HOW.find((h) => h === fields['how'])
  if (!how)
    throw new Refused(422, 'INVALID', '没有说明照片是怎样拍的', {
      fields: [{ field: 'how', code: 'not-an-option', message: HOW.join(' / ') }],
    })
  return { sha256: fields['sha256'] ?? '', how, bytes }
}

/**
 * Takes the still the officer asked for: full size, through HTTPS and never from the film. What the phone
 * hashed must be what came; too small a picture is refused with its size. Decoding runs outside any transaction.
 */
export async function takeCapture(
  house: House,
  person: string,
  sessionId: string,
  captureId: string,
  photo: { sha256: string; how: string; bytes: Buffer },
): Promise<Session> {
  const s = await loadSession(house.db.read, house, sessionId)
  const capture = s.captures.find((c) => c.id === captureId)
  if (!capture) throw refusedBy(404, { code: 'VIDEO_NO_CAPTURE' })
  const hash = createHash('sha256').update(photo.bytes).digest('hex')
  if (hash !== photo.sha256) throw refusedBy(422, { code: 'VIDEO_CAPTURE_BROKEN' })
  const kept = await storeUpload(house, person, 'document', photo.bytes)
  const edge = Math.max(kept.width, kept.height)
  if (edge < MIN_EDGE[capture.paper])
    throw refusedBy(422, { code: 'VIDEO_CAPTURE_SMALL', params: { n: edge, least: MIN_EDGE[capture.paper] } })
  return house.db.tx(async (tx) => {
    const next = await actInSession(tx, house, { kind: 'citizen', id: person }, sessionId, {
      type: 'captured',
      capture: captureId,
      file: kept.id,
      hash,
      how: photo.how,
    })
    const houseHash = house.crypto.hashHex(await house.files.get(kept.id))
    await tx.run(insertCapture, [
      next.office,
      next.id,
      captureId,
      kept.id,
      hash,
      houseHash,
      photo.how,
      house.time.now(),
    ])
    return next
  })
}
