import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readPlateWatch } from '#api/plate-watch.ts'
import type { ReplyOf } from '#api/route.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { Table } from '#web/kit/ui/table.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { todayInChina } from '#web/officer/list/urgency.ts'
import type { PT } from '#web/officer/plates/texts.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'

type Report = ReplyOf<typeof readPlateWatch>

/** The tests for insiders over one month: alarms first, then everything that was counted. */
export function Watch({ v }: { v: PT }): JSX.Element {
  const { t } = useDesk()
  const [month, setMonth] = useState(() => todayInChina().slice(0, 7))
  const reply = useReply(readPlateWatch, { query: { month } })
  return (
    <>
      <label class="d-inline">
        {v('month')}
        <input
          class="in"
          type="month"
          value={month}
          max={todayInChina().slice(0, 7)}
          onInput={(e) => {
            if (/^20\d{2}-\d{2}$/.test(e.currentTarget.value)) setMonth(e.currentTarget.value)
          }}
        />
      </label>
      {reply.problem && <ProblemNotice problem={reply.problem} t={t} again={reply.again} />}
      {!reply.value && !reply.problem && <Waiting t={t} />}
      {reply.value && <Month v={v} report={reply.value} />}
    </>
  )
}

function Month({ v, report }: { v: PT; report: Report }): JSX.Element {
  const { t } = useDesk()
  const shares = inOrder(report.shares)
  return (
    <>
      <div class="between">
        <output>
          <b>{v('watch.sum', { n: report.choices, nice: report.nice, alarms: report.alarms })}</b>
        </output>
        <Tag tone={report.closed ? 'done' : 'wait'} text={v(report.closed ? 'watch.closed' : 'watch.open')} />
      </div>
      <section class="card">
        {shares.length === 0 ? (
          <p class="mute">{v('watch.none')}</p>
        ) : (
          <Table
            caption={v('watch.shares')}
            columns={[
              { head: v('kind') },
              { head: v('who') },
              { head: v('choices'), right: true },
              { head: v('nice'), right: true },
              { head: v('expected'), right: true },
              { head: v('chi'), right: true },
              { head: v('result') },
            ]}
            rows={shares.map((s) => [
              v(`kind.${s.kind}`),
              s.name,
              s.choices,
              s.nice,
              s.expected.toFixed(1),
              s.chi.toFixed(1),
              <Tag tone={s.alarm ? 'bad' : 'done'} text={v(s.alarm ? 'alarm' : 'normal')} />,
            ])}
          />
        )}
      </section>
      <section class="card">
        {report.findings.length === 0 ? (
          <p class="mute">
            {v('findings')}: {v('findings.none')}
          </p>
        ) : (
          <Table
            caption={v('findings')}
            columns={[{ head: v('at') }, { head: v('number') }, { head: v('kind') }, { head: v('vehicles') }]}
            rows={report.findings.map((f) => [
              shortMomentText(f.at, t.lang),
              f.number,
              v(`finding.${f.kind}`),
              <span class="code s">{f.tags.map((tag) => tag.slice(0, 8)).join(' → ')}</span>,
            ])}
          />
        )}
      </section>
    </>
  )
}

/** What alarms and what stands out most first; the rest as one looks it up. */
const inOrder = (shares: Report['shares']): Report['shares'] =>
  shares.toSorted(
    (a, b) =>
      Number(b.alarm) - Number(a.alarm) ||
      b.chi - a.chi ||
      a.kind.localeCompare(b.kind) ||
      a.name.localeCompare(b.name),
  )
