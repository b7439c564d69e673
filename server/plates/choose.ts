import type { Case, CaseActor } from '#domain/case.ts'
import { plateTypeOf } from '#domain/plate-pool.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { claim, drawsOf } from './plates.sql.ts'

/**
 * Takes one of the numbers that were shown to this case, and moves the case on, both or neither. The case is locked before
 * the plate, as everywhere. Throws Refused: 409 PLATE_NOT_SHOWN, PLATE_TAKEN (the others still free are named), and what `act` throws.
 */
export async function choose(
  tx: Tx,
  house: House,
  actor: CaseActor,
  caseId: string,
  version: number,
  number: string,
): Promise<Case> {
  const before = await loadCase(tx, house, caseId)
  const type = plateTypeOf(before.data)
  if (!type) throw refusedBy(409, { code: 'WRONG_STEP' })
  const shown = await tx.many(drawsOf, [before.office, caseId])
  if (!shown.some((row) => row.numbers.includes(number))) throw refusedBy(409, { code: 'PLATE_NOT_SHOWN' })
  const next = await act(tx, house, actor, caseId, version, { type: 'choose-plate', plate: { number, type } })
  const won = await tx.run(claim, [before.office, number, type, caseId])
  if (won !== 1)
    throw taken(shown.flatMap((row) => row.numbers.filter((other) => other !== number && row.free.includes(other))))
  return next
}

function taken(others: readonly string[]): Refused {
  const refusal = refusedBy(409, { code: 'PLATE_TAKEN' })
  return new Refused(409, refusal.code, refusal.message, {
    next: others.length > 0 ? `请另选一个号码,仍可选:${others.join('、')}。` : (refusal.next ?? ''),
    fields: others.map((number) => ({ field: 'number', code: 'free', message: number })),
  })
}
