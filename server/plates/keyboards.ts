import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { readKeyboard } from './keyboards.sql.ts'
import { widthOf } from './mirror.ts'
import { makeKeyboard } from './keyboards.sql.ts'

/** The keyboard of a pool as last made (every five minutes, and when composing opens); empty places: nothing is open. */
export async function keyboardOfPool(
  tx: Pick<Tx, 'one'>,
  house: House,
  office: number,
  pool: string,
): Promise<{ places: string[]; madeAt: Date }> {
  const row = await tx.one(readKeyboard, [office, pool])
  return row
    ? { places: row.places, madeAt: row.made_at }
    : { places: Array.from({ length: widthOf(pool) }, () => ''), madeAt: house.time.now() }
}

/** Makes it anew from the free numbers. A number that is taken keeps its keys until the next time: less is told that way. */
export async function renewKeyboard(tx: Tx, house: House, office: number, pool: string): Promise<void> {
  await tx.one(makeKeyboard, [office, pool, house.time.now(), widthOf(pool)])
}
