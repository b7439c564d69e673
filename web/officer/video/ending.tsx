import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { CAUSES, type Cause, type HandoverKind, type Outcome, type StopCause } from '#domain/video/terms.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { CounterTime } from '#web/officer/video/counter-time.tsx'
import { StopChoice } from '#web/officer/video/stop-choice.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import type { OfficerAct, Talk } from '#web/officer/video/use-talk.ts'

export type EndingKind = 'outcome' | 'hand-over' | 'suspend' | 'fraud'

interface Props {
  talk: Talk
  v: VT
  close: () => void
  left: () => void
}

/** How a call ends or changes hands. What was typed survives closing the dialog. */
export function Ending({ kind, ...props }: Props & { kind: EndingKind }): JSX.Element {
  const { t } = useDesk()
  const { v, talk, close } = props
  const titles = {
    outcome: 'end.outcome',
    'hand-over': 'end.handOver',
    suspend: 'end.suspend',
    fraud: 'end.fraud',
  } as const
  return (
    <Modal title={v(titles[kind])} close={close}>
      {talk.problem && <ProblemNotice problem={talk.problem} t={t} />}
      {kind === 'outcome' && <OutcomeForm {...props} />}
      {kind === 'hand-over' && <HandOver {...props} />}
      {kind === 'suspend' && <Suspend {...props} />}
      {kind === 'fraud' && <Fraud {...props} />}
    </Modal>
  )
}

interface Typed {
  outcome: Outcome | ''
  reason: string
  missing: string
  /** "site|instant" at the counter. */
  visit: string
  ground: string
  note: string
  cause?: StopCause | ''
}
const EMPTY: Typed = { outcome: '', reason: '', missing: '', visit: '', ground: '', note: '' }
const WITH_REASON: readonly (Outcome | '')[] = ['to-counter', 'rejected', 'await-original', 'ended-no-result']

/** Exactly one outcome; those that do not fit stand there greyed, with the reason. */
function OutcomeForm({ talk, v, close, left }: Props): JSX.Element {
  const [typed, set, forget] = useTyped<Typed>(`video-outcome ${talk.session.id}`, EMPTY)
  const { outcome } = typed
  const give = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (outcome === '' || !(await talk.act(outcomeAct(outcome, typed)))) return
    forget()
    close()
    left()
  }
  return (
    <form class="stack mid" onSubmit={(e) => void give(e)}>
      <Choices talk={talk} v={v} chosen={outcome} choose={(kind) => set({ ...typed, outcome: kind })} />
      {WITH_REASON.includes(outcome) && (
        <Words
          name="out-reason"
          label={v('end.reason')}
          value={typed.reason}
          max={500}
          set={(reason) => set({ ...typed, reason })}
        />
      )}
      {outcome === 'ended-no-result' && (
        <StopChoice v={v} value={typed.cause ?? ''} set={(cause) => set({ ...typed, cause })} />
      )}
      {outcome === 'to-counter' && talk.session.caseId && (
        <CounterTime v={v} session={talk.session.id} value={typed.visit} set={(visit) => set({ ...typed, visit })} />
      )}
      {outcome === 'rejected' && (
        <div class="field">
          <label for="dv-ground">{v('end.ground')}</label>
          <input
            class="in"
            id="dv-ground"
            value={typed.ground}
            maxLength={60}
            onInput={(e) => set({ ...typed, ground: e.currentTarget.value })}
          />
        </div>
      )}
      {outcome === 'await-correction' && (
        <Words
          name="out-missing"
          label={v('end.missing')}
          value={typed.missing}
          max={2_000}
          set={(missing) => set({ ...typed, missing })}
        />
      )}
      <Words
        name="out-note"
        label={v('end.note')}
        value={typed.note}
        max={500}
        set={(note) => set({ ...typed, note })}
      />
      <Button>{v('end.give')}</Button>
    </form>
  )
}

function visitOf(outcome: Outcome, visit: string | undefined): { site?: string; at?: string } {
  const [site, at] = (visit ?? '').split('|')
  return outcome === 'to-counter' && site && at ? { site, at } : {}
}

function outcomeAct(outcome: Outcome, typed: Typed): Extract<OfficerAct, { type: 'outcome' }> {
  const missing = typed.missing.split('\n').flatMap((line) => (line.trim().length < 2 ? [] : [line.trim()]))
  return {
    type: 'outcome',
    outcome,
    ...(typed.reason.trim() ? { reason: typed.reason.trim() } : {}),
    ...(outcome === 'ended-no-result' && typed.cause ? { cause: typed.cause } : {}),
    ...visitOf(outcome, typed.visit),
    ...(typed.ground.trim() ? { ground: typed.ground.trim() } : {}),
    ...(outcome === 'await-correction' ? { missing: missing.map((reason) => ({ target: 'other', reason })) } : {}),
    ...(typed.note.trim() ? { note: typed.note.trim() } : {}),
  }
}

