import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { putKeyboard, readKeyboard, SIGNS, signsOfOpen } from './keyboards.sql.ts'
import { widthOf } from './mirror.ts'
import { takeTime } from './segments.sql.ts'

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

/** The same for a screen: the signs before the first place that is composed stand apart. */
export async function keyboardView(
  tx: Pick<Tx, 'one'>,
  house: House,
  office: number,
  pool: string,
): Promise<{ prefix: string; places: string[]; madeAt: string }> {
  const { places, madeAt } = await keyboardOfPool(tx, house, office, pool)
  return { prefix: places[0] && places[1] ? `${places[0]}${places[1]}` : '', places, madeAt: madeAt.toISOString() }
}

/** Makes it anew from the free numbers. A number that is taken keeps its keys until the next time: less is told that way. */
export async function renewKeyboard(tx: Tx, house: House, office: number, pool: string): Promise<void> {
  const now = house.time.now()
  await tx.run(takeTime)
  const found = await tx.one(signsOfOpen, [office, pool, now])
  const rest = Array.from({ length: widthOf(pool) - 1 }, (_, i) => signsOf(found?.masks[i] ?? '0'))
  await tx.run(putKeyboard, [office, pool, [found?.first ?? '', ...rest], now])
}

const signsOf = (mask: string): string => {
  const bits = BigInt(mask)
  return SIGNS.split('')
    .filter((_, i) => ((bits >> BigInt(i + 1)) & 1n) === 1n)
    .join('')
}
