import { statement } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { ensureOffices } from '#server/accounts/offices.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { ensureSlots } from '#server/appointments/appointments.ts'
import { publishPlates } from '#server/plates/plates.ts'
import { addStock } from '#server/production/stock.ts'
import { PRODUCTS } from '#domain/service.ts'
import { DEMO_OFFICERS, DEMO_PASSWORD } from './demo-officers.ts'

const anyPlates = statement<{ some: boolean }>('demo_any_plates', `select exists (select from plates) as some`)

const anyCases = statement<{ some: boolean }>('demo_any_cases', `select exists (select from cases) as some`)

/** True when people have already been here. */
export const isLivedIn = async (house: Pick<House, 'db'>): Promise<boolean> =>
  (await house.db.read.one(anyCases))?.some ?? false

/** What an office needs before the first citizen comes: people, plate numbers, blank papers, free hours. Repeating it changes nothing. */
export async function furnishDemo(house: House): Promise<void> {
  await house.db.tx((tx) => ensureOffices(tx, house))
  await house.db.tx(async (tx) => {
    for (const o of DEMO_OFFICERS) await enrolOfficer(tx, house, { ...o, password: DEMO_PASSWORD })
    await ensureSlots(tx, house)
    if ((await tx.one(anyPlates))?.some) return
    await publishPlates(tx, house.city.homeOffice, '02', plateNumbers('鲁B', ['D', 'E', 'K', 'M'], 4))
    await publishPlates(tx, house.city.homeOffice, '52', plateNumbers('鲁BD', ['A', 'Q', 'K'], 4))
    for (const product of PRODUCTS) await addStock(tx, house.city.homeOffice, product, 1, 2_000)
  })
}

/** Every 7th number of each letter, so that the pool has gaps as a real one has. */
function plateNumbers(prefix: string, letters: readonly string[], digits: number): string[] {
  return letters.flatMap((letter) =>
    Array.from(
      { length: Math.floor(10 ** digits / 7) },
      (_, i) => `${prefix}${letter}${String(i * 7 + 1).padStart(digits, '0')}`,
    ),
  )
}
