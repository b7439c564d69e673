import type { JSX } from 'preact'
import { readCounterTimes } from '#api/video-desk-help.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { useDesk } from '#web/officer/desk.ts'
import { useReply } from '#web/officer/use-reply.ts'
import type { VT } from '#web/officer/video/texts.ts'

/** A time at the counter before the person leaves the call: "site|instant", or nothing. */
export function CounterTime(props: {
  v: VT
  session: string
  value: string
  set: (value: string) => void
}): JSX.Element {
  const { v, session, value, set } = props
  const { t } = useDesk()
  const reply = useReply(readCounterTimes, { params: { id: session } })
  return (
    <div class="field">
      <label for="dv-counter">{v('counter.when')}</label>
      <select class="in" id="dv-counter" value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{v('counter.none')}</option>
        {(reply.value?.sites ?? []).map((site) => (
          <optgroup key={site.code} label={site.name[t.lang]}>
            {site.slots.map((s) => (
              <option key={s.from} value={`${site.code}|${s.from}`}>
                {v('counter.left', { when: shortMomentText(s.from, t.lang), n: s.left })}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
