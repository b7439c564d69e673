import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { callNow } from '#api/video-desk.ts'
import { go } from '#web/kit/router.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'

/** Three minutes face to face instead of a rejection: rings at once, and the officer's own desk of the window opens. */
export function CallNow({ caseId }: { caseId: string }): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const ring = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (reason.trim().length < 2) return
    if (await act.run(() => call(callNow, { body: { caseId, reason: reason.trim() } }))) go('/desk/video')
  }
  return (
    <>
      <button type="button" class="btn alt small" onClick={() => setOpen(true)}>
        {t('call.now')}
      </button>
      {open && (
        <Modal title={t('call.now')} close={() => setOpen(false)}>
          {act.problem && <ProblemNotice problem={act.problem} t={t} />}
          <form class="stack mid" onSubmit={(event) => void ring(event)}>
            <Words name="call-why" label={t('call.why')} value={reason} max={200} set={setReason} first />
            <Button icon="phone">{t('call.go')}</Button>
          </form>
        </Modal>
      )}
    </>
  )
}
