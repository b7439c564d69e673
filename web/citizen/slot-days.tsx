import type { JSX } from 'preact'
import type { T } from '#web/citizen/t.ts'
import { whole } from '#web/kit/ui/whole.tsx'

export type SlotDay = { label: string; slots: readonly { value: string; label: string; left: number }[] }

/**
 * Free times by day, to pick one (`slot`). The first day stands open, where an error leads (`slot-0-0`); of the others only the one
 * with the chosen time.
 */
export function SlotDays(props: { days: readonly SlotDay[]; chosen?: string | undefined; t: T }): JSX.Element {
  const { days, chosen, t } = props
  return (
    <>
      {days.map((day, d) => {
        if (d === 0) return <Day key={day.label} day={day} d={d} chosen={chosen} t={t} />
        return (
          <details class="fold" key={day.label} open={day.slots.some((slot) => slot.value === chosen)}>
            <summary class="num">
              {whole(day.label)} <span class="s">{t('booking.times', { n: day.slots.length })}</span>
            </summary>
            <Day day={day} d={d} chosen={chosen} t={t} folded />
          </details>
        )
      })}
    </>
  )
}

function Day(props: { day: SlotDay; d: number; chosen: string | undefined; folded?: boolean; t: T }): JSX.Element {
  const { day, d, chosen, folded, t } = props
  return (
    <fieldset>
      <legend class={folded ? 'vh' : undefined}>
        <b class="num">{whole(day.label)}</b>
      </legend>
      <div class={day.slots.every((slot) => slot.label.length < 6) ? 'slots short' : 'slots'}>
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
              <span class="hint">{t('booking.left', { n: slot.left })}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
