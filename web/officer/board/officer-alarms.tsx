import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { closeOfficerAlarm, listOfficerAlarms } from '#api/oversight.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { AllQuiet } from '#web/officer/board/all-quiet.tsx'
import type { BoardT } from '#web/officer/board/board-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Alarm = ReplyOf<typeof listOfficerAlarms>['alarms'][number]

/** Officers' accounts that were changed past the house or used in two places; each is looked into by somebody else. */
export function OfficerAlarms({ b }: { b: BoardT }): JSX.Element {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listOfficerAlarms, {}, news('office'))
  const [chosen, setChosen] = useState<Alarm | undefined>(undefined)
  const alarms = reply.value?.alarms
  return (
    <section class="card stack">
      <h2>{b('account.title')}</h2>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!alarms && !reply.problem && <Waiting t={t} />}
      {alarms?.length === 0 && <AllQuiet title={b('account.none')} text={b('account.noneText')} />}
      {alarms && alarms.length > 0 && <List alarms={alarms} b={b} choose={setChosen} />}
      {chosen && (
        <WordsDialog
          place={`officer-alarm:${chosen.id}`}
          title={`${b('alarm.go')} · ${chosen.officer}`}
          label={b('alarm.note')}
          hint={b('account.hint')}
          short={b('alarm.short')}
          go={b('alarm.go')}
          max={300}
          close={() => setChosen(undefined)}
          ask={(note) => call(closeOfficerAlarm, { params: { id: chosen.id }, body: { note } })}
          done={() => {
            say(b('alarm.did'))
            reply.again()
          }}
        />
      )}
    </section>
  )
}

function List(props: { alarms: readonly Alarm[]; b: BoardT; choose: (one: Alarm) => void }): JSX.Element {
  const { alarms, b, choose } = props
  const { t } = useDesk()
  const outcome = (one: Alarm) => {
    if (one.closed) return `${one.closed.note} · ${one.closed.by}`
    if (!one.mayClose) return <Tag tone="wait" text={b('alarm.own')} />
    return (
      <button type="button" class="btn alt small" onClick={() => choose(one)}>
        {b('alarm.go')}
        <span class="vh"> {one.officer}</span>
      </button>
    )
  }
  return (
    <Table
      caption={b('account.title')}
      hideCaption
      columns={[
        { head: b('alarm.when') },
        { head: b('alarm.who') },
        { head: b('alarm.office') },
        { head: b('account.what') },
        { head: b('alarm.result') },
      ]}
      rows={alarms.map((one) => [
        <span class="num">{shortMomentText(one.at, t.lang)}</span>,
        <span class="num">{one.officer}</span>,
        one.officeName[t.lang],
        <div>
          <Tag tone={one.closed ? 'wait' : 'bad'} text={b(`account.${one.kind}`)} />
          <p class="s">{b(`account.${one.kind}.text`)}</p>
        </div>,
        outcome(one),
      ])}
    />
  )
}
