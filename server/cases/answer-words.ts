import type { Field, Value, Values } from '#domain/fields.ts'
import type { Service } from '#domain/service.ts'
import type { Text } from '#domain/text.ts'
import { regionName } from '#server/kit/regions.ts'
import { yesNo } from './value-words.ts'

/** The answers to some questions of an item, whole and in both languages, in the order of the form. */
export function answerWords(
  service: Pick<Service, 'form'>,
  form: Values,
  names: readonly string[],
): { label: Text; value: Text }[] {
  return service.form
    .flatMap((part) => part.fields)
    .filter((f) => names.includes(f.name))
    .flatMap((f) => {
      const value = form[f.name]
      return value === undefined || value === '' ? [] : [{ label: f.label, value: valueOf(f, value) }]
    })
}

function valueOf(field: Field, value: Value): Text {
  if (typeof value === 'boolean') return yesNo(value)
  const text = field.kind === 'region' ? regionName(value) : value
  return field.options?.find((o) => o.value === value)?.label ?? { zh: text, en: text }
}
