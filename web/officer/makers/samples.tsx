import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { listSamples, makersOverview } from '#api/maker-samples.ts'
import type { ReplyOf } from '#api/route.ts'
import { FINDING } from '#domain/makers/sampling.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { SampleView } from '#web/officer/makers/sample.tsx'
import type { MT } from '#web/officer/makers/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

export type Sample = ReplyOf<typeof listSamples>['samples'][number]
const TONES: Readonly<Record<Sample['state'], Tone>> = { open: 'turn', passed: 'done', objected: 'bad' }

/** The list, or one car of it. After a decision the next one opens: a row of samples is looked through without going back. */
export function Samples({ v, which }: { v: MT; which: 'open' | 'judged' }): JSX.Element {
  const { t } = useDesk()
  const reply = useReply(listSamples, { query: { which } })
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const rows = reply.value?.samples ?? []
  const next = (): void => {
    const at = rows.findIndex((s) => s.id === chosen)
    setChosen(which === 'open' ? rows[at + 1]?.id : undefined)
    reply.again()
  }
  if (chosen !== undefined)
    return <SampleView key={chosen} id={chosen} v={v} back={() => setChosen(undefined)} done={next} />
  const total = reply.value?.total ?? 0
  return (
    <>
      {which === 'open' && <Share v={v} />}
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {reply.value && rows.length === 0 && <None v={v} which={which} />}
      {rows.length > 0 && (
        <section class="card stack">
          <List v={v} rows={rows} which={which} choose={setChosen} />
          {total > rows.length && <p class="s">{v('more', { n: total })}</p>}
        </section>
      )}
    </>
  )
}

/** How the list comes about. */
function Share({ v }: { v: MT }): JSX.Element | null {
  const { value } = useReply(makersOverview, {})
  return value ? <p class="s">{v('samples.text', { n: value.settings.samplePercent })}</p> : null
}

const None = ({ v, which }: { v: MT; which: 'open' | 'judged' }): JSX.Element => (
  <EmptyState icon="check" title={v(which === 'open' ? 'samples.none' : 'judged.none')} text={v('samples.noneText')} />
)

function List(props: {
  v: MT
  rows: readonly Sample[]
  which: 'open' | 'judged'
  choose: (id: string) => void
}): JSX.Element {
  const { v, rows, which, choose } = props
  const { t } = useDesk()
  const judged = which === 'judged'
  return (
    <Table
      caption={v(judged ? 'tab.judged' : 'tab.samples')}
      columns={[
        { head: v('vin') },
        { head: v('maker') },
        { head: v('why') },
        { head: v('since') },
        ...(judged ? [{ head: v('result') }, { head: v('reason') }, { head: v('by') }] : []),
        { head: v('act') },
      ]}
      keys={rows.map((s) => s.id)}
      rows={rows.map((s) => [
        <b class="code">{s.vin}</b>,
        s.maker,
        s.draw === undefined ? v('why.mended') : v('why.draw', { n: s.draw }),
        <span class="num">{shortMomentText(s.since, t.lang)}</span>,
        ...(judged
          ? [
              <Tag tone={TONES[s.state]} text={v(`state.${s.state}`)} />,
              s.finding ? `${FINDING[s.finding].name[t.lang]} · ${s.reason ?? ''}` : '—',
              <span class="num">{s.judgedBy}</span>,
            ]
          : []),
        <button type="button" class="btn alt small" onClick={() => choose(s.id)}>
          {v('look')}
          <span class="vh"> {s.vin}</span>
        </button>,
      ])}
    />
  )
}
