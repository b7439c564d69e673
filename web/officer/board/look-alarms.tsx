import type { JSX } from 'preact'
import { closeLookAlarm, listLookAlarms } from '#api/oversight.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Tag } from '#web/kit/ui/tag.tsx'
import { Alarms } from '#web/officer/board/alarms.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** Who looked at very many people's records within minutes. */
export function LookAlarms({ b }: { b: BoardT }): JSX.Element {
  const { t, call, news } = useDesk()
  const reply = useReply(listLookAlarms, {}, news('office'))
  return (
    <Alarms
      b={b}
      kind="alarm"
      text={reply.value && b('alarm.text', reply.value.limit)}
      reply={reply}
      when={(one) => `${shortMomentText(one.from, t.lang)} – ${shortMomentText(one.to, t.lang)}`}
      columns={[{ head: b('alarm.records'), right: true }, { head: b('alarm.why') }]}
      cells={(one) => [
        one.closed ? one.records : <Tag tone="bad" text={String(one.records)} />,
        one.purposes.join(';') || '—',
      ]}
      close={(id, note) => call(closeLookAlarm, { params: { id }, body: { note } })}
    />
  )
}
