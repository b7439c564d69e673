import type { JSX } from 'preact'
import { workList } from '#api/cases.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { speakBoard } from '#web/officer/board/board-texts.ts'
import { ListExports } from '#web/officer/board/list-exports.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { todayInChina } from '#web/officer/list/urgency.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useReply } from '#web/officer/use-reply.ts'
import { makeTr } from '#web/kit/i18n.ts'

const texts = {
  title: ['我的一天', 'My day'],
  mine: ['我手上的', 'In my hand'],
  today: ['今天到期', 'Due today'],
  late: ['已超时', 'Overdue'],
  office: ['本所在办', 'Open in the office'],
  waiting: ['等待他人', 'Waiting for others'],
  cases: ['件', 'cases'],
  byService: ['我手上的办件,按业务', 'My cases by service'],
  service: ['业务', 'Service'],
  number: ['件数', 'Cases'],
  none: ['您手上没有办件', 'You have no case in hand'],
  noneText: ['到工作台领取一件。', 'Take one at the desk.'],
  go: ['去工作台', 'To the desk'],
  drill: ['看这 {n} 件:{what}', 'Show these {n}: {what}'],
} as const

/** What waits for this officer today, in five numbers and a short table. */
export function DayPage(): JSX.Element {
  const { t, news } = useDesk()
  const d = makeTr<keyof typeof texts>(t.lang, texts)
  const reply = useReply(workList, { query: { view: 'mine', limit: 2_000 } }, news('office'))
  if (!reply.value)
    return (
      <main id="main" class="d-page">
        {reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />}
      </main>
    )
  const { rows, counts } = reply.value
  const today = todayInChina()
  const services = new Map<string, number>()
  for (const row of rows) services.set(row.serviceName[t.lang], (services.get(row.serviceName[t.lang]) ?? 0) + 1)
  const figures = [
    ['mine', counts.mine, ''],
    ['today', rows.filter((row) => row.due === today && row.state === 'open' && row.parked === null).length, 'warn'],
    ['late', counts.overdue, counts.overdue > 0 ? 'bad' : ''],
    ['office', counts.office, ''],
    ['waiting', counts.waiting, ''],
  ] as const
  return (
    <main id="main" class="d-page" tabIndex={-1}>
      <h1>{d('title')}</h1>
      <dl class="d-figures">
        {figures.map(([name, n, tone]) => (
          <div class="card" key={name}>
            <dt>{d(name)}</dt>
            <dd class={`num ${n > 0 ? tone : ''}`}>
              <Figure n={n} name={name} what={d(name)} cases={d('cases')} go={(of) => d('drill', of)} />
            </dd>
          </div>
        ))}
      </dl>
      <section class="card">
        {rows.length === 0 ? (
          <EmptyState icon="list" title={d('none')} text={d('noneText')}>
            <a class="btn" href="/desk">
              {d('go')}
            </a>
          </EmptyState>
        ) : (
          <Table
            caption={d('byService')}
            columns={[{ head: d('service') }, { head: d('number'), right: true }]}
            rows={[...services].toSorted((a, b) => b[1] - a[1])}
          />
        )}
      </section>
      <ListExports b={speakBoard(t.lang)} />
    </main>
  )
}

/** Which list of the desk a number counts; what comes due today among the own cases has none of its own. */
const VIEW_OF = { mine: 'mine', today: undefined, late: 'overdue', office: 'office', waiting: 'waiting' } as const

function Figure(props: {
  n: number
  name: keyof typeof VIEW_OF
  what: string
  cases: string
  go: (of: { n: number; what: string }) => string
}): JSX.Element {
  const { n, name, what, cases, go } = props
  const view = VIEW_OF[name]
  const shown = (
    <>
      {n} <small>{cases}</small>
    </>
  )
  return view === undefined ? (
    shown
  ) : (
    <a class="d-figure" href={`/desk?view=${view}`} aria-label={go({ n, what })}>
      {shown}
    </a>
  )
}
