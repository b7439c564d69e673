import type { JSX } from 'preact'
import { listFileRequests } from '#api/leaving.ts'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import { speakLeaving } from '#web/officer/leaving/leaving-texts.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** Above the work list: files of other offices that wait for a decision are work, too. Nothing while there are none. */
export function LeavingHint(): JSX.Element | null {
  const { t, me, news } = useDesk()
  const reply = useReply(listFileRequests, {}, news('office'), mayDo(me, 'leaving.work'))
  const n = reply.value?.review ?? 0
  return n === 0 ? null : (
    <a class="d-hint" href="/desk/leaving">
      {speakLeaving(t.lang)('hintLine', { n })}
    </a>
  )
}
