import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { CaptureTask } from '#web/citizen/video/capture.tsx'
import { SecondConsents, StepOut } from '#web/citizen/video/second.tsx'
import { SignTask } from '#web/citizen/video/sign.tsx'
import type { CallT } from '#web/citizen/video/texts.ts'
import type { Media } from '#web/citizen/video/use-media.ts'
import type { Talk, Way } from '#web/citizen/video/use-session.ts'
import { houseNow } from '#web/video/clock.ts'
import { Button } from '#web/kit/ui/button.tsx'

const WANTED: readonly Talk['session']['captures'][number]['state'][] = ['asked', 'taking', 'rejected']

export interface TodoProps {
  t: CallT
  talk: Talk
  media: Media
  ways: readonly Way[]
  own: { current: HTMLVideoElement | undefined }
}

/** The one thing that is asked of the person now, with what it needs; nothing while the officer works. */
export function Todo(props: TodoProps): JSX.Element | null {
  const { session } = props.talk
  const capture = session.captures.find((c) => WANTED.includes(c.state))
  switch (session.todo) {
    case 'compare-code':
      return <CompareCode {...props} />
    case 'cues':
      return session.cues ? <Cues {...props} cues={session.cues} /> : null
    case 'capture':
      return capture ? <CaptureTask key={capture.id} {...props} capture={capture} /> : null
    case 'field':
      return <Fields {...props} />
    case 'confirm':
      return <Confirm {...props} />
    case 'sign':
    case 'second-sign':
      return <Sign {...props} as={session.todo} />
    case 'pay':
      return <Pay {...props} />
    default:
      return <OfTwo {...props} />
  }
}

/** What is asked of one of two who must agree. */
function OfTwo(props: TodoProps): JSX.Element | null {
  const { second, todo } = props.talk.session
  if (!second) return null
  if (todo === 'second-consent') return <SecondConsents {...props} second={second} />
  return todo === 'step-out' || todo === 'alone' ? <StepOut {...props} second={second} /> : null
}

function Sign(props: TodoProps & { as: 'sign' | 'second-sign' }): JSX.Element | null {
  const { document, second } = props.talk.session
  if (!document) return null
  return (
    <>
      {props.as === 'second-sign' && second?.mode === 'room' && <p class="warn">{props.t('second.sign')}</p>}
      {/* Another signer is another box: nothing of the first one's is left in it. */}
      <SignTask key={`${document.id} ${props.as}`} {...props} document={document} />
    </>
  )
}

function CompareCode({ t, talk }: TodoProps): JSX.Element {
  const answer = (same: boolean) => () => void talk.act({ type: 'code-seen', same })
  return (
    <div class="stack mid">
      <p>{t('code.ask', { code: talk.session.code.split('').join('\u00a0') })}</p>
      <div class="two">
        <Button type="button" onClick={answer(true)}>
          {t('code.same')}
        </Button>
        <Button type="button" look="danger" onClick={answer(false)}>
          {t('code.differs')}
        </Button>
      </div>
    </div>
  )
}

type Cue = NonNullable<Talk['session']['cues']>

/** Digits, a pose and colours: the colours light the face from the screen, and a fed camera does not show them. */
function Cues({ t, cues }: TodoProps & { cues: Cue }): JSX.Element {
  const [now, setNow] = useState(houseNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(houseNow()), 500)
    return () => clearInterval(timer)
  }, [])
  const left = Math.max(0, Math.ceil((Date.parse(cues.until) - now) / 1000))
  const colour = cues.colours[Math.floor(now / 1500) % Math.max(1, cues.colours.length)]
  return (
    <div class="stack mid v-cues">
      {left > 0 && colour && <div class="v-glow" style={{ background: colour }} aria-hidden="true" />}
      <p>
        {t('cues.read')} <b class="num v-digits">{cues.digits.split('').join('\u00a0')}</b>
      </p>
      <p>
        <b>{cues.pose[t.lang]}</b>
      </p>
      <p class="s num">{t('cues.left', { n: left })}</p>
      <p class="s">{t('cues.other')}</p>
    </div>
  )
}

/** Each value that the officer proposes is accepted or not by the person: the log keeps both. */
function Fields({ t, talk }: TodoProps): JSX.Element {
  const open = talk.session.proposals.filter((p) => p.state === 'open')
  return (
    <ul class="stack mid">
      {open.map((p) => (
        <li key={p.id} class="v-field">
          <p class="s">{p.label[t.lang]}</p>
          <p>
            <b class="num">{p.value}</b>
          </p>
          <div class="two">
            <Button type="button" onClick={() => void talk.act({ type: 'field', proposal: p.id, accept: true })}>
              {t('field.accept')}
            </Button>
            <Button
              type="button"
              look="alt"
              onClick={() => void talk.act({ type: 'field', proposal: p.id, accept: false })}
            >
              {t('field.reject')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Confirm({ t, talk }: TodoProps): JSX.Element {
  const answer = (agree: boolean) => () => void talk.act({ type: 'confirm-summary', agree })
  return (
    <div class="stack mid">
      <ul class="count">
        {talk.session.summary.map((line) => (
          <li key={line.zh}>{line[t.lang]}</li>
        ))}
      </ul>
      <div class="two">
        <Button type="button" onClick={answer(true)}>
          {t('sum.yes')}
        </Button>
        <Button type="button" look="alt" onClick={answer(false)}>
          {t('sum.no')}
        </Button>
      </div>
    </div>
  )
}

/** The bank's page opens beside the call; what is paid is told by the bank, never by a press here. */
function Pay({ t, talk }: TodoProps): JSX.Element {
  const { payment, caseId } = talk.session
  if (payment === 'paid') return <output class="stack">{t('pay.done')}</output>
  return (
    <div class="stack mid">
      <p>{t('pay.text')}</p>
      {caseId && (
        <a
          class="btn wide"
          href={`/my/cases/${caseId}/bills`}
          target="_blank"
          rel="noopener"
          onClick={() => void talk.act({ type: 'paying', on: true })}
        >
          {t('pay.go')}
        </a>
      )}
    </div>
  )
}
