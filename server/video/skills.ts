import type { Language } from '#domain/video/terms.ts'
import type { Tx } from '#server/kit/db.ts'
import { declareRelative, setSkill } from './desks.sql.ts'
import { groupOf } from './line.ts'

/** What an officer may serve. Until the first is recorded a reviewer serves every line in Mandarin. Throws RangeError for no such line. */
export async function recordSkill(
  tx: Tx,
  officer: { id: string; office: number },
  group: string,
  languages: readonly Language[],
): Promise<void> {
  await tx.run(setSkill, [officer.office, officer.id, groupOf(group).code, [...languages]])
}

/** Persons an officer must not serve, as the officer declares them; never shown to anybody. */
export async function recordRelative(tx: Tx, officer: { id: string; office: number }, person: string): Promise<void> {
  await tx.run(declareRelative, [officer.office, officer.id, person])
}
