import type { JSX } from 'preact'
import { STOP_CAUSES, type StopCause } from '#domain/video/terms.ts'
import type { VT } from '#web/officer/video/texts.ts'

/** Why the call is stopped for good, where more follows than its end. The house has words for the person ready. */
export function StopChoice(props: { v: VT; value: StopCause | ''; set: (cause: StopCause | '') => void }): JSX.Element {
  const { v, value, set } = props
  return (
    <div class="field">
      <label for="dv-stop">{v('stop.why')}</label>
      <select
        class="in"
        id="dv-stop"
        value={value}
        onChange={(e) => set(STOP_CAUSES.find((c) => c === e.currentTarget.value) ?? '')}
      >
        <option value="">{v('stop.other')}</option>
        {STOP_CAUSES.map((cause) => (
          <option key={cause} value={cause}>
            {v(`stop.${cause}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
