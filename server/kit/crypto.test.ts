import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCrypto, digest, randomToken, SealBroken, symmetricSelfTest, type Suite } from './crypto.ts'
import { ensureKeyPair } from './crypto-keyfiles.ts'
import { generateKeyPair, loadPrivateKey, loadPublicKey, selfTest, sign, verify } from './crypto-signatures.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

const MASTER = Buffer.alloc(32, 7)
const SUITES: Suite[] = ['sm', 'intl']

describe.each(SUITES)('suite %s', (suite) => {
  const crypto = createCrypto({ suite, masterKey: MASTER })
  const pair = generateKeyPair(suite)
  const privateKey = loadPrivateKey(pair.privatePem)
  const publicKey = loadPublicKey(pair.publicPem)

  test('the published vectors hold', () => {
    symmetricSelfTest(suite)
    selfTest(suite)
  })

  test('what is sealed opens again, in its own place only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (plain, place, other) => {
        const sealed = crypto.seal(Buffer.from(plain), place)
        expect(crypto.open(sealed, place).equals(Buffer.from(plain))).toBe(true)
        if (other !== place) expect(() => crypto.open(sealed, other)).toThrow(SealBroken)
      }),
    )
  })

  test('one changed bit anywhere, a cut or an addition is refused', () => {
    const sealed = crypto.seal('370202199001011234', 'persons|id_number|1')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => crypto.open(changed, 'persons|id_number|1'), `bit ${bit}`).toThrow(SealBroken)
    }
    for (let end = 0; end < sealed.length; end += 1)
      expect(() => crypto.open(sealed.subarray(0, end), 'persons|id_number|1'), `cut at ${end}`).toThrow(SealBroken)
    expect(() => crypto.open(Buffer.concat([sealed, Buffer.from([0])]), 'persons|id_number|1')).toThrow(SealBroken)
  })

  test('the same text never looks the same twice, and the place cannot slide into the text', () => {
    expect(crypto.seal('a', 'x').equals(crypto.seal('a', 'x'))).toBe(false)
    expect(() => crypto.open(crypto.seal('ab', 'c'), 'bc')).toThrow(SealBroken)
  })

  test('a new master key or suite still opens what the old one sealed, and only if it knows it', () => {
    const sealed = crypto.seal('旧', 't|c|1')
    const next = Buffer.alloc(32, 8)
    for (const later of SUITES) {
      const keeper = createCrypto({ suite: later, masterKey: next, formerKeys: [MASTER] })
      expect(keeper.open(sealed, 't|c|1').toString()).toBe('旧')
      expect(() => createCrypto({ suite: later, masterKey: next }).open(sealed, 't|c|1')).toThrow(SealBroken)
    }
  })

  test('blind indexes are stable, keyed and differ by column', () => {
    const other = createCrypto({ suite, masterKey: Buffer.alloc(32, 9) })
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const index = crypto.blindIndex('id_number', a)
        expect(index.equals(createCrypto({ suite, masterKey: MASTER }).blindIndex('id_number', a))).toBe(true)
        expect(index.equals(crypto.blindIndex('id_number', b))).toBe(a === b)
        expect(index.equals(crypto.blindIndex('mobile', a))).toBe(false)
        expect(index.equals(other.blindIndex('id_number', a))).toBe(false)
      }),
    )
    expect(crypto.keyedId('x')).toMatch(/^[\w-]{12}$/)
    expect(crypto.hmac('a', 'x').equals(crypto.hmac('b', 'x'))).toBe(false)
  })

  test('a signature holds for its bytes and its key alone', () => {
    const stranger = loadPublicKey(generateKeyPair(suite).publicPem)
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const data = Buffer.from(a)
        const signature = sign(privateKey, publicKey, data)
        expect(verify(publicKey, data, signature)).toBe(true)
        expect(verify(stranger, data, signature)).toBe(false)
        expect(verify(publicKey, Buffer.from(b), signature)).toBe(data.equals(Buffer.from(b)))
        expect(verify(publicKey, data, Buffer.from(b))).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  test('processes that start at once share one key, readable by the owner alone', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'keys-'))
    const script = `
      const { ensureKeyPair } = await import(${JSON.stringify(new URL('crypto-keyfiles.ts', import.meta.url).href)})
      const { sign } = await import(${JSON.stringify(new URL('crypto-signatures.ts', import.meta.url).href)})
      const pair = ensureKeyPair(${JSON.stringify(dir)}, 'house', ${JSON.stringify(suite)})
      process.stdout.write(sign(pair.privateKey, pair.publicKey, Buffer.from('x')).toString('hex'))`
    const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    try {
      const signatures = await Promise.all([start(), start(), start(), start()])
      const { publicKey: shared } = ensureKeyPair(dir, 'house', suite)
      for (const { stdout } of signatures)
        expect(verify(shared, Buffer.from('x'), Buffer.from(stdout, 'hex'))).toBe(true)
      expect(readdirSync(dir).toSorted()).toEqual(['house.private.pem', 'house.public.pem'])
      expect(statSync(join(dir, 'house.private.pem')).mode & 0o777).toBe(0o600)
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

test('HMAC-SM3 and HMAC-SHA-256 are the hash twice over padded keys (RFC 2104), not something else', () => {
  const pad = (key: Buffer, byte: number) => Buffer.from(Buffer.concat([key, Buffer.alloc(32)]).map((b) => b ^ byte))
  for (const suite of SUITES) {
    const twice = (key: Buffer, data: string) =>
      digest(suite, Buffer.concat([pad(key, 0x5c), digest(suite, Buffer.concat([pad(key, 0x36), Buffer.from(data)]))]))
    // HKDF with an empty salt (RFC 5869) rebuilt from that: extract, then one block of expand.
    const extracted = twice(Buffer.alloc(32), MASTER.toString('latin1'))
    const subkey = twice(extracted, `yunchuang|1|${suite}|hmac:p\u0001`)
    expect(createCrypto({ suite, masterKey: MASTER }).hmac('p', 'data').equals(twice(subkey, 'data'))).toBe(true)
  }
})

test('suites do not share hashes, and keys of other kinds are turned away', () => {
  expect(digest('intl', 'x').equals(createHash('sha256').update('x').digest())).toBe(true)
  expect(digest('sm', 'x').equals(digest('intl', 'x'))).toBe(false)
  expect(() => createCrypto({ suite: 'sm', masterKey: Buffer.alloc(16) })).toThrow(RangeError)
  const p256 =
    '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n-----END PUBLIC KEY-----\n'
  expect(() => loadPublicKey(p256)).toThrow(TypeError)
})

test('tokens are long, fresh and safe in an address', () => {
  const tokens = new Set(Array.from({ length: 200 }, () => randomToken()))
  expect(tokens.size).toBe(200)
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
})

test('a password is known again, in every Unicode form, and no other is; nobody is told apart from a stranger', async () => {
  const stored = await hashPassword('云窗Ａ-1')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(stored, '云窗A-1')).toBe(true)
  expect(await verifyPassword(stored, '云窗A-2')).toBe(false)
  expect(await verifyPassword(undefined, '云窗A-1')).toBe(false)
  expect(await verifyPassword('$argon2id$v=19$m=1,t=1,p=1$x$y', '云窗A-1')).toBe(false)
  const many = await Promise.all(Array.from({ length: 6 }, () => verifyPassword(stored, '云窗A-1')))
  expect(many).toEqual(Array.from({ length: 6 }, () => true))
})
