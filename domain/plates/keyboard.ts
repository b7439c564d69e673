/**
 * The keyboard for composing: for each place the characters that occur among the numbers still open. Places are told apart
 * from each other on purpose: more would show which numbers are left to whoever asks often enough.
 */
export function keyboardOf(numbers: Iterable<string>, length: number): string[] {
  const places = Array.from({ length }, () => new Set<string>())
  for (const number of numbers) {
    for (let i = 0; i < length; i += 1) places[i]?.add(number[i] ?? '')
  }
  return places.map((signs) => [...signs].sort().join(''))
}

/** Could the keyboard have typed it? */
export const typable = (number: string, places: readonly string[]): boolean =>
  number.length === places.length && number.split('').every((sign, i) => places[i]?.includes(sign))
