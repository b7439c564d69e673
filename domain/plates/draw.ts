/**
 * The provable draw. Before it begins S (32 secret bytes) is committed to by C = H(S) and the list of N numbers by its hash;
 * then the result R of a named public event is mixed in: K = H(S ‖ R). The vehicle's tag and the number of the press fix an
 * endless row of places: with the press's own key k = HMAC(K, tag|press), the blocks H(k ‖ 0), H(k ‖ 1) … (the number as four
 * bytes) are read as eight whole numbers of 32 bits each, modulo N; the first free places are the group. Neither the moment of
 * pressing nor anybody's choice changes the row. When the draw is closed S is told.
 */

/** The hashes of a draw, 32 bytes each: the plain one, and HMAC with K over the text. */
export interface DrawHash {
  hash: (bytes: Uint8Array) => Uint8Array
  mac: (text: string) => Uint8Array
}

const BITS = 2 ** 32
const EACH = 4
const IN_BLOCK = 8
const KEY = 32

/** The row of places 0 … size − 1 of one press, endless. Values that would favour low places are left out (rejection). */
export function* placesDrawn(draw: DrawHash, tag: string, press: number, size: number): Generator<number, never> {
  if (!Number.isSafeInteger(size) || size < 1 || size > BITS)
    throw new RangeError(`a draw needs a list, not ${size} numbers`)
  const limit = BITS - (BITS % size)
  const text = new Uint8Array(KEY + EACH)
  // One keyed hash for a press and plain ones for its blocks: a keyed hash for each block cost three times as much (measured).
  text.set(draw.mac(`${tag}|${press}`))
  const counter = new DataView(text.buffer)
  for (let block = 0; ; block += 1) {
    counter.setUint32(KEY, block)
    const bytes = draw.hash(text)
    for (let i = 0; i < IN_BLOCK; i += 1) {
      const value = read32(bytes, i * EACH)
      if (value < limit) yield value % size
    }
  }
}

const read32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 2 ** 24 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))

/** How far the row is followed before the list is walked instead: nearly empty lists would need endless tries. */
const patience = (size: number): number => Math.min(40_000, 20 * size + 200)

/**
 * The first `want` different free places of the row. In a list where hardly anything is free the rest is found by walking
 * from the row's next place once around. Fewer come back only when fewer are free.
 */
export function pickPlaces(
  draw: DrawHash,
  tag: string,
  press: number,
  size: number,
  want: number,
  free: (place: number) => boolean,
): number[] {
  const row = placesDrawn(draw, tag, press, size)
  const found = new Set<number>()
  for (let tries = patience(size); tries > 0 && found.size < want; tries -= 1) {
    const place = row.next().value
    if (!found.has(place) && free(place)) found.add(place)
  }
  if (found.size < want) {
    const start = row.next().value
    for (let step = 0; step < size && found.size < want; step += 1) {
      const place = (start + step) % size
      if (!found.has(place) && free(place)) found.add(place)
    }
  }
  return [...found]
}
