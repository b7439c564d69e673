import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { askForMeasure, decideMeasure, makersOverview } from '#api/maker-samples.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Notice } from '#web/kit/ui/notice.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { mayDo, useDesk } from '#web/officer/desk.ts'
import type { MT } from '#web/officer/makers/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Overview = ReplyOf<typeof makersOverview>
export type OneMaker = Overview['makers'][number]
type Measure = OneMaker['measures'][number]
type Settings = Overview['settings']

/** Every maker: what it sent, what was found, whether it is believed. */
export function Makers({ v }: { v: MT }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(makersOverview, {})
  const makers = reply.value?.makers
  return (
    <>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!makers && !reply.problem && <Waiting t={t} />}
      {makers?.length === 0 && <EmptyState icon="list" title={v('makers.none')} text={v('makers.noneText')} />}
      {reply.value?.makers.map((m) => (
        <One key={m.id} v={v} maker={m} settings={reply.value?.settings} again={reply.again} />
      ))}
    </>
  )
}

function One(props: { v: MT; maker: OneMaker; settings: Settings | undefined; again: () => void }): JSX.Element {
  const { v, maker, settings, again } = props
  const { t, me, call, say } = useDesk()
  const [asking, setAsking] = useState(false)
  const waiting = maker.measures.find((m) => m.approved === undefined)
  const kind = maker.suspendedSince === undefined ? 'suspend' : 'lift'
  return (
    <section class="card stack">
      <div class="between">
        <h2>
          {maker.name} <small class="code">{maker.creditCode}</small>
        </h2>
        <Stand v={v} maker={maker} />
      </div>
      {maker.suspendedSince && (
        <Notice tone="bad" title={v('suspended.since', { at: shortMomentText(maker.suspendedSince, t.lang) })} />
      )}
      <Figures v={v} maker={maker} />
      {settings && (
        <p class="s">
          {v('rate.limit', { n: settings.objectionPercent, least: settings.leastJudged })} · {v('rate.window')}
        </p>
      )}
      {waiting ? (
        <Decision v={v} measure={waiting} again={again} />
      ) : (
        mayDo(me, 'makers.ask') && (
          <p>
            <button type="button" class={kind === 'suspend' ? 'btn danger' : 'btn'} onClick={() => setAsking(true)}>
              {v(`ask.${kind}`)}
              <span class="vh"> {maker.name}</span>
            </button>
          </p>
        )
      )}
      <History v={v} measures={maker.measures} />
      {asking && (
        <WordsDialog
          place={`maker:${maker.id}`}
          title={`${v(`ask.${kind}`)} · ${maker.name}`}
          label={v('ask.label')}
          hint={v('ask.hint')}
          short={v('ask.short')}
          go={v(`ask.${kind}`)}
          max={300}
          danger={kind === 'suspend'}
          close={() => setAsking(false)}
          ask={(reason) => call(askForMeasure, { params: { id: maker.id }, body: { kind, reason } })}
          done={() => {
            say(v('did.ask'))
            again()
          }}
        />
      )}
    </section>
  )
}

function Stand({ v, maker }: { v: MT; maker: OneMaker }): JSX.Element {
  if (!maker.admitted) return <Tag tone="idle" text={v('stand.out')} />
  return maker.suspendedSince ? <Tag tone="bad" text={v('stand.bad')} /> : <Tag tone="done" text={v('stand.good')} />
}

const COUNTS = ['whole', 'waiting', 'open', 'judged', 'objected', 'grave'] as const

function Figures({ v, maker }: { v: MT; maker: OneMaker }): JSX.Element {
  const rate = maker.judged > 0 ? `${((100 * maker.objected) / maker.judged).toFixed(1)}%` : '—'
  return (
    <dl class="dm-figures">
      {COUNTS.map((name) => (
        <div key={name}>
          <dt>{v(name)}</dt>
          <dd class="num">{maker[name].toLocaleString('en-US')}</dd>
        </div>
      ))}
      <div>
        <dt>{v('rate')}</dt>
        <dd class="num">{rate}</dd>
      </div>
    </dl>
  )
}

/** What one officer asked for, before the eyes of the one who decides. */
function Decision({ v, measure, again }: { v: MT; measure: Measure; again: () => void }): JSX.Element {
  const { t, me, call, say } = useDesk()
  const [approved, setApproved] = useState<boolean | undefined>(undefined)
  const own = measure.askedBy === me.id
  const decides = mayDo(me, 'makers.decide')
  return (
    <Notice tone="warn" title={v(`asked.${measure.kind}`)}>
      <p>{measure.reason}</p>
      <p class="s num">{v('asked.by', { id: measure.askedBy, at: shortMomentText(measure.askedAt, t.lang) })}</p>
      {decides && !own && (
        <div class="d-acts">
          <button type="button" class="btn" onClick={() => setApproved(true)}>
            {v('approve')}
          </button>
          <button type="button" class="btn alt" onClick={() => setApproved(false)}>
            {v('reject')}
          </button>
        </div>
      )}
      {(own || !decides) && <p class="s">{v(own ? 'asked.own' : 'asked.wait')}</p>}
      {approved !== undefined && (
        <WordsDialog
          place={`maker-measure:${measure.id}`}
          title={`${v(approved ? 'approve' : 'reject')} · ${v(`asked.${measure.kind}`)}`}
          label={v('decide.label')}
          short={v('object.short')}
          go={v(approved ? 'approve' : 'reject')}
          max={300}
          danger={approved && measure.kind === 'suspend'}
          extra={approved && <p>{v(`decide.${measure.kind}`)}</p>}
          close={() => setApproved(undefined)}
          ask={(words) => call(decideMeasure, { params: { id: measure.id }, body: { approved, words } })}
          done={() => {
            say(v('did.decide'))
            again()
          }}
        />
      )}
    </Notice>
  )
}

const outcome = (m: Measure): 'approved' | 'rejected' | 'waiting' =>
  m.approved === undefined ? 'waiting' : m.approved ? 'approved' : 'rejected'
const TONES: Readonly<Record<ReturnType<typeof outcome>, Tone>> = {
  approved: 'done',
  rejected: 'idle',
  waiting: 'turn',
}

function History({ v, measures }: { v: MT; measures: readonly Measure[] }): JSX.Element | null {
  const { t } = useDesk()
  const past = measures.filter((m) => m.approved !== undefined)
  if (past.length === 0) return null
  return (
    <details>
      <summary>
        {v('history')} · {past.length}
      </summary>
      <ul class="stack mid">
        {past.map((m) => (
          <li key={m.id} class="stack tight">
            <div class="between">
              <span>
                <b>{v(`asked.${m.kind}`)}</b> · {m.reason}
              </span>
              <Tag tone={TONES[outcome(m)]} text={v(`h.${outcome(m)}`)} />
            </div>
            <span class="s num">
              {m.decidedAt && shortMomentText(m.decidedAt, t.lang)} · {m.words} ·{' '}
              {v('h.line', { id: m.askedBy, by: m.decidedBy ?? '' })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
