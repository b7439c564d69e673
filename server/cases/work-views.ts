import type { WORK_VIEWS } from '#api/cases.ts'
import { RUNNING } from './running.ts'

/** The places of a statement's parameters: the officer, China's day, and seven days ago. */
interface Places {
  officer: string
  today: string
  weekAgo: string
}
export type WorkView = (typeof WORK_VIEWS)[number]

/** A clock that stands is not late. */
const TICKS = `state = 'open' and not clock ? 'stoppedOn'`

/**
 * What each view of the work holds, said once: the list shows what the board counts and the counts above the list are its own.
 * Conditions on `cases`.
 */
export const viewSql = ({ officer, today, weekAgo }: Places): Readonly<Record<WorkView, string>> => ({
  mine: `assignee = ${officer} and state = 'open'`,
  office: `((state = 'open' and step in ('review', 'second-review', 'inspect')) or state = 'on-site')`,
  open: `state in ${RUNNING}`,
  overdue: `${TICKS} and due < ${today}::date`,
  soon: `${TICKS} and due between ${today}::date and ${today}::date + 1`,
  untaken: `state = 'open' and assignee is null and step in ('review', 'second-review')`,
  parked: `state in ${RUNNING} and parked is not null`,
  waiting: `state in ('open', 'correcting') and (parked is not null or state = 'correcting'
      or step in ('choose-plate', 'appointment', 'co-sign', 'fetch-file', 'meet', 'pay', 'hold'))`,
  done: `state = 'done' and updated_at >= ${weekAgo}::timestamptz`,
  late: `state = 'done' and updated_at >= ${weekAgo}::timestamptz and due is not null
      and (updated_at at time zone 'Asia/Shanghai')::date > due and not clock ? 'stoppedOn'`,
  closed: `state in ('done', 'refused', 'withdrawn', 'lapsed')`,
  all: 'true',
})

/** How many of the rows at hand a view holds. */
export const countSql = (condition: string): string => `(count(*) filter (where ${condition}))::int`
