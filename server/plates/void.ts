import type { Case } from '#domain/case.ts'
import { USED_ELSEWHERE } from '#domain/plates/settings.ts'
import { newSitting, restored } from '#domain/plates/sitting.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { sit } from './engine.sql.ts'
import { turnOf } from './plates.ts'
import { insertIncident, sittingOfCase } from './plates.sql.ts'
import { change, endTurn, put, write } from './turn.ts'

/** Why the number leaves the pool for good: the published rule's name, and the kind of the incident. */
const RULE = USED_ELSEWHERE.id

/**
 * Makes the choice of a case void because the national register knows the number as used. No block and no lapse: every press
 * and try is given back, and the case sits before the choice again without a new place in a waiting room. The number leaves
 * the pool, and an incident says so. Throws Error when the case has no chosen number.
 */
export async function voidPlate(tx: Tx, house: House, c: Case): Promise<void> {
  const found = await tx.one(sittingOfCase, [c.office, c.id])
  if (!found) throw new Error('the case has no chosen plate')
  const { turn, sitting } = await turnOf(tx, house, c, found)
  const { number } = sitting
  if (sitting.state !== 'confirmed' || !number) throw new Error('the case has no chosen plate')
  const settings = turn.settings
  const own = sitting.id === c.id
  change(turn, number, 'preselected', 'excluded', { rule: RULE })
  write(
    house,
    turn,
    'void',
    { tag: sitting.vehicle.toString('hex'), number, why: RULE },
    { to: { [PLATE_STATES.excluded]: [number] } },
  )
  if (own)
    put(turn, sitting, {
      state: 'paused',
      data: restored(sitting.data, settings, turn.now),
      number: null,
      confirmed_at: null,
      valid_until: null,
    })
  else put(turn, sitting, { state: 'void', ended_at: turn.now, used_by: null })
  await endTurn(tx, turn)
  // A number chosen ahead belonged to another case, which is done: this one begins, and is let in at once.
  if (!own) {
    const before = { presses: 0, tries: 0, goes: 0 }
    const data = JSON.stringify({ ...newSitting(settings, turn.now), before })
    await tx.run(sit, [c.office, c.id, sitting.pool, c.applicant, sitting.vehicle, data])
  }
  await tx.run(insertIncident, [c.office, turn.now, RULE, number, sitting.id])
}
