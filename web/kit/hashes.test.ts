import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmac, sha256, sm3 } from './hashes.ts'

/** Against the machine's own library, over every length around the ends of blocks. */

const HASHES = [
  ['sm3', sm3],
  ['sha256', sha256],
] as const
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test.each(HASHES)('%s is what OpenSSL says', (name, hash) => {
  const lengths = Array.from({ length: 200 }, (_, n) => n)
  for (const n of lengths) {
    const data = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 0xff)
    expect(hex(hash(data))).toBe(createHash(name).update(data).digest('hex'))
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (data) => {
      expect(hex(hash(data))).toBe(createHash(name).update(data).digest('hex'))
    }),
    { numRuns: 50 },
  )
})

test.each(HASHES)('HMAC with %s too, with keys longer and shorter than a block', (name, hash) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 300 }), (key, data) => {
      expect(hex(hmac(hash, key, data))).toBe(createHmac(name, key).update(data).digest('hex'))
    }),
    { numRuns: 100 },
  )
})
