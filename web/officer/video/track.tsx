import type { JSX } from 'preact'
import { Icon } from '#web/kit/ui/icon.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { promptOf } from '#web/officer/video/prompt.ts'
import type { VT } from '#web/officer/video/texts.ts'
import { lengthOf } from '#web/officer/video/time.ts'
import type { Talk } from '#web/officer/video/use-talk.ts'

/** Everything that belongs to this call, what is done with its moment in the recording, and what is due now. */
export function Track({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const { t } = useDesk()
  const { session } = talk
  const prompt = promptOf(session)
  const identity = session.identity.steps.filter((s) => s.required || s.answer !== null)
  return (
    <div class="dv-track">
      {!session.consultOnly && (
        <>
          <h3>
            {v('identity')}{' '}
            <span class="s num">
              {v('progress', { n: identity.filter((s) => s.answer !== null).length, of: identity.length })}
            </span>
          </h3>
          <ol>
            {identity.map((s) => (
              <Line
                key={s.step}
                text={s.label[t.lang]}
                state={s.answer === null ? undefined : v(`now.${s.answer}`)}
                good={s.answer === 'match' || s.answer === 'skipped'}
                now={prompt.is === 'identity' && prompt.step.step === s.step}
              />
            ))}
          </ol>
        </>
      )}
      {session.steps.length > 0 && (
        <>
          <h3>
            {v('steps')}{' '}
            <span class="s num">
              {v('progress', { n: session.steps.filter((s) => s.result !== null).length, of: session.steps.length })}
            </span>
          </h3>
          <ol>
            {session.steps.map((s) => (
              <Line
                key={s.id}
                text={s.text[t.lang]}
                state={s.result === null ? undefined : v(`now.${s.result}`)}
                good={s.result !== 'failed'}
                now={prompt.is === 'step' && prompt.step.id === s.id}
                at={s.offsetMs === null ? undefined : lengthOf(s.offsetMs / 1000)}
              />
            ))}
          </ol>
        </>
      )}
      <Signals talk={talk} v={v} />
    </div>
  )
}

function Signals({ talk, v }: { talk: Talk; v: VT }): JSX.Element | null {
  const { t } = useDesk()
  const { signals } = talk.session.identity
  if (signals.length === 0) return null
  return (
    <>
      <h3 class="warn">{v('signals')}</h3>
      <ul>
        {signals.map((s) => (
          <li key={s.at + s.code} class="warn">
            {s.text[t.lang]}
          </li>
        ))}
      </ul>
    </>
  )
}

function Line(props: {
  text: string
  state: string | undefined
  good: boolean
  now: boolean
  at?: string | undefined
}): JSX.Element {
  const { text, state, good, now, at } = props
  return (
    <li class={now ? 'now' : undefined} aria-current={now ? 'step' : undefined}>
      <span class={state ? (good ? 'ok' : 'bad') : 'mute'}>
        <Icon name={state ? (good ? 'check' : 'cross') : 'dash'} />
      </span>
      <span>
        {text}
        {state && <span class="vh"> {state}</span>}
      </span>
      <span class="s num">{at ?? ''}</span>
    </li>
  )
}
