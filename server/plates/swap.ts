import type { Case } from '#domain/case.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { swapHoldings } from './plates.sql.ts'
import { vehicleIndex } from './sittings.ts'

/**
 * Two cars of one owner change numbers, as the register has written it; the use of either number begins anew (order 164 art. 44
 * counts it by car and number). Numbers that this house does not keep are left alone. Throws Error when the register did not say which car the other is.
 */
export async function swapPlates(tx: Tx, house: House, c: Case, other: string): Promise<void> {
  const { subject, registered } = c.data
  const otherVin = registered?.['otherVin']
  if (subject.kind !== 'vehicle' || otherVin === undefined) throw new Error('a swap is between two cars')
  const { plate, vin } = subject.vehicle
  await tx.run(swapHoldings, [
    c.office,
    plate,
    vehicleIndex(house, vin),
    other,
    vehicleIndex(house, otherVin),
    house.time.now(),
  ])
}
