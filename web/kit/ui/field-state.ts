import type { FieldView } from '#web/kit/ui/field-types.ts'

/** Ids of the field's error and hint, for aria-describedby. */
export function describedBy(field: FieldView): string | undefined {
  const ids = [field.error ? `f-${field.name}-error` : '', field.hint ? `f-${field.name}-hint` : ''].filter(Boolean)
  return ids.length ? ids.join(' ') : undefined
}

/** What an input says about itself: its error and hint by id, and that it is wrong. */
export function inputState(field: FieldView): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const by = describedBy(field)
  return { ...(by ? { 'aria-describedby': by } : {}), ...(field.error ? { 'aria-invalid': true as const } : {}) }
}
