import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { putOffice } from './accounts.sql.ts'

/** The offices of the city's own configuration, at every start. */
export async function ensureOffices(tx: Tx, house: Pick<House, 'city'>): Promise<void> {
  for (const { office, name } of house.city.offices) await tx.run(putOffice, [office, name.zh, name.en])
}
