import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '#api/errors.ts'
import {
  counterChoose,
  counterCompose,
  counterDraw,
  counterFormer,
  counterPlates,
  counterSee,
  type CounterSitting,
} from '#api/plate-counter.ts'
import { go } from '#web/kit/router.ts'
import { PlateBadge, type PlateColor } from '#web/kit/ui/plate.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { Compose } from '#web/officer/plates/counter-compose.tsx'
import { Confirm, List, Seen } from '#web/officer/plates/counter-list.tsx'
import { type CounterT, speakCounter } from '#web/officer/plates/counter-texts.ts'
import { takeFocus } from '#web/officer/plates/take-focus.ts'
import { Ways } from '#web/officer/plates/counter-ways.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import './counter.css'

/** What is done at this screen; each gives whether it worked. */
export interface Doing {
  see: () => Promise<boolean>
  draw: (withoutFour: boolean) => Promise<boolean>
  choose: (number: string) => Promise<boolean>
  compose: (numbers: readonly string[]) => Promise<boolean>
  useOld: (right: string) => Promise<boolean>
}

export interface Shown {
  view: CounterSitting
  /** Seconds until an instant of the house, counted from when the view came. */
  left: (until: string | undefined) => number
  color: PlateColor
  v: CounterT
  busy: boolean
  doing: Doing
}

/**
 * Choosing with the person at the counter, on a screen that is turned to them: nothing of the desk and of other cases is on
 * it. By touch, and by keyboard alone.
 */
export function CounterPage({ id }: { id: string }): JSX.Element {
  const { t } = useDesk()
  const v = speakCounter(t.lang)
  const { view, left, problem, again } = useSitting(id)
  const act = useCounterAct(id, view, again)
  const leave = (): void => go(`/desk/cases/${id}`)
  useKeys({ escape: leave })
  const refused = act.problem ?? problem
  return (
    <main id="main" class="dc plate-page" tabIndex={-1}>
      <header class="between">
        <h1>{v('title')}</h1>
        <button type="button" class="btn alt small fix" onClick={leave}>
          {v('back')} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </header>
      {view && (
        <p class="mute num">
          {view.vehicle} · {v('case', { n: view.caseNumber })}
        </p>
      )}
      {refused && <ProblemNotice problem={refused} t={t} {...(act.problem ? {} : { again })} />}
      {view ? (
        <Stage
          shown={{ view, left, color: view.type === '52' ? 'green' : 'blue', v, busy: act.busy, doing: act.doing }}
          leave={leave}
        />
      ) : (
        !refused && <Waiting t={t} />
      )}
    </main>
  )
}

type At =
  | { at: 'ways' }
  | { at: 'confirm'; number: string }
  | { at: 'old'; right: string; number: string }
  | { at: 'compose' }

function Stage({ shown, leave }: { shown: Shown; leave: () => void }): JSX.Element {
  const { view, doing, left } = shown
  const [at, setAt] = useState<At>({ at: 'ways' })
  const group = left(view.random.group?.until) > 0 ? view.random.group : undefined
  if (view.held) return <Done shown={shown} number={view.held.number} until={view.held.validUntil} leave={leave} />
  const back = (): void => setAt({ at: 'ways' })
  const compose = (): void => setAt({ at: 'compose' })
  if (at.at === 'confirm' || at.at === 'old')
    return (
      <Confirm
        shown={shown}
        number={at.number}
        until={at.at === 'confirm' ? (group?.until ?? view.now) : undefined}
        confirm={() => (at.at === 'old' ? doing.useOld(at.right) : doing.choose(at.number))}
        back={back}
      />
    )
  if (at.at === 'compose') return <Compose shown={shown} back={back} />
  if (group)
    return <List shown={shown} group={group} pick={(number) => setAt({ at: 'confirm', number })} compose={compose} />
  if (left(view.seenUntil) === 0) return <Seen shown={shown} />
  return <Ways shown={shown} compose={compose} old={(right, number) => setAt({ at: 'old', right, number })} />
}

function Done(props: { shown: Shown; number: string; until: string; leave: () => void }): JSX.Element {
  const { shown, number, until, leave } = props
  const { v, color } = shown
  return (
    <section class="stack" aria-live="polite">
      <h2>{v('done')}</h2>
      <p class="hero">
        <PlateBadge text={number} color={color} size="big" />
      </p>
      <p>{v('confirm.until', { day: until })}</p>
      <p class="mute">{v('done.text')}</p>
      <button type="button" class="btn wide" onClick={leave} ref={takeFocus}>
        {v('back')}
      </button>
    </section>
  )
}

/** The sitting as last heard, and how long things last, counted on this machine's clock from then. Ticks once a second. */
function useSitting(id: string): {
  view: CounterSitting | undefined
  left: (until: string | undefined) => number
  problem: Problem | undefined
  again: () => void
} {
  const { news } = useDesk()
  const reply = useReply(counterPlates, { params: { id } }, news(`case:${id}`))
  const came = useRef<{ now: string | undefined; at: number }>({ now: undefined, at: 0 })
  const [, tick] = useState(0)
  if (reply.value && came.current.now !== reply.value.now) came.current = { now: reply.value.now, at: Date.now() }
  useEffect(() => {
    const timer = window.setInterval(() => tick((n) => n + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const left = (until: string | undefined): number =>
    until === undefined || came.current.now === undefined
      ? 0
      : Math.max(
          0,
          Math.ceil((Date.parse(until) - Date.parse(came.current.now) - (Date.now() - came.current.at)) / 1_000),
        )
  return { view: reply.value, left, problem: reply.problem, again: reply.again }
}

/** Each act reads the sitting again, whatever became of it. */
function useCounterAct(id: string, view: CounterSitting | undefined, again: () => void) {
  const { call } = useDesk()
  const { busy, problem, run } = useAct()
  const params = { id }
  const then = async (work: Promise<unknown>): Promise<boolean> => {
    const done = (await work) !== undefined
    again()
    return done
  }
  const doing: Doing = {
    see: () => then(run(() => call(counterSee, { params, body: { present: true } }))),
    draw: (withoutFour) => then(run(() => call(counterDraw, { params, body: { withoutFour } }))),
    choose: (number) => then(run(() => call(counterChoose, { params, body: { number, version: view?.version ?? 0 } }))),
    compose: (numbers) => then(run(() => call(counterCompose, { params, body: { numbers: [...numbers] } }))),
    useOld: (right) => then(run(() => call(counterFormer, { params, body: { right } }))),
  }
  return { busy, problem, doing }
}
