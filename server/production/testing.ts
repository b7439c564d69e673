import type { Case } from '#domain/case.ts'
import { PRODUCTS, type Product } from '#domain/products.ts'
import { caseAt } from '#server/agency/testing.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import type { Officer } from '#server/kit/serve.ts'
import type { Tools } from '../../test/tools.ts'
import { check, print } from './bench.ts'
import { bag } from './envelopes.ts'
import { addStock } from './stock.ts'

export const OFFICE = 370200
export const officer: Officer = { kind: 'officer', id: 'p-1', office: OFFICE, roles: ['producer'], session: 's' }

/** For tests only: a bench with blanks in stock, and a producer's usual moves. */
export async function openBench(rooms: Pick<Tools, 'house' | 'sql'>) {
  const { house, sql } = rooms
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => house.db.tx(work)
  for (const product of PRODUCTS) await inTx((tx) => addStock(tx, OFFICE, product, 1, 400))
  const jobsOf = (caseId: string) =>
    sql<{ id: string; product: Product; state: string; serial: string | null }>(
      `select id, product, state, serial from productions where case_id = $1 order by product`,
      [caseId],
    )
  const printAndCheck = async (caseId: string) => {
    for (const job of await jobsOf(caseId)) {
      const printed = await inTx((tx) => print(tx, house, officer, job.id))
      await inTx((tx) => check(tx, house, officer, job.id, printed.code))
    }
  }
  const parcelOf = async (caseId: string) => {
    const [parcel] = await sql<{ id: string; number: string; state: string }>(
      `select id, number, state from parcels where case_id = $1`,
      [caseId],
    )
    if (!parcel) throw new Error('no parcel')
    return parcel
  }
  /** Printed, checked and in its envelope; EMS has not been asked. */
  const bagOne = async (service: string) => {
    const c = await caseAt(rooms, service, 'make')
    await printAndCheck(c.id)
    await inTx((tx) => bag(tx, house, officer, c.id, c.number))
    return c
  }
  return {
    inTx,
    bag: bagOne,
    jobsOf,
    printAndCheck,
    parcelOf,
    stateOf: async (c: Pick<Case, 'id'>) => {
      const now = await loadCase(house.db.read, house, c.id)
      return `${now.state}/${now.step}`
    },
    /** Bagged, with a waybill as EMS would have given it. */
    bagged: async () => {
      const c = await bagOne('licence-replace-lost')
      const parcel = await parcelOf(c.id)
      const waybill = `EB${parcel.number.slice(-9)}CN`
      await sql(`update parcels set waybill = $2 where id = $1`, [parcel.id, waybill])
      return { c, parcel, waybill }
    },
  }
}

export type Bench = Awaited<ReturnType<typeof openBench>>
