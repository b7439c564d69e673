import type { ComponentChildren, JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'
import { Choices, DateInputs, RegionInputs } from '#web/kit/ui/field-groups.tsx'
import { describedBy, inputState } from '#web/kit/ui/field-state.ts'
import { type CheckboxField, controlId, type FieldView } from '#web/kit/ui/field-types.ts'

export type FieldProps<F extends FieldView = FieldView> = { field: F; t: Tr<KitKey> }

/** One question: label, hint, error and control, tied together for readers. */
export function Field({ field, t }: FieldProps): JSX.Element {
  const box = field.error ? 'field err' : 'field'
  if (isGroup(field)) {
    return (
      <fieldset class={box} aria-describedby={describedBy(field)}>
        <legend>{labelOf(field, t)}</legend>
        <Help field={field} />
        <GroupControl field={field} t={t} />
      </fieldset>
    )
  }
  if (field.kind === 'checkbox') return <Checkbox field={field} box={box} />
  return (
    <div class={box}>
      <label for={controlId(field)}>{labelOf(field, t)}</label>
      <Help field={field} />
      <Control field={field} t={t} />
    </div>
  )
}

type Group = Extract<FieldView, { kind: 'radio' | 'checks' | 'date' | 'region' }>
type Single = Exclude<FieldView, Group | { kind: 'checkbox' }>

const isGroup = (field: FieldView): field is Group =>
  field.kind === 'radio' || field.kind === 'checks' || field.kind === 'date' || field.kind === 'region'

function labelOf(field: FieldView, t: Tr<KitKey>): ComponentChildren {
  return field.optional === true ? [field.label, <span class="opt"> ({t('kit.optional')})</span>] : field.label
}

function Help({ field }: { field: FieldView }): JSX.Element {
  return (
    <>
      {field.hint && (
        <p class="hint" id={`f-${field.name}-hint`}>
          {field.hint}
        </p>
      )}
      {field.error && (
        <p class="msg" id={`f-${field.name}-error`}>
          {field.error}
        </p>
      )}
    </>
  )
}

function GroupControl({ field, t }: FieldProps<Group>): JSX.Element {
  if (field.kind === 'date') return <DateInputs field={field} t={t} />
  if (field.kind === 'region') return <RegionInputs field={field} t={t} />
  return <Choices field={field} />
}

function Control({ field, t }: FieldProps<Single>): JSX.Element {
  const own = { id: controlId(field), name: field.name, required: !field.optional, ...inputState(field) }
  if (field.kind === 'textarea') {
    return (
      <textarea class="in" rows={field.rows ?? 4} maxLength={field.maxLength} {...own}>
        {field.value}
      </textarea>
    )
  }
  if (field.kind === 'select') {
    return (
      <select class="in" {...own}>
        <option value="">{t('kit.choose')}</option>
        {field.options.map((o) => (
          <option key={o.value} value={o.value} selected={o.value === field.value} disabled={o.disabled}>
            {o.label}
          </option>
        ))}
      </select>
    )
  }
  if (field.kind === 'file') {
    return (
      <div class="filebox">
        <input
          type="file"
          accept={field.accept}
          capture={field.capture ? 'environment' : undefined}
          multiple={field.many !== undefined}
          data-many={field.many}
          {...own}
        />
      </div>
    )
  }
  const typed = {
    class: field.look ? `in ${field.look}` : 'in',
    value: field.value,
    inputMode: field.inputMode,
    autocomplete: field.autocomplete ?? 'off',
    maxLength: field.maxLength,
    ...own,
  }
  // Preact's types tie roles to each literal type, hence three branches.
  if (field.type === 'tel') return <input type="tel" {...typed} />
  return field.type === 'email' ? <input type="email" {...typed} /> : <input type="text" {...typed} />
}

function Checkbox({ field, box }: { field: CheckboxField; box: string }): JSX.Element {
  return (
    <div class={box}>
      <Help field={field} />
      <label class="pick" for={controlId(field)}>
        <input
          type="checkbox"
          id={controlId(field)}
          name={field.name}
          value="yes"
          checked={field.checked}
          required={!field.optional}
          {...inputState(field)}
        />
        {/* Not ticking is an answer: nothing to call optional. */}
        <span>{field.label}</span>
      </label>
    </div>
  )
}
