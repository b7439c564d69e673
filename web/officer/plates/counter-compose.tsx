import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { counterKeyboard } from '#api/plate-counter.ts'
import { Card } from '#web/kit/ui/card.tsx'
import { PlateBadge } from '#web/kit/ui/plate.tsx'
import { fitting, Keyboard, LastGo } from '#web/officer/plates/counter-keyboard.tsx'
import { IfSeen } from '#web/officer/plates/counter-list.tsx'
import { takeFocus } from '#web/officer/plates/take-focus.ts'
import type { Shown } from '#web/officer/plates/counter-page.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

/** Own numbers in the order of wishes: typed on a real keyboard or touched; what is gone at a place is grey and cannot be typed. */
export function Compose({ shown, back }: { shown: Shown; back: () => void }): JSX.Element {
  const { view, doing } = shown
  const keys = useReply(counterKeyboard, { params: { id: view.id } })
  const rows = Math.min(view.compose.perGo, view.compose.triesLeft)
  const [wishes, setWishes] = useState<readonly string[]>(() => Array.from({ length: rows }, () => ''))
  const [checking, setChecking] = useState(false)
  if (!keys.value) return <Waiting />
  const { prefix } = keys.value
  const places = keys.value.places.slice(2)
  const whole = wishes.slice(0, rows).filter((w) => w.length === places.length)
  const numbers = [...new Set(whole)].map((w) => prefix + w)
  if (checking && numbers.length > 0)
    return (
      <Check
        shown={shown}
        numbers={numbers}
        go={() => void doing.compose(numbers).then((done) => done && setChecking(false))}
        edit={() => setChecking(false)}
      />
    )
  return (
    <Writing
      shown={shown}
      prefix={prefix}
      places={places}
      wishes={wishes.slice(0, rows)}
      set={setWishes}
      check={() => setChecking(true)}
      ready={numbers.length > 0}
      back={back}
    />
  )
}

/** The numbers large, in their order, before anything is asked: the first that is free is taken at once. */
function Check(props: { shown: Shown; numbers: readonly string[]; go: () => void; edit: () => void }): JSX.Element {
  const { shown, numbers, go, edit } = props
  const { view, v, color, busy, left } = shown
  const wait = left(view.compose.nextGoAt)
  return (
    <section class="stack">
      <h2>{v('check.title')}</h2>
      <ol class="order">
        {numbers.map((number) => (
          <li key={number}>
            <PlateBadge text={number} color={color} size="mid" />
          </li>
        ))}
      </ol>
      <Card>
        <p>
          <b>{v('confirm.cannot')}</b> {v('confirm.until', { day: view.lastDay })}
        </p>
      </Card>
      <IfSeen shown={shown}>
        <button type="button" class="btn wide" disabled={busy || wait > 0} ref={takeFocus} onClick={go}>
          {v('check.go')} {wait > 0 && `${wait} ${v('seconds')}`}
        </button>
      </IfSeen>
      <button type="button" class="btn alt wide" onClick={edit}>
        {v('check.edit')}
      </button>
    </section>
  )
}

interface Written {
  shown: Shown
  prefix: string
  places: readonly string[]
  wishes: readonly string[]
  set: (wishes: readonly string[]) => void
  check: () => void
  ready: boolean
  back: () => void
}

function Writing(props: Written): JSX.Element {
  const { shown, prefix, places, wishes, set, check, ready, back } = props
  const { v, view } = shown
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState('')
  const now = wishes[at] ?? ''
  const write = (row: number, typed: string): void => {
    const { kept, gone } = fitting(typed.toUpperCase(), places)
    setSaid(gone ? v('compose.none', { sign: gone }) : '')
    set(wishes.map((w, i) => (i === row ? kept : w)))
    if (kept.length === places.length && row < wishes.length - 1) setAt(row + 1)
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    if (ready) check()
    else setSaid(v('compose.need'))
  }
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <h2>{v('compose')}</h2>
      <p class="mute">{v('compose.text', { per: view.compose.perGo })}</p>
      <LastGo shown={shown} />
      <ol class="wishes">
        {wishes.map((value, i) => (
          <Row key={i} {...props} i={i} value={value} now={i === at} here={() => setAt(i)} write={write} />
        ))}
      </ol>
      <Keyboard
        v={v}
        said={
          said || `${v('compose.at', { row: at + 1, n: Math.min(now.length + 1, places.length) })}: ${prefix}${now}`
        }
        left={places[now.length] ?? ''}
        press={(sign) => write(at, now + sign)}
        erase={() => write(at, now.slice(0, -1))}
      />
      <p class="s">{v('compose.left', { n: view.compose.triesLeft, goes: view.compose.goesLeft })}</p>
      <div class="act two">
        <button type="button" class="btn alt" onClick={back}>
          {v('confirm.back')}
        </button>
        <button type="submit" class="btn">
          {v('compose.check')}
        </button>
      </div>
    </form>
  )
}

function Row(
  props: Pick<Written, 'shown' | 'prefix' | 'places'> & {
    i: number
    value: string
    now: boolean
    here: () => void
    write: (row: number, typed: string) => void
  },
): JSX.Element {
  const { shown, prefix, places, i, value, now, here, write } = props
  return (
    <li class="field">
      <div class={now ? 'wish now' : 'wish'}>
        <label for={`dc-n${i}`}>{shown.v('compose.row', { n: i + 1 })}</label>
        <b aria-hidden="true">{prefix}</b>
        <input
          class="in code"
          id={`dc-n${i}`}
          value={value}
          maxLength={places.length}
          autocomplete="off"
          spellcheck={false}
          inputMode="none"
          {...(i === 0 ? { ref: takeFocus } : {})}
          onFocus={here}
          onInput={(e) => {
            const typed = e.currentTarget.value
            // What cannot stand there is taken out again, though nothing of the state may have changed.
            e.currentTarget.value = fitting(typed.toUpperCase(), places).kept
            write(i, typed)
          }}
        />
      </div>
    </li>
  )
}
