import type { Case } from '#domain/case.ts'
import { isSameParty } from '#server/authorities/principals.ts'
import type { Tx } from '#server/kit/db.ts'
import type { SittingRow } from './engine.sql.ts'

/**
 * Whether a number that was chosen ahead is this case's to take: chosen by the same account, or for the same person or company —
 * what one user of a company chose for its car, a colleague registers.
 */
export async function chosenFor(tx: Pick<Tx, 'one'>, ahead: SittingRow, c: Case): Promise<boolean> {
  if (ahead.state !== 'confirmed') return false
  if (ahead.person === c.applicant) return true
  return isSameParty(tx, c, ahead.id)
}
