import type { JSX } from 'preact'
import type { PlateT } from '#web/citizen/pages/plate-texts.ts'
import type { T } from '#web/citizen/t.ts'
import { Icon } from '#web/kit/ui/icon.tsx'

/** Seconds left of an offer. The script counts them down and then goes to `then`; without one the page says what was true when it was drawn. */
export function Countdown(props: { seconds: number; label: string; then: string; t: T }): JSX.Element {
  return (
    <p class="left num" role="timer">
      <Icon name="clock" />
      {props.label}{' '}
      <b data-until={props.seconds} data-expire={props.then}>
        {props.seconds}
      </b>{' '}
      {props.t('seconds')}
    </p>
  )
}

/** Says a number sign by sign with the device's voice; the script shows it where there is one. */
export function Say({ spoken, p }: { spoken: string; p: PlateT }): JSX.Element {
  return (
    <p class="hero">
      <button type="button" class="btn alt" hidden data-say={spoken}>
        <Icon name="sound" />
        {p('say')}
      </button>
    </p>
  )
}

export function WithoutFour({ on, p }: { on: boolean; p: PlateT }): JSX.Element {
  return (
    <label class="pick">
      <input type="checkbox" name="no4" value="1" checked={on} />
      <span>
        {p('withoutFour')}
        <span class="hint">{p('withoutFour.hint')}</span>
      </span>
    </label>
  )
}
