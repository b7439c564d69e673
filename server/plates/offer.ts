import type { Case } from '#domain/case.ts'
import { vinOf } from '#domain/plate-pool.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { tell } from '#server/messages/messages.ts'
import { pendingOfVehicle, type SittingRow } from './engine.sql.ts'
import { chosenFor } from './chosen-for.ts'
import { isLapsed } from './preselected.ts'
import { poolOfCase, takesOver } from './settings.ts'
import { vehicleIndex } from './sittings.ts'

/**
 * Effect of coming to the choice: a number that was chosen ahead for this car is taken over by itself where the city says so,
 * else the citizen is asked to choose.
 */
export async function offerPlate(tx: Tx, house: House, c: Case): Promise<void> {
  if (await chosenAhead(tx, house, c))
    // Afterwards: moving the case again has to wait until this move of it is saved.
    await enqueue(tx, house, [{ job: 'plate-take-over', payload: { case: c.id }, key: `plate-take-over:${c.id}` }])
  else await tell(tx, house, c, 'choose-plate')
}

/** The number that was chosen ahead for the car of this case, when its item takes such numbers over by itself. */
export async function chosenAhead(tx: Pick<Tx, 'one'>, house: House, c: Case): Promise<SittingRow | undefined> {
  const [pool, vin] = [poolOfCase(c.data), vinOf(c.data)]
  if (!pool || !vin || !takesOver(c.service, house.time.now())) return undefined
  const found = await tx.one(pendingOfVehicle, [c.office, vehicleIndex(house, vin)])
  if (!found || found.id === c.id || found.used_by !== null || found.pool !== pool.pool) return undefined
  if (isLapsed(found, house.time.now())) return undefined
  return (await chosenFor(tx, found, c)) ? found : undefined
}
