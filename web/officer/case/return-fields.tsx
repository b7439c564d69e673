import type { JSX } from 'preact'
import type { Draft } from '#web/officer/case/decide.ts'
import type { FieldsProps } from '#web/officer/case/decision-dialog.tsx'
import { COMMON_REASONS, type DecisionT } from '#web/officer/case/decision-texts.ts'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { Labelled, notesOf } from '#web/officer/ui/labelled.tsx'
import { useDesk } from '#web/officer/desk.ts'

const MOST = 20

/** The one full list of what is to be mended (order 164 art. 3: told once): a row for each, an item and how to mend it. */
export function ReturnFields({ view, draft, set, d, errorOf }: FieldsProps): JSX.Element {
  const { t } = useDesk()
  const change = (at: number, part: Partial<Draft['defects'][number]>): void =>
    set({ defects: draft.defects.map((x, i) => (i === at ? { ...x, ...part } : x)) })
  return (
    <>
      <p class="s">{d('return')}</p>
      <datalist id="common-reasons">
        {COMMON_REASONS[t.lang].map((reason) => (
          <option key={reason} value={reason}>
            {reason}
          </option>
        ))}
      </datalist>
      {draft.defects.map((defect, i) => (
        <fieldset class="d-defect" key={i}>
          <legend>{d('defect', { n: i + 1 })}</legend>
          <Targets
            view={view}
            d={d}
            id={`w-target-${i}`}
            value={defect.target}
            error={errorOf(`target-${i}`)}
            set={(target) => change(i, { target })}
            first={i === 0}
          />
          <Why
            d={d}
            id={`w-reason-${i}`}
            value={defect.reason}
            error={errorOf(`reason-${i}`)}
            set={(reason) => change(i, { reason })}
          />
          {draft.defects.length > 1 && (
            <button
              type="button"
              class="d-link"
              onClick={() => set({ defects: draft.defects.filter((_, at) => at !== i) })}
            >
              {d('remove', { n: i + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      {draft.defects.length < MOST && (
        <p>
          <button
            type="button"
            class="btn alt small"
            onClick={() => set({ defects: [...draft.defects, { target: '', reason: '' }] })}
          >
            {d('add')}
          </button>
        </p>
      )}
    </>
  )
}

interface PartProps {
  d: DecisionT
  id: string
  value: string
  error: string | undefined
  set: (value: string) => void
}

/** Only what the citizen can mend: uploaded materials and answers of the form, from the definition the case began under. */
function Targets({
  view,
  d,
  id,
  value,
  error,
  set,
  first,
}: PartProps & { view: CaseView; first: boolean }): JSX.Element {
  const { t } = useDesk()
  const { fields } = view.service
  const uploads = view.materials.filter((m) => m.how === 'upload')
  return (
    <Labelled id={id} label={d('target')} error={error}>
      <select
        class="in"
        {...notesOf(id, { error })}
        value={value}
        autofocus={first}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">{d('choose')}</option>
        {uploads.length > 0 && (
          <optgroup label={d('materials')}>
            {uploads.map((m) => (
              <option key={m.code} value={m.code}>
                {m.name[t.lang]}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={d('fields')}>
          {fields.map((f) => (
            <option key={f.name} value={f.name}>
              {f.label[t.lang]}
            </option>
          ))}
        </optgroup>
        <option value="other">{d('other')}</option>
      </select>
    </Labelled>
  )
}

function Why({ d, id, value, error, set }: PartProps): JSX.Element {
  return (
    <Labelled id={id} label={d('why')} error={error}>
      <input
        class="in"
        type="text"
        {...notesOf(id, { error })}
        list="common-reasons"
        value={value}
        maxLength={300}
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </Labelled>
  )
}
