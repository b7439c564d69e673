import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  sign as signEd25519,
  verify as verifyEd25519,
  type KeyObject,
} from 'node:crypto'
import { symmetricSelfTest, type Suite } from './crypto.ts'

/**
 * Signatures: standard SM2 (GB/T 32918.2 with SM3 and the default identity 1234567812345678) or Ed25519.
 *
 * The trap: `crypto.sign('sm3', key)` is ECDSA for a generated key and SM2 with an EMPTY identity for a parsed one
 * (nodejs/node#53761); neither verifies anywhere else. `createSign('sm3')` signs SM3(whatever is fed), so feeding Z first
 * gives the standard signature, but only with a key that was parsed. That is why a key is never used as generated,
 * and why selfTest() runs at every start.
 */
export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export interface PemKeyPair {
  readonly privatePem: string
  readonly publicPem: string
}

/** A fresh pair as PEM (PKCS#8, SPKI); load it with loadPrivateKey and loadPublicKey. */
export function generateKeyPair(suite: Suite): PemKeyPair {
  const pair = suite === 'sm' ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519')
  return {
    privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** Throws for a key that is neither SM2 nor Ed25519. */
export function loadPrivateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  kindOf(createPublicKey(key))
  return key
}

/** Throws for a key that is neither SM2 nor Ed25519. */
export function loadPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem)
  kindOf(key)
  return key
}

/** The PEM of the public half of a private key. */
export const publicPemOf = (privatePem: string): string =>
  createPublicKey(loadPrivateKey(privatePem)).export({ type: 'spki', format: 'pem' }).toString()

/** Signature over the bytes: DER for SM2, 64 raw bytes for Ed25519. The public half is needed because SM2 hashes it in. */
export function sign(privateKey: KeyObject, publicKey: KeyObject, data: Buffer): Buffer {
  const kind = kindOf(publicKey)
  if (kind === 'ed25519') return signEd25519(null, data, privateKey)
  return createSign('sm3').update(kind.z).update(data).sign(privateKey)
}

/** False for every signature that is not exactly right, however malformed; never throws for bad input. */
export function verify(publicKey: KeyObject, data: Buffer, signature: Buffer): boolean {
  const kind = kindOf(publicKey)
  if (kind === 'ed25519') return verifyEd25519(null, data, publicKey, signature)
  return createVerify('sm3').update(kind.z).update(data).verify(publicKey, signature)
}

/** Run at start-up: throws when this Node and OpenSSL do not give standard signatures, hashes and ciphers. */
export function selfTest(suite: Suite): void {
  symmetricSelfTest(suite)
  const vector = VECTOR[suite]
  const known = loadPublicKey(vector.publicPem)
  const signature = Buffer.from(vector.signature, 'hex')
  const fresh = generateKeyPair(suite)
  const publicKey = loadPublicKey(fresh.publicPem)
  const data = Buffer.from('self-test')
  const ours = sign(loadPrivateKey(fresh.privatePem), publicKey, data)
  const right =
    verify(known, Buffer.from(vector.message), signature) &&
    !verify(known, Buffer.from('x'), signature) &&
    verify(publicKey, data, ours) &&
    !verify(known, data, ours)
  if (!right)
    throw new Error(`${suite === 'sm' ? 'SM2' : 'Ed25519'} self-test failed: signatures are not standard here`)
}

/** SM2: made with `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678`. Ed25519: RFC 8032 §7.1, test 1. */
const VECTOR: Record<Suite, { publicPem: string; message: string; signature: string }> = {
  sm: {
    publicPem: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE2vhYkjCpLH/b5Twv/Tir7sfgm7Gk
HimGHi4hUcUxBS1HktKqJRKiBDC/W3wGQ69HDWPAgn6Kkib1j13j0F/new==
-----END PUBLIC KEY-----
`,
    message: 'hi',
    signature:
      '3046022100e62e96489bf79624b9f3298be40dea498356130f30545172581cc98cc2d04035' +
      '022100eb54f5d882b6a858e73cab80d8b0cd0541bbdad201a98840debce97e8dbd6c9c',
  },
  intl: {
    publicPem: `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
`,
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
      '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
}

/** Curve parameters a, b, Gx, Gy of GB/T 32918.5, which every Z contains. */
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
)
const IDENTITY = Buffer.from('1234567812345678')
/** DER of the algorithm identifier {id-ecPublicKey, sm2p256v1 1.2.156.10197.1.301}: how an SM2 key is told from any other EC key. */
const SM2_SPKI = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d', 'hex')

type Kind = 'ed25519' | { readonly z: Buffer }
const kinds = new WeakMap<KeyObject, Kind>()

/** Z depends on the key alone and costs as much as a short hash: kept per key. */
function kindOf(publicKey: KeyObject): Kind {
  const known = kinds.get(publicKey)
  if (known) return known
  const kind = publicKey.asymmetricKeyType === 'ed25519' ? 'ed25519' : { z: zOf(publicKey) }
  kinds.set(publicKey, kind)
  return kind
}

function zOf(publicKey: KeyObject): Buffer {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  if (!der.includes(SM2_SPKI)) throw new TypeError('only SM2 and Ed25519 keys are accepted')
  const bits = Buffer.from([(IDENTITY.length * 8) >> 8, (IDENTITY.length * 8) & 255])
  const point = der.subarray(-64)
  return createHash('sm3').update(bits).update(IDENTITY).update(CURVE).update(point).digest()
}
