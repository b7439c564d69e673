import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { formerOfficerMac, isGenuine, type OfficerFacts, officerMac } from '#server/kit/officer-mac.ts'
import { bindOfficer, lockOfficer, type OfficerFactsRow, officerRows, writeOfficerState } from './accounts.sql.ts'

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

/** Rows of before the state and the secrets were bound are bound anew, at every start; a house of today has none. Gives how many. */
export async function bindFormerRows(tx: Tx, house: Pick<House, 'crypto'>): Promise<number> {
  let bound = 0
  for (const row of await tx.many(officerRows, [''])) {
    const facts = factsOf(row)
    if (!formerOfficerMac(house.crypto, facts).equals(row.roles_mac)) continue
    bound += await tx.run(bindOfficer, [row.office, row.id, row.roles_mac, officerMac(house.crypto, facts)])
  }
  return bound
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
