import { shanghaiDate } from '#domain/calendar.ts'
import type { workList } from '#api/cases.ts'
import type { ReplyOf } from '#api/route.ts'

export type WorkRow = ReplyOf<typeof workList>['rows'][number]

/** The most urgent first: overdue, then by the day that is due, those whose clock does not run last; the older of two first. */
export function byUrgency(a: WorkRow, b: WorkRow): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1
  const [dueA, dueB] = [dueOf(a), dueOf(b)]
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  if (a.submittedAt !== b.submittedAt) return a.submittedAt < b.submittedAt ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** A parked or waiting case has a due day too, but its clock stands still: it comes after those that run. */
const dueOf = (row: WorkRow): string =>
  row.due === null || row.parked !== null || row.state !== 'open' ? `9999-${row.due ?? '99'}` : row.due

export type Due = {
  key: 'due.over' | 'due.today' | 'due.tomorrow' | 'due.on' | 'due.none' | 'due.stopped'
  n?: number
  urgent: boolean
}

/** The legal clock in words. `today` and `due` are 'YYYY-MM-DD' in China; the days late are calendar days. */
export function dueWords(clock: { due: string | null; overdue: boolean; stopped: boolean }, today: string): Due {
  if (clock.stopped) return { key: 'due.stopped', urgent: false }
  if (clock.due === null) return { key: 'due.none', urgent: false }
  const days = Math.round((Date.parse(clock.due) - Date.parse(today)) / 86_400_000)
  if (clock.overdue) return { key: 'due.over', n: Math.max(1, -days), urgent: true }
  if (days === 0) return { key: 'due.today', urgent: true }
  return { key: days === 1 ? 'due.tomorrow' : 'due.on', urgent: false }
}

export const todayInChina = (now = Date.now()): string => shanghaiDate(new Date(now))
