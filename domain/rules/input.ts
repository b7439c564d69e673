/**
 * What every rule does first with its one argument. The types promise well-formed input; the functions also stand at
 * the border (address bar, kiosk keyboard, another system's answer), so whatever comes in is an answer, never a throw.
 */

/** The answer of a rule without a refusal of its own when the input is not of the promised shape. */
export type Invalid = { readonly ok: false; readonly why: 'INPUT_INVALID' }

export const INVALID: Invalid = { ok: false, why: 'INPUT_INVALID' }

export type Refusal<Why extends string> = { readonly ok: false; readonly why: Why }

export const refuse = <Why extends string>(why: Why): Refusal<Why> => ({ ok: false, why })

/** The fields of the one argument; of anything that is not an object, none. */
export const fields = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : NONE)

/**
 * What a person typed, made comparable: full-width forms folded (NFKC), upper case, separators dropped.
 * Undefined for what is not a string or is longer than anything a person types; the limit comes before the folding, so
 * a megabyte costs nothing.
 */
export function typed(value: unknown, separators: RegExp = /[\s·•.-]/g): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST_TYPED) return undefined
  return value.normalize('NFKC').toUpperCase().replace(separators, '')
}

export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** Beyond what counts whole, arithmetic overflows and answers NaN. */
export const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER

/** First two digits of the administrative code (GB/T 2260): mainland, then Taiwan, Hong Kong, Macao. */
export const MAINLAND_REGIONS: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
)

const LONGEST_TYPED = 64

const NONE: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null))

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
