import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { decideFileRequest, readFileRequest } from '#api/leaving.ts'
import type { ReplyOf } from '#api/route.ts'
import { momentText } from '#web/kit/format.ts'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { type LeavingT, wordFor } from '#web/officer/leaving/leaving-texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type One = ReplyOf<typeof readFileRequest>
const DECISIONS = ['send', 'look-again', 'object'] as const

/** One request: what it says beside what is registered, everything that was found, and the officer's three ways on. */
export function OneRequest(props: { id: string; l: LeavingT; close: () => void; done: () => void }): JSX.Element {
  const { id, l, close, done } = props
  const { t, news, call, say } = useDesk()
  const reply = useReply(readFileRequest, { params: { id } }, news('office'))
  const [deciding, setDeciding] = useState<(typeof DECISIONS)[number] | undefined>(undefined)
  const one = reply.value
  return (
    <section class="card stack" aria-label={one?.requestNo ?? l('title')}>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!one && !reply.problem && <Waiting t={t} />}
      {one && (
        <>
          <div class="between">
            <h2 class="num">{one.requestNo}</h2>
            <button type="button" class="btn alt small" onClick={close}>
              {l('back')}
            </button>
          </div>
          <Facts one={one} l={l} />
          <Findings one={one} l={l} />
          {one.state === 'review' && <Ways one={one} l={l} choose={setDeciding} />}
          <History one={one} l={l} />
          {deciding && (
            <WordsDialog
              place={`leaving:${one.id}:${deciding}`}
              title={`${l(deciding)} · ${one.requestNo}`}
              label={l(`${deciding}.label`)}
              hint={l('hint')}
              short={l('short')}
              go={l(deciding)}
              max={300}
              danger={deciding === 'object'}
              close={() => setDeciding(undefined)}
              ask={(note) =>
                call(decideFileRequest, { params: { id }, body: { version: one.version, decision: deciding, note } })
              }
              done={() => {
                say(l('did'))
                reply.again()
                done()
              }}
            />
          )}
        </>
      )}
    </section>
  )
}

function Facts({ one, l }: { one: One; l: LeavingT }): JSX.Element {
  const facts: [string, string][] = [
    [l('to'), `${one.toName} · ${l(one.why)}`],
    [l('plate'), one.plate],
    ...(one.record && one.record.plate !== one.plate ? [[l('plateHere'), one.record.plate] as [string, string]] : []),
    [l('vin'), one.vin],
    [l('owner'), `${one.owner.name} ${one.owner.idNumber}`],
    ...(one.record && one.record.idNumber + one.record.owner !== one.owner.idNumber + one.owner.name
      ? [[l('ownerHere'), `${one.record.owner} ${one.record.idNumber}`] as [string, string]]
      : []),
    ...(one.reason ? [[l('why'), one.reason] as [string, string]] : []),
    ...(one.hash ? [[l('hash'), one.hash] as [string, string]] : []),
  ]
  return (
    <dl class="d-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt class="s">{name}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Findings({ one, l }: { one: One; l: LeavingT }): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="stack">
      <h3>{l('findings')}</h3>
      {one.findings.length === 0 && <p class="s">{l('noFindings')}</p>}
      <ul class="stack">
        {one.findings.map((f) => (
          <li key={f.code}>
            <Tag tone={f.weighed ? 'turn' : 'bad'} text={l(f.weighed ? 'weighed' : 'barred')} /> {f.message[t.lang]}{' '}
            <span class="s">{f.next[t.lang]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Ways(props: { one: One; l: LeavingT; choose: (decision: (typeof DECISIONS)[number]) => void }): JSX.Element {
  const { one, l, choose } = props
  const { say } = useDesk()
  const barred = one.findings.some((f) => !f.weighed)
  return (
    <div class="d-decide d-ways">
      {DECISIONS.map((decision) => {
        const no = decision === 'send' && barred
        return (
          <button
            key={decision}
            type="button"
            class={decision === 'send' ? 'btn' : 'btn alt'}
            aria-disabled={no || undefined}
            onClick={() => (no ? say(l('barredWhy')) : choose(decision))}
          >
            {l(decision)}
          </button>
        )
      })}
      {barred && <p class="s d-why">{l('barredWhy')}</p>}
    </div>
  )
}

function History({ one, l }: { one: One; l: LeavingT }): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="stack">
      <h3>{l('events')}</h3>
      <ol class="stack">
        {one.events.map((e) => (
          <li key={e.at + e.kind} class="s">
            <span class="num">{momentText(e.at, t.lang)}</span> · {wordFor(l, `event.${e.kind}`, e.kind)} ·{' '}
            {wordFor(l, e.actor, e.actor)}
            {e.note ? ` · ${e.note}` : ''}
          </li>
        ))}
      </ol>
    </div>
  )
}
