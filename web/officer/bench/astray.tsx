import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listAstray, reissueParcel } from '#api/production.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { BenchT } from '#web/officer/bench/bench-texts.ts'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { WordsDialog } from '#web/officer/ui/words-dialog.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Parcel = ReplyOf<typeof listAstray>['items'][number]

/** Parcels that were lost or came back: each waits for a person, who sends it anew. */
export function Astray({ b, done }: { b: BenchT; done: () => void }): JSX.Element {
  const { t, call, say, news } = useDesk()
  const reply = useReply(listAstray, {}, news('office'))
  const [chosen, setChosen] = useState<Parcel | undefined>(undefined)
  if (!reply.value)
    return reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />
  const { items } = reply.value
  return (
    <section class="card">
      {items.length === 0 ? (
        <EmptyState icon="truck" title={b('astray.none')} text={b('astray.noneText')} />
      ) : (
        <Table
          caption={b('astray.caption')}
          columns={[
            { head: b('case') },
            { head: b('who') },
            { head: b('astray.state') },
            { head: b('waybill') },
            { head: b('astray.since') },
            { head: b('act') },
          ]}
          keys={items.map((p) => p.id)}
          rows={items.map((p) => [
            <a class="num" href={`/desk/cases/${p.caseId}`}>
              {p.caseNumber}
            </a>,
            p.who,
            <Tag tone={p.state === 'lost' ? 'bad' : 'turn'} text={b(`astray.${p.state}`)} />,
            <span class="num">{p.waybill}</span>,
            `${shortMomentText(p.since, t.lang)} ${p.lastScan}`,
            <button type="button" class="btn alt small" onClick={() => setChosen(p)}>
              {b(`astray.go.${p.state}`)}
            </button>,
          ])}
        />
      )}
      {chosen && (
        <WordsDialog
          place={`astray:${chosen.id}`}
          title={b('astray.title', { number: chosen.caseNumber })}
          label={b('astray.why')}
          hint={b(`astray.hint.${chosen.state}`)}
          short={b('astray.short')}
          go={b(`astray.go.${chosen.state}`)}
          max={200}
          close={() => setChosen(undefined)}
          ask={(note) => call(reissueParcel, { params: { id: chosen.id }, body: { note } })}
          done={({ number }) => {
            say(b('did.reissued', { number }))
            reply.again()
            done()
          }}
        />
      )}
    </section>
  )
}
