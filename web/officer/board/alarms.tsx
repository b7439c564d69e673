import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Text } from '#domain/text.ts'
import type { Answer } from '#web/kit/client.ts'
import { type Column, Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { AllQuiet } from '#web/officer/board/all-quiet.tsx'
import type { BoardKey, BoardT } from '#web/officer/board/board-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import type { Reply } from '#web/officer/use-reply.ts'

/** What every alarm says: whom it is about, whether the reader may close it, and how it was closed. */
interface Alarm {
  id: string
  officer: string
  officeName: Text
  mayClose: boolean
  closed?: { note: string; by: string } | null | undefined
}

/** Alarms of one kind, each to be looked into by somebody whom it does not concern. */
export function Alarms<A extends Alarm>(props: {
  b: BoardT
  kind: 'alarm' | 'account'
  text?: string | undefined
  reply: Reply<{ alarms: A[] }>
  when: (one: A) => string
  /** What this kind tells besides when, who and where. */
  columns: readonly Column[]
  cells: (one: A) => readonly ComponentChildren[]
  close: (id: string, note: string) => Promise<Answer<unknown>>
}): JSX.Element {
  const { b, kind, text, reply, when, columns, cells, close } = props
  const { t, say } = useDesk()
  const [chosen, choose] = useState<A | undefined>(undefined)
  const alarms = reply.value?.alarms
  return (
    <section class="card stack">
      <h2>{b(`${kind}.title`)}</h2>
      {text && <p class="s">{text}</p>}
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!alarms && !reply.problem && <Waiting t={t} />}
      {alarms?.length === 0 && <AllQuiet title={b(`${kind}.none`)} text={b(`${kind}.noneText`)} />}
      {alarms && alarms.length > 0 && (
        <Table
          caption={b(`${kind}.title`)}
          hideCaption
          columns={[
            ...heads(b, ['alarm.when', 'alarm.who', 'alarm.office']),
            ...columns,
            ...heads(b, ['alarm.result']),
          ]}
          keys={alarms.map((one) => one.id)}
          rows={alarms.map((one) => [
            <span class="num">{when(one)}</span>,
            <span class="num">{one.officer}</span>,
            one.officeName[t.lang],
            ...cells(one),
            <Outcome one={one} b={b} choose={() => choose(one)} />,
          ])}
        />
      )}
      {chosen && (
        <WordsDialog
          place={`${kind}:${chosen.id}`}
          title={`${b('alarm.go')} · ${chosen.officer}`}
          label={b('alarm.note')}
          hint={b(`${kind}.hint`)}
          short={b('alarm.short')}
          go={b('alarm.go')}
          max={300}
          close={() => choose(undefined)}
          ask={(note) => close(chosen.id, note)}
          done={() => {
            say(b('alarm.did'))
            reply.again()
          }}
        />
      )}
    </section>
  )
}

const heads = (b: BoardT, keys: readonly BoardKey[]): Column[] => keys.map((key) => ({ head: b(key) }))

function Outcome({ one, b, choose }: { one: Alarm; b: BoardT; choose: () => void }): JSX.Element {
  if (one.closed)
    return (
      <>
        {one.closed.note} · {one.closed.by}
      </>
    )
  if (!one.mayClose) return <Tag tone="wait" text={b('alarm.own')} />
  return (
    <button type="button" class="btn alt small" onClick={choose}>
      {b('alarm.go')}
      <span class="vh"> {one.officer}</span>
    </button>
  )
}
