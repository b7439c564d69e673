import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '#web/kit/ui/button.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Apart } from '#web/officer/video/apart.tsx'
import { Identity } from '#web/officer/video/identity.tsx'
import { type Answer, Answers, Ask, type NowProps } from '#web/officer/video/now-parts.tsx'
import { type Prompt, promptOf, type StepRow } from '#web/officer/video/prompt.ts'

/** One thing at a time, answered by one key. What is due is decided from the conversation alone (prompt.ts). */
export function Now({ talk, v }: NowProps): JSX.Element {
  const prompt = promptOf(talk.session)
  return (
    <section class="dv-now" aria-label={v('now.label')} aria-live="polite">
      <Due key={keyOf(prompt)} prompt={prompt} talk={talk} v={v} />
    </section>
  )
}

const keyOf = (prompt: Prompt): string =>
  prompt.is === 'step'
    ? `step ${prompt.step.id}`
    : prompt.is === 'identity'
      ? `identity ${prompt.step.step}`
      : prompt.is

function Due({ prompt, talk, v }: NowProps & { prompt: Prompt }): JSX.Element {
  const { t } = useDesk()
  const { session, act } = talk
  switch (prompt.is) {
    case 'wait':
      return <Ask title={v('now.wait')} />
    case 'code':
      return (
        <Ask title={v('now.code')} sub={v('code', { code: session.code.split('').join('\u00a0') })}>
          <Answers
            answers={[
              { label: v('now.same'), press: () => void act({ type: 'code-seen', same: true }) },
              { label: v('now.differs'), look: 'danger', press: () => void act({ type: 'code-seen', same: false }) },
            ]}
          />
        </Ask>
      )
    case 'opening':
      return (
        <Ask title={v('now.opening')} sub={session.opening[t.lang]}>
          <Answers answers={[{ label: v('now.said'), press: () => void act({ type: 'opening-said' }) }]} />
        </Ask>
      )
    case 'questions-only':
      return <Ask title={v(session.recording === 'off' ? 'now.noRecording' : 'question')} />
    case 'cues':
    case 'identity':
    case 'identity-result':
      return <Identity prompt={prompt} talk={talk} v={v} />
    case 'step':
      return <Step step={prompt.step} talk={talk} v={v} />
    default:
      return <Closing is={prompt.is} talk={talk} v={v} />
  }
}

/** Reading back, signing, paying and what is left after them. */
function Closing({ is, talk, v }: NowProps & { is: Prompt['is'] }): JSX.Element {
  const { session, act } = talk
  const pay: Answer[] = talk.may('ask-pay')
    ? [{ label: v('now.pay'), look: 'alt', press: () => void act({ type: 'ask-pay' }) }]
    : []
  switch (is) {
    case 'proposals':
      return <Ask title={v('cofill.open')} />
    case 'read-back':
      return <ReadBack talk={talk} v={v} />
    case 'confirming':
      return <Ask title={v('now.confirming')} />
    case 'sign':
      return (
        <Ask title={v('now.sign')} sub={session.document ? v('now.refusedSign') : undefined}>
          <Answers answers={[{ label: v('now.sign'), press: () => void act({ type: 'ask-sign' }) }, ...pay]} />
        </Ask>
      )
    case 'signing':
      return (
        <Ask
          title={v('now.signing')}
          sub={session.document === null ? undefined : session.document.hash.slice(0, 16)}
        />
      )
    case 'paying':
      return <Ask title={v(session.payment === 'paying' ? 'now.paying' : 'now.unpaid')} />
    default:
      return (
        <Ask title={v('now.outcome')} sub={session.document ? v('now.signed') : undefined}>
          <Answers answers={pay} />
        </Ask>
      )
  }
}

function ReadBack({ talk, v }: NowProps): JSX.Element {
  const { t } = useDesk()
  const { session, act } = talk
  return (
    <Ask title={v('now.readBack')} sub={session.summaryConfirmed === false ? v('now.notConfirmed') : undefined}>
      <ul class="count">
        {session.summary.map((line) => (
          <li key={line.zh}>{line[t.lang]}</li>
        ))}
      </ul>
      <Answers answers={[{ label: v('now.said'), press: () => void act({ type: 'read-back' }) }]} />
    </Ask>
  )
}

function Step({ step, talk, v }: NowProps & { step: StepRow }): JSX.Element {
  const { t } = useDesk()
  const [note, setNote] = useState('')
  const [hint, setHint] = useState('')
  const answer = (result: 'done' | 'failed' | 'not-needed') => () => {
    if (result === 'done' && step.evidence === 'text' && note.trim().length < 2) return setHint(v('now.noteNeeded'))
    setHint('')
    void talk.act({ type: 'step', step: step.id, result, ...(note.trim() ? { note: note.trim() } : {}) })
  }
  const ask = (): void =>
    void talk.act({ type: 'ask-capture', step: step.id, what: step.text[t.lang].slice(0, 60), paper: 'card' })
  return (
    <Ask title={step.text[t.lang]} sub={step.law?.[t.lang]}>
      {(step.evidence === 'text' || step.kind === 'ask') && (
        <div class={hint ? 'field err' : 'field'}>
          <label for="dv-note">{v('now.note')}</label>
          {hint && (
            <p class="msg" role="alert">
              {hint}
            </p>
          )}
          <textarea
            class="in"
            id="dv-note"
            rows={2}
            maxLength={300}
            value={note}
            onInput={(e) => setNote(e.currentTarget.value)}
          />
        </div>
      )}
      {step.evidence === 'image' && (
        <Button type="button" small look="alt" icon="camera" onClick={ask}>
          {v('now.capture')}
        </Button>
      )}
      <Apart talk={talk} v={v} step={step} />
      <Answers
        answers={[
          { label: v('now.done'), press: answer('done') },
          { label: v('now.failed'), look: 'danger', press: answer('failed') },
          ...(step.required ? [] : [{ label: v('now.not-needed'), press: answer('not-needed') }]),
        ]}
      />
    </Ask>
  )
}
