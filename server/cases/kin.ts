import { isShared } from '#server/authorities/principals.ts'
import type { Tx } from '#server/kit/db.ts'
import { declaredFor } from './kin.sql.ts'

interface OfCase {
  office: number
  id: string
  applicant: string
}

/**
 * Whether a case is the officer's own, or of somebody close as declared at the video window (*人员与容量*): opened by, for, or for a
 * company of such a person. Who is close does not decide, on no channel.
 */
export async function concernsKin(tx: Tx, officer: string, c: OfCase): Promise<boolean> {
  for (const { person } of await tx.many(declaredFor, [officer]))
    if (c.applicant === person || (await isShared(tx, c, person))) return true
  return false
}
