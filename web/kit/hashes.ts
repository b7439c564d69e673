/** SM3 and SHA-256 for browsers, where no library has both at once without waiting: what whoever checks a draw computes with. */

type Words = number[]
/** The last 64-byte block's state from the state before; words are 32 bits. */
type Compress = (state: Words, block: Words) => Words

const rotate = (x: number, n: number): number => (x << (n & 31)) | (x >>> ((32 - n) & 31))

/** GB/T 32905-2016. */
export const sm3 = (data: Uint8Array): Uint8Array =>
  digest(
    data,
    [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
    compressSm3,
  )

/** FIPS 180-4. */
export const sha256 = (data: Uint8Array): Uint8Array =>
  digest(
    data,
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
    compressSha256,
  )

/** RFC 2104 over a hash with blocks of 64 bytes. */
export function hmac(hash: (data: Uint8Array) => Uint8Array, key: Uint8Array, data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(64)
  padded.set(key.length > 64 ? hash(key) : key)
  const inner = hash(
    joined(
      padded.map((byte) => byte ^ 0x36),
      data,
    ),
  )
  return hash(
    joined(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
}

function joined(one: Uint8Array, two: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + two.length)
  all.set(one)
  all.set(two, one.length)
  return all
}

/** Both hashes pad and cut alike. */
function digest(data: Uint8Array, begin: Words, compress: Compress): Uint8Array {
  const padded = new Uint8Array((((data.length + 8) >> 6) << 6) + 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 2 ** 29))
  view.setUint32(padded.length - 4, (data.length * 8) >>> 0)
  let state = begin
  for (let at = 0; at < padded.length; at += 64) {
    const block: Words = []
    for (let i = 0; i < 64; i += 4) block.push(view.getUint32(at + i) | 0)
    state = compress(state, block)
  }
  const out = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => out.setUint32(i * 4, word >>> 0))
  return new Uint8Array(out.buffer)
}

const word = (words: Words, i: number): number => words[i] || 0

function compressSm3(state: Words, block: Words): Words {
  const w = block.slice()
  for (let j = 16; j < 68; j += 1) {
    const x = word(w, j - 16) ^ word(w, j - 9) ^ rotate(word(w, j - 3), 15)
    w.push(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(word(w, j - 13), 7) ^ word(w, j - 6))
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let j = 0; j < 64; j += 1) {
    const early = j < 16
    const turned = rotate(a, 12)
    const ss1 = rotate((turned + e + rotate(early ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7)
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + (ss1 ^ turned) + (word(w, j) ^ word(w, j + 4))) | 0
    const tt2 = (gg + h + ss1 + word(w, j)) | 0
    ;[a, b, c, d] = [tt1, a, rotate(b, 9), c]
    ;[e, f, g, h] = [tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g]
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => x ^ word(state, i))
}

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const ROOTS: readonly number[] = primes(64).map((p) => fraction(Math.cbrt(p)))

function compressSha256(state: Words, block: Words): Words {
  const w = block.slice()
  for (let j = 16; j < 64; j += 1) {
    const [x, y] = [word(w, j - 15), word(w, j - 2)]
    const s0 = rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3)
    const s1 = rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10)
    w.push((word(w, j - 16) + s0 + word(w, j - 7) + s1) | 0)
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let j = 0; j < 64; j += 1) {
    const s1 = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROOTS[j] || 0) + word(w, j)) | 0
    const s0 = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[e, f, g, h] = [(d + t1) | 0, e, f, g]
    ;[a, b, c, d] = [(t1 + t2) | 0, a, b, c]
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => (x + word(state, i)) | 0)
}

function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32) | 0
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}
