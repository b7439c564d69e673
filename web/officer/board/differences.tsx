import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listDifferences, settleDifference, SETTLEMENTS } from '#api/desk.ts'
import type { ReplyOf } from '#api/route.ts'
import { moneyText, shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Difference = ReplyOf<typeof listDifferences>['items'][number]

/** Money that does not fit: open differences first, each to be settled by a person with a note. */
export function Differences({ b }: { b: BoardT }): JSX.Element {
  const { t, call, say } = useDesk()
  const reply = useReply(listDifferences, {})
  const [chosen, setChosen] = useState<Difference | undefined>(undefined)
  const [how, setHow] = useState<(typeof SETTLEMENTS)[number]>('bank-corrected')
  const items = reply.value?.items
  return (
    <section class="card stack">
      <h2>{b('diff.title')}</h2>
      <p class="s">{b('diff.text')}</p>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!items && !reply.problem && <Waiting t={t} />}
      {items?.length === 0 && <EmptyState icon="check" title={b('diff.none')} text={b('diff.noneText')} />}
      {items && items.length > 0 && <List items={items} b={b} choose={setChosen} />}
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

function List({
  items,
  b,
  choose,
}: {
  items: readonly Difference[]
  b: BoardT
  choose: (one: Difference) => void
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
        one.settled ? (
          `${b(`how.${one.settled.how}`)} · ${one.settled.note} · ${one.settled.by}`
        ) : (
          <button type="button" class="btn alt small" onClick={() => choose(one)}>
            {b('diff.go')}
          </button>
        ),
      ])}
    />
  )
}
