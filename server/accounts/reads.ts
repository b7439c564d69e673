import type { Tx } from '#server/kit/db.ts'
import { type ReadRow, readsOfPerson } from './accounts.sql.ts'

/** Every look of staff and agencies at a person's data, newest first, at most 200. */
export const looksAt = (tx: Pick<Tx, 'many'>, person: string): Promise<ReadRow[]> => tx.many(readsOfPerson, [person])
