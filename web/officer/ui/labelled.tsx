import type { ComponentChildren, JSX } from 'preact'

interface Notes {
  hint?: string | undefined
  error?: string | undefined
}

/** A control under its label, with what is expected of it and what is wrong with it. The control itself takes `notesOf`. */
export function Labelled(props: Notes & { id: string; label: string; children: ComponentChildren }): JSX.Element {
  const { id, label, hint, error, children } = props
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
      {children}
    </div>
  )
}

/** What ties a control to its notes, for who hears the page. */
export const notesOf = (id: string, { hint, error }: Notes) => ({
  id,
  'aria-describedby': [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
})
