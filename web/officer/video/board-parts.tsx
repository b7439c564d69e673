import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { type readVideoBoard, setVideoNotice } from '#api/video-board.ts'
import { moneyText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Labelled, notesOf } from '#web/officer/ui/labelled.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { useAct } from '#web/officer/use-act.ts'
import { ReasonModal } from '#web/officer/video/floor-reason.tsx'
import type { VT } from '#web/officer/video/texts.ts'
import { lengthOf } from '#web/officer/video/time.ts'

type BoardView = ReplyOf<typeof readVideoBoard>

/** Few big numbers with their target, as a supervisor reads them. */
export function Figures({ v, figures }: { v: VT; figures: BoardView['figures'] }): JSX.Element {
  const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)
  const seconds = (n: number | null): string => (n === null ? '–' : lengthOf(n))
  const rows = [
    ['fig.answered', `${figures.answered}`, ''],
    ['fig.slo', percent(figures.inSlo), (figures.inSlo ?? 1) < 0.8 ? 'bad' : ''],
    ['fig.asa', seconds(figures.asaSeconds), ''],
    ['fig.abandoned', `${figures.abandoned}`, ''],
    ['fig.handle', seconds(figures.handleSeconds), ''],
    ['fig.drop', percent(figures.dropRate), (figures.dropRate ?? 0) > 0.1 ? 'warn' : ''],
    ['fig.resumed', percent(figures.resumed), ''],
    ['fig.age60', percent(figures.age60Share), ''],
    ['fig.waitHit', percent(figures.waitHit), (figures.waitHit ?? 1) < 0.8 ? 'warn' : ''],
    ['fig.firstContact', percent(figures.firstContact), ''],
    ['fig.transfer', percent(figures.transferRate), ''],
    ['fig.rating', figures.rating === null ? '–' : String(figures.rating), (figures.rating ?? 5) < 4 ? 'warn' : ''],
    ['fig.complaints', percent(figures.complaintRate), (figures.complaintRate ?? 0) > 0 ? 'warn' : ''],
    ['fig.cost', figures.costFen === null ? '–' : moneyText(figures.costFen), ''],
  ] as const
  return (
    <dl class="d-figures dv-wide" aria-label={v('board.figures')}>
      {rows.map(([key, value, tone]) => (
        <div class="card" key={key}>
          <dt>{v(key)}</dt>
          <dd class={`num ${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export function Health({ v, health }: { v: VT; health: BoardView['health'] }): JSX.Element {
  const line = (label: string, ok: boolean): JSX.Element => (
    <li>
      {label} <Tag tone={ok ? 'done' : 'bad'} text={v(ok ? 'ok' : 'notOk')} />
    </li>
  )
  return (
    <section class="card">
      <h2>{v('health.title')}</h2>
      <ul class="dv-list">
        {line(v('health.recorder'), health.recorder)}
        <li>
          {v('health.turn')} <Tag tone={health.turn ? 'done' : 'idle'} text={v(health.turn ? 'ok' : 'notOk')} />
        </li>
        {health.nodes.map((n) => (
          <li key={n.id}>
            {v('health.nodes')} <span class="num">{v('health.calls', { n: n.calls })}</span>{' '}
            <Tag tone={n.alive ? 'done' : 'bad'} text={v(n.alive ? 'ok' : 'health.dead')} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A sentence for everybody, longer hours, or everything set aside at once. */
export function NoticeForm({ v, board, again }: { v: VT; board: BoardView; again: () => void }): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const [zh, setZh] = useState(board.notice?.zh ?? '')
  const [en, setEn] = useState(board.notice?.en ?? '')
  const reason = useWords('dv-why')
  type Body = Parameters<typeof call<typeof setVideoNotice>>[1]['body']
  const [suspending, suspend] = useState(false)
  const send = async (body: Omit<Body, 'reason'>): Promise<void> => {
    const why = reason.given()
    if (!why || !(await act.run(() => call(setVideoNotice, { body: { ...body, reason: why } })))) return
    reason.set('')
    again()
  }
  const publish = (event: Event): void => {
    event.preventDefault()
    void send({ notice: zh.trim() && en.trim() ? { zh: zh.trim(), en: en.trim() } : null })
  }
  return (
    <section class="card">
      <h2>{v('notice')}</h2>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form class="stack mid" onSubmit={publish}>
        <Line id="dv-zh" label={v('notice.zh')} value={zh} max={200} set={setZh} />
        <Line id="dv-en" label={v('notice.en')} value={en} max={300} set={setEn} />
        <Line
          id="dv-why"
          label={v('end.reason')}
          value={reason.words}
          max={300}
          set={reason.set}
          error={reason.short ? v('reason.short') : undefined}
        />
        <div class="wrap">
          <Button small>{v('notice.set')}</Button>
          <Button type="button" small look="alt" onClick={() => void send({ notice: null })}>
            {v('notice.clear')}
          </Button>
          <Button type="button" small look="alt" onClick={() => void send({ extendMinutes: 30 })}>
            {v('notice.extend')}
          </Button>
          <Button type="button" small look="danger" onClick={() => suspend(true)}>
            {v('notice.suspendAll')}
          </Button>
        </div>
      </form>
      {suspending && (
        <ReasonModal
          v={v}
          title={v('notice.suspendAll')}
          danger
          run={(why) => call(setVideoNotice, { body: { suspendAll: true, reason: why } })}
          close={() => suspend(false)}
          again={again}
        />
      )}
    </section>
  )
}

function Line(props: {
  id: string
  label: string
  value: string
  max: number
  set: (value: string) => void
  error?: string | undefined
}): JSX.Element {
  return (
    <Labelled id={props.id} label={props.label} error={props.error}>
      <input
        class="in"
        {...notesOf(props.id, { error: props.error })}
        value={props.value}
        maxLength={props.max}
        onInput={(e) => props.set(e.currentTarget.value)}
      />
    </Labelled>
  )
}
