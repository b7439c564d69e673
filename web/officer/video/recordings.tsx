import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { askExport, listRecordings, playRecording, viewRecording } from '#api/video-recordings.ts'
import { addressOf } from '#web/kit/client.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { Watermark } from '#web/officer/case/watermark.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { todayInChina } from '#web/officer/list/urgency.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import { Exports } from '#web/officer/video/exports.tsx'
import { type VT, wordOf } from '#web/officer/video/texts.ts'
import { clock, lengthOf } from '#web/officer/video/time.ts'

type Row = ReplyOf<typeof listRecordings>['recordings'][number]
type View = ReplyOf<typeof viewRecording>

/** Facts by number or day; the picture only after a purpose was written down, under a watermark with the viewer's number. */
export function Recordings({ v }: { v: VT }): JSX.Element {
  const { t } = useDesk()
  const [number, setNumber] = useState('')
  const [day, setDay] = useState(todayInChina)
  const [asked, ask] = useState<{ number?: string; day?: string }>({ day: todayInChina() })
  const [chosen, choose] = useState<Row | undefined>(undefined)
  const reply = useReply(listRecordings, { query: asked })
  const search = (event: Event): void => {
    event.preventDefault()
    choose(undefined)
    ask(number.trim() ? { number: number.trim() } : { day })
  }
  return (
    <div class="dv-board">
      <h1 class="vh">{v('tab.recordings')}</h1>
      <form class="card dv-inline dv-wide" onSubmit={search}>
        <label for="dv-number">{v('rec.number')}</label>
        <input
          class="in"
          id="dv-number"
          value={number}
          maxLength={30}
          onInput={(e) => setNumber(e.currentTarget.value)}
        />
        <label for="dv-day">{v('rec.day')}</label>
        <input class="in dv-short" id="dv-day" type="date" value={day} onInput={(e) => setDay(e.currentTarget.value)} />
        <Button small icon="find">
          {v('rec.search')}
        </Button>
      </form>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {chosen ? (
        <Viewing key={chosen.session} v={v} row={chosen} close={() => choose(undefined)} />
      ) : (
        reply.value && <List v={v} rows={reply.value.recordings} choose={choose} />
      )}
      {!chosen && <Exports v={v} />}
    </div>
  )
}

function List({ v, rows, choose }: { v: VT; rows: readonly Row[]; choose: (row: Row) => void }): JSX.Element {
  const { t } = useDesk()
  if (rows.length === 0)
    return (
      <section class="card dv-wide">
        <EmptyState icon="camera" title={v('rec.none')} text={v('rec.noneText')} />
      </section>
    )
  return (
    <section class="card dv-wide">
      <Table
        caption={v('tab.recordings')}
        hideCaption
        named
        columns={COLUMNS.map((k) => ({ head: v(k) }))}
        keys={rows.map((r) => r.session)}
        rows={rows.map((r) => {
          const when = shortMomentText(r.at, t.lang)
          return [
            <span class="num">{when}</span>,
            r.serviceName?.[t.lang] ?? v('question'),
            <span class="num">{r.caseNumber ?? '–'}</span>,
            <span class="num">{r.officer}</span>,
            <span class="num">{lengthOf(r.seconds)}</span>,
            r.outcome ? wordOf(v, 'outcome', r.outcome) : '–',
            <Tag tone={r.intact ? 'done' : 'bad'} text={v(r.intact ? 'rec.intact' : 'rec.broken')} />,
            <button type="button" class="d-link" onClick={() => choose(r)}>
              {v('rec.view')}
              <span class="vh"> {when}</span>
            </button>,
          ]
        })}
      />
    </section>
  )
}

const COLUMNS = [
  'rec.when',
  'board.line',
  'rec.number',
  'officer',
  'rec.length',
  'rec.outcome',
  'state',
  'acts',
] as const

function Viewing({ v, row, close }: { v: VT; row: Row; close: () => void }): JSX.Element {
  const { t, call, say } = useDesk()
  const act = useAct()
  const [purpose, setPurpose] = useState('')
  const [number, setNumber] = useState(row.caseNumber ?? '')
  const [view, setView] = useState<View | undefined>(undefined)
  const start = async (event: Event): Promise<void> => {
    event.preventDefault()
    const given = await act.run(() =>
      call(viewRecording, { params: { id: row.session }, body: { purpose: purpose.trim(), number: number.trim() } }),
    )
    if (given) setView(given)
  }
  const copy = async (): Promise<void> => {
    const given = await act.run(() =>
      call(askExport, { params: { id: row.session }, body: { purpose: purpose.trim() } }),
    )
    if (given) say(v('rec.exportAsked', { n: given.approvals, of: given.needed }))
  }
  return (
    <section class="card dv-wide">
      <div class="between">
        <h2 class="num">
          {shortMomentText(row.at, t.lang)} · {row.officer}
        </h2>
        <Button type="button" look="alt" small onClick={close}>
          {v('rec.close')}
        </Button>
      </div>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {view ? (
        <Films v={v} row={row} view={view} copy={() => void copy()} />
      ) : (
        <form class="stack mid" onSubmit={(e) => void start(e)}>
          <Words name="rec-purpose" label={v('rec.purpose')} value={purpose} max={200} set={setPurpose} first />
          <div class="field">
            <label for="dv-case">{v('rec.number')}</label>
            <input
              class="in"
              id="dv-case"
              value={number}
              maxLength={30}
              onInput={(e) => setNumber(e.currentTarget.value)}
            />
          </div>
          <Button>{v('rec.start')}</Button>
        </form>
      )}
    </section>
  )
}

/** Both sides beside each other, the viewer's number over them; no download. */
function Films({ v, row, view, copy }: { v: VT; row: Row; view: View; copy: () => void }): JSX.Element {
  const { t } = useDesk()
  return (
    <>
      <p class="s num">
        {v('rec.until', { time: clock(view.until) })} · {view.watermark}
      </p>
      <div class="dv-films">
        {view.recording.parts.map((p) => (
          <figure key={p.peer}>
            <figcaption class="s">{p.who[t.lang]}</figcaption>
            {/* oxlint-disable-next-line media-has-caption -- a recorded call; its chat stands in the record */}
            <video
              controls
              controlsList="nodownload"
              preload="metadata"
              src={addressOf(playRecording, { params: { id: row.session, peer: p.peer }, query: { view: view.view } })}
              aria-label={p.who[t.lang]}
            />
          </figure>
        ))}
        <Watermark />
      </div>
      <Button type="button" look="alt" small onClick={copy}>
        {v('rec.export')}
      </Button>
    </>
  )
}
