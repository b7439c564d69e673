import { type Product, PRODUCTS } from '#domain/service.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import { insertBlanks, insertLoad, knownBlank, readLoad, readStockRows } from './bench.sql.ts'

/** Serials are ten digits, so that their order as text is the order in which they are used up. */
const SERIAL_DIGITS = 10
export const serialOf = (n: number | string): string => String(n).padStart(SERIAL_DIGITS, '0')

/**
 * Books a load of `count` blanks from serial `from` on. The same load again adds nothing; one that overlaps another
 * is refused (409 SERIAL_OVERLAP, naming the first serial that is known already).
 */
export async function addStock(
  tx: Tx,
  office: number,
  product: Product,
  from: number,
  count: number,
  by = 'house',
): Promise<{ added: number; first: string; last: string }> {
  const serials = Array.from({ length: count }, (_, n) => serialOf(from + n))
  const [first, last] = [serialOf(from), serialOf(from + count - 1)]
  if (last.length > SERIAL_DIGITS)
    throw new Refused(422, 'SERIAL_RANGE', '编号超出十位', {
      next: '请核对起始编号和张数。',
      fields: [{ field: 'count', code: 'range', message: '编号超出十位' }],
    })
  const mine = await tx.run(insertLoad, [office, product, first, last, count, by])
  if (mine === 0 && (await tx.one(readLoad, [office, product, first]))?.count === count)
    return { added: 0, first, last }
  const known = await tx.one(knownBlank, [office, product, serials])
  if (mine === 0 || known)
    throw new Refused(409, 'SERIAL_OVERLAP', `编号 ${known?.serial ?? first} 已经入过库`, {
      next: '请核对起始编号和张数。',
    })
  await tx.run(insertBlanks, [office, product, serials])
  return { added: count, first, last }
}

/** One row for every product, also for those that have never been stocked. */
export async function stockOf(
  tx: Pick<Tx, 'many'>,
  office: number,
): Promise<{ product: Product; stock: number; used: number; spoiled: number; next?: string }[]> {
  const rows = await tx.many(readStockRows, [office])
  return PRODUCTS.map((product) => {
    const row = rows.find((r) => r.product === product)
    return {
      product,
      stock: row?.stock ?? 0,
      used: row?.used ?? 0,
      spoiled: row?.spoiled ?? 0,
      ...(row?.next ? { next: row.next } : {}),
    }
  })
}
