import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { isGenuine, type OfficerFacts, officerMac } from '#server/kit/officer-mac.ts'
import { lockOfficer, type OfficerFactsRow, officerRows, writeOfficerState } from './accounts.sql.ts'

type Tools = Pick<House, 'crypto' | 'time'>

/** Officers whose row is not what the house last wrote. */
export async function changedOfficers(tx: Pick<Tx, 'many'>, house: Pick<House, 'crypto'>): Promise<OfficerFactsRow[]> {
  const rows = await tx.many(officerRows, [''])
  return rows.filter((row) => !isGenuine(house.crypto, factsOf(row), row.roles_mac))
}

/**
 * Takes an officer out of service, or back. What was switched by SQL alone is confirmed by this. Throws for a number nobody has,
 * and for a row of which more than the state was changed past the house: confirming that would make it true.
 */
export async function setOfficerState(tx: Tx, house: Tools, id: string, disabled: boolean, why: string): Promise<void> {
  const row = await tx.one(lockOfficer, [id])
  if (!row) throw new RangeError(`no officer ${id}`)
  const facts = factsOf(row)
  const known = [true, false].some((was) => isGenuine(house.crypto, { ...facts, disabled: was }, row.roles_mac))
  if (!known) throw new Error(`the row of ${id} was changed past the house: delete it and enrol the officer anew`)
  const mac = officerMac(house.crypto, { ...facts, disabled })
  await tx.run(writeOfficerState, [row.office, id, disabled ? (row.disabled_at ?? house.time.now()) : null, mac])
  await audit(
    tx,
    { kind: 'anyone' },
    {
      act: disabled ? 'officer.disable' : 'officer.enable',
      object: { kind: 'officer', id },
      purpose: why,
      result: 'done',
    },
  )
}

/** What a MAC covers, of a row as it stands. */
export const factsOf = (row: OfficerFactsRow): OfficerFacts => ({
  office: row.office,
  id: row.id,
  roles: row.roles,
  disabled: row.disabled_at !== null,
  password: row.password,
  totp: row.totp,
  person: row.person_index,
})
