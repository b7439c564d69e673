import { createHash, type KeyObject } from 'node:crypto'
import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { atField } from '#server/companies/companies.ts'
import { audit } from '#server/kit/audit.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { loadPublicKey, verify } from '#server/kit/crypto-signatures.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { commitDraw } from './draws.ts'
import * as sql from './keys.sql.ts'
import type { Maker } from './maker.ts'

export type Key = sql.KeyRow

/** A new key stands beside the old one while the maker changes over; more would only be forgotten. */
const LIVE_KEYS = 3

/** Ended ones last. */
export const keysOf = (tx: Pick<Tx, 'many'>, maker: Pick<Maker, 'id'>): Promise<Key[]> =>
  tx.many(sql.keysOf, [maker.id])

export const liveKeys = async (tx: Pick<Tx, 'many'>, maker: Pick<Maker, 'id'>): Promise<Key[]> =>
  (await keysOf(tx, maker)).filter((key) => !key.ended_at)

/**
 * Takes in a maker's public key (PEM; SM2 or Ed25519). The first key also commits to the maker's first draw, before there is a
 * record to draw from. Throws Refused: 422 MAKER_KEY, 409 MAKER_KEY_KNOWN, MAKER_KEYS_FULL, 403 COMPANY_ADMIN.
 */
export async function addKey(tx: Tx, house: House, citizen: Citizen, maker: Maker, pem: string): Promise<string> {
  mustManage(maker)
  const key = readKey(pem)
  await tx.run(sql.lockMaker, [maker.id])
  if ((await liveKeys(tx, maker)).length >= LIVE_KEYS)
    throw refusedBy(409, { code: 'MAKER_KEYS_FULL', params: { n: LIVE_KEYS } })
  const kind = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'sm2'
  const text = key.export({ type: 'spki', format: 'pem' }).toString()
  const made = await tx.one(sql.insertKey, [
    uuidv7(),
    maker.id,
    kind,
    text,
    fingerprintOf(key),
    citizen.id,
    house.time.now(),
  ])
  if (!made) throw refusedBy(409, { code: 'MAKER_KEY_KNOWN' })
  await commitDraw(tx, house, maker.id)
  await audit(tx, citizen, {
    act: 'maker-key-add',
    object: { kind: 'maker-key', id: made.id },
    purpose: maker.name,
    result: 'done',
  })
  return made.id
}

/** From now on nothing signed with it is taken; what was taken stays. Throws Refused 404, 403 COMPANY_ADMIN. */
export async function endKey(tx: Tx, house: House, citizen: Citizen, maker: Maker, id: string): Promise<void> {
  mustManage(maker)
  await tx.run(sql.lockMaker, [maker.id])
  if (!(await tx.one(sql.endKey, [maker.id, id, citizen.id, house.time.now()]))) throw notFound()
  await audit(tx, citizen, {
    act: 'maker-key-end',
    object: { kind: 'maker-key', id },
    purpose: maker.name,
    result: 'done',
  })
}

/** What the maker's signature is over: the record's canonical JSON (RFC 8785), every value as text. */
export const signedBytes = (record: PreInspectionRecord): Buffer => Buffer.from(canonicalJson(record), 'utf8')

/** The key with which a record was signed; undefined when none of them fits. */
export const signerOf = (keys: readonly Key[], record: PreInspectionRecord, signature: string): Key | undefined => {
  const bytes = Buffer.from(signature, 'base64')
  const data = signedBytes(record)
  return keys.find((key) => verify(parsed(key.public_pem), data, bytes))
}

/** Reading a PEM costs more than checking a signature with it: kept, as many as there are makers. */
const KEPT = new Map<string, KeyObject>()
function parsed(pem: string): KeyObject {
  const known = KEPT.get(pem)
  if (known) return known
  if (KEPT.size > 500) KEPT.clear()
  const key = loadPublicKey(pem)
  KEPT.set(pem, key)
  return key
}

/** SHA-256 of the key's DER, as `openssl pkey -pubin -outform DER | sha256sum` prints it. */
const fingerprintOf = (key: KeyObject): Buffer =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()

function readKey(pem: string): KeyObject {
  // Node takes the public half out of a private key, too: whoever pastes that here must be told, not served.
  if (pem.includes('PRIVATE KEY')) throw atField('pem', 'MAKER_KEY_PRIVATE')
  try {
    return loadPublicKey(pem)
  } catch {
    throw atField('pem', 'MAKER_KEY')
  }
}

function mustManage(maker: Maker): void {
  if (maker.role === 'user') throw refusedBy(403, { code: 'COMPANY_ADMIN' })
}
