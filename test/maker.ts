import * as companies from '#api/companies.ts'
import * as api from '#api/makers.ts'
import type { ReplyOf } from '#api/route.ts'
import { type Inspection, inspectionOf, type Shot, shotsOf, signedTable } from '#sandbox/maker.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { generateKeyPair, type KeyPair, loadPrivateKey, loadPublicKey } from '#server/kit/crypto-signatures.ts'
import type { Suite } from '#server/kit/crypto.ts'
import type { Visitor } from './people.ts'
import type { TestHouse } from './start-house.ts'
import { until } from './until.ts'

export interface SigningPair extends KeyPair {
  publicPem: string
}

/** A pair as a maker's IT makes one. */
export function newPair(suite: Suite = 'sm'): SigningPair {
  const { privatePem, publicPem } = generateKeyPair(suite)
  return { privateKey: loadPrivateKey(privatePem), publicKey: loadPublicKey(publicPem), publicPem }
}

/** The demo's maker at its portal, with a key registered: the account, and what is done there. */
export async function makerPortal(h: TestHouse, pair = newPair()) {
  const visitor = await h.citizen('xu-na')
  const { body } = await visitor.call(companies.registerCompany, { body: { creditCode: creditCodeOf('maker') } })
  const params = { id: body.id }
  await visitor.call(api.addMakerKey, { params, body: { pem: pair.publicPem } })
  const send = (csv: string) => visitor.call(api.uploadBatch, { params, body: { name: 'cars.csv', csv } })
  const settled = async (batch: string, withinMs?: number) => {
    const done = async () => {
      const { body: all } = await visitor.call(api.listBatches, { params })
      return all.batches.some((b) => b.id === batch && b.waiting === 0)
    }
    await until('every line checked', done, withinMs)
    return (await visitor.call(api.readBatch, { params: { ...params, batch } })).body
  }
  return {
    visitor,
    id: params.id,
    params,
    pair,
    send,
    settled,
    photos: (shots: readonly Shot[]) => sendPhotos(visitor, params.id, shots),
    /** Table, then photos, of cars that are all in order. `wrong` goes into every record. */
    bring: async (cars: readonly Car[], wrong: Partial<Inspection> = {}) => {
      const shots = await Promise.all(cars.map((c) => shotsOf(c.vin)))
      const list = cars.map((c, n) => inspectionOf(c, shots[n] ?? [], wrong))
      const { batch } = await settled((await send(signedTable(pair, list))).body.id)
      for (let at = 0; at < shots.length; at += 4) await sendPhotos(visitor, params.id, shots.slice(at, at + 4).flat())
      return batch
    },
  }
}
export type MakerPortal = Awaited<ReturnType<typeof makerPortal>>

export async function sendPhotos(
  visitor: Visitor,
  id: string,
  shots: readonly Shot[],
): Promise<{ status: number; body: ReplyOf<typeof api.sendPhotos> }> {
  const form = new FormData()
  for (const { name, bytes } of shots) form.append('photos', new Blob([Uint8Array.from(bytes)]), name)
  const answer = await visitor.raw(`/api/makers/${id}/photos`, { method: 'POST', body: form })
  return { status: answer.status, body: (await answer.json()) as ReplyOf<typeof api.sendPhotos> }
}

/** New cars of the maker that stand in its yard. */
export const yardOf = (cars: readonly Car[]): Car[] => cars.filter((c) => /^LFM.*5000\d\d$/.test(c.vin))
