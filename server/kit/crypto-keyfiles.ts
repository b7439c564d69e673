import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Suite } from './crypto.ts'
import { generateKeyPair, loadPrivateKey, loadPublicKey, publicPemOf, type KeyPair } from './crypto-signatures.ts'

/**
 * The signing pair `<name>.private.pem` / `<name>.public.pem` in `dir`, made at the first call (0600, directory 0700).
 * Any number of processes may call it at once: a hard link decides who made the key, the others read it.
 */
export function ensureKeyPair(dir: string, name: string, suite: Suite): KeyPair {
  const file = join(dir, `${name}.private.pem`)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const privatePem = readIfThere(file) ?? writeOnce(file, generateKeyPair(suite).privatePem)
  const publicPem = publicPemOf(privatePem)
  const publicFile = join(dir, `${name}.public.pem`)
  if (readIfThere(publicFile) !== publicPem) replace(publicFile, publicPem)
  return { privateKey: loadPrivateKey(privatePem), publicKey: loadPublicKey(publicPem) }
}

function writeOnce(file: string, content: string): string {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(file, 'utf8')
}

function replace(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o600 })
  renameSync(draft, file)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
