import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReplyOf } from '#api/route.ts'
import { contestSheet, judgeSheet, listSheets, settleSheet } from '#api/video-recordings.ts'
import { dateText, shortMomentText } from '#web/kit/format.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { AllQuiet } from '#web/officer/board/all-quiet.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import { type VT, wordOf } from '#web/officer/video/texts.ts'

type Sheet = ReplyOf<typeof listSheets>['mine'][number]

/** Conversations drawn by the system: ten points by a reviewer of another team, and the officer's answer to them. */
export function Quality({ v }: { v: VT }): JSX.Element {
  const { t, news } = useDesk()
  const reply = useReply(listSheets, {}, news('office'))
  if (!reply.value)
    return (
      <div class="d-pad">
        {reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />}
      </div>
    )
  const { toReview, mine } = reply.value
  return (
    <div class="dv-board">
      <h1 class="vh">{v('tab.quality')}</h1>
      <section class="dv-wide stack mid">
        <h2>{v('qa.review')}</h2>
        {toReview.length === 0 && <Quiet title={v('qa.none')} text={v('qa.noneText')} />}
        {toReview.map((s) => (
          <Review key={s.id} v={v} sheet={s} again={reply.again} />
        ))}
      </section>
      <section class="dv-wide stack mid">
        <h2>{v('qa.mine')}</h2>
        {mine.length === 0 && <Quiet title={v('qa.noneMine')} text={v('qa.noneMineText')} />}
        {mine.map((s) => (
          <Mine key={s.id} v={v} sheet={s} again={reply.again} />
        ))}
      </section>
    </div>
  )
}

const Quiet = (props: { title: string; text: string }): JSX.Element => (
  <section class="card">
    <AllQuiet {...props} />
  </section>
)

type Part = { v: VT; sheet: Sheet; again: () => void }

function Head({ v, sheet }: Omit<Part, 'again'>): JSX.Element {
  const { t } = useDesk()
  const judged = sheet.points.filter((p) => p.ok !== null)
  return (
    <div class="between">
      <h3 class="num">
        {shortMomentText(sheet.at, t.lang)} · {sheet.officer}
      </h3>
      <span class="s">
        {v('qa.why')} {wordOf(v, 'why', sheet.why)}{' '}
        {judged.length > 0 && <b class="num">{v('qa.score', { n: judged.filter((p) => p.ok).length })}</b>}{' '}
        <Tag
          tone={sheet.state === 'contested' ? 'turn' : sheet.state === 'open' ? 'wait' : 'done'}
          text={v(`qa.state.${sheet.state}`)}
        />
      </span>
    </div>
  )
}

function Review({ v, sheet, again }: Part): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const [marks, setMarks] = useState<Readonly<Record<string, boolean>>>({})
  const note = useWords(`w-qa-${sheet.id}`)
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    // The points are required: the browser has led there before the form was sent.
    const words = note.given()
    if (words === undefined) return
    const given = {
      params: { id: sheet.id },
      body: { points: sheet.points.map((p) => ({ id: p.id, ok: marks[p.id] ?? false })), note: words },
    }
    const route = sheet.state === 'contested' ? settleSheet : judgeSheet
    if (await act.run(() => call(route, given))) again()
  }
  return (
    <form class="card stack mid" onSubmit={(e) => void send(e)}>
      <Head v={v} sheet={sheet} />
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {sheet.contest && <p class="warn">{sheet.contest}</p>}
      <ol class="dv-points">
        {sheet.points.map((p) => (
          <li key={p.id}>
            <fieldset>
              <legend>{p.label[t.lang]}</legend>
              {([true, false] as const).map((ok) => (
                <label key={String(ok)} for={`dv-${sheet.id}-${p.id}-${ok}`}>
                  <input
                    type="radio"
                    id={`dv-${sheet.id}-${p.id}-${ok}`}
                    name={`${sheet.id}-${p.id}`}
                    checked={marks[p.id] === ok}
                    required
                    onChange={() => setMarks({ ...marks, [p.id]: ok })}
                  />{' '}
                  {v(ok ? 'qa.yes' : 'qa.no')}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ol>
      <Words
        name={`qa-${sheet.id}`}
        label={v('qa.note')}
        value={note.words}
        max={500}
        set={note.set}
        error={note.short ? v('qa.noteShort') : undefined}
      />
      <Button small>{v(sheet.state === 'contested' ? 'qa.settle' : 'qa.save')}</Button>
    </form>
  )
}

function Mine({ v, sheet, again }: Part): JSX.Element {
  const { t, call } = useDesk()
  const act = useAct()
  const reason = useWords(`w-qc-${sheet.id}`, 4)
  const contest = async (event: Event): Promise<void> => {
    event.preventDefault()
    const words = reason.given()
    if (words === undefined) return
    if (await act.run(() => call(contestSheet, { params: { id: sheet.id }, body: { reason: words } }))) again()
  }
  return (
    <section class="card stack mid">
      <Head v={v} sheet={sheet} />
      {sheet.note && <p>{sheet.note}</p>}
      {sheet.points.some((p) => p.ok === false) && (
        <ul class="count">
          {sheet.points
            .filter((p) => p.ok === false)
            .map((p) => (
              <li key={p.id} class="bad">
                {p.label[t.lang]}
              </li>
            ))}
        </ul>
      )}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {sheet.state === 'done' && sheet.contestUntil && (
        <form class="stack mid" onSubmit={(e) => void contest(e)}>
          <p class="s num">{v('qa.until', { day: dateText(sheet.contestUntil, t.lang) })}</p>
          <Words
            name={`qc-${sheet.id}`}
            label={v('qa.contestWhy')}
            value={reason.words}
            max={500}
            set={reason.set}
            error={reason.short ? v('qa.contestShort') : undefined}
          />
          <Button small look="alt">
            {v('qa.contest')}
          </Button>
        </form>
      )}
    </section>
  )
}
