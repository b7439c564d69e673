import type { JSX } from 'preact'
import type { KitKey, Tr } from '#web/kit/i18n.ts'
import { inputState } from '#web/kit/ui/field-state.ts'
import type { Choice, ChecksField, DateField, RadioField, RegionField } from '#web/kit/ui/field-types.ts'

/** Radio buttons or tick boxes as full-width rows that are easy to hit. */
export function Choices({ field }: { field: RadioField | ChecksField }): JSX.Element {
  if (field.kind === 'checks' || !field.folds) return <Options field={field} options={field.options} from={0} />
  let from = field.options.length
  return (
    <>
      <Options field={field} options={field.options} from={0} />
      {field.folds.map(({ title, options }) => {
        const part = <Options field={field} options={options} from={from} />
        from += options.length
        return (
          <details class="fold" key={title} open={options.some((o) => o.value === field.value)}>
            <summary>{title}</summary>
            {part}
          </details>
        )
      })}
    </>
  )
}

/** A few of the choices; `from` counts those before them, so that every control has its own id. */
function Options(props: { field: RadioField | ChecksField; options: readonly Choice[]; from: number }): JSX.Element {
  const { field, options, from } = props
  const one = field.kind === 'radio'
  return (
    <div class={one && field.pair ? 'opts pair' : 'opts'}>
      {options.map((o, i) => (
        <label class={o.disabled ? 'pick off' : 'pick'} key={o.value}>
          <input
            type={one ? 'radio' : 'checkbox'}
            id={`f-${field.name}-${from + i}`}
            name={field.name}
            value={o.value}
            checked={one ? field.value === o.value : field.values.includes(o.value)}
            disabled={o.disabled}
            required={one && !field.optional}
            {...(one ? {} : inputState(field))}
          />
          <span>
            {o.label}
            {o.hint && <span class="hint">{o.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Three small fields: quicker and safer than a calendar for a date that one knows. */
export function DateInputs({ field, t }: { field: DateField; t: Tr<KitKey> }): JSX.Element {
  const parts = [
    ['year', t('kit.year'), field.year, 4],
    ['month', t('kit.month'), field.month, 2],
    ['day', t('kit.day'), field.day, 2],
  ] as const
  return (
    <div class="dates">
      {parts.map(([part, label, value, length]) => (
        <div key={part}>
          <label for={`f-${field.name}-${part}`}>{label}</label>
          <input
            class="in digits"
            id={`f-${field.name}-${part}`}
            name={`${field.name}_${part}`}
            inputMode="numeric"
            maxLength={length}
            value={value}
            required={!field.optional}
            autocomplete={field.autocomplete ? `${field.autocomplete}-${part}` : 'off'}
            {...inputState(field)}
          />
        </div>
      ))}
    </div>
  )
}

/** Province first (its button works without a script), then city and county in one native list. */
export function RegionInputs({ field, t }: { field: RegionField; t: Tr<KitKey> }): JSX.Element {
  const id = `f-${field.name}`
  return (
    <div class="stack mid">
      <div class="with-btn">
        <div>
          <label class="vh" for={`${id}-province`}>
            {t('kit.province')}
          </label>
          <select class="in" id={`${id}-province`} name={`${field.name}_province`}>
            {field.provinces.map((o) => (
              <option key={o.value} value={o.value} selected={o.value === field.province}>
                {o.label}
              </option>
            ))}
          </select>
        </div>
        <button class="btn alt" type="submit" name="_action" value="province" formNoValidate>
          {t('kit.changeProvince')}
        </button>
      </div>
      <div>
        <label class="vh" for={id}>
          {t('kit.county')}
        </label>
        <select class="in" id={id} name={field.name} required={!field.optional} {...inputState(field)}>
          <option value="">{t('kit.choose')}</option>
          {field.groups.map((g) => (
            <optgroup label={g.label} key={g.label}>
              {g.options.map((o) => (
                <option key={o.value} value={o.value} selected={o.value === field.value}>
                  {o.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    </div>
  )
}
