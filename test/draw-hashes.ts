import { createHash, createHmac } from 'node:crypto'
import type { DrawHash } from '#domain/plates/draw.ts'

const sha = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** The hashes of a draw with a key of a test's own. */
export const hashesOf = (seed: string): DrawHash => ({
  hash: sha,
  mac: (text) => createHmac('sha256', sha(seed)).update(text).digest(),
})

/** A car's tag. */
export const tag = (i: number): string => sha(`car ${i}`).toString('hex')
