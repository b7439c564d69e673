import { createHash } from 'node:crypto'
import { PHOTO_SLOTS, photoNamed, type PhotoSlot } from '#domain/pre-inspection.ts'
import { keepPicture } from '#server/files/files.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { lockMaker } from './keys.sql.ts'
import type { Maker } from './maker.ts'
import * as sql from './photos.sql.ts'

/** What a photo may weigh, in bytes. */
export const PHOTO_BYTES = 2 * 1024 * 1024
/** Files of one request, which may take fifteen seconds: a photo of 12 million points is made anew in 0.25 s of a busy machine (measured). */
export const PHOTOS_AT_ONCE = 12
/** Purpose under which the files lie; no person can upload under it. */
const PURPOSE = 'pre-inspection'

export type SentPhoto = sql.SentRow['results'][number]
export type Missing = sql.Missing

/** One file of a sending: its bytes, or why they did not come whole. */
export interface GivenPhoto {
  name: string
  bytes: Buffer | 'too-large'
}

/** Photos as they arrive; `id` is that of the press they belong to, known once the first has come. */
export interface Sending {
  photos: AsyncIterable<GivenPhoto>
  id: () => string | undefined
}

/**
 * Takes in photos one by one: each is whole and kept before the next is read, and what is wrong with one concerns that one alone.
 * What came of each is kept under the id that is given back; several requests of one press share theirs. Throws Refused 422
 * UPLOAD_EMPTY, and what `sending` throws.
 */
export async function takePhotos(
  house: House,
  citizen: Citizen,
  maker: Maker,
  sending: Sending,
): Promise<{ id: string; results: SentPhoto[] }> {
  const results: SentPhoto[] = []
  for await (const photo of sending.photos) {
    const vin = photoNamed(photo.name)?.vin
    const done = await takeOne(house, citizen, maker, photo).catch((error: unknown) => {
      // Two pictures of one sending can trip over each other's row; a fault of the house is not the file's.
      if (error instanceof Refused) return error.code
      throw error
    })
    results.push({
      name: photo.name.slice(0, 120),
      ...(vin ? { vin } : {}),
      ...(done === 'taken' || done === 'same' ? { state: done } : { state: 'refused', code: done }),
    })
  }
  if (results.length === 0) throw refusedBy(422, { code: 'UPLOAD_EMPTY' })
  const id = sending.id() ?? uuidv7()
  const kept = [id, maker.id, citizen.id, house.time.now(), JSON.stringify(results)]
  if ((await house.db.write.run(sql.insertSend, kept)) !== 1) throw notFound()
  return { id, results }
}

/** What came of one sending. Throws Refused 404 for another maker's. */
export async function readSend(tx: Pick<Tx, 'one'>, maker: Maker, id: string): Promise<sql.SentRow> {
  const row = await tx.one(sql.readSend, [id])
  if (!row || row.company !== maker.id) throw notFound()
  return row
}

/** Cars whose newest record lacks photos, with which; `total` of all of them. */
export async function missingPhotos(
  tx: Pick<Tx, 'many'>,
  maker: Pick<Maker, 'id'>,
  most: number,
): Promise<{ total: number; cars: { vin: string; slots: PhotoSlot[] }[] }> {
  const rows = await tx.many(sql.missingOf, [maker.id, most])
  return {
    total: rows[0]?.total ?? 0,
    cars: rows.map((r) => ({ vin: r.vin, slots: PHOTO_SLOTS.filter((slot) => r.slots.includes(slot)) })),
  }
}

/** How many cars of a maker count, and how many wait for photos. */
export const countsOf = async (tx: Pick<Tx, 'one'>, maker: Pick<Maker, 'id'>) =>
  (await tx.one(sql.countWhole, [maker.id])) ?? { whole: 0, waiting: 0 }

/** What has its three photos counts from now on; what was objected to before is looked at again first. */
export async function completeCars(tx: Tx, house: House, vins: readonly string[]): Promise<void> {
  const now = house.time.now()
  const whole = await tx.many(sql.completeNow, [vins, now])
  if (whole.length > 0) await tx.run(sql.lookAgain, [JSON.stringify(whole), house.city.homeOffice, now])
}

/** 'taken', 'same', or the code of what is wrong. Throws Refused for what the decoder finds. */
async function takeOne(house: House, citizen: Citizen, maker: Maker, { name, bytes }: GivenPhoto): Promise<string> {
  const named = photoNamed(name)
  if (!named) return 'PHOTO_NAME'
  if (bytes === 'too-large') return 'PHOTO_TOO_LARGE'
  const newest = await house.db.read.one(sql.newestSigned, [named.vin, maker.id])
  if (!newest) return 'PHOTO_NO_RECORD'
  const hash = createHash('sha256').update(bytes).digest()
  if (newest.record[named.slot] !== hash.toString('hex')) return 'PHOTO_DIFFERS'
  const known = await house.db.read.one(sql.photoByHash, [hash])
  if (known) return known.vin === named.vin ? 'same' : 'PHOTO_USED'
  return keepPicture(house, citizen.id, PURPOSE, bytes, async (tx, file) => {
    await tx.one(lockMaker, [maker.id])
    const mine = await tx.one(sql.insertPhoto, [hash, named.vin, maker.id, file, citizen.id, house.time.now()])
    if (mine) await completeCars(tx, house, [named.vin])
    return { keep: mine !== undefined, result: mine ? 'taken' : 'same' }
  })
}
