import { type Product, PRODUCTS } from '#domain/products.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import { insertBlanks, insertLoad, knownBlank, readLoad, readStockRows } from './bench.sql.ts'

/**
 * A serial is ten characters, letters first and then digits, so that the order of the text is the order in which the
 * blanks are used up. Leading zeros may be left out when it is typed: 17 → 0000000017, QD17 → QD00000017.
 */
const SERIAL_LENGTH = 10
export function serialOf(typed: number | string): string {
  const [, letters = '', digits = ''] = /^([A-Z]*)(\d*)$/.exec(String(typed)) ?? []
  return letters + digits.padStart(SERIAL_LENGTH - letters.length, '0')
}

/**
 * Books a load of `count` blanks from serial `from` on. The same load again adds nothing; one that overlaps another
 * is refused (409 SERIAL_OVERLAP, naming the first serial that is known already).
 */
export async function addStock(
  tx: Tx,
  office: number,
  product: Product,
  from: number | string,
  count: number,
  by = 'house',
): Promise<{ added: number; first: string; last: string }> {
  const serials = serialsOf(serialOf(from), count)
  const [first = '', last = ''] = [serials[0], serials.at(-1)]
  const mine = await tx.run(insertLoad, [office, product, first, last, count, by])
  if (mine === 0 && (await tx.one(readLoad, [office, product, first]))?.count === count)
    return { added: 0, first, last }
  const known = await tx.one(knownBlank, [office, product, serials])
  if (mine === 0 || known) throw overlap(known?.serial ?? first)
  await tx.run(insertBlanks, [office, product, serials])
  return { added: count, first, last }
}

function serialsOf(first: string, count: number): string[] {
  const letters = first.replace(/\d+$/, '')
  const start = Number(first.slice(letters.length))
  const serials = Array.from({ length: count }, (_, n) => serialOf(`${letters}${start + n}`))
  if (serials.some((serial) => serial.length !== SERIAL_LENGTH)) throw outOfRange()
  return serials
}

const overlap = (serial: string): Refused =>
  new Refused(409, 'SERIAL_OVERLAP', `编号 ${serial} 已经入过库`, { next: '请核对起始编号和张数。' })
const outOfRange = (): Refused =>
  new Refused(422, 'SERIAL_RANGE', '编号超出十位', {
    next: '请核对起始编号和张数。',
    fields: [{ field: 'count', code: 'range', message: '编号超出十位', en: 'The numbers go beyond ten digits' }],
  })

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
