import type { Product } from '#domain/service.ts'
import { PRODUCTS } from '#domain/service.ts'
import type { Tx } from '#server/kit/db.ts'
import { Refused } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { insertBlanks, insertLoad, knownBlank, readLoad, readStockRows } from './bench.sql.ts'
import { benchNews } from './queue.ts'

export interface Load {
  product: Product
  /** Letters and digits; the digits are counted up. */
  from: string
  count: number
}

/** Books a load of blanks. The same load again adds nothing; one that overlaps another is refused (409 SERIAL_OVERLAP). */
export async function addStock(tx: Tx, house: House, officer: Officer, load: Load): Promise<{ added: number; first: string; last: string }> {
  const serials = serialsOf(load)
  const [first, last] = [serials[0] ?? load.from, serials.at(-1) ?? load.from]
  const mine = await tx.run(insertLoad, [officer.office, load.product, first, last, load.count, officer.id])
  if (mine === 0 && (await tx.one(readLoad, [officer.office, load.product, first]))?.count === load.count) return { added: 0, first, last }
  const known = await tx.one(knownBlank, [officer.office, load.product, serials])
  if (mine === 0 || known) throw new Refused(409, 'SERIAL_OVERLAP', `编号 ${known?.serial ?? first} 已经入过库`, { next: '请核对起始编号和张数。' })
  await tx.run(insertBlanks, [officer.office, load.product, serials])
  benchNews(tx, house, officer.office)
  return { added: serials.length, first, last }
}

/** One row for every product, also for those that have never been stocked. */
export async function stockOf(tx: Pick<Tx, 'many'>, office: number): Promise<{ product: Product; stock: number; used: number; spoiled: number; next?: string }[]> {
  const rows = await tx.many(readStockRows, [office])
  return PRODUCTS.map((product) => {
    const row = rows.find((r) => r.product === product)
    return { product, stock: row?.stock ?? 0, used: row?.used ?? 0, spoiled: row?.spoiled ?? 0, ...(row?.next ? { next: row.next } : {}) }
  })
}

/** Counts the digits up and keeps their width; refuses a count that the width cannot hold. */
export function serialsOf({ from, count }: Load): string[] {
  const [, letters = '', digits = ''] = /^([A-Z]*)(\d+)$/.exec(from) ?? []
  const start = Number(digits)
  if (digits === '' || String(start + count - 1).length > digits.length) throw new Refused(422, 'SERIAL_RANGE', '编号位数不够这么多张', { next: '请核对起始编号和张数。', fields: [{ field: 'count', code: 'range', message: '超出编号位数' }] })
  return Array.from({ length: count }, (_, n) => letters + String(start + n).padStart(digits.length, '0'))
}
