import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'

/** `sm`: SM3, SM4-CTR + HMAC-SM3 (Node has no SM4-GCM), SM2. `intl`: SHA-256, AES-256-GCM, Ed25519. */
export type Suite = 'sm' | 'intl'

export interface CryptoOptions {
  readonly suite: Suite
  /** 32 bytes from the key store; every key in use is derived from it. */
  readonly masterKey: Buffer
  /** Master keys used before: they open what they sealed, and seal nothing new. */
  readonly formerKeys?: readonly Buffer[]
}

export type Crypto = ReturnType<typeof createCrypto>

/**
 * The one provider of symmetric cryptography: hashing, sealing of personal fields, blind indexes.
 * A sealed value carries format version, suite and key id, so that suite and master key may change while old rows stay readable.
 * Throws RangeError for a master key that is not 32 bytes.
 */
export function createCrypto({ suite, masterKey, formerKeys = [] }: CryptoOptions) {
  const keys = deriver(masterKey)
  const current = { keys, id: keyId(keys) }
  const rings = new Map(
    [current, ...formerKeys.map(deriver).map((k) => ({ keys: k, id: keyId(k) }))].map((r) => [
      r.id.toString('hex'),
      r.keys,
    ]),
  )
  const mac = (label: string, data: string | Buffer) =>
    createHmac(HASH[suite], keys(suite, label)).update(data).digest()

  return {
    suite,
    hash: (data: string | Buffer): Buffer => digest(suite, data),
    hashHex: (data: string | Buffer): string => hash(HASH[suite], data, 'hex'),
    /** Keyed hash with a key of its own for each purpose ('receipt', 'checkpoint' …). */
    hmac: (purpose: string, data: string | Buffer): Buffer => mac(`hmac:${purpose}`, data),
    /** Encrypts for one place: `context` is `table|column|row` and must be given again to open. */
    seal: (plain: string | Buffer, context: string): Buffer =>
      SEAL[suite].seal(keys, current.id, bytes(plain), context),
    /** Throws SealBroken when the value was changed, cut, moved to another place or sealed with an unknown key. */
    open: (sealed: Buffer, context: string): Buffer => open(rings, sealed, context),
    /** Equal values of one column give equal indexes; columns cannot be joined by it. Normalise the value first. */
    blindIndex: (column: string, value: string): Buffer => mac(`blind:${column}`, value),
    /** 12 characters that stand for a person or a number in logs; not reversible without the master key. */
    keyedId: (value: string): string => mac('log-id', value).toString('base64url').slice(0, 12),
  }
}

/** Thrown by open(): whoever reads the row must treat it as tampered with. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** `n` random bytes (default 32) as base64url: session ids, codes, nonces. */
export const randomToken = (n = 32): string => randomBytes(n).toString('base64url')

/** Hash of the suite, without a key: SM3 or SHA-256, 32 bytes. */
export const digest = (suite: Suite, data: string | Buffer): Buffer => hash(HASH[suite], data, 'buffer')

