import { ageOn, isDate } from '#domain/calendar.ts'
import { fields, MAINLAND_REGIONS, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type IdWhy = 'ID_FORMAT' | 'ID_REGION' | 'ID_BIRTH' | 'ID_BIRTH_FUTURE' | 'ID_CHECK'

export type ResidentId = {
  readonly ok: true
  readonly birth: string
  readonly sex: 'F' | 'M'
  /** Full years on `today`, the birthday itself counted. */
  readonly age: number
}

/** Reads a resident identity number by GB 11643: region, birth, order and the ISO 7064 MOD 11-2 check character. */
export function id(q: { readonly input: string; readonly today: string }): ResidentId | Refusal<IdWhy>
export function id(q: unknown): ResidentId | Refusal<IdWhy>
export function id(q: unknown): ResidentId | Refusal<IdWhy> {
  const { input, today } = fields(q)
  const text = typed(input, /\s/g) ?? ''
  if (!/^\d{17}[\dX]$/.test(text) || !isDate(today)) return refuse('ID_FORMAT')
  if (!REGIONS.has(text.slice(0, 2))) return refuse('ID_REGION')
  const birth = birthOf(text)
  if (birth === undefined || birth < '1900-01-01') return refuse('ID_BIRTH')
  if (birth > today) return refuse('ID_BIRTH_FUTURE')
  if (idCheckCharacter(text) !== text[17]) return refuse('ID_CHECK')
  return { ok: true, birth, sex: Number(text[16]) % 2 === 1 ? 'M' : 'F', age: ageOn(birth, today) }
}

/** The day of birth as characters 7 to 14 of an identity number write it; undefined where they write none. Says nothing of the rest. */
export function birthOf(idNumber: string): string | undefined {
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  return isDate(birth) ? birth : undefined
}

/** The 18th character for the first 17 digits (GB 11643 annex; ISO 7064 MOD 11-2). */
export function idCheckCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return '10X98765432'.charAt(sum % 11)
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** 71 Taiwan, 81 Hong Kong, 82 Macao and 83 (residence permits of Taiwan people) stand beside the mainland codes. */
const REGIONS: ReadonlySet<string> = new Set([...MAINLAND_REGIONS, '71', '81', '82', '83'])
