import { isAgent } from '#domain/acting.ts'
import type { CaseData } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import { authorityWithdrawn, goesOnWith, leftUnit, principalPerson, sameParty, sharedCase } from './authorities.sql.ts'

export { leftUnitOf } from './authorities.sql.ts'

interface OfCase {
  office: number
  id: string
  applicant: string
}

/** Whether a case that somebody else opened is also this person's: opened for the person, or for a company the person acts for. */
export const isShared = async (tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<boolean> =>
  c.applicant !== person && (await tx.one(sharedCase, [c.office, c.id, person])) !== undefined

/** Whose case it is, as far as this person is concerned: the person's own when it is shared, nobody's for who has left the unit. */
export async function ownerFor(tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<string> {
  if (c.applicant !== person) return (await isShared(tx, c, person)) ? person : c.applicant
  return (await hasLeft(tx, c, person)) ? '' : person
}

/** Whether who opened a case for a unit, or as a user of a dealer, does not act for it any more: the case does not exist for them. */
export const hasLeft = async (tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<boolean> =>
  c.applicant === person && (await tx.one(leftUnit, [c.office, c.id, person])) !== undefined

/** Whether who opened a case did so under an authority that was withdrawn: it may be followed, and nothing in it be settled. */
export const isWithdrawn = async (
  tx: Pick<Tx, 'one'>,
  c: OfCase & { data: Pick<CaseData, 'actedBy'> },
  person: string,
): Promise<boolean> =>
  isAgent(c.data.actedBy) &&
  c.applicant === person &&
  (await tx.one(authorityWithdrawn, [c.office, c.id, person])) !== undefined

/** Who is told what becomes of a case: who opened it, or in the place of who has left whoever goes on with it; nobody when the unit has no account left. */
export async function personToTell(
  tx: Pick<Tx, 'one'>,
  c: OfCase & { data: Pick<CaseData, 'actedBy'> },
): Promise<string | undefined> {
  if (!c.data.actedBy || !(await hasLeft(tx, c, c.applicant))) return c.applicant
  return (await tx.one(goesOnWith, [c.office, c.id]))?.person ?? undefined
}

/** Whose data a case holds: the person it was opened for, else who opened it. */
export const personConcerned = async (tx: Pick<Tx, 'one'>, c: OfCase): Promise<string> =>
  (await tx.one(principalPerson, [c.office, c.id]))?.person ?? c.applicant

/** Whether another case of the same office was opened for the same company or person as this one, whoever opened them. */
export const isSameParty = async (tx: Pick<Tx, 'one'>, c: OfCase, other: string): Promise<boolean> =>
  (await tx.one(sameParty, [c.office, c.id, other])) !== undefined
