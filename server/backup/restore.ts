import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { hashOf, treeOf } from '#domain/merkle.ts'
import { digest } from '#server/kit/crypto.ts'
import { checkHead, type Head } from '#server/sealed-log/outside.ts'
import { grow, leafOf } from '#server/sealed-log/tree.ts'
import { type Place, publicKeys, TREES } from './backup.ts'
import { loadDatabase, refuseUnlessFits } from './load.ts'
import { checkSums, type Manifest, readManifest } from './manifest.ts'
import { copyTree } from './tree.ts'

export interface Restored {
  manifest: Manifest
  /** What does not fit between the log of the backup and the head that somebody outside kept. */
  problems: string[]
  /** Entries that were published after the backup was taken: what they stood for is lost. */
  lost: number
}

/**
 * Fills an empty house from a backup. Everything is looked at before anything is changed; the database comes whole or not at all.
 * `kept` is the newest head of the log that somebody outside has. The caller asks every invariant afterwards.
 */
export async function restoreBackup(place: Place, folder: string, kept?: Head): Promise<Restored> {
  const manifest = readManifest(folder, place.crypto)
  refuseOtherKeys(place.keysDir, manifest)
  refuseUsedData(place.dataDir)
  await checkSums(folder, manifest)
  await refuseUnlessFits(place.ownerUrl, manifest.database)
  const draft = join(place.dataDir, '.restoring')
  try {
    rmSync(draft, { recursive: true, force: true })
    for (const name of TREES) await copyTree({ from: join(folder, name), to: draft, name }, new Map())
    await loadDatabase(place.ownerUrl, join(folder, 'database'), manifest.database)
    putInPlace(draft, place.dataDir)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return { manifest, ...(await compareHeads(place, manifest, kept)) }
}

/** The house would make new keys at its start, and nobody would believe the log or the house any more: said before, not found later. */
function refuseOtherKeys(keysDir: string, { keys }: Manifest): void {
  const here = publicKeys(keysDir)
  for (const name of ['house', 'log'] as const)
    if (here[name].trim() !== keys[name].trim())
      throw new Error(
        `the key pair "${name}" in ${keysDir} is not the one of the backup. Put the keys of then there: they are kept apart from the backups.`,
      )
}

function refuseUsedData(dataDir: string): void {
  for (const name of TREES) {
    const target = join(dataDir, name)
    if (existsSync(target) && readdirSync(target).length > 0)
      throw new Error(
        `${target} is not empty. Nothing was changed. Restore into an empty DATA_DIR (with the keys in it).`,
      )
  }
}

/** The files lie beside their places until the database is there. */
function putInPlace(draft: string, dataDir: string): void {
  for (const name of TREES) {
    if (!existsSync(join(draft, name))) continue
    rmSync(join(dataDir, name), { recursive: true, force: true })
    renameSync(join(draft, name), join(dataDir, name))
  }
}

/** Recomputes the log that was restored: it must give the head of the backup, and the head that was kept outside if it reaches so far. */
async function compareHeads({ ownerUrl, crypto }: Place, { database, keys }: Manifest, kept?: Head) {
  const hash = (data: Buffer) => digest(crypto.suite, data)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ kind: string; digest: Buffer }>(
      'select kind, digest from sealed_entries order by seq',
    )
    const nodes = new Map(
      grow(
        hash,
        0,
        rows.map((row) => leafOf(hash, row)),
        () => Buffer.alloc(0),
      ).map((n) => [`${n.level}/${n.index}`, n.hash]),
    )
    const rootAt = (size: number) =>
      hashOf(hash, treeOf(0, size), ({ level, index }) => nodes.get(`${level}/${index}`) ?? Buffer.alloc(0)).toString(
        'hex',
      )
    const problems: string[] = []
    const size = database.checkpoint?.size ?? 0
    if (rows.length !== size || (size > 0 && rootAt(size) !== database.checkpoint?.root))
      problems.push('the restored log does not give the head of the backup')
    if (kept) {
      problems.push(...checkHead(kept, keys.log))
      if (kept.size <= size && rootAt(kept.size) !== kept.root)
        problems.push(`the log does not continue the head that was kept at ${kept.at}`)
    }
    return { problems, lost: Math.max(0, (kept?.size ?? 0) - size) }
  } finally {
    await client.end()
  }
}
