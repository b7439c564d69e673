import type { JSX } from 'preact'
import { Labelled, notesOf } from '#web/officer/ui/labelled.tsx'

interface WordsProps {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: string
  max: number
  set: (value: string) => void
  /** Takes the focus when its dialog opens. */
  first?: boolean
}

/** A person's words in a text box whose value the screen holds. Ctrl+Enter sends the form: Enter is a new line. */
export function Words({ name, label, hint, error, value, max, set, first }: WordsProps): JSX.Element {
  const id = `w-${name}`
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        class="in"
        {...notesOf(id, { hint, error })}
        name={name}
        rows={3}
        maxLength={max}
        value={value}
        autofocus={first}
        onInput={(event) => set(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
    </Labelled>
  )
}
