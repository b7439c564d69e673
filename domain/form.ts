import { type Field, type FieldError, type IsCounty, parseFields, type Values } from './fields.ts'
import type { FormContext, Service } from './service.ts'

/** What is known when answers are judged; without a subject (not looked up yet) only the answers themselves are. */
export interface Known extends Omit<FormContext, 'form' | 'subject'> {
  subject: FormContext['subject'] | undefined
  isCounty: IsCounty
}

/** The cleaned answers and all that is wrong with those of `fields`: by themselves, or for this licence or car. */
export function parseForm(
  service: Service,
  fields: readonly Field[],
  raw: Values,
  { subject, isCounty, ...known }: Known,
): { values: Values; errors: FieldError[] } {
  const parsed = parseFields(fields, raw, isCounty)
  if (!service.fits || !subject) return parsed
  const unfit = service
    .fits({ form: raw, subject, ...known })
    .filter((e) => fields.some((f) => f.name === e.field) && !parsed.errors.some((other) => other.field === e.field))
  return { values: parsed.values, errors: [...parsed.errors, ...unfit] }
}

/** An error for an answer that is right by itself but not for this licence or car. */
export const unfit = (field: string, zh: string, en: string): FieldError => ({
  field,
  code: 'unfit',
  message: { zh, en },
})