/** Start-up self-test of the symmetric half against published vectors; throws when this OpenSSL does not give the standard. */
export function symmetricSelfTest(suite: Suite): void {
  const check = (name: string, got: Buffer, want: string) => {
    if (got.toString('hex') !== want)
      throw new Error(`${name} self-test failed: this OpenSSL does not give the standard result`)
  }
  if (suite === 'sm') {
    // GB/T 32905 A.1, GB/T 32907 A.1 (the block cipher, seen through CTR over zeros), HMAC-SM3 of GM/T 0042.
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const macKey = Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1))
    const text = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'
    check('SM3', digest('sm', 'abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    check('SM4', createCipheriv('sm4-ctr', key, key).update(Buffer.alloc(16)), '681edf34d206965e86b3e94f536e4246')
    const hmac = createHmac('sm3', macKey)
      .update(text + text)
      .digest()
    check('HMAC-SM3', hmac, 'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a')
    return
  }
  check('SHA-256', digest('intl', 'abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  // Test case 14 of the GCM specification (McGrew and Viega).
  const gcm = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12))
  const cipher = Buffer.concat([gcm.update(Buffer.alloc(16)), gcm.final()])
  check(
    'AES-256-GCM',
    Buffer.concat([cipher, gcm.getAuthTag()]),
    'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  )
}

export const HASH = { sm: 'sm3', intl: 'sha256' } as const
const VERSION = 1
const SUITE_BYTE = { sm: 1, intl: 2 } as const
/** version (1) | suite (1) | key id (4) */
const HEAD = 6

/** Subkeys by HKDF (RFC 5869) with the suite's hash, made once per label. */
type Keys = (suite: Suite, label: string) => KeyObject

function deriver(masterKey: Buffer): Keys {
  if (masterKey.length !== 32) throw new RangeError('the master key must be 32 bytes')
  const made = new Map<string, KeyObject>()
  return (suite, label) => {
    const name = `${suite}|${label}`
    const known = made.get(name)
    if (known) return known
    const length = suite === 'sm' && label === 'seal' ? 16 : 32
    const info = `yunchuang|1|${name}`
    const key = createSecretKey(Buffer.from(hkdfSync(HASH[suite], masterKey, Buffer.alloc(0), info, length)))
    made.set(name, key)
    return key
  }
}

/** The same for both suites, so that a value sealed under the other suite still finds its key. */
const keyId = (keys: Keys): Buffer =>
  createHmac('sha256', keys('intl', 'key-id')).update('key-id').digest().subarray(0, 4)

const bytes = (data: string | Buffer): Buffer => (typeof data === 'string' ? Buffer.from(data, 'utf8') : data)

function head(suite: Suite, id: Buffer): Buffer {
  return Buffer.concat([Buffer.from([VERSION, SUITE_BYTE[suite]]), id])
}

function open(rings: ReadonlyMap<string, Keys>, sealed: Buffer, context: string): Buffer {
  const suite = sealed[1] === SUITE_BYTE.sm ? 'sm' : 'intl'
  const keys = rings.get(sealed.subarray(2, HEAD).toString('hex'))
  if (sealed[0] !== VERSION || sealed[1] !== SUITE_BYTE[suite])
    throw new SealBroken('not a sealed value of this system')
  if (!keys) throw new SealBroken('sealed with a key this system does not have')
  return SEAL[suite].open(keys, sealed, context)
}

interface Sealer {
  seal(keys: Keys, id: Buffer, plain: Buffer, context: string): Buffer
  open(keys: Keys, sealed: Buffer, context: string): Buffer
}

/** head | iv 16 | ciphertext | HMAC-SM3 32 over (head | iv | ciphertext | context | length of context): encrypt, then MAC. */
const sealSm: Sealer = {
  seal(keys, id, plain, context) {
    const iv = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', keys('sm', 'seal'), iv)
    const body = Buffer.concat([head('sm', id), iv, cipher.update(plain), cipher.final()])
    return Buffer.concat([body, smTag(keys, body, context)])
  },
  open(keys, sealed, context) {
    const end = sealed.length - 32
    if (end < HEAD + 16) throw new SealBroken('a sealed value was cut')
    const body = sealed.subarray(0, end)
    if (!timingSafeEqual(smTag(keys, body, context), sealed.subarray(end)))
      throw new SealBroken('a sealed value was changed')
    const cipher = createDecipheriv('sm4-ctr', keys('sm', 'seal'), sealed.subarray(HEAD, HEAD + 16))
    return Buffer.concat([cipher.update(sealed.subarray(HEAD + 16, end)), cipher.final()])
  },
}

function smTag(keys: Keys, body: Buffer, context: string): Buffer {
  const place = Buffer.from(context, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(place.length)
  return createHmac('sm3', keys('sm', 'seal-mac')).update(body).update(place).update(length).digest()
}

/** head | iv 12 | ciphertext | tag 16, with (head | context) as additional data. */
const sealIntl: Sealer = {
  seal(keys, id, plain, context) {
    const iv = randomBytes(12)
    const start = head('intl', id)
    const cipher = createCipheriv('aes-256-gcm', keys('intl', 'seal'), iv)
    cipher.setAAD(Buffer.concat([start, Buffer.from(context, 'utf8')]))
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([start, iv, body, cipher.getAuthTag()])
  },
  open(keys, sealed, context) {
    const end = sealed.length - 16
    if (end < HEAD + 12) throw new SealBroken('a sealed value was cut')
    const cipher = createDecipheriv('aes-256-gcm', keys('intl', 'seal'), sealed.subarray(HEAD, HEAD + 12), {
      authTagLength: 16,
    })
    cipher.setAAD(Buffer.concat([sealed.subarray(0, HEAD), Buffer.from(context, 'utf8')]))
    cipher.setAuthTag(sealed.subarray(end))
    try {
      return Buffer.concat([cipher.update(sealed.subarray(HEAD + 12, end)), cipher.final()])
    } catch (cause) {
      throw new SealBroken('a sealed value was changed', { cause })
    }
  },
}

const SEAL: Record<Suite, Sealer> = { sm: sealSm, intl: sealIntl }
