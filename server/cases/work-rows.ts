import type { WORK_VIEWS } from '#api/cases.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Tx } from '#server/kit/db.ts'
import { type ListRow, workList } from './cases.sql.ts'

export type WorkRow = ListRow

const WEEK_MS = 7 * 86_400_000

/** From when on ended work counts as of the last seven days. */
export const weekBefore = (now: Date): Date => new Date(now.getTime() - WEEK_MS)

/** What the work list of an officer shows in one view, most urgent first. `service` and `number` narrow it unless empty. */
export const workRows = (
  tx: Pick<Tx, 'many'>,
  officer: { id: string; office: number },
  asked: { view: (typeof WORK_VIEWS)[number]; service: string; number?: string; now: Date; most: number },
): Promise<WorkRow[]> =>
  tx.many(workList, [
    officer.office,
    asked.view,
    officer.id,
    shanghaiDate(asked.now),
    asked.service,
    asked.number ?? '',
    asked.most,
    weekBefore(asked.now),
  ])
