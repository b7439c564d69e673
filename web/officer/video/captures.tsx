import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readCapture } from '#api/video-desk-session.ts'
import { ORIGINALS, type OriginalMark } from '#domain/video/terms.ts'
import { addressOf } from '#web/kit/client.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import type { DeskSession, Talk } from '#web/officer/video/use-talk.ts'

type Capture = DeskSession['captures'][number]
const PAPERS = ['card', 'page', 'vehicle'] as const
const TONES: Readonly<Record<string, Tone>> = { sent: 'turn', accepted: 'done', rejected: 'bad', refused: 'bad' }

/** Stills at full size, never read from the call's picture; each is marked for what it shows. */
export function Captures({ talk, v }: { talk: Talk; v: VT }): JSX.Element {
  const { session } = talk
  const [what, setWhat] = useState('')
  const [paper, setPaper] = useState<(typeof PAPERS)[number]>('card')
  const [shown, show] = useState<Capture | undefined>(undefined)
  const ask = (): void => {
    const words = what.trim() || v(`paper.${paper}`)
    void talk.act({ type: 'ask-capture', what: words, paper }).then((done) => done && setWhat(''))
  }
  useKeys({ ' ': ask })
  return (
    <Card title={v('captures')}>
      {session.captures.length === 0 && <p class="mute">{v('captures.none')}</p>}
      <Shots session={session} v={v} show={show} />
      {talk.may('ask-capture') && (
        <div class="dv-inline">
          <label class="vh" for="dv-what">
            {v('now.what')}
          </label>
          <input
            class="in"
            id="dv-what"
            value={what}
            maxLength={60}
            placeholder={v('now.what')}
            onInput={(e) => setWhat(e.currentTarget.value)}
          />
          <select
            class="in dv-short"
            aria-label={v('captures')}
            value={paper}
            onChange={(e) => setPaper(PAPERS.find((p) => p === e.currentTarget.value) ?? 'card')}
          >
            {PAPERS.map((p) => (
              <option key={p} value={p}>
                {v(`paper.${p}`)}
              </option>
            ))}
          </select>
          <Button type="button" small icon="camera" onClick={ask}>
            {v('captures.ask')}
          </Button>
        </div>
      )}
      {shown && <Judge talk={talk} capture={shown} v={v} close={() => show(undefined)} />}
    </Card>
  )
}

function Shots(props: { session: DeskSession; v: VT; show: (capture: Capture) => void }): JSX.Element {
  const { session, v, show } = props
  const { t } = useDesk()
  return (
    <ul class="dv-shots">
      {session.captures.map((c) => (
        <li key={c.id}>
          {c.file ? (
            <button type="button" onClick={() => show(c)}>
              <img src={addressOf(readCapture, { params: { id: session.id, capture: c.id } })} alt={c.what[t.lang]} />
            </button>
          ) : (
            <span class="dv-empty" />
          )}
          <span class="s">{c.what[t.lang]}</span>
          <Tag tone={TONES[c.state] ?? 'wait'} text={v(`capture.${c.state}`)} />
        </li>
      ))}
    </ul>
  )
}

/** The photo whole, and what it is: the paper itself, a copy, or a photo of a screen. */
function Judge(props: { talk: Talk; capture: Capture; v: VT; close: () => void }): JSX.Element {
  const { talk, capture, v, close } = props
  const { t } = useDesk()
  const [mark, setMark] = useState<OriginalMark>('original')
  const judge = (accept: boolean) => () =>
    void talk.act({ type: 'judge-capture', capture: capture.id, accept, mark }).then((done) => done && close())
  return (
    <Modal title={capture.what[t.lang]} close={close}>
      <img
        class="dv-whole"
        src={addressOf(readCapture, { params: { id: talk.session.id, capture: capture.id } })}
        alt={capture.what[t.lang]}
      />
      <p class="s num">SHA-256 {capture.hash?.slice(0, 16)}</p>
      <fieldset class="wrap">
        <legend class="vh">{v('captures')}</legend>
        {ORIGINALS.map((m) => (
          <label key={m} class="pick" for={`dv-mark-${m}`}>
            <input type="radio" id={`dv-mark-${m}`} name="mark" checked={mark === m} onChange={() => setMark(m)} />
            <span>{wordOf(v, 'mark', m)}</span>
          </label>
        ))}
      </fieldset>
      <div class="wrap">
        <Button type="button" onClick={judge(true)}>
          {v('accept')}
        </Button>
        <Button type="button" look="alt" onClick={judge(false)}>
          {v('reject')}
        </Button>
      </div>
    </Modal>
  )
}
