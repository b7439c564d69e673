import type { JSX } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { go } from '#web/kit/router.ts'
import { EmptyState } from '#web/kit/ui/empty-state.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import type { WorkRow } from '#web/officer/list/urgency.ts'
import { MOST, useWorkRows, type View } from '#web/officer/list/use-work-rows.ts'
import { LeavingHint } from '#web/officer/leaving/leaving-hint.tsx'
import { ExportButton } from '#web/officer/list/export-button.tsx'
import { WorkRows } from '#web/officer/list/work-rows.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'

/** Always at hand; the others are shown when the board leads to them. */
const VIEWS = ['mine', 'office', 'overdue', 'waiting', 'closed'] as const satisfies readonly View[]
const LED_TO = ['open', 'soon', 'untaken', 'parked', 'done', 'late'] as const satisfies readonly View[]
const NONE: readonly WorkRow[] = []

/** The left pane: whose cases, which service, which number; the most urgent first, kept fresh by news. */
export function WorkList({ open }: { open: string | undefined }): JSX.Element {
  const { t } = useDesk()
  // The board leads here with what it counted.
  const [asked] = useState(() => new URLSearchParams(location.search))
  const [view, setView] = useState<View>(
    () => [...VIEWS, ...LED_TO].find((name) => name === asked.get('view')) ?? 'office',
  )
  const [service, setService] = useState(asked.get('service') ?? '')
  const [number, setNumber] = useState('')
  const wanted = useSettled(number.replace(/\s/g, ''))
  const { rows, counts, problem, again } = useWorkRows(view, service, wanted)
  useStepping(rows ?? NONE, open)
  return (
    <section class="d-list" aria-label={t('list.label')}>
      <fieldset class="d-views" aria-label={t('list.views')}>
        {VIEWS.map((name) => (
          <button type="button" key={name} aria-pressed={view === name} onClick={() => setView(name)}>
            {t(`list.${name}`)} {name !== 'closed' && counts && <span class="num">{counts[name]}</span>}
          </button>
        ))}
        {LED_TO.filter((name) => name === view).map((name) => (
          <button type="button" key={name} aria-pressed="true">
            {t(`list.${name}`)} {rows && <span class="num">{rows.length}</span>}
          </button>
        ))}
      </fieldset>
      <LeavingHint />
      <Find rows={rows ?? NONE} service={service} setService={setService} number={number} setNumber={setNumber} />
      {problem && <ProblemNotice problem={problem} t={t} again={again} />}
      {rows ? (
        <>
          <div class="between d-count">
            <output class="s">
              {rows.length > 0 &&
                (rows.length >= MOST ? t('list.capped', { n: MOST }) : t('list.sorted', { n: rows.length }))}
            </output>
            {rows.length > 0 && !open && <ExportButton view={view} service={service} />}
          </div>
          {rows.length > 0 ? (
            <WorkRows rows={rows} open={open} choose={(id) => go(`/desk/cases/${id}`)} />
          ) : (
            <Nothing
              view={view}
              filtered={service !== '' || wanted !== ''}
              clear={() => (setService(''), setNumber(''))}
            />
          )}
        </>
      ) : (
        !problem && <Waiting t={t} />
      )}
    </section>
  )
}

/** From an open case to the next without a detour over the list. What the list no longer holds has gone on: then its place is taken. */
function useStepping(rows: readonly WorkRow[], open: string | undefined): void {
  const { t, say } = useDesk()
  const place = useRef(0)
  const at = rows.findIndex((row) => row.id === open)
  if (at >= 0) place.current = at
  const step = (by: 1 | -1) => (): void => {
    const to = rows[at >= 0 ? at + by : place.current + Math.min(by, 0)]
    if (open && to) go(`/desk/cases/${to.id}`)
    else if (open) say(t(by > 0 ? 'keys.last' : 'keys.first'))
  }
  useKeys({ n: step(1), p: step(-1) })
}

function Find(props: {
  rows: readonly WorkRow[]
  service: string
  setService: (code: string) => void
  number: string
  setNumber: (number: string) => void
}): JSX.Element {
  const { rows, service, setService, number, setNumber } = props
  const { t } = useDesk()
  const find = useRef<HTMLInputElement>(null)
  const services = useServices(rows)
  useKeys({ '/': () => find.current?.focus() })
  // A scanner types a number and presses Enter before the list can follow: the wish waits for its case.
  const [wish, setWish] = useState('')
  const found = rows.length === 1 ? rows[0] : undefined
  useEffect(() => {
    if (wish === '' || !found?.number.includes(wish)) return
    setWish('')
    go(`/desk/cases/${found.id}`)
  }, [wish, found])
  const searched = (event: Event): void => {
    event.preventDefault()
    setWish(number.replace(/\s/g, ''))
  }
  return (
    <search>
      <form class="d-find" onSubmit={searched}>
        <select
          class="in"
          aria-label={t('list.service')}
          value={service}
          onChange={(event) => setService(event.currentTarget.value)}
        >
          <option value="">{t('list.allServices')}</option>
          {services.map(([code, name]) => (
            <option key={code} value={code}>
              {name[t.lang]}
            </option>
          ))}
        </select>
        <input
          class="in num"
          ref={find}
          type="search"
          inputMode="numeric"
          aria-label={t('list.number')}
          placeholder={`${t('list.number')}  /`}
          value={number}
          maxLength={30}
          onInput={(event) => {
            setWish('')
            setNumber(event.currentTarget.value)
          }}
        />
      </form>
    </search>
  )
}

function Nothing({ view, filtered, clear }: { view: View; filtered: boolean; clear: () => void }): JSX.Element {
  const { t } = useDesk()
  const mine = view === 'mine' && !filtered
  return (
    <EmptyState
      icon="list"
      title={t(mine ? 'list.emptyMine' : 'list.empty')}
      text={t(mine ? 'list.emptyMineText' : 'list.emptyText')}
    >
      {filtered && (
        <button type="button" class="btn alt" onClick={clear}>
          {t('list.clear')}
        </button>
      )}
    </EmptyState>
  )
}

/** The services met so far: a filter must not lose its choices because it filters. */
function useServices(rows: readonly WorkRow[]): [string, WorkRow['serviceName']][] {
  const met = useRef(new Map<string, WorkRow['serviceName']>())
  useMemo(() => {
    for (const row of rows) if (!met.current.has(row.service)) met.current.set(row.service, row.serviceName)
  }, [rows])
  return [...met.current]
}

/** The text after a quarter second without a key: one question for a typed number, not one for each digit. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
