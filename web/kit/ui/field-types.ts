/** What a form control needs to be drawn: plain data, so a server, a page and a kiosk share it. */
export type FieldBase = {
  name: string
  label: string
  hint?: string
  /** What is wrong, in words that say what to do. Shown at the field and in the summary. */
  error?: string
  /** `either`: this one or another of the page; it may stay empty, but "optional" would mislead. */
  optional?: boolean | 'either'
}

export type Choice = { value: string; label: string; hint?: string; disabled?: boolean }

export type TextField = FieldBase & {
  kind: 'text'
  value?: string
  type?: 'text' | 'tel' | 'email'
  inputMode?: 'numeric' | 'tel' | 'email' | 'text'
  autocomplete?: string
  maxLength?: number
  look?: 'digits' | 'code'
}
export type AreaField = FieldBase & { kind: 'textarea'; value?: string; rows?: number; maxLength?: number }
export type SelectField = FieldBase & { kind: 'select'; value?: string; options: readonly Choice[] }
/** `folds`: further choices by what they are about, folded away but for the chosen one's. */
export type RadioField = FieldBase & {
  kind: 'radio'
  value?: string
  options: readonly Choice[]
  folds?: readonly { title: string; options: readonly Choice[] }[]
  pair?: boolean
}
export type ChecksField = FieldBase & { kind: 'checks'; values: readonly string[]; options: readonly Choice[] }
/** One box that must be ticked or not; its label is the sentence agreed to. Posts 'yes'. */
export type CheckboxField = FieldBase & { kind: 'checkbox'; checked?: boolean }
/** Posts name_year, name_month, name_day. A known date is typed, not hunted in a calendar. */
export type DateField = FieldBase & { kind: 'date'; year?: string; month?: string; day?: string; autocomplete?: 'bday' }
/** `many`: any number of files; a script sends them in groups of so many, without one they are sent at once. */
export type FileField = FieldBase & { kind: 'file'; accept: string; capture?: boolean; many?: number }
/** Counties of one province; the button posts `_action=province` so that another province works without a script. */
export type RegionField = FieldBase & {
  kind: 'region'
  value?: string
  province: string
  provinces: readonly Choice[]
  groups: readonly { label: string; options: readonly Choice[] }[]
}

export type FieldView =
  | TextField
  | AreaField
  | SelectField
  | RadioField
  | ChecksField
  | CheckboxField
  | DateField
  | FileField
  | RegionField

/** The id of the control that an error link must reach: the first input of a group. */
export function controlId(field: FieldView): string {
  if (field.kind === 'radio' || field.kind === 'checks') return `f-${field.name}-0`
  return field.kind === 'date' ? `f-${field.name}-year` : `f-${field.name}`
}
