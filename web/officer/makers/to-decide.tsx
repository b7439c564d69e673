import type { JSX } from 'preact'
import { makersOverview } from '#api/maker-samples.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { speakMakers } from '#web/officer/makers/texts.ts'
import { useReply } from '#web/officer/use-reply.ts'

/** On the board: makers about whom something waits for a supervisor; nothing while nothing waits. */
export function MakersToDecide(): JSX.Element | null {
  const { t, news } = useDesk()
  const v = speakMakers(t.lang)
  const { value } = useReply(makersOverview, {}, news('office'))
  const asked = (value?.makers ?? []).flatMap((m) =>
    m.measures.flatMap((one) => (one.approved === undefined ? [{ maker: m.name, ...one }] : [])),
  )
  return (
    <>
      {asked.map((one) => (
        <Notice key={one.id} tone="warn" title={`${v(`asked.${one.kind}`)} · ${one.maker}`}>
          <p>{one.reason}</p>
          <p>
            <a class="lnk" href="/desk/makers/makers">
              {v('decide.go')}
            </a>
          </p>
        </Notice>
      ))}
    </>
  )
}
