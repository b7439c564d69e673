import type { JSX } from 'preact'
import { whole } from '#web/kit/ui/whole.tsx'

export type SlotDay = { label: string; slots: readonly { value: string; label: string; left: number }[] }

/** Free times by day, to pick one (`slot`). The first has the id `slot-0-0`. `left` says how many places a time has. */
export function SlotDays(props: {
  days: readonly SlotDay[]
  chosen?: string | undefined
  left: (n: number) => string
}): JSX.Element {
  const { days, chosen, left } = props
  return (
    <>
      {days.map((day, d) => (
        <fieldset key={day.label}>
          <legend>
            <b class="num">{whole(day.label)}</b>
          </legend>
          <div class="slots">
            {day.slots.map((slot, s) => (
              <label class="pick" key={slot.value}>
                <input
                  type="radio"
                  id={`slot-${d}-${s}`}
                  name="slot"
                  value={slot.value}
                  checked={slot.value === chosen}
                  required
                />
                <span class="num">
                  {slot.label}
                  <span class="hint">{left(slot.left)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}
