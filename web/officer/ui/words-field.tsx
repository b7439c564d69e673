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

/** A person's words in a text box whose value the screen holds. */
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
      />
    </Labelled>
  )
}
