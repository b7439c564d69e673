import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { spoilProduct } from '#api/production.ts'
import type { Job } from '#web/officer/bench/bench-page.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'

/** A spoiled paper is written off with its reason; only then can the job be printed again. */
export function SpoilDialog({
  job,
  b,
  close,
  done,
}: {
  job: Job
  b: BenchT
  close: () => void
  done: () => void
}): JSX.Element {
  const { t, call, say } = useDesk()
  const [reason, setReason, forget] = useTyped(`spoil:${job.id}`, '')
  const [error, setError] = useState(false)
  const act = useAct()
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const short = reason.trim().length < 2
    setError(short)
    if (short) return document.getElementById('w-reason')?.focus()
    const did = await act.run(() => call(spoilProduct, { params: { id: job.id }, body: { reason: reason.trim() } }))
    if (!did) return
    forget()
    say(b('did.spoiled', { serial: did.spoiled }))
    done()
    close()
  }
  return (
    <Modal title={b('spoil.title', { serial: job.serial ?? '' })} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={act.busy}>
        {act.problem && <ProblemNotice problem={act.problem} t={t} />}
        <Words
          name="reason"
          label={b('spoil.why')}
          hint={b('spoil.hint')}
          error={error ? b('spoil.short') : undefined}
          value={reason}
          max={200}
          set={setReason}
          first
        />
        <button class="btn danger" type="submit" disabled={act.busy}>
          {b('spoil.go')}
        </button>
      </form>
    </Modal>
  )
}
