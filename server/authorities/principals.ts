import type { Tx } from '#server/kit/db.ts'
import { leftUnit, principalPerson, sameParty, sharedCase } from './authorities.sql.ts'

interface OfCase {
  office: number
  id: string
  applicant: string
}

/** Whether a case that somebody else opened is also this person's: opened for the person, or for a company the person acts for. */
export const isShared = async (tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<boolean> =>
  c.applicant !== person && (await tx.one(sharedCase, [c.office, c.id, person])) !== undefined

/** Whose case it is, as far as this person is concerned: the person's own when it is shared. */
export const ownerFor = async (tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<string> =>
  (await isShared(tx, c, person)) ? person : c.applicant

/** Whether who opened a case for a unit is its user no longer: what was done may be read, and nothing more be done. */
export const hasLeft = async (tx: Pick<Tx, 'one'>, c: OfCase, person: string): Promise<boolean> =>
  c.applicant === person && (await tx.one(leftUnit, [c.office, c.id, person])) !== undefined

/** Whose data a case holds: the person it was opened for, else who opened it. */
export const personConcerned = async (tx: Pick<Tx, 'one'>, c: OfCase): Promise<string> =>
  (await tx.one(principalPerson, [c.office, c.id]))?.person ?? c.applicant

/** Whether another case of the same office was opened for the same company or person as this one, whoever opened them. */
export const isSameParty = async (tx: Pick<Tx, 'one'>, c: OfCase, other: string): Promise<boolean> =>
  (await tx.one(sameParty, [c.office, c.id, other])) !== undefined
