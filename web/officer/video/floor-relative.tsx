import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { addRelative } from '#api/video-floor.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import type { VT } from '#web/officer/video/texts.ts'

/** Somebody this officer is never offered: known by number, shown masked from then on. */
export function RelativeDialog(props: { v: VT; officer: string; close: () => void; again: () => void }): JSX.Element {
  const { v, officer, close, again } = props
  const { t, call } = useDesk()
  const act = useAct()
  const [idNumber, setIdNumber] = useState('')
  const [reason, setReason] = useState('')
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const body = { idNumber: idNumber.trim().toUpperCase(), reason: reason.trim() }
    if (reason.trim().length < 2) return
    if ((await act.run(() => call(addRelative, { params: { officer }, body }))) === undefined) return
    again()
    close()
  }
  return (
    <Modal title={`${v('floor.addRelative')} · ${officer}`} close={close}>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form class="stack mid" onSubmit={(event) => void save(event)}>
        <div class="field">
          <label for="dv-kin">{v('floor.idNumber')}</label>
          <input
            class="in num"
            id="dv-kin"
            value={idNumber}
            maxLength={18}
            autocomplete="off"
            required
            onInput={(event) => setIdNumber(event.currentTarget.value)}
          />
        </div>
        <Words name="kin-reason" label={v('floor.reason')} value={reason} max={300} set={setReason} />
        <Button>{v('floor.save')}</Button>
      </form>
    </Modal>
  )
}
