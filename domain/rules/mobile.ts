import { fields, refuse, typed, type Refusal } from '#domain/rules/input.ts'

export type MobileWhy = 'MOBILE_FORMAT' | 'MOBILE_SEGMENT'

/**
 * Reads a mainland mobile number: 11 digits, 1 then 3–9; +86, 86 or 0086 before it is dropped.
 * Numbers of other regions are served at the counter.
 */
export function mobile(q: { readonly input: string }): { ok: true; mobile: string } | Refusal<MobileWhy>
export function mobile(q: unknown): { ok: true; mobile: string } | Refusal<MobileWhy>
export function mobile(q: unknown): { ok: true; mobile: string } | Refusal<MobileWhy> {
  const digits = /^(?:\+86|0086|86)?(\d{11})$/.exec(typed(fields(q)['input']) ?? '')?.[1]
  if (digits === undefined) return refuse('MOBILE_FORMAT')
  return /^1[3-9]/.test(digits) ? { ok: true, mobile: digits } : refuse('MOBILE_SEGMENT')
}
