import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Crypto } from '#server/kit/crypto.ts'
import { dumpDatabase, fileOf } from './dump.ts'
import { type Manifest, parseSums, readManifest, sumOf, SUMS, markOf, writeManifest } from './manifest.ts'
import { type Copied, copyTree } from './tree.ts'

/** Where a house has its things. */
export interface Place {
  /** The account that owns the tables. */
  ownerUrl: string
  dataDir: string
  keysDir: string
  crypto: Crypto
}

/** Folders of DATA_DIR that belong to the data, all sealed. The keys are not among them: apart from the data they are nothing. */
export const TREES = ['files', 'recordings'] as const

/**
 * Copies the house into a new folder while it works: the database as one moment shows it, and every file that a row of that moment
 * names. The folder bears another name until it is whole. With the folder of an earlier backup files that are the same are linked.
 */
export async function takeBackup(place: Place, folder: string, former?: string): Promise<Manifest> {
  refuseUsedFolder(folder)
  const keys = publicKeys(place.keysDir)
  const before = former === undefined ? undefined : formerOf(former, place.crypto)
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}.unfinished`)
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  try {
    const copied = new Map<string, Copied>()
    const copyAll = async () => {
      for (const name of TREES) await copyTree({ from: join(place.dataDir, name), to: draft, name }, copied, before)
    }
    // Before the database: what is removed meanwhile is in the copy. After it: so is everything its rows name.
    await copyAll()
    const at = new Date().toISOString()
    const database = await dumpDatabase(place.ownerUrl, join(draft, 'database'))
    await copyAll()
    const sums = await writeSums(
      draft,
      copied,
      database.tables.map(({ name }) => join('database', fileOf(name))),
    )
    const bytes = [...copied.values()].reduce((sum, file) => sum + file.bytes, 0)
    const manifest: Manifest = {
      format: 1,
      at,
      suite: place.crypto.suite,
      database,
      files: { count: copied.size, bytes },
      keys,
      masterKey: markOf(place.crypto),
      sums,
    }
    writeManifest(draft, place.crypto, manifest)
    if (existsSync(folder)) rmSync(folder, { recursive: true })
    renameSync(draft, folder)
    return manifest
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

function refuseUsedFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(
      `${folder} is not empty. Each backup is a folder of its own, for example ${join(dirname(folder), new Date().toISOString().slice(0, 16).replaceAll(':', ''))}.`,
    )
}

/** Throws with a sentence when the house was never opened here: a backup without its keys could not be told from another's. */
export function publicKeys(keysDir: string): Manifest['keys'] {
  const read = (name: 'house' | 'log') => {
    const file = join(keysDir, `${name}.public.pem`)
    if (!existsSync(file))
      throw new Error(`there is no ${file}: the keys of the house do not lie in ${keysDir}. Set KEYS_DIR or DATA_DIR.`)
    return readFileSync(file, 'utf8')
  }
  return { house: read('house'), log: read('log') }
}

function formerOf(folder: string, crypto: Crypto) {
  readManifest(folder, crypto)
  return { folder, sums: parseSums(readFileSync(join(folder, SUMS), 'utf8')) }
}

async function writeSums(
  folder: string,
  copied: ReadonlyMap<string, Copied>,
  tables: readonly string[],
): Promise<string> {
  const lines = [...copied].map(([path, { sum }]) => `${sum}  ${path}`)
  for (const path of tables) lines.push(`${await sumOf(join(folder, path))}  ${path}`)
  const text = lines.map((line) => `${line}\n`).join('')
  writeFileSync(join(folder, SUMS), text, { mode: 0o600, flush: true })
  return createHash('sha256').update(text).digest('hex')
}
