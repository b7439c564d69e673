import type { Tx } from '#server/kit/db.ts'
import type { SittingRow } from './engine.sql.ts'
import { chosenForPerson } from './plates.sql.ts'

/**
 * Against whom a choice counts, by person id: whom the number is for. An agent or a dealer is not blocked by the lapses of
 * clients, and who lets numbers lapse is blocked whoever acts. What a company chooses for itself counts against its user.
 */
export async function countsAgainst(
  tx: Pick<Tx, 'one'>,
  office: number,
  { id, person }: Pick<SittingRow, 'id' | 'person'>,
): Promise<string> {
  return (await tx.one(chosenForPerson, [office, id]))?.person ?? person
}
