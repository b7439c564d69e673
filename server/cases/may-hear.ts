import { type Actor, may } from '#domain/policy.ts'
import { ownerFor } from '#server/authorities/principals.ts'
import type { House } from '#server/kit/house.ts'
import { ownerOf } from './cases.sql.ts'

/** Who hears that a case moved: whoever may read it, as its own or as an officer of its office. */
export async function mayHearCase(house: House, actor: Actor, id: string): Promise<boolean> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return false
  const c = await house.db.read.one(ownerOf, [id])
  if (!c) return false
  return actor.kind === 'officer'
    ? may('case.read', actor, { office: c.office }) === 'yes'
    : may('case.own', actor, { owner: await ownerFor(house.db.read, { ...c, id }, actor.id) }) === 'yes'
}
