import type { ComponentChildren, JSX } from 'preact'
import type { Answer } from '#web/kit/client.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'

/**
 * Asks for one reason in words and then acts. `place` keeps what was typed while the dialog is closed; `extra` stands above the
 * words, for a choice the caller holds.
 */
export function WordsDialog<V>(props: {
  place: string
  title: string
  label: string
  hint?: string
  short: string
  go: string
  max: number
  /** What is done cannot be undone. */
  danger?: boolean | undefined
  extra?: ComponentChildren
  close: () => void
  ask: (words: string) => Promise<Answer<V>>
  done: (value: V) => void
}): JSX.Element {
  const { t } = useDesk()
  const [typed, type, forget] = useTyped(props.place, '')
  const why = useWords('w-words', 2, [typed, type])
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const words = why.given()
    if (words === undefined) return
    const did = await act.run(() => props.ask(words))
    if (did === undefined) return
    forget()
    props.close()
    props.done(did)
  }
  return (
    <Modal title={props.title} close={props.close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
        {act.problem && <ProblemNotice problem={act.problem} t={t} />}
        {props.extra}
        <Words
          name="words"
          label={props.label}
          hint={props.hint}
          error={why.short ? props.short : undefined}
          value={why.words}
          max={props.max}
          set={why.set}
          first
        />
        <button class={props.danger ? 'btn danger' : 'btn'} type="submit" disabled={act.busy}>
          {props.go}
        </button>
      </form>
    </Modal>
  )
}
