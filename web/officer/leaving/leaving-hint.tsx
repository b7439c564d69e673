import type { JSX } from 'preact'
import { listFileRequests } from '#api/leaving.ts'
import { Icon } from '#web/kit/ui/icon.tsx'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import { speakLeaving } from '#web/officer/leaving/leaving-texts.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** Above the work list: files of other offices that wait for a decision are work, too. Nothing while there are none. */
export function LeavingHint(): JSX.Element | null {
  const { t, me, news } = useDesk()
  const reply = useReply(listFileRequests, {}, news('office'), mayDo(me, 'leaving.work'))
  const n = reply.value?.review ?? 0
  return n === 0 ? null : (
    <p class="d-hint">
      <a class="lnk" href="/desk/leaving">
        <Icon name="bell" />
        {speakLeaving(t.lang)('hintLine', { n })}
      </a>
    </p>
  )
}
