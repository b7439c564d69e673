import type { WORK_VIEWS } from '#api/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { type ListRow, workList } from './cases.sql.ts'

export type WorkRow = ListRow

/** What the work list of an officer shows in one view, most urgent first; `today` is Shanghai's day. */
export const workRows = (
  tx: Pick<Tx, 'many'>,
  officer: { id: string; office: number },
  asked: { view: (typeof WORK_VIEWS)[number]; service: string; today: string; most: number },
): Promise<WorkRow[]> =>
  tx.many(workList, [officer.office, asked.view, officer.id, asked.today, asked.service, '', asked.most])
