import { type Case, isClosed } from '#domain/case.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { purposeOf } from './closed-reads.sql.ts'

/** Long enough to look something up, short enough that the reason is still the reason. */
const MINUTES = 30

/**
 * What is recorded as the purpose of an officer's read. Work on an open case is its own reason; a closed one is nobody's work, so
 * that the reader must have said why within the last half hour. `work`: what is done on it while it is open. Throws REASON_NEEDED
 * before anything is shown.
 */
export async function purposeOfRead(
  tx: Pick<Tx, 'one'>,
  officer: Officer,
  c: Case,
  work = `办理业务 ${c.number}`,
): Promise<string> {
  if (!isClosed(c.state)) return work
  const stated = await tx.one(purposeOf, [officer.id, c.id, MINUTES])
  if (!stated) throw refusedBy(403, { code: 'REASON_NEEDED' })
  return stated.purpose
}

export const readAct = (c: Case): string => (isClosed(c.state) ? 'read-closed-case' : 'read-case')

/** Notes why an officer looks at a closed case; gives until when that counts. */
export async function noteReason(tx: Tx, house: House, officer: Officer, c: Case, reason: string): Promise<Date> {
  await audit(tx, officer, {
    act: 'state-reason',
    object: { kind: 'case', id: c.id },
    person: await personConcerned(tx, c),
    purpose: reason,
    result: 'done',
  })
  return new Date(house.time.now().getTime() + MINUTES * 60_000)
}
