import { LICENCE_PHOTO, UPLOAD_PURPOSES, UPLOADS_A_DAY } from '#domain/upload.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import {
  bindFiles,
  countToday,
  type FileRow,
  findFile,
  insertFile,
  lockUploads,
  ownOf,
  removeFile,
  sameFile,
} from './files.sql.ts'
import { checkLicencePhoto } from './licence-photo.ts'
import { type Picture, remake } from './picture.ts'

export interface StoredFile {
  id: string
  purpose: string
  bytes: number
  width: number
  height: number
  at: string
}

/**
 * Takes a picture in: decoded, judged, made anew, sealed, and written down. Decoding runs outside any transaction. The same
 * picture sent again within a day is the same file. Throws Refused with the named reason (422, 415) or 429 UPLOAD_QUOTA;
 * nothing else of the person's is touched.
 */
export async function storeUpload(house: House, person: string, purpose: string, input: Buffer): Promise<StoredFile> {
  if (!UPLOAD_PURPOSES.includes(purpose))
    throw new Refused(422, 'INVALID', '没有这项材料', {
      fields: [{ field: 'purpose', code: 'unknown', message: '没有这项材料', en: 'There is no such document here' }],
    })
  await house.db.tx((tx) => withinQuota(tx, person))
  const picture = await remake(input, purpose === LICENCE_PHOTO ? checkLicencePhoto : undefined)
  const id = uuidv7()
  const hash = house.crypto.hash(picture.bytes)
  // The sealed bytes first: a row without a file would be a promise nobody can keep, a file without a row is only waste.
  await house.files.put(id, picture.bytes)
  try {
    const row = await house.db.tx((tx) => writeDown(tx, { id, person, purpose, picture, hash }))
    if (row.id !== id) await house.files.remove(id)
    return toStored(row)
  } catch (error) {
    await house.files.remove(id)
    throw error
  }
}

/**
 * Takes in a picture that belongs to something else of the house: decoded, made anew, sealed, and written down in one transaction
 * with `then`, which says whether it is wanted. Unwanted it leaves nothing behind. Throws Refused (422, 415) as storeUpload does.
 */
export async function keepPicture<R>(
  house: House,
  owner: string,
  purpose: string,
  input: Buffer,
  then: (tx: Tx, file: string) => Promise<{ keep: boolean; result: R }>,
): Promise<R> {
  const picture = await remake(input)
  const id = uuidv7()
  await house.files.put(id, picture.bytes)
  try {
    const { keep, result } = await house.db.tx(async (tx) => {
      const hash = house.crypto.hash(picture.bytes)
      await tx.one(insertFile, [id, owner, purpose, picture.bytes.length, picture.width, picture.height, hash])
      const answer = await then(tx, id)
      if (!answer.keep) await tx.run(removeFile, [id])
      return answer
    })
    if (!keep) await house.files.remove(id)
    return result
  } catch (error) {
    await house.files.remove(id)
    throw error
  }
}

/** A file's row and its bytes (JPEG). Throws Refused 404. Whether the asker may see it is the caller's question. */
export async function openFile(house: House, id: string): Promise<{ owner: string; purpose: string; bytes: Buffer }> {
  const row = await house.db.read.one(findFile, [id])
  if (!row) throw notFound()
  return { owner: row.owner, purpose: row.purpose, bytes: await house.files.get(id) }
}

/** Whose file this is. Throws Refused 404. */
export async function ownerOfFile(tx: Pick<Tx, 'one'>, id: string): Promise<string> {
  const row = await tx.one(findFile, [id])
  if (!row) throw notFound()
  return row.owner
}

/** Those of the ids that are this person's files, each with what it was uploaded for. */
export async function ownFiles(
  tx: Pick<Tx, 'many'>,
  person: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await tx.many(ownOf, [person, ids])).map((row) => [row.id, row.purpose]))
}

/**
 * Keeps uploads with the case that has taken them; loose ones are removed after some weeks (`server/privacy/retention.ts`). Throws
 * Refused 409 when one of them is gone.
 */
export async function keepWithCase(
  tx: Pick<Tx, 'run'>,
  materials: Readonly<Record<string, readonly string[]>>,
  now: Date,
): Promise<void> {
  const ids = [...new Set(Object.values(materials).flat())]
  if (ids.length > 0 && (await tx.run(bindFiles, [ids, now])) < ids.length)
    throw refusedBy(409, { code: 'UPLOAD_GONE' })
}

async function withinQuota(tx: Tx, person: string): Promise<void> {
  const count = (await tx.one(countToday, [person]))?.count ?? 0
  if (count < UPLOADS_A_DAY) return
  const refusal = refusedBy(429, { code: 'UPLOAD_QUOTA', params: { n: UPLOADS_A_DAY } })
  throw new Refused(429, refusal.code, refusal.message, {
    ...(refusal.next ? { next: refusal.next } : {}),
    retryAfter: 3_600,
  })
}

async function writeDown(
  tx: Tx,
  file: { id: string; person: string; purpose: string; picture: Picture; hash: Buffer },
): Promise<FileRow> {
  await tx.one(lockUploads, [file.person])
  const same = await tx.one(sameFile, [file.person, file.purpose, file.hash])
  if (same) return same
  await withinQuota(tx, file.person)
  const row = await tx.one(insertFile, [
    file.id,
    file.person,
    file.purpose,
    file.picture.bytes.length,
    file.picture.width,
    file.picture.height,
    file.hash,
  ])
  if (!row) throw new Error('a file was not written down')
  return row
}

const toStored = (row: FileRow): StoredFile => ({
  id: row.id,
  purpose: row.purpose,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  at: row.created_at.toISOString(),
})
