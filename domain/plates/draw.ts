/**
 * The provable draw. Before it begins S (32 secret bytes) is committed to by C = H(S) and the list of N numbers by its hash;
 * then the result R of a named public event is mixed in: K = H(S ‖ R). The vehicle's tag and the number of the press fix an
 * endless row of places, MAC(K, tag|press|block) read as five 48-bit numbers each; the first free ones are the group.
 * Neither the moment of pressing nor anybody's choice changes the row. When the draw is closed S is told.
 */

/** The keyed hash of the draw: HMAC with K over the text, 32 bytes. */
export type DrawMac = (text: string) => Uint8Array

const BITS = 2 ** 48
const EACH = 6
const IN_BLOCK = 5

/** The row of places 0 … size − 1 of one press, endless. Values that would favour low places are left out (rejection). */
export function* placesDrawn(mac: DrawMac, tag: string, press: number, size: number): Generator<number, never> {
  if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`a draw needs a list, not ${size} numbers`)
  const limit = BITS - (BITS % size)
  for (let block = 0; ; block += 1) {
    const bytes = mac(`${tag}|${press}|${block}`)
    for (let i = 0; i < IN_BLOCK; i += 1) {
      const value = read48(bytes, i * EACH)
      if (value < limit) yield value % size
    }
  }
}

/** In halves, as whole numbers of the machine. */
const read48 = (bytes: Uint8Array, at: number): number => read24(bytes, at) * 2 ** 24 + read24(bytes, at + 3)
const read24 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)

/** How far the row is followed before the list is walked instead: nearly empty lists would need endless tries. */
const patience = (size: number): number => Math.min(40_000, 20 * size + 200)

/**
 * The first `want` different free places of the row. In a list where hardly anything is free the rest is found by walking
 * from the row's next place once around. Fewer come back only when fewer are free.
 */
export function pickPlaces(
  mac: DrawMac,
  tag: string,
  press: number,
  size: number,
  want: number,
  free: (place: number) => boolean,
): number[] {
  const row = placesDrawn(mac, tag, press, size)
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
