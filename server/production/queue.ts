import type { Case } from '#domain/case.ts'
import type { Product } from '#domain/products.ts'
import type { Service } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { insertParcel, insertProductions, stopProductions } from './queue.sql.ts'

/** Effect of entering the step `make`: one job at the bench for each product, and a parcel when the papers are posted. Idempotent. */
export async function queueProduction(tx: Tx, house: House, c: Case): Promise<void> {
  const wanted = papersOf(definitionOf(c), c)
  await tx.run(insertProductions, [
    c.office,
    c.id,
    wanted.map((p) => p.product),
    wanted.map((p) => p.copy),
    wanted.map((p) => (p.apart ? 1 : 0)),
    house.time.now(),
  ])
  if (c.data.form['deliveryMethod'] === 'post') await tx.run(insertParcel, [c.office, c.id, parcelNumber(c.number)])
  benchNews(tx, house, c.office)
}

/**
 * One paper for each product, and a set for each of two cars that change numbers. A temporary plate beside other papers is
 * for the time until they are there: it is handed out by itself.
 */
function papersOf(service: Service, c: Case): { product: Product; copy: number; apart: boolean }[] {
  const products = service.productsFor?.(c.data) ?? service.products
  const sets = service.swapsPlate === undefined ? [1] : [1, 2]
  return sets.flatMap((copy) =>
    products.map((product) => ({ product, copy, apart: product === 'temporary-plate' && products.length > 1 })),
  )
}

/** Effect of an ending without a result: what is not yet in an envelope is no longer made. */
export async function stopProduction(tx: Tx, house: House, c: Case): Promise<void> {
  const stopped = await tx.run(stopProductions, [c.office, c.id])
  if (stopped > 0) benchNews(tx, house, c.office)
}

/** Tells the screens of an office, after commit, that its bench has changed. */
export function benchNews(tx: Tx, house: House, office: number): void {
  tx.afterCommit(() => house.bus.publish({ topic: `office:${office}`, version: house.time.now().getTime() }))
}

/** What EMS sees: the case number tells nothing about what is inside. */
const parcelNumber = (caseNumber: string): string => `YC${caseNumber}`
