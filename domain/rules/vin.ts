import { fields, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type VinWhy = 'VIN_LENGTH' | 'VIN_LETTER_IOQ' | 'VIN_NOT_DOMESTIC' | 'VIN_POS9' | 'VIN_YEAR' | 'VIN_CHECK'

export type Vin = {
  readonly ok: true
  /** World manufacturer identifier, places 1–3. */
  readonly wmi: string
  /** Place 10, the model-year character. */
  readonly year: string
  /** Place 11. */
  readonly plant: string
  readonly checkDigitOk: boolean
}

/**
 * Reads a vehicle identification number by GB 16735 (ISO 3779). For vehicles built for China (`domestic`, the default)
 * place 9 and place 10 bind; imports often carry another character in place 9, so there the result is only a hint.
 */
export function vin(q: { readonly input: string; readonly domestic?: boolean }): Vin | Refusal<VinWhy>
export function vin(q: unknown): Vin | Refusal<VinWhy>
export function vin(q: unknown): Vin | Refusal<VinWhy> {
  const { input, domestic = true } = fields(q)
  const text = typed(input) ?? ''
  if (!/^[0-9A-Z]{17}$/.test(text)) return refuse('VIN_LENGTH')
  if (/[IOQ]/.test(text)) return refuse('VIN_LETTER_IOQ')
  const checkDigitOk = vinCheckCharacter(text) === text[8]
  if (domestic !== false) {
    if (!text.startsWith('L')) return refuse('VIN_NOT_DOMESTIC')
    if (!/^[0-9X]$/.test(text.charAt(8))) return refuse('VIN_POS9')
    if (/^[UZ0]$/.test(text.charAt(9))) return refuse('VIN_YEAR')
    if (!checkDigitOk) return refuse('VIN_CHECK')
  }
  return { ok: true, wmi: text.slice(0, 3), year: text.charAt(9), plant: text.charAt(10), checkDigitOk }
}

/** The character for place 9; whatever stands there now has the weight 0 (GB 16735 annex A). */
export function vinCheckCharacter(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (VALUES.get(text.charAt(at)) ?? 0), 0)
  return '0123456789X'.charAt(sum % 11)
}

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

const run = (letters: string, first: number): [string, number][] =>
  Array.from(letters, (letter, at): [string, number] => [letter, first + at])

const VALUES: ReadonlyMap<string, number> = new Map([
  ...run('0123456789', 0),
  ...run('ABCDEFGH', 1),
  ...run('JKLMN', 1),
  ['P', 7],
  ['R', 9],
  ...run('STUVWXYZ', 2),
])
