import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { readAccessLog } from '#api/desk.ts'
import type { BodyOf, ReplyOf } from '#api/route.ts'
import { momentText } from '#web/kit/format.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { actWord } from '#web/officer/board/act-words.ts'
import { type BoardKey, type BoardT, speakBoard } from '#web/officer/board/board-texts.ts'
import { Differences } from '#web/officer/board/differences.tsx'
import { ListExports } from '#web/officer/board/list-exports.tsx'
import { LookAlarms } from '#web/officer/board/look-alarms.tsx'
import { OfficerAlarms } from '#web/officer/board/officer-alarms.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { useAct } from '#web/officer/use-act.ts'

type Query = BodyOf<typeof readAccessLog>
type Rows = ReplyOf<typeof readAccessLog>['rows']

/** For auditors: who looked at whose data and why. Nothing is read before a purpose is stated. */
export function AccessPage(): JSX.Element {
  const { t, call } = useDesk()
  const b = speakBoard(t.lang)
  const [asked, setAsked] = useState<Query>({ purpose: '', officer: '', number: '', before: '' })
  const [shown, setShown] = useState<{ rows: Rows; next: string | undefined } | undefined>(undefined)
  const [short, setShort] = useState(false)
  const act = useAct()
  const read = async (before: string, earlier: Rows): Promise<void> => {
    const answer = await act.run(() => call(readAccessLog, { body: { ...asked, before } }))
    if (answer) setShown({ rows: [...earlier, ...answer.rows], next: answer.next })
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    const missing = asked.purpose.trim().length < 2
    setShort(missing)
    if (missing) document.getElementById('log-purpose')?.focus()
    else void read('', [])
  }
  return (
    <main id="main" class="d-page" tabIndex={-1}>
      <h1>{b('log.title')}</h1>
      <p class="s">{b('log.text')}</p>
      <form class="card d-log" noValidate onSubmit={submit} aria-busy={act.busy}>
        <Fields asked={asked} set={setAsked} short={short} b={b} />
        <button class="btn" type="submit" disabled={act.busy}>
          {b('log.go')}
        </button>
      </form>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      {shown && (
        <section class="card stack">
          {shown.rows.length === 0 ? (
            <EmptyState icon="find" title={b('log.none')} text={b('log.noneText')} />
          ) : (
            <Log rows={shown.rows} b={b} />
          )}
          {shown.next !== undefined && (
            <button
              type="button"
              class="btn alt"
              disabled={act.busy}
              onClick={() => void read(shown.next ?? '', shown.rows)}
            >
              {b('log.more')}
            </button>
          )}
        </section>
      )}
      <OfficerAlarms b={b} />
      <LookAlarms b={b} />
      <ListExports b={b} />
      <Differences b={b} />
    </main>
  )
}

function Fields(props: { asked: Query; set: (asked: Query) => void; short: boolean; b: BoardT }): JSX.Element {
  const { asked, set, short, b } = props
  const text = (name: 'officer' | 'number', label: BoardKey) => (
    <label class="field">
      {b(label)}
      <input
        class="in num"
        inputMode="numeric"
        maxLength={name === 'officer' ? 20 : 30}
        value={asked[name]}
        onInput={(event) => set({ ...asked, [name]: event.currentTarget.value.replace(/[^0-9A-Z]/g, '') })}
      />
    </label>
  )
  // An empty day is no day: the query leaves it out.
  const day = (name: 'from' | 'to', label: BoardKey) => (
    <label class="field">
      {b(label)}
      <input
        class="in"
        type="date"
        value={asked[name] ?? ''}
        onInput={(event) => {
          const { [name]: _old, ...rest } = asked
          const { value } = event.currentTarget
          set(value === '' ? rest : { ...rest, [name]: value })
        }}
      />
    </label>
  )
  return (
    <>
      <div class={short ? 'field err' : 'field'}>
        <label for="log-purpose">{b('log.purpose')}</label>
        <p class="hint" id="log-hint">
          {b('log.purposeHint')}
        </p>
        {short && (
          <p class="msg" id="log-short">
            {b('log.short')}
          </p>
        )}
        <input
          class="in"
          id="log-purpose"
          maxLength={60}
          value={asked.purpose}
          aria-describedby={short ? 'log-short log-hint' : 'log-hint'}
          aria-invalid={short || undefined}
          onInput={(event) => set({ ...asked, purpose: event.currentTarget.value })}
        />
      </div>
      <div class="d-log-narrow">
        {day('from', 'log.from')}
        {day('to', 'log.to')}
        {text('officer', 'log.officer')}
        {text('number', 'log.number')}
      </div>
    </>
  )
}

function Log({ rows, b }: { rows: Rows; b: BoardT }): JSX.Element {
  const { t } = useDesk()
  return (
    <Table
      caption={b('log.title')}
      hideCaption
      columns={(['log.at', 'log.who', 'log.act', 'log.number', 'log.person', 'log.why', 'log.result'] as const).map(
        (name) => ({
          head: b(name),
        }),
      )}
      rows={rows.map((row) => [
        <span class="num">{momentText(row.at, t.lang)}</span>,
        <span class="num">{b(`who.${row.actorKind}`, { id: row.actor })}</span>,
        actWord(row.act, t.lang),
        <span class="num">{row.caseNumber ?? '—'}</span>,
        row.person ?? '—',
        row.purpose,
        b(`result.${row.result}`),
      ])}
    />
  )
}
