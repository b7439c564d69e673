import { fields, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type CreditCodeWhy = 'USCC_LENGTH' | 'USCC_CHARS' | 'USCC_REGION' | 'USCC_CHECK'

export type CreditCode = {
  readonly ok: true
  /** Place 1: who registered it (1 机构编制, 5 民政, 9 工商 …). */
  readonly registrar: string
  readonly kind: string
  readonly region: string
  /** Places 9–17, the organisation code. */
  readonly org: string
  readonly orgCheckOk: boolean
}

/**
 * Reads a unified social credit code by GB 32100. A soft rule: codes with a wrong check character are in use, so a
 * refusal is a hint to look again; the registry look-up decides. The inner code's own check (GB 11714) is reported only.
 */
export function uscc(q: { readonly input: string }): CreditCode | Refusal<CreditCodeWhy>
export function uscc(q: unknown): CreditCode | Refusal<CreditCodeWhy>
export function uscc(q: unknown): CreditCode | Refusal<CreditCodeWhy> {
  const text = typed(fields(q)['input']) ?? ''
  if (Array.from(text).length !== 18) return refuse('USCC_LENGTH')
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text)) return refuse('USCC_CHARS')
  const region = text.slice(2, 8)
  if (!/^\d{6}$/.test(region)) return refuse('USCC_REGION')
  if (creditCodeCheckCharacter(text) !== text[17]) return refuse('USCC_CHECK')
  const org = text.slice(8, 17)
  const orgCheckOk = organisationCheckCharacter(org) === org[8]
  return { ok: true, registrar: text.charAt(0), kind: text.charAt(1), region, org, orgCheckOk }
}

/** The 18th character for the first 17; the remainder 0 gives 0 (GB 32100 6.2). */
export function creditCodeCheckCharacter(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(text.charAt(at)), 0)
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** The ninth character of an organisation code for the first eight (GB 11714): 0–9, A–Z as 10–35, modulus 11. */
export function organisationCheckCharacter(org: string): string {
  const sum = ORG_WEIGHTS.reduce((total, weight, at) => total + weight * Number.parseInt(org.charAt(at), 36), 0)
  return '0123456789X'.charAt((11 - (sum % 11)) % 11)
}

/** 0–9 and A–Z without I O S V Z: 31 characters, a prime. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 3^(i−1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
