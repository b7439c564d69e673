import { statement } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { ensureOffices } from '#server/accounts/offices.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { ensureSlots } from '#server/appointments/appointments.ts'
import { stockPools } from './plate-stock.ts'
import { addStock } from '#server/production/stock.ts'
import { PRODUCTS } from '#domain/products.ts'
import { DEMO_OFFICER_ID_NUMBERS, DEMO_OFFICERS, DEMO_PASSWORD } from './demo-officers.ts'

const anyPlates = statement<{ some: boolean }>(
  'demo_any_plates',
  `select exists (select from plate_pools where seq > 0) as some`,
)

const anyCases = statement<{ some: boolean }>('demo_any_cases', `select exists (select from cases) as some`)

/** True when people have already been here. */
export const isLivedIn = async (house: Pick<House, 'db'>): Promise<boolean> =>
  (await house.db.read.one(anyCases))?.some ?? false

/** What an office needs before the first citizen comes: people, plate numbers, blank papers, free hours. Repeating it changes nothing. */
export async function furnishDemo(house: House): Promise<void> {
  await house.db.tx((tx) => ensureOffices(tx, house))
  await house.db.tx(async (tx) => {
    for (const o of DEMO_OFFICERS) {
      const idNumber = DEMO_OFFICER_ID_NUMBERS[o.id]
      await enrolOfficer(tx, house, { ...o, password: DEMO_PASSWORD, ...(idNumber ? { idNumber } : {}) })
    }
    await ensureSlots(tx, house)
    if ((await tx.one(anyPlates))?.some) return
    await stockPools(tx, house)
    for (const product of PRODUCTS) await addStock(tx, house.city.homeOffice, product, 1, 2_000)
  })
}
