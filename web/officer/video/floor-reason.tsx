import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import type { readVideoPeople } from '#api/video-floor.ts'
import type { Answer } from '#web/kit/client.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import type { VT } from '#web/officer/video/texts.ts'

export type PeopleView = ReplyOf<typeof readVideoPeople>

export interface FloorPart {
  v: VT
  people: PeopleView
  again: () => void
}

/** One dialog for every act that needs a reason only. */
export function ReasonModal(props: {
  v: VT
  title: string
  close: () => void
  again: () => void
  run: (reason: string) => Promise<Answer<unknown>>
}): JSX.Element {
  const { v, title, close, again, run } = props
  const { t } = useDesk()
  const act = useAct()
  const [reason, setReason] = useState('')
  const go = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (reason.trim().length < 2 || (await act.run(() => run(reason.trim()))) === undefined) return
    again()
    close()
  }
  return (
    <Modal title={title} close={close}>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form class="stack mid" onSubmit={(event) => void go(event)}>
        <Words name="floor-reason" label={v('floor.reason')} value={reason} max={300} set={setReason} first />
        <Button>{v('floor.save')}</Button>
      </form>
    </Modal>
  )
}
