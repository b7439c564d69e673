import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { link, mkdir, open, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files that are copied are written once and never changed; those that still grow are copied again by a later round. */

export interface Copied {
  bytes: number
  sum: string
}

/** The backup before this one: what is the same is linked, not copied. */
export interface Former {
  folder: string
  sums: ReadonlyMap<string, string>
}

/**
 * Copies what lies below `from` to the same names below `to`, and notes size and SHA-256 in `copied` (names relative to the backup).
 * Called twice it copies what is new or has grown. What is gone meanwhile stays in the copy.
 */
export async function copyTree(
  { from, to, name }: { from: string; to: string; name: string },
  copied: Map<string, Copied>,
  former?: Former,
): Promise<void> {
  if (!existsSync(from)) return
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.new')) continue
    const source = join(entry.parentPath, entry.name)
    const path = join(name, source.slice(from.length + 1))
    const found = await stat(source).catch(() => undefined)
    if (!found || copied.get(path)?.bytes === found.size) continue
    const target = join(to, path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const sum = former && (await linked(former, path, target, found))
    copied.set(path, sum === undefined ? await copyFile(source, target) : { bytes: found.size, sum })
    if (sum === undefined) await utimes(target, found.atime, found.mtime)
  }
}

async function linked(
  { folder, sums }: Former,
  path: string,
  target: string,
  source: { size: number; mtimeMs: number },
): Promise<string | undefined> {
  const sum = sums.get(path)
  const old = sum === undefined ? undefined : await stat(join(folder, path)).catch(() => undefined)
  if (!old || old.size !== source.size || Math.abs(old.mtimeMs - source.mtimeMs) > 1) return undefined
  // Backups on another disk, or on one without links, are whole copies.
  return link(join(folder, path), target).then(
    () => sum,
    () => undefined,
  )
}

/** The sum is of what was written: a file that grows meanwhile is whole up to somewhere. */
async function copyFile(source: string, target: string): Promise<Copied> {
  const [input, output] = [await open(source, 'r'), await open(target, 'w', 0o600)]
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const piece = Buffer.allocUnsafe(1024 * 1024)
    for (;;) {
      const { bytesRead } = await input.read(piece, 0, piece.length)
      if (bytesRead === 0) break
      hash.update(piece.subarray(0, bytesRead))
      await output.writeFile(piece.subarray(0, bytesRead))
      bytes += bytesRead
    }
    await output.sync()
  } finally {
    await input.close()
    await output.close()
  }
  return { bytes, sum: hash.digest('hex') }
}
