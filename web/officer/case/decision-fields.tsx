import type { JSX } from 'preact'
import { deliveryFields } from '#domain/fields.ts'
import { MESSAGES } from '#domain/messages.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { fill } from '#domain/text.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import type { FieldsProps } from '#web/officer/case/decision-dialog.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Labelled, notesOf } from '#web/officer/ui/labelled.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'

/** Passing asks nothing but a moment's thought; a second review recalls whose work is being checked. */
export function PassFields({ view, draft, set, d }: FieldsProps): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      {view.step === 'second-review' && view.reviewedBy && (
        <Notice tone="info" icon="people" title={t('case.second', { id: view.reviewedBy })} />
      )}
      <Words
        name="note"
        label={d('note')}
        hint={d('noteHint')}
        value={draft.note}
        max={500}
        set={(note) => set({ note })}
      />
    </>
  )
}

/** The grounds are those of the service; the notice is shown in the words that the house will send, with the legal remedies. */
export function RefuseFields({ view, draft, set, d, errorOf }: FieldsProps): JSX.Element {
  const { t } = useDesk()
  const codes = view.service.refusals
  const choose = (code: string): void => {
    const before = sentence(draft.code)
    // The ground's own sentence is a first draft; words of the officer's own are never overwritten.
    set(draft.reason === '' || draft.reason === before ? { code, reason: sentence(code) } : { code })
  }
  const letter = MESSAGES['refused']
  return (
    <>
      <Choice
        name="code"
        label={d('code')}
        error={errorOf('code')}
        value={draft.code}
        set={choose}
        empty={d('choose')}
        options={codes.map((code) => [code, REFUSALS[code]?.message[t.lang] || sentence(code) || code])}
        first
      />
      <Words
        name="reason"
        label={d('reason')}
        hint={d('reasonHint')}
        error={errorOf('reason')}
        value={draft.reason}
        max={500}
        set={(reason) => set({ reason })}
      />
      <section class="d-letter" aria-label={d('letter')} aria-live="polite">
        <p class="s">{d('letter')}</p>
        {letter && draft.reason.trim() ? (
          <>
            <b>{letter.title.zh}</b>
            <p lang="zh-CN">{fill(letter.body.zh, { reason: draft.reason.trim().replace(/[。.]$/, '') })}</p>
            {t.lang === 'en' && <p>{fill(letter.body.en, { reason: draft.reason.trim().replace(/[。.]$/, '') })}</p>}
          </>
        ) : (
          <p class="s">{d('letterEmpty')}</p>
        )}
      </section>
    </>
  )
}

/** A ground's sentence as a first draft, without the places that only a check can fill. */
const sentence = (code: string): string => {
  const text = REFUSALS[code]?.message.zh ?? ''
  return text.includes('{') ? '' : text
}

const SITES = deliveryFields.find((f) => f.name === 'pickupSite')?.options ?? []

export function MoveFields({ draft, set, d, errorOf }: FieldsProps): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      <Words
        name="reason"
        label={d('reason')}
        hint={d('reasonHint')}
        error={errorOf('reason')}
        value={draft.reason}
        max={300}
        set={(reason) => set({ reason })}
        first
      />
      <Choice
        name="site"
        label={d('site')}
        error={errorOf('site')}
        value={draft.site}
        set={(site) => set({ site })}
        empty={d('choose')}
        options={SITES.map((o) => [o.value, o.label[t.lang]])}
      />
    </>
  )
}

export function InspectFields({ draft, set, d, errorOf }: FieldsProps): JSX.Element {
  return (
    <>
      <Choice
        name="passed"
        label={d('inspected')}
        error={errorOf('passed')}
        value={draft.passed}
        set={(value) => set({ passed: value === 'yes' || value === 'no' ? value : '' })}
        empty={d('choose')}
        options={[
          ['yes', d('yes')],
          ['no', d('no')],
        ]}
        first
      />
      <Words
        name="note"
        label={d('found')}
        error={errorOf('note')}
        value={draft.note}
        max={500}
        set={(note) => set({ note })}
      />
    </>
  )
}

interface ChoiceProps {
  name: string
  label: string
  error: string | undefined
  value: string
  set: (value: string) => void
  empty: string
  options: readonly (readonly [value: string, label: string])[]
  first?: boolean
}

function Choice({ name, label, error, value, set, empty, options, first }: ChoiceProps): JSX.Element {
  const id = `w-${name}`
  return (
    <Labelled id={id} label={label} error={error}>
      <select
        class="in"
        {...notesOf(id, { error })}
        name={name}
        value={value}
        autofocus={first}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">{empty}</option>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </Labelled>
  )
}
