import type { JSX } from 'preact'

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
  const notes = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field err' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="msg" id={`${id}-error`}>
          {error}
        </p>
      )}
      <textarea
        class="in"
        id={id}
        name={name}
        rows={3}
        maxLength={max}
        value={value}
        autofocus={first}
        aria-describedby={notes || undefined}
        aria-invalid={error ? true : undefined}
        onInput={(event) => set(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
    </div>
  )
}
