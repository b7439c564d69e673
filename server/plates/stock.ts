import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { fits, poolNamed } from '#domain/plates/grammar.ts'
import { renewKeyboard } from './keyboards.ts'
import { grantNothing } from './wishes.ts'
import { openCompose, numbersKnown } from './segments.sql.ts'
import { approve, makeSegment, release } from './segments.ts'

/** Names that stand in the manifest for the stock an office had before this house began: no officer made it. */
const BEFORE = ['stock-before-1', 'stock-before-2'] as const

/**
 * Takes in numbers that were released before this house began, as one segment, open for drawing and composing at once, and opens
 * a draw over them. A pattern or a list; numbers that are known already are left alone. Gives how many are new.
 */
export async function takeInStock(
  tx: Tx,
  house: House,
  pool: string,
  stock: { pattern: string } | { numbers: readonly string[] },
  exclusions: readonly string[] = [],
): Promise<number> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const given =
    'pattern' in stock ? stock : { pattern: 'list', numbers: await unknown(tx, office, pool, stock.numbers) }
  if ('numbers' in given && given.numbers.length === 0) return 0
  const [by, other] = BEFORE.map((id) => ({ id, office })) as [
    { id: string; office: number },
    { id: string; office: number },
  ]
  const made = await makeSegment(tx, house, by, { ...given, pool, exclusions, releaseAt: now })
  const approved = await approve(tx, house, other, made.id)
  await release(tx, house, by, approved)
  await tx.run(openCompose, [office, made.id, now])
  // Opens the draw at once, as the first press would, and the keyboard, as the next five minutes would.
  await grantNothing(tx, house, office, pool)
  await renewKeyboard(tx, house, office, pool)
  return made.count - made.excluded
}

async function unknown(tx: Tx, office: number, pool: string, numbers: readonly string[]): Promise<string[]> {
  const grammar = poolNamed(pool)
  const wanted = [...new Set(numbers)].filter((n) => grammar && fits(n, grammar))
  const known = new Set((await tx.many(numbersKnown, [office, wanted])).map((n) => n.number))
  return wanted.filter((n) => !known.has(n))
}
