import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Static, Type } from 'typebox'
import { canonicalJson } from '#server/kit/canonical.ts'
import type { Crypto } from '#server/kit/crypto.ts'
import { parse } from '#server/kit/parse.ts'

/** What a backup says of itself: `backup.json`, and `SHA256SUMS` over every other file (`sha256sum -c` reads it). */

const DumpSchema = Type.Object({
  migrations: Type.Array(Type.String()),
  tables: Type.Array(
    Type.Object({
      name: Type.String({ pattern: '^[a-z_]+\\.[a-z0-9_]+$' }),
      columns: Type.Array(Type.String()),
      rows: Type.Integer(),
    }),
  ),
  sequences: Type.Array(
    Type.Object({ name: Type.String({ pattern: '^[a-z_]+\\.[a-z0-9_]+$' }), last: Type.String({ pattern: '^\\d+$' }) }),
  ),
  /** The newest signed head of the log in the snapshot; none before the first minute of a house. */
  checkpoint: Type.Optional(
    Type.Object({ size: Type.Integer(), root: Type.String(), at: Type.String(), signature: Type.String() }),
  ),
})
/** What is in the database of a backup: its schema, its tables in their order, its sequences and the head of its log. */
export type Dump = Static<typeof DumpSchema>

const ManifestSchema = Type.Object({
  format: Type.Literal(1),
  /** When the snapshot was taken: all that was acknowledged before is in it. */
  at: Type.String(),
  suite: Type.Union([Type.Literal('sm'), Type.Literal('intl')]),
  database: DumpSchema,
  files: Type.Object({ count: Type.Integer(), bytes: Type.Integer() }),
  /** Public halves of the two keys whose loss would be found only later; the private halves are never in a backup. */
  keys: Type.Object({ house: Type.String(), log: Type.String() }),
  /** Says which master key opens what is sealed, and nothing of the key. */
  masterKey: Type.String(),
  /** SHA-256 of SHA256SUMS. */
  sums: Type.String(),
})
export type Manifest = Static<typeof ManifestSchema>
const Signed = Type.Intersect([ManifestSchema, Type.Object({ mac: Type.String() })])

const FILE = 'backup.json'
export const SUMS = 'SHA256SUMS'

export const markOf = (crypto: Crypto): string => crypto.hmac('backup', 'which master key').toString('hex')
const macOf = (crypto: Crypto, manifest: Manifest): string =>
  crypto.hmac('backup-manifest', canonicalJson(manifest)).toString('hex')

/** Written last, over everything else. Its keyed hash shows a change by whoever keeps the backups. */
export function writeManifest(folder: string, crypto: Crypto, manifest: Manifest): void {
  const text = JSON.stringify({ ...manifest, mac: macOf(crypto, manifest) }, null, 2)
  writeFileSync(join(folder, FILE), `${text}\n`, { mode: 0o600, flush: true })
}

/** Throws with a sentence when the folder is no whole backup, of another master key, or was changed. */
export function readManifest(folder: string, crypto: Crypto): Manifest {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`)
  if (!existsSync(join(folder, FILE)))
    throw new Error(
      `${folder} is no backup, or one that was broken off: it has no ${FILE}, which is written last. Take another one.`,
    )
  const { mac, ...manifest } = readSigned(join(folder, FILE))
  if (manifest.masterKey !== markOf(crypto))
    throw new Error(
      'this backup was sealed with another master key; nothing personal in it could be opened. Put the key of then in MASTER_KEY_FILE.',
    )
  if (mac !== macOf(crypto, manifest))
    throw new Error(`${FILE} was changed after the backup was taken. Take another backup.`)
  return manifest
}

function readSigned(file: string): Static<typeof Signed> {
  try {
    return parse(Signed, JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} cannot be read: it was cut, or written by another version`, { cause })
  }
}

/** Reads every file of the backup once. Throws with the names of the first that are missing, cut or changed. */
export async function checkSums(folder: string, manifest: Manifest): Promise<void> {
  const sums = existsSync(join(folder, SUMS)) ? readFileSync(join(folder, SUMS), 'utf8') : ''
  if (createHash('sha256').update(sums).digest('hex') !== manifest.sums)
    throw new Error(`${SUMS} is missing or was changed after the backup was taken. Take another backup.`)
  const wrong: string[] = []
  for (const [path, sum] of parseSums(sums))
    if (!existsSync(join(folder, path)) || (await sumOf(join(folder, path))) !== sum) wrong.push(path)
  if (wrong.length > 0)
    throw new Error(
      `${wrong.length} files of the backup are missing, cut or changed: ${wrong.slice(0, 3).join(', ')}${wrong.length > 3 ? ' …' : ''}. Nothing was restored. Take another backup.`,
    )
}

/** Path → SHA-256, of a text as sha256sum writes it. */
export const parseSums = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  )

/** SHA-256 of a file, in hexadecimal. */
export async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  if (statSync(file).size < SMALL) hash.update(readFileSync(file))
  else await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
const SMALL = 4 * 1024 * 1024
