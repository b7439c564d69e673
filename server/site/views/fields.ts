import type { Field } from '#domain/fields.ts'
import { maskAnswer } from '#domain/mask.ts'
import type { FieldProblem } from '#server/kit/errors.ts'
import type { FieldView } from '#web/citizen/views.ts'
import type { Fields } from '../fields.ts'
import { countiesOf, provinces, regionName } from '#server/kit/regions.ts'
import type { Say } from '../words.ts'

type Value = string | boolean
type Values = Readonly<Record<string, Value>>

export interface FieldContext {
  say: Say
  values: Values
  problems: readonly FieldProblem[]
  homeProvince: string
  /** The province whose counties are listed, when the reader asked for another one. */
  province?: string | undefined
}

/** A question of the domain as the page draws it, with what is known and what is wrong. Hidden ones are left out. */
export function fieldViews(fields: readonly Field[], given: FieldContext): FieldView[] {
  return fields.filter((f) => !f.shownWhen || f.shownWhen(given.values)).map((f) => fieldView(f, given))
}

function fieldView(field: Field, { say, values, problems, homeProvince, province }: FieldContext): FieldView {
  const value = values[field.name]
  const text = typeof value === 'string' ? value : ''
  const error = problems.find((p) => p.field === field.name)?.message
  const required = typeof field.required === 'function' ? field.required(values) : field.required
  const base = {
    name: field.name,
    label: say(field.label),
    ...(field.hint ? { hint: say(field.hint) } : {}),
    ...(error ? { error } : {}),
    ...(required ? {} : { optional: true }),
  }
  if (field.kind === 'confirm') return { ...base, kind: 'checkbox', checked: value === true }
  if (field.kind === 'choice') return choiceView(field, base, text, say)
  if (field.kind === 'region') {
    const shown = province ?? (text.slice(0, 2) || homeProvince)
    return { ...base, kind: 'region', value: text, province: shown, provinces, groups: countiesOf(shown) }
  }
  return typedView(field, base, text)
}

/** Room for a number of 18 and the blanks between its groups: a box that is too short cuts off its end without a word. */
export const SPACED = 24

/** What is written, as opposed to chosen. */
function typedView(field: Field, base: Pick<FieldView, 'name' | 'label'>, text: string): FieldView {
  switch (field.kind) {
    case 'textarea':
      return { ...base, kind: 'textarea', value: text, rows: 3, ...limit(field) }
    case 'date': {
      const [year = '', month = '', day = ''] = text.split('-')
      return { ...base, kind: 'date', year, month, day }
    }
    case 'id-number':
    case 'credit-code':
      return { ...base, kind: 'text', look: 'digits', value: text, maxLength: SPACED }
    case 'mobile':
      return {
        ...base,
        kind: 'text',
        type: 'tel',
        inputMode: 'tel',
        look: 'digits',
        value: text,
        ...autocomplete(field),
      }
    default:
      return { ...base, kind: 'text', value: text, ...limit(field), ...autocomplete(field) }
  }
}

/** Few options are seen at once; many go into a native list. */
function choiceView(field: Field, base: Pick<FieldView, 'name' | 'label'>, value: string, say: Say): FieldView {
  const options = (field.options ?? []).map((o) => ({ value: o.value, label: say(o.label) }))
  if (options.length > 4) return { ...base, kind: 'select', value, options }
  return { ...base, kind: 'radio', value, options, ...(options.length === 2 ? { pair: true } : {}) }
}

const limit = (field: Field) => (field.max === undefined ? {} : { maxLength: field.max })
const autocomplete = (field: Field) => (field.autocomplete ? { autocomplete: field.autocomplete } : {})

/** What a form posted, as values of the domain. A box that is not ticked is not sent; a field that was not on the page stays unknown. */
export function valuesOf(fields: readonly Field[], posted: Fields): Record<string, Value> {
  return Object.fromEntries(
    fields.flatMap((f): [string, Value][] => {
      if (f.kind === 'confirm') return [[f.name, posted[f.name] !== undefined]]
      if (f.kind === 'date') return dateOf(f.name, posted)
      const value = posted[f.name]
      return value === undefined ? [] : [[f.name, value]]
    }),
  )
}

/** Year, month and day are typed apart; what was not typed stays empty, so that it can be shown again. */
function dateOf(name: string, posted: Fields): [string, Value][] {
  const parts = ['year', 'month', 'day'].map((part) => posted[`${name}_${part}`])
  if (parts.every((part) => part === undefined)) return []
  const [year = '', month = '', day = ''] = parts.map((part) => part?.trim() ?? '')
  return [[name, year + month + day === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`]]
}

/** Answers as rows: whole on the page where one checks them, masked everywhere else. */
export function answerRows(
  fields: readonly Field[],
  values: Values,
  say: Say,
  masked: boolean,
): { label: string; value: string }[] {
  return fields
    .filter((f) => !f.shownWhen || f.shownWhen(values))
    .flatMap((f) => {
      const value = values[f.name]
      if (value === undefined || value === '') return []
      return [
        {
          label: say(f.label),
          value:
            typeof value === 'boolean' ? say(value ? '是' : '否', value ? 'Yes' : 'No') : shown(f, value, say, masked),
        },
      ]
    })
}

function shown(field: Field, value: string, say: Say, masked: boolean): string {
  const option = field.options?.find((o) => o.value === value)
  if (option) return say(option.label)
  if (field.kind === 'region') return regionName(value)
  return masked && field.personal ? maskAnswer(field, value) : value
}
