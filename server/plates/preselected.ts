import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { pendingOfVehicle, type SittingRow, sittingsById } from './engine.sql.ts'
import { vehicleIndex } from './sittings.ts'
import { endTurn, put, takeTurn, write } from './turn.ts'

/** The pool of the number that is pre-selected for a car and not lapsed; undefined when there is none. */
export async function preselectedPool(
  house: Pick<House, 'db' | 'crypto' | 'city' | 'time'>,
  vin: string,
): Promise<string | undefined> {
  const found = await house.db.read.one(pendingOfVehicle, [house.city.homeOffice, vehicleIndex(house, vin)])
  return found?.state === 'confirmed' && !isLapsed(found, house.time.now()) ? found.pool : undefined
}

/** Its last day is over; the night's job takes it back, and until then nobody has it. */
export const isLapsed = ({ valid_until }: Pick<SittingRow, 'valid_until'>, now: Date): boolean =>
  valid_until !== null && valid_until < shanghaiDate(now)

/**
 * A registration takes over the number that was pre-selected for its car. Throws Refused 409 PLATE_NOT_SHOWN for any other number,
 * PLATE_LAPSED after its last day.
 */
export async function adopt(tx: Tx, house: House, sitting: SittingRow, c: Case, number: string): Promise<void> {
  const turn = await takeTurn(tx, house, c.office, sitting.pool)
  const [now] = await tx.many(sittingsById, [c.office, [sitting.id]])
  if (now?.state !== 'confirmed' || now.number !== number || now.used_by !== null)
    throw refusedBy(409, { code: 'PLATE_NOT_SHOWN' })
  if (isLapsed(now, turn.now)) throw refusedBy(409, { code: 'PLATE_LAPSED' })
  write(house, turn, 'use', { tag: now.vehicle.toString('hex'), number })
  put(turn, now, { used_by: c.id })
  await endTurn(tx, turn)
}
