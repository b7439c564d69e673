import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import { type EventRow, eventsOf } from './cases.sql.ts'

/** Every event of a case, first to last; for other features, which know nothing of the tables of cases. */
export const historyOf = (tx: Pick<Tx, 'many'>, c: Pick<Case, 'office' | 'id'>): Promise<EventRow[]> =>
  tx.many(eventsOf, [c.office, c.id])
