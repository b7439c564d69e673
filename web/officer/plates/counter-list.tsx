import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { CounterSitting } from '#api/plate-counter.ts'
import { Card } from '#web/kit/ui/card.tsx'
import { Icon } from '#web/kit/ui/icon.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { takeFocus } from '#web/officer/plates/take-focus.ts'
import type { Shown } from '#web/officer/plates/counter-page.tsx'

/** Nothing begins before the officer has seen the person. */
export function Seen({ shown: { view, v, busy, doing } }: { shown: Shown }): JSX.Element {
  return (
    <Card title={v('see')}>
      <p>{v('see.text', { n: view.seenMinutes })}</p>
      <Tick v={v} busy={busy} go={v('see.go')} done={doing.see} />
    </Card>
  )
}

function Tick({
  v,
  busy,
  go,
  done,
}: Pick<Shown, 'v' | 'busy'> & { go: string; done: () => Promise<boolean> }): JSX.Element {
  const [ticked, setTicked] = useState(false)
  const [asked, setAsked] = useState(false)
  const submit = (event: Event): void => {
    event.preventDefault()
    if (ticked) void done()
    else setAsked(true)
  }
  return (
    <form class={asked && !ticked ? 'stack mid field err' : 'stack mid'} noValidate onSubmit={submit}>
      {asked && !ticked && (
        <p class="msg" id="dc-need" role="alert">
          {v('see.need')}
        </p>
      )}
      <label class="pick">
        <input
          type="checkbox"
          checked={ticked}
          aria-describedby={asked && !ticked ? 'dc-need' : undefined}
          onChange={(e) => setTicked(e.currentTarget.checked)}
          ref={takeFocus}
        />
        <span>{v('see.tick')}</span>
      </label>
      <button type="submit" class="btn wide" disabled={busy}>
        {go}
      </button>
    </form>
  )
}

type Group = NonNullable<CounterSitting['random']['group']>

/** All fifty as radios: arrow keys move, Enter takes on to the question whether it is the one. */
export function List(props: {
  shown: Shown
  group: Group
  pick: (number: string) => void
  compose: () => void
}): JSX.Element {
  const { shown, group, pick, compose } = props
  const { v, color, left, view } = shown
  const [number, setNumber] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = (event: Event): void => {
    event.preventDefault()
    if (number) pick(number)
    else setAsked(true)
  }
  const mayCompose = view.compose.open && view.compose.goesLeft > 0 && view.compose.triesLeft > 0
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <div class="between">
        <h2>{v('list', { n: group.numbers.length })}</h2>
        <Seconds shown={shown} seconds={left(group.until)} />
      </div>
      {asked && !number && (
        <p class="msg" role="alert">
          {v('list.pick')}
        </p>
      )}
      <fieldset class="plates">
        <legend class="vh">{v('title')}</legend>
        {group.numbers.map((offer, i) => (
          <label class={offer.free ? 'pick' : 'pick off'} key={offer.number}>
            <input
              type="radio"
              name="plate"
              value={offer.number}
              disabled={!offer.free}
              checked={number === offer.number}
              onChange={() => setNumber(offer.number)}
              {...(i === 0 ? { ref: takeFocus } : {})}
            />
            <PlateBadge text={offer.number} color={color} size="mid" />
          </label>
        ))}
      </fieldset>
      <div class="act two">
        {mayCompose && (
          <button type="button" class="btn alt" onClick={compose}>
            {v('compose.go')}
          </button>
        )}
        <button type="submit" class="btn">
          {v('choose')}
        </button>
      </div>
    </form>
  )
}

export function Seconds({ shown: { v }, seconds }: { shown: Shown; seconds: number }): JSX.Element {
  return (
    <p class="left num fix" role="timer">
      <Icon name="clock" /> {v('clock')} <b>{seconds}</b> {v('seconds')}
    </p>
  )
}

/** The number large, read aloud, cannot be changed. When the officer's look is too long ago it is asked for here, and the number stays. */
export function Confirm(props: {
  shown: Shown
  number: string
  /** Until when it is on offer; not there: it is nobody else's. */
  until: string | undefined
  confirm: () => Promise<boolean>
  back: () => void
}): JSX.Element {
  const { shown, number, until, confirm, back } = props
  const { v, view, color, busy, left } = shown
  const seconds = left(until)
  return (
    <section class="stack">
      <h2>{v('confirm.title')}</h2>
      <p class="hero">
        <PlateBadge text={number} color={color} size="big" />
      </p>
      <Aloud number={number} label={v('say')} />
      <Card>
        <p>
          <b>{v('confirm.cannot')}</b> {v('confirm.until', { day: view.lastDay })}
        </p>
        {until !== undefined && (seconds > 0 ? <Seconds shown={shown} seconds={seconds} /> : <p>{v('list.gone')}</p>)}
      </Card>
      <IfSeen shown={shown}>
        <button type="button" class="btn wide" disabled={busy} onClick={() => void confirm()} ref={takeFocus}>
          {v('confirm.go')}
        </button>
      </IfSeen>
      <button type="button" class="btn alt wide" onClick={back}>
        {v('confirm.back')}
      </button>
    </section>
  )
}

/** What takes a number; when the officer's look is too long ago that is asked for first, and what was chosen stays. */
export function IfSeen({ shown, children }: { shown: Shown; children: ComponentChildren }): JSX.Element {
  const { view, v, busy, doing, left } = shown
  if (left(view.seenUntil) > 0) return <>{children}</>
  return (
    <Card title={v('see.again', { n: view.seenMinutes })} tone="turn">
      <Tick v={v} busy={busy} go={v('see.againGo')} done={doing.see} />
    </Card>
  )
}

function Aloud({ number, label }: { number: string; label: string }): JSX.Element | null {
  const { t } = useDesk()
  if (!('speechSynthesis' in window)) return null
  const say = (): void => {
    speechSynthesis.cancel()
    const words = new SpeechSynthesisUtterance(number.split('').join(' '))
    words.lang = t.lang === 'en' ? 'en' : 'zh-CN'
    words.rate = 0.8
    speechSynthesis.speak(words)
  }
  return (
    <p class="hero">
      <button type="button" class="btn alt" onClick={say}>
        <Icon name="sound" />
        {label}
      </button>
    </p>
  )
}
