import { createHmac, createSecretKey, hash } from 'node:crypto'
import type { DrawHash } from '#domain/plates/draw.ts'
import { digest, HASH, type Suite } from './crypto.ts'

/** The hashes of one draw: keyed by K = H(S ‖ R), the secret that was committed to and what was mixed in afterwards. */
export function drawHash(suite: Suite, secret: Buffer, mixedIn: Buffer): DrawHash {
  const key = createSecretKey(digest(suite, Buffer.concat([secret, mixedIn])))
  return {
    hash: (bytes) => hash(HASH[suite], bytes, 'buffer'),
    mac: (text) => createHmac(HASH[suite], key).update(text).digest(),
  }
}
