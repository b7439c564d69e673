import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The 32 bytes everything personal is sealed with. From MASTER_KEY_FILE (production: mounted from the key store), else made
 * once in the data folder with 0600. Two processes that start together end with the same key: a hard link decides.
 */
export function loadMasterKey(dataDir: string, file = process.env['MASTER_KEY_FILE']): Buffer {
  const path = file ?? join(dataDir, 'keys', 'master.key')
  if (!file) makeOnce(join(dataDir, 'keys'), path)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length !== 32) throw new Error(`${path} does not hold 32 bytes in base64`)
  return key
}

function makeOnce(dir: string, path: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const fresh = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600 })
  try {
    linkSync(fresh, path)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh, { force: true })
  }
}
