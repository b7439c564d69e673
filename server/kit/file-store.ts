import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Crypto } from './crypto.ts'

/** Where files lie: sealed, named by their id alone. Beyond one machine an S3 store takes this place. */
export interface FileStore {
  put(id: string, bytes: Buffer): Promise<void>
  get(id: string): Promise<Buffer>
  remove(id: string): Promise<void>
}

export function diskFiles(dir: string, crypto: Crypto): FileStore {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('a file id is a uuid')
    return join(dir, id)
  }
  return {
    /** Written to the side, synced, renamed: a crash leaves a whole file or none. */
    put: async (id, bytes) => {
      const target = path(id)
      const handle = await open(`${target}.new`, 'w', 0o600)
      try {
        await handle.writeFile(crypto.seal(bytes, `files|${id}`))
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${target}.new`, target)
    },
    get: async (id) => crypto.open(await readFile(path(id)), `files|${id}`),
    remove: (id) => rm(path(id), { force: true }),
  }
}
