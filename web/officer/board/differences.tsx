import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { confirmSettlement, listDifferences, settleDifference, SETTLEMENTS } from '#api/desk.ts'
import type { ReplyOf } from '#api/route.ts'
import { moneyText, shortMomentText } from '#web/kit/format.ts'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { AllQuiet } from '#web/officer/board/all-quiet.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'

type Difference = ReplyOf<typeof listDifferences>['items'][number]

/** Money that does not fit: open differences first, each to be settled by a person with a note. */
export function Differences({ b }: { b: BoardT }): JSX.Element {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listDifferences, {}, news('office'))
  const [chosen, setChosen] = useState<Difference | undefined>(undefined)
  const [how, setHow] = useState<(typeof SETTLEMENTS)[number]>('bank-corrected')
  const items = reply.value?.items
  return (
    <section class="card stack">
      <h2>{b('diff.title')}</h2>
      <p class="s">{b('diff.text')}</p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!items && !reply.problem && <Waiting t={t} />}
      {items?.length === 0 && <AllQuiet title={b('diff.none')} text={b('diff.noneText')} />}
      {items && items.length > 0 && <List items={items} b={b} choose={setChosen} again={reply.again} />}
      {chosen && (
        <WordsDialog
          place={`difference:${chosen.id}`}
          title={`${b('diff.go')} · ${chosen.billNumber}`}
          label={b('diff.note')}
          hint={b('diff.hint')}
          short={b('diff.short')}
          go={b('diff.go')}
          max={300}
          extra={
            <label class="field">
              {b('diff.how')}
              <select
                class="in"
                value={how}
                onChange={(event) => setHow(SETTLEMENTS.find((one) => one === event.currentTarget.value) ?? how)}
              >
                {SETTLEMENTS.map((one) => (
                  <option key={one} value={one}>
                    {b(`how.${one}`)}
                  </option>
                ))}
              </select>
            </label>
          }
          close={() => setChosen(undefined)}
          ask={(note) => call(settleDifference, { params: { id: chosen.id }, body: { how, note } })}
          done={() => {
            say(b('diff.did'))
            reply.again()
          }}
        />
      )}
    </section>
  )
}

/** What the reader may do about it: say how it was cleared up, or confirm what somebody else said. */
function Settlement(props: {
  one: Difference
  b: BoardT
  choose: (one: Difference) => void
  again: () => void
}): JSX.Element {
  const { one, b, choose, again } = props
  const { t, call, say } = useDesk()
  const act = useAct()
  const decide = async (confirm: boolean): Promise<void> => {
    const did = await act.run(() => call(confirmSettlement, { params: { id: one.id }, body: { confirm } }))
    if (did) say(b(confirm ? 'diff.confirmed' : 'diff.sentBack'))
    again()
  }
  const said = one.settled ?? one.proposed
  return (
    <span class="stack tight">
      {said && <span>{`${b(`how.${said.how}`)} · ${said.note}`}</span>}
      {one.settled && (
        <span class="s num">{b('diff.by', { by: one.settled.by, other: one.settled.confirmedBy || '—' })}</span>
      )}
      {one.proposed && !one.mayConfirm && <Tag tone="wait" text={b('diff.waits')} />}
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {one.mayConfirm && (
        <span class="wrap">
          <button type="button" class="btn small" disabled={act.busy} onClick={() => void decide(true)}>
            {b('diff.confirm')}
            <span class="vh"> {one.billNumber}</span>
          </button>
          <button type="button" class="btn alt small" disabled={act.busy} onClick={() => void decide(false)}>
            {b('diff.back')}
            <span class="vh"> {one.billNumber}</span>
          </button>
        </span>
      )}
      {one.mayPropose && (
        <button type="button" class="btn alt small" onClick={() => choose(one)}>
          {b('diff.go')}
          <span class="vh"> {one.billNumber}</span>
        </button>
      )}
    </span>
  )
}

function List({
  items,
  b,
  choose,
  again,
}: {
  items: readonly Difference[]
  b: BoardT
  choose: (one: Difference) => void
  again: () => void
}): JSX.Element {
  const { t } = useDesk()
  const money = (fen: number | null) => <span class="num">{fen === null ? '—' : moneyText(fen)}</span>
  return (
    <Table
      caption={b('diff.title')}
      hideCaption
      columns={[
        { head: b('diff.at') },
        { head: b('diff.kind') },
        { head: b('diff.bill') },
        { head: b('diff.case') },
        { head: b('diff.ours'), right: true },
        { head: b('diff.theirs'), right: true },
        { head: b('diff.result') },
      ]}
      keys={items.map((one) => one.id)}
      rows={items.map((one) => [
        <span class="num">{shortMomentText(one.at, t.lang)}</span>,
        <>
          {b(`kind.${one.kind}`)} {one.old && <Tag tone="bad" text={b('diff.old')} />}
        </>,
        <span class="num">{one.billNumber}</span>,
        one.caseId ? (
          <a class="num" href={`/desk/cases/${one.caseId}`}>
            {one.caseNumber}
          </a>
        ) : (
          '—'
        ),
        money(one.oursFen),
        money(one.theirsFen),
        <Settlement one={one} b={b} choose={choose} again={again} />,
      ])}
    />
  )
}