function Choices(props: { talk: Talk; v: VT; chosen: Outcome | ''; choose: (kind: Outcome) => void }): JSX.Element {
  const { talk, v, chosen, choose } = props
  const { t } = useDesk()
  return (
    <fieldset class="stack tight">
      <legend class="vh">{v('end.choose')}</legend>
      {talk.session.outcomes.map((o) => (
        <label key={o.kind} class={o.ok ? 'pick' : 'pick off'} for={`dv-out-${o.kind}`}>
          <input
            type="radio"
            id={`dv-out-${o.kind}`}
            name="outcome"
            required
            disabled={!o.ok}
            checked={chosen === o.kind}
            onChange={() => choose(o.kind)}
          />
          <span>
            {o.label[t.lang]}
            {o.why && <span class="hint">{o.why[t.lang]}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const KINDS = ['warm', 'cold', 'escalate', 'other-office'] as const satisfies readonly HandoverKind[]

function HandOver({ talk, v, close, left }: Props): JSX.Element {
  const { t } = useDesk()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('warm')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const [summary, setSummary] = useState(() => summaryOf(talk, t.lang))
  const [agrees, setAgrees] = useState(false)
  const go = async (event: Event): Promise<void> => {
    event.preventDefault()
    const done = await talk.act({
      type: 'hand-over',
      kind,
      reason: reason.trim(),
      summary: summary.trim().slice(0, 300),
      citizenAgrees: agrees,
      ...(to.trim() ? { to: to.trim() } : {}),
    })
    if (!done) return
    close()
    left()
  }
  return (
    <form class="stack mid" onSubmit={(e) => void go(e)}>
      <div class="field">
        <label for="dv-kind">{v('hand.kind')}</label>
        <select
          class="in"
          id="dv-kind"
          value={kind}
          onChange={(e) => setKind(KINDS.find((k) => k === e.currentTarget.value) ?? 'warm')}
        >
          {KINDS.map((k) => (
            <option key={k} value={k}>
              {v(`hand.${k}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="dv-to">{v('hand.to')}</label>
        <input class="in" id="dv-to" value={to} maxLength={20} onInput={(e) => setTo(e.currentTarget.value)} />
      </div>
      <Words name="hand-reason" label={v('end.reason')} value={reason} max={300} set={setReason} first />
      <Words name="hand-summary" label={v('hand.summary')} value={summary} max={300} set={setSummary} />
      <label class="pick" for="dv-agrees">
        <input type="checkbox" id="dv-agrees" checked={agrees} onChange={(e) => setAgrees(e.currentTarget.checked)} />
        <span>{v('hand.agrees')}</span>
      </label>
      <Button>{v('hand.go')}</Button>
    </form>
  )
}

/** What is done and what is open, from the checklist: the officer mends it. */
function summaryOf({ session }: Talk, lang: 'zh' | 'en'): string {
  const line = (done: boolean): string =>
    session.steps
      .filter((s) => (s.result !== null) === done)
      .map((s) => s.text[lang])
      .join(lang === 'zh' ? ';' : '; ')
  const text =
    lang === 'zh'
      ? `已办:${line(true) || '无'}。未办:${line(false) || '无'}。`
      : `Done: ${line(true) || 'nothing'}. Open: ${line(false) || 'nothing'}.`
  return text.slice(0, 300)
}

const SUSPENDING = [
  'officer-asked',
  'closing-time',
  'driving',
  'unfit',
  'recorder',
  'alarm',
] as const satisfies readonly Cause[]

function Suspend({ talk, v, close, left }: Props): JSX.Element {
  const [cause, setCause] = useState<Cause>('officer-asked')
  const [note, setNote] = useState('')
  const go = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!(await talk.act({ type: 'suspend', cause, ...(note.trim() ? { note: note.trim() } : {}) }))) return
    close()
    left()
  }
  return (
    <form class="stack mid" onSubmit={(e) => void go(e)}>
      <div class="field">
        <label for="dv-cause">{v('end.reason')}</label>
        <select
          class="in"
          id="dv-cause"
          value={cause}
          onChange={(e) => setCause(CAUSES.find((c) => c === e.currentTarget.value) ?? 'officer-asked')}
        >
          {SUSPENDING.map((c) => (
            <option key={c} value={c}>
              {wordOf(v, 'cause', c)}
            </option>
          ))}
        </select>
      </div>
      <Words name="suspend-note" label={v('end.note')} value={note} max={300} set={setNote} />
      <Button>{v('suspend.go')}</Button>
    </form>
  )
}

function Fraud({ talk, v, close }: Props): JSX.Element {
  const [note, setNote] = useState('')
  const go = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (note.trim().length >= 2 && (await talk.act({ type: 'signal-fraud', code: 'officer', note: note.trim() })))
      close()
  }
  return (
    <form class="stack mid" onSubmit={(e) => void go(e)}>
      <p class="mute">{v('fraud.text')}</p>
      <Words name="fraud-note" label={v('end.note')} value={note} max={300} set={setNote} first />
      <Button look="danger">{v('fraud.go')}</Button>
    </form>
  )
}
