import type { ComponentChildren, JSX } from 'preact'
import type { PlateT } from '#web/citizen/pages/plate-texts.ts'
import type { FreshCheck } from '#web/citizen/pages/plate-views.ts'
import type { T } from '#web/citizen/t.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'

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

/** Once more who one is, on the same page: the code is asked for here, and typed beside the press that takes the number. */
export function AskCode(props: { check: FreshCheck; p: PlateT; children?: ComponentChildren }): JSX.Element {
  const { check, p, children } = props
  return (
    <Card title={p('fresh')} tone="turn">
      <p>{p('fresh.text', { n: check.minutes, mobile: check.mobile })}</p>
      {check.sent && !check.wrong && (
        <output>
          <b>{p('fresh.sent')}</b>
        </output>
      )}
      <PostForm post={check.send}>
        {children}
        <Button look="alt" wide>
          {p(check.sent ? 'fresh.again' : 'fresh.send')}
        </Button>
      </PostForm>
    </Card>
  )
}

export function CodeField({ check, p }: { check: FreshCheck; p: PlateT }): JSX.Element {
  return (
    <div class={check.wrong ? 'field err' : 'field'}>
      {check.wrong && (
        <p class="msg" id="f-code-error">
          {p('fresh.wrong')}
        </p>
      )}
      <label for="f-code">{p('fresh.code')}</label>
      <input
        class="in code"
        id="f-code"
        name="code"
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={6}
        required
        aria-invalid={check.wrong ? 'true' : undefined}
        aria-describedby={check.wrong ? 'f-code-error' : undefined}
      />
    </div>
  )
}
