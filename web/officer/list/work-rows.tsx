/* A grid of drawn rows only: table elements would have to hold all ten thousand. */
/* eslint-disable jsx-a11y/prefer-tag-over-role */
import type { JSX, RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { dateText } from '#web/kit/format.ts'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { useKeys } from '#web/officer/keys.ts'
import { dueWords, todayInChina, type WorkRow } from '#web/officer/list/urgency.ts'
import { moveTo, scrollFor, windowOf } from '#web/officer/list/window.ts'
import { useSize } from '#web/officer/ui/use-size.ts'
import { agencyWord, stateWord, stepWord } from '#web/officer/words.ts'

/** Must equal the height of `.d-row` in the stylesheet. */
const ROW = 58
const COLUMNS = ['col.case', 'col.who', 'col.due', 'col.hand', 'col.state'] as const

/**
 * The list as a grid of which only the rows in sight are drawn. One tab stop; the active row is told by aria-activedescendant.
 * Which row is active hangs on the case, not on the place: news may reorder the list under the officer's hands.
 */
export function WorkRows(props: {
  rows: readonly WorkRow[]
  open: string | undefined
  choose: (id: string) => void
}): JSX.Element {
  const { rows, open, choose } = props
  const { t } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const heads = useRef<HTMLDivElement>(null)
  const [scrollTop, setScrollTop] = useState(0)
  // The sticky heads cover the top of the view.
  const viewHeight = useSize(box, { width: 0, height: 600 }).height - (heads.current?.offsetHeight ?? 0)
  const [active, setActive] = useState<string | undefined>(open)
  const at = rows.findIndex((r) => r.id === active)

  useEffect(() => {
    if (open) setActive(open)
  }, [open])
  useBroughtIntoSight(box, rows, open, viewHeight)
  useArrows(box, open, () => at < 0 && setActive(rows[0]?.id))

  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && active && at >= 0) return choose(active)
    const to = moveTo(event.key, at, rows.length, Math.max(1, Math.floor(viewHeight / ROW) - 1))
    const row = to === undefined ? undefined : rows[to]
    if (to === undefined || !row || !box.current) return
    event.preventDefault()
    setActive(row.id)
    box.current.scrollTop = scrollFor(to, { rowHeight: ROW, scrollTop: box.current.scrollTop, viewHeight })
  }
  const shown = windowOf({ count: rows.length, rowHeight: ROW, scrollTop, viewHeight, overscan: 6 })
  const today = todayInChina()
  const inSight = at >= shown.first && at < shown.last
  return (
    <div
      class="d-rows"
      role="grid"
      aria-label={t('list.label')}
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      tabIndex={0}
      ref={box}
      aria-activedescendant={inSight ? `row-${active}` : undefined}
      onKeyDown={keyDown}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <Heads own={heads} />
      <div role="presentation" style={{ height: `${shown.before}px` }} />
      {rows.slice(shown.first, shown.last).map((row, i) => (
        <Row
          key={row.id}
          row={row}
          index={shown.first + i}
          today={today}
          open={row.id === open}
          active={row.id === active}
          choose={choose}
        />
      ))}
      <div role="presentation" style={{ height: `${shown.after}px` }} />
    </div>
  )
}

/** The list alone on the screen has the arrows from wherever one stands; beside an open case they scroll what is read. */
function useArrows(box: RefObject<HTMLDivElement | null>, open: string | undefined, begin: () => void): void {
  const enter = (): void => {
    box.current?.focus()
    begin()
  }
  useKeys(open ? {} : { arrowdown: enter, arrowup: enter })
}

/** Once for each opened case: afterwards the officer may scroll away from it. */
function useBroughtIntoSight(
  box: RefObject<HTMLDivElement | null>,
  rows: readonly WorkRow[],
  open: string | undefined,
  viewHeight: number,
): void {
  const brought = useRef<string | undefined>(undefined)
  useEffect(() => {
    const at = rows.findIndex((r) => r.id === open)
    if (open === brought.current || at < 0 || !box.current) return
    brought.current = open
    box.current.scrollTop = scrollFor(at, { rowHeight: ROW, scrollTop: box.current.scrollTop, viewHeight })
  }, [open, rows])
}

function Heads({ own }: { own: RefObject<HTMLDivElement | null> }): JSX.Element {
  const { t } = useDesk()
  return (
    <div class="d-heads" ref={own} role="row" aria-rowindex={1}>
      {COLUMNS.map((name) => (
        <span role="columnheader" key={name}>
          {t(name)}
        </span>
      ))}
    </div>
  )
}

function Row(props: {
  row: WorkRow
  index: number
  today: string
  open: boolean
  active: boolean
  choose: (id: string) => void
}): JSX.Element {
  const { row, index, today, open, active, choose } = props
  const { t, me } = useDesk()
  const due = dueWords(
    { due: row.due, overdue: row.overdue, stopped: row.parked !== null || row.state !== 'open' },
    today,
  )
  const state = stateTag(row, t.lang)
  const hand =
    row.assignee === null
      ? t('list.free')
      : row.assignee === me.id
        ? t('list.me')
        : t('list.hand', { id: row.assignee })
  return (
    // Keys are the grid's business (aria-activedescendant); the row itself only takes the mouse.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      class={`d-row${open ? ' open' : ''}${active ? ' active' : ''}`}
      role="row"
      id={`row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={open}
      onClick={() => choose(row.id)}
    >
      <span role="gridcell" class="c-case">
        <b title={row.serviceName[t.lang]}>{row.serviceName[t.lang]}</b>
        <small class="num">{row.number}</small>
      </span>
      <span role="gridcell" class="c-who num">
        {[row.who, row.what].filter(Boolean).join(' · ')}
      </span>
      <span role="gridcell" class={due.urgent ? 'c-due num bad' : 'c-due num'}>
        {isClosed(row.state) ? '' : t(due.key, { n: due.n ?? 0, day: row.due ? shortDay(row.due, t.lang) : '' })}
      </span>
      <span role="gridcell" class="c-hand num">
        {hand}
      </span>
      <span role="gridcell" class="c-state">
        <Tag tone={state.tone} text={state.text} />
      </span>
    </div>
  )
}

const isClosed = (state: string): boolean => ['refused', 'withdrawn', 'lapsed', 'done'].includes(state)

/** Without the present year: the list is about the coming days. */
const shortDay = (day: string, lang: 'zh' | 'en'): string =>
  day.slice(0, 4) !== todayInChina().slice(0, 4)
    ? dateText(day, lang)
    : lang === 'en'
      ? dateText(day, lang).replace(/ \d{4}$/, '')
      : dateText(day, lang).replace(/^\d{4}年/, '')

function stateTag(row: WorkRow, lang: 'zh' | 'en'): { tone: Tone; text: string } {
  if (row.parked) return { tone: 'idle', text: agencyWord(row.parked, lang) }
  if (row.state === 'done') return { tone: 'done', text: stateWord(row.state, lang) }
  if (row.state === 'refused') return { tone: 'bad', text: stateWord(row.state, lang) }
  if (row.state === 'open')
    return {
      tone: ['review', 'second-review', 'inspect'].includes(row.step) ? 'turn' : 'wait',
      text: stepWord(row.step, lang),
    }
  return { tone: row.state === 'on-site' ? 'turn' : 'idle', text: stateWord(row.state, lang) }
}
