import '#server/kit/pg-types.ts'
import type pg from 'pg'
import { listText, placesToSee, wantedOf } from '#domain/makers/sampling.ts'
import type { PreInspectionRecord } from '#domain/pre-inspection.ts'
import { digest, type Suite } from '#server/kit/crypto.ts'
import { loadPublicKey, verify } from '#server/kit/crypto-signatures.ts'
import { drawHash } from '#server/kit/draw-hash.ts'
import { signedBytes } from './keys.ts'

interface DrawNow {
  office: number
  company: string
  number: number
  suite: Suite
  commit: Buffer
  seed: Buffer
  list_hash: Buffer
  size: number
  percent: number
  owed: number
  drawn: number
}
interface Place {
  vin: string
  version: number
  place: number | null
}
const AT_ONCE = 5_000

/**
 * Computes every draw again from its seed and the records that were in it, and compares with the samples; checks the signature
 * of every record with the key it names. Gives what does not fit. Needs no key of the house.
 */
export async function verifyMakers(client: pg.ClientBase): Promise<{ draws: string[]; signatures: string[] }> {
  return { draws: await drawsThatDiffer(client), signatures: await badSignatures(client) }
}

async function drawsThatDiffer(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<DrawNow>(
    `select office, company, number, suite, commit, seed, list_hash, size, percent, owed, drawn from maker_draws
      where drawn_at is not null order by office, company, number`,
  )
  const broken: string[] = []
  let account = { owed: 0, drawn: 0 }
  for (const [n, d] of rows.entries()) {
    if (rows[n - 1]?.company !== d.company) account = { owed: 0, drawn: 0 }
    const { wanted, after } = wantedOf(d.size, d.percent, account)
    account = after
    const fits = after.owed === d.owed && after.drawn === d.drawn && (await drawFits(client, d, wanted))
    if (!fits) broken.push(`${d.company} ${d.number}`)
  }
  return broken
}

async function drawFits(client: pg.ClientBase, d: DrawNow, wanted: number): Promise<boolean> {
  const key = [d.company, d.number]
  const list = await client.query<{ vin: string; version: number }>(
    'select vin, version from pre_inspections where company = $1 and draw = $2',
    key,
  )
  const samples = await client.query<Place>(
    'select vin, version, place from maker_samples where company = $1 and draw = $2',
    key,
  )
  const text = listText(list.rows)
  if (!digest(d.suite, d.seed).equals(d.commit) || !digest(d.suite, text).equals(d.list_hash)) return false
  if (list.rows.length !== d.size) return false
  const lines = text.split('\n')
  const places = placesToSee(drawHash(d.suite, d.seed, d.list_hash), d.company, d.number, d.size, wanted)
  const right = places.map((place) => `${lines[place]} ${place}`)
  const found = samples.rows.map((s) => `${s.vin} ${s.version} ${s.place}`)
  return right.toSorted().join('\n') === found.toSorted().join('\n')
}

async function badSignatures(client: pg.ClientBase): Promise<string[]> {
  const keys = await client.query<{ id: string; public_pem: string }>('select id, public_pem from maker_keys')
  const known = new Map(keys.rows.map((k) => [k.id, loadPublicKey(k.public_pem)]))
  const broken: string[] = []
  for (let after = ['', 0]; ;) {
    const { rows } = await client.query<{
      vin: string
      version: number
      record: PreInspectionRecord
      signature: Buffer
      key: string | null
    }>(
      `select vin, version, record, signature, key from pre_inspections where signature is not null and (vin, version) > ($1, $2)
        order by vin, version limit ${AT_ONCE}`,
      after,
    )
    for (const r of rows) {
      const key = r.key === null ? undefined : known.get(r.key)
      if (!key || !verify(key, signedBytes(r.record), r.signature)) broken.push(`${r.vin} ${r.version}`)
    }
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return broken
    after = [last.vin, last.version]
  }
}
