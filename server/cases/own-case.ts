import type { Case } from '#domain/case.ts'
import type { Act, Actor } from '#domain/policy.ts'
import { isWithdrawn, ownerFor } from '#server/authorities/principals.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { refusedBy } from '#server/kit/errors.ts'
import { allow, citizenOf } from '#server/kit/serve.ts'
import { loadCase } from './cases.ts'

/**
 * A case of one's own: opened by this account, opened for this person, or for a company whose account the person may use — a
 * colleague goes on where the other stopped. Throws Refused 401 and, for strangers as for nothing, 404.
 */
export async function ownCase(tx: Pick<Tx, 'one'>, house: House, act: Act, actor: Actor, id: string): Promise<Case> {
  const citizen = citizenOf(actor)
  const c = await loadCase(tx, house, id)
  allow(act, actor, { owner: await ownerFor(tx, c, citizen.id) })
  return c
}

/** A case of one's own in which one may settle something for good. Throws Refused 409 as well, for who acts under an authority that was withdrawn. */
export async function caseToSettle(
  tx: Pick<Tx, 'one'>,
  house: House,
  act: Act,
  actor: Actor,
  id: string,
): Promise<Case> {
  const c = await ownCase(tx, house, act, actor, id)
  if (await isWithdrawn(tx, c, citizenOf(actor).id)) throw refusedBy(409, { code: 'AUTHORITY_WITHDRAWN' })
  return c
}
