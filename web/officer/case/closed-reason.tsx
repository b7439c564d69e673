import type { JSX } from 'preact'
import { stateReason } from '#api/oversight.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'

const LEAST = 4

/** Stands in a closed case's place until the reader has said why: recorded with each look and shown to the person concerned. */
export function ClosedReason({ id, again }: { id: string; again: () => void }): JSX.Element {
  const { t, call } = useDesk()
  const [typed, type, forget] = useTyped(`closed:${id}`, '')
  const why = useWords('w-reason', LEAST, [typed, type])
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const reason = why.given()
    if (reason === undefined) return
    const did = await act.run(() => call(stateReason, { params: { id }, body: { reason } }))
    if (!did) return
    forget()
    again()
  }
  return (
    <form class="card stack d-closed" noValidate onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
      <h2>{t('closed.title')}</h2>
      <p>{t('closed.text')}</p>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <Words
        name="reason"
        label={t('closed.why')}
        hint={t('closed.hint')}
        error={why.short ? t('closed.short') : undefined}
        value={why.words}
        max={200}
        set={why.set}
        first
      />
      <button class="btn" type="submit" disabled={act.busy}>
        {t('closed.go')}
      </button>
    </form>
  )
}
