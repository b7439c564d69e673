import { isShared } from '#server/authorities/principals.ts'
import { statement, type Tx } from '#server/kit/db.ts'

const declaredFor = statement<{ person: string }>(
  'case_kin_declared',
  `select person from video_relatives where officer = $1
    union select p.id from officers o join people p on p.id_index = o.person_index where o.id = $1`,
)

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
