import type { JSX } from 'preact'
import { closeOfficerAlarm, listOfficerAlarms } from '#api/oversight.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Tag } from '#web/kit/ui/tag.tsx'
import { Alarms } from '#web/officer/board/alarms.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** Officers' accounts that were changed past the house or used in two places. */
export function OfficerAlarms({ b }: { b: BoardT }): JSX.Element {
  const { t, call, news } = useDesk()
  const reply = useReply(listOfficerAlarms, {}, news('office'))
  return (
    <Alarms
      b={b}
      kind="account"
      reply={reply}
      when={(one) => shortMomentText(one.at, t.lang)}
      columns={[{ head: b('account.what') }]}
      cells={(one) => [
        <div>
          <Tag tone={one.closed ? 'wait' : 'bad'} text={b(`account.${one.kind}`)} />
          <p class="s">{b(`account.${one.kind}.text`)}</p>
        </div>,
      ]}
      close={(id, note) => call(closeOfficerAlarm, { params: { id }, body: { note } })}
    />
  )
}
