import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readCapture } from '#api/video-desk-session.ts'
import { addressOf } from '#web/kit/client.ts'
import { useDesk } from '#web/officer/desk.ts'
import { type Answer, Answers, Ask, type NowProps } from '#web/officer/video/now-parts.tsx'
import { Machine } from '#web/officer/video/machine.tsx'
import type { IdentityRow, Prompt } from '#web/officer/video/prompt.ts'
import type { DeskSession, Talk } from '#web/officer/video/use-talk.ts'
import type { VT } from '#web/officer/video/texts.ts'

type Due = Extract<Prompt, { is: 'cues' | 'identity' | 'identity-result' }>

/** Who it is: the officer's own eyes first. What a machine says is advice, and is shown after the officer's answer. */
export function Identity({ prompt, talk, v }: NowProps & { prompt: Due }): JSX.Element {
  const { identity } = talk.session
  if (prompt.is === 'cues')
    return (
      <Ask title={v('now.cues')}>
        <Answers answers={[{ label: v('now.cues'), press: () => void talk.act({ type: 'ask-cues' }) }]} />
      </Ask>
    )
  if (prompt.is === 'identity-result')
    return (
      <Ask title={v('now.result')}>
        <Answers
          answers={(['pass', 'refer', 'retry', 'to-counter'] as const).map((result) => ({
            label: v(`now.${result}`),
            press: () => void talk.act({ type: 'identity-result', result }),
          }))}
        />
        <Machine talk={talk} v={v} />
        {identity.result && <p class="s">{v(`now.${identity.result}`)}</p>}
      </Ask>
    )
  return <IdentityStep step={prompt.step} talk={talk} v={v} />
}

function IdentityStep({ step, talk, v }: NowProps & { step: IdentityRow }): JSX.Element {
  const { t } = useDesk()
  const { identity, station } = talk.session
  const [who, setWho] = useState('')
  // From a station the helper is named; the note goes with the answer.
  const asksWho = step.step === 'surroundings' && station !== null
  const answer = (given: 'match' | 'no-match' | 'unsure' | 'skipped') => () =>
    void talk.act({
      type: 'identity',
      step: step.step,
      answer: given,
      ...(asksWho && who.trim() ? { note: who.trim() } : {}),
    })
  const answers: Answer[] = [
    { label: v('now.match'), press: answer('match') },
    { label: v('now.no-match'), look: 'danger', press: answer('no-match') },
    { label: v('now.unsure'), press: answer('unsure') },
    ...(SKIPPABLE.includes(step.step) ? [{ label: v('now.skipped'), press: answer('skipped') }] : []),
  ]
  return (
    <Ask title={step.label[t.lang]} sub={step.how[t.lang]}>
      {(step.step === 'cues' || step.step === 'face') && <Machine talk={talk} v={v} />}
      {asksWho && (
        <div class="field">
          <p class="warn">{v('station', { name: station[t.lang] })}</p>
          <label for="dv-who">{v('station.who')}</label>
          <input
            class="in"
            id="dv-who"
            value={who}
            maxLength={100}
            onInput={(event) => setWho(event.currentTarget.value)}
          />
        </div>
      )}
      {step.step === 'face' && <Photos session={talk.session} v={v} />}
      {step.step === 'cues' && identity.cues && <Cues talk={talk} cues={identity.cues} v={v} />}
      {step.step === 'questions' && (
        <details class="fold" open>
          <summary>{v('questions')}</summary>
          <dl class="kv">
            {identity.questions.map((q) => (
              <div key={q.id}>
                <dt>{q.question[t.lang]}</dt>
                <dd>{q.answer[t.lang]}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {step.step === 'will' && (
        <p>
          {v('will')}:<b>{identity.will[t.lang]}</b>
        </p>
      )}
      <Answers answers={answers} />
    </Ask>
  )
}

const SKIPPABLE: readonly IdentityRow['step'][] = ['questions', 'card']

/** Held beside the face on the picture above. */
function Photos({ session, v }: { session: DeskSession; v: VT }): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="dv-photos">
      {session.photos.slice(0, 2).map((p) => (
        <figure key={p.file}>
          <img
            src={addressOf(readCapture, { params: { id: session.id, capture: p.file } })}
            alt={`${v('photos')}: ${p.what[t.lang]}`}
          />
          <figcaption class="s">{p.what[t.lang]}</figcaption>
        </figure>
      ))}
    </div>
  )
}

function Cues(props: { talk: Talk; v: VT; cues: NonNullable<DeskSession['identity']['cues']> }): JSX.Element {
  const { talk, v, cues } = props
  const { t } = useDesk()
  const { triesLeft } = talk.session.identity
  return (
    <>
      <p class="num">
        <b>{v('now.cuesShown', { digits: cues.digits.split('').join('\u00a0'), pose: cues.pose[t.lang] })}</b>
      </p>
      {triesLeft > 0 && (
        <button type="button" class="btn alt small" onClick={() => void talk.act({ type: 'ask-cues' })}>
          {v('now.cuesAgain', { n: triesLeft })}
        </button>
      )}
    </>
  )
}
