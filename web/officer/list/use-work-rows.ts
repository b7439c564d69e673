import { useMemo } from 'preact/hooks'
import { type WORK_VIEWS, workList } from '#api/cases.ts'
import type { Problem } from '#api/errors.ts'
import type { ReplyOf } from '#api/route.ts'
import { useDesk } from '#web/officer/desk.ts'
import { byUrgency, type WorkRow } from '#web/officer/list/urgency.ts'
import { useReply } from '#web/officer/use-reply.ts'

export const MOST = 10_000
/** Enough for any screen: the first rows stand after a small answer, the rest of a long list follows. */
const FIRST = 500
/** From here on a number is taken as whole and looked for in every state; shorter, it narrows what is listed. */
const WHOLE = 15

/** Every view but `all`, which is only asked for a whole number. */
export type View = Exclude<(typeof WORK_VIEWS)[number], 'all'>

export interface WorkRows {
  rows: readonly WorkRow[] | undefined
  counts: ReplyOf<typeof workList>['counts'] | undefined
  problem: Problem | undefined
  again: () => void
}

/** The work list, the most urgent first, kept fresh by news. */
export function useWorkRows(view: View, service: string, number: string): WorkRows {
  const { news } = useDesk()
  const since = news('office')
  const whole = number.length >= WHOLE
  const query = whole ? ({ view: 'all', number } as const) : ({ view, service } as const)
  const first = useReply(workList, { query: { ...query, limit: FIRST } }, since)
  const long = (first.value?.rows.length ?? 0) >= FIRST
  const all = useReply(workList, { query: { ...query, limit: MOST } }, since, long)
  const reply = long && all.value ? all : first
  const given = reply.value?.rows
  const rows = useMemo(
    () => given?.filter((row) => whole || number === '' || row.number.includes(number)).toSorted(byUrgency),
    [given, whole, number],
  )
  return { rows, counts: reply.value?.counts, problem: first.problem ?? all.problem, again: reply.again }
}
