import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { unmask } from '#api/cases.ts'
import type { Problem } from '#api/errors.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Words } from '#web/officer/ui/words-field.tsx'

/** Asks why. The reason is kept for the next value of the same case: one errand often needs two. */
export function UnmaskDialog(props: {
  caseId: string
  field: string
  name: string
  close: () => void
  show: (field: string, value: string) => void
}): JSX.Element {
  const { caseId, field, name, close, show } = props
  const { t, call } = useDesk()
  const [typed, type] = useTyped(`unmask:${caseId}`, '')
  const why = useWords('w-reason', 2, [typed, type])
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const reason = why.given()
    if (reason === undefined) return
    setBusy(true)
    const answer = await call(unmask, { params: { id: caseId }, body: { field, reason } })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    show(field, answer.value.value)
    close()
  }
  return (
    <Modal title={t('un.title', { name })} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={busy}>
        {problem && <ProblemNotice problem={problem} t={t} />}
        <Words
          name="reason"
          label={t('un.why')}
          hint={t('un.hint')}
          error={why.short ? t('un.short') : undefined}
          value={why.words}
          max={200}
          set={why.set}
          first
        />
        <button class="btn" type="submit" disabled={busy}>
          {t(busy ? 'busy' : 'un.go')}
        </button>
      </form>
    </Modal>
  )
}
