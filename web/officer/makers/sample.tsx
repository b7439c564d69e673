import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { objectToSample, passSample, readSample, readSamplePhoto } from '#api/maker-samples.ts'
import type { ReplyOf } from '#api/route.ts'
import { FINDING, type Finding, FINDINGS } from '#domain/makers/sampling.ts'
import { addressOf } from '#web/kit/client.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { PictureViewer } from '#web/officer/case/picture-viewer.tsx'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { type MakerKey, type MT, makerTexts } from '#web/officer/makers/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Whole = ReplyOf<typeof readSample>

/** One car: what the maker signed beside its three photos, and the decision. */
export function SampleView(props: { id: string; v: MT; back: () => void; done: () => void }): JSX.Element {
  const { id, v, back, done } = props
  const { t, me, call, say } = useDesk()
  const reply = useReply(readSample, { params: { id } })
  const act = useAct()
  const [objecting, setObjecting] = useState(false)
  const whole = reply.value
  const open = whole?.sample.state === 'open' && mayDo(me, 'makers.judge')
  const pass = async (): Promise<void> => {
    if (!open || !(await act.run(() => call(passSample, { params: { id } })))) return
    say(v('did.pass'))
    done()
  }
  useKeys({ '1': () => void pass(), '2': () => setObjecting(open) })
  return (
    <section class="stack">
      <p>
        <button type="button" class="btn alt small" onClick={back}>
          {v('back')}
        </button>
      </p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {act.problem && <ProblemNotice problem={act.problem} t={t} again={reply.again} />}
      {!whole && !reply.problem && <Waiting t={t} />}
      {whole && (
        <>
          <div class="between">
            <h2>
              <span class="code">{whole.sample.vin}</span> · {whole.sample.maker}
            </h2>
            <div class="d-acts" aria-busy={act.busy}>
              <State v={v} whole={whole} />
              {open && (
                <>
                  <button type="button" class="btn" disabled={act.busy} onClick={() => void pass()}>
                    {v('pass')} <kbd aria-hidden="true">1</kbd>
                  </button>
                  <button type="button" class="btn danger" disabled={act.busy} onClick={() => setObjecting(true)}>
                    {v('object')} <kbd aria-hidden="true">2</kbd>
                  </button>
                </>
              )}
            </div>
          </div>
          <div class="dm-sample">
            <Record v={v} whole={whole} />
            <Photos v={v} whole={whole} />
          </div>
        </>
      )}
      {objecting && whole && <Objection v={v} whole={whole} close={() => setObjecting(false)} done={done} />}
    </section>
  )
}

function State({ v, whole: { sample } }: { v: MT; whole: Whole }): JSX.Element {
  const { t } = useDesk()
  if (sample.state === 'open') return <Tag tone="turn" text={v('state.open')} />
  if (sample.state === 'passed') return <Tag tone="done" text={v('state.passed')} />
  return <Tag tone="bad" text={sample.finding ? FINDING[sample.finding].name[t.lang] : v('state.objected')} />
}

function Record({ v, whole }: { v: MT; whole: Whole }): JSX.Element {
  const { t } = useDesk()
  const rows = whole.record.flatMap((r) => {
    const key = `f.${r.name}`
    return isKey(key) ? [{ label: v(key), value: r.value }] : []
  })
  return (
    <section class="card stack">
      <h3>{v('record')}</h3>
      <dl class="dm-record">
        {rows.map((r) => (
          <div key={r.label}>
            <dt>{r.label}</dt>
            <dd class="num">{r.value}</dd>
          </div>
        ))}
      </dl>
      <p class="s">
        {v('signed', { kind: whole.key.kind === 'sm2' ? 'SM2' : 'Ed25519', key: whole.key.fingerprint.slice(0, 16) })}
      </p>
      <p class="s num">{v('sent', { at: shortMomentText(whole.sentAt, t.lang), n: whole.sample.version })}</p>
      {whole.sample.reason && <Notice tone="bad" title={whole.sample.reason} />}
    </section>
  )
}

const isKey = (key: string): key is MakerKey => Object.hasOwn(makerTexts, key)

function Photos({ v, whole }: { v: MT; whole: Whole }): JSX.Element {
  const [chosen, setChosen] = useState(whole.photos[2] ?? whole.photos[0])
  const src = (slot: Whole['photos'][number]): string =>
    addressOf(readSamplePhoto, { params: { id: whole.sample.id, slot } })
  return (
    <section class="card stack">
      <h3>{v('photos')}</h3>
      {whole.photos.length === 0 && <p>{v('photos.none')}</p>}
      <div class="dm-thumbs">
        {whole.photos.map((slot) => (
          <button type="button" key={slot} aria-pressed={slot === chosen} onClick={() => setChosen(slot)}>
            <img src={src(slot)} alt="" />
            <span>{v(`photo.${slot}`)}</span>
          </button>
        ))}
      </div>
      {chosen && <PictureViewer key={chosen} src={src(chosen)} alt={`${v(`photo.${chosen}`)} ${whole.sample.vin}`} />}
    </section>
  )
}

function Objection(props: { v: MT; whole: Whole; close: () => void; done: () => void }): JSX.Element {
  const { v, whole, close, done } = props
  const { t, call, say } = useDesk()
  const [finding, setFinding] = useState<Finding>('unreadable')
  const { id, vin } = whole.sample
  return (
    <WordsDialog
      place={`maker-sample:${id}`}
      title={v('object.title', { vin })}
      label={v('object.reason')}
      hint={v('object.hint')}
      short={v('object.short')}
      go={v('object')}
      max={300}
      danger
      extra={
        <>
          <label class="field">
            {v('object.finding')}
            <select
              class="in"
              value={finding}
              onChange={(event) => setFinding(FINDINGS.find((one) => one === event.currentTarget.value) ?? finding)}
            >
              {FINDINGS.map((one) => (
                <option key={one} value={one}>
                  {FINDING[one].name[t.lang]}
                </option>
              ))}
            </select>
          </label>
          {FINDING[finding].grave && <Notice tone="warn" title={v('object.grave')} />}
        </>
      }
      close={close}
      ask={(reason) => call(objectToSample, { params: { id }, body: { finding, reason } })}
      done={({ asked }) => {
        say(v(asked ? 'did.asked' : 'did.object'))
        done()
      }}
    />
  )
}
