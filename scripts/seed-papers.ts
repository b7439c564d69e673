import { randomInt } from 'node:crypto'
import type { Case } from '#domain/case.ts'
import { loadCase } from '#server/cases/cases.ts'
import { billsOf } from '#server/payments/bills.ts'
import { lockBillsNumbered, openWithCode } from '#server/payments/bills.sql.ts'
import { bookPayments } from '#server/payments/book.ts'
import { check, print } from '#server/production/bench.ts'
import { bag, collect, handOver, shelve } from '#server/production/envelopes.ts'
import { parcelOfCase, setWaybill } from '#server/production/parcels.sql.ts'
import { takeScans } from '#server/production/parcels.ts'
import { statement } from '#server/kit/db.ts'
import type { Walk } from './seed-walk.ts'

const papersOf = statement<{ id: string }>(
  'seed_papers_of',
  `select id from productions where office = $1 and case_id = $2 order by product`,
)
const atBench = statement<{ n: number }>(
  'seed_at_bench',
  `select count(*)::int as n from cases where office = $1 and state = 'open' and step = 'make'`,
)
const digits = (n: number): string => Array.from({ length: n }, () => randomInt(10)).join('')

/** The bank's notice as it came then, through the same book-keeping. */
export async function pay(walk: Walk, c: Case): Promise<Case> {
  const { tx, house } = walk
  walk.wait(0.2, 8)
  const bills = await billsOf(tx, c.id)
  const numbers = bills.map((b) => b.number)
  const at = house.time.now()
  await tx.run(openWithCode, [
    numbers,
    numbers.map(() => digits(20)),
    numbers.map(() => new Date(at.getTime() + 86_400_000).toISOString()),
    at,
  ])
  const rows = await tx.many(lockBillsNumbered, [numbers])
  await bookPayments(
    tx,
    house,
    `seed:${c.id}`,
    rows.map((b) => ({
      billNo: b.number,
      code: b.code ?? '',
      amountFen: b.amount_fen,
      paidAt: at.toISOString(),
      bankNo: digits(22),
      receipt: { no: digits(20), checkCode: digits(6) },
    })),
  )
  return loadCase(tx, house, c.id)
}

/** Printed, scanned, bagged and handed over as at the bench. */
export async function makeAndPost(walk: Walk, c: Case): Promise<Case> {
  const { tx, house, staff } = walk
  walk.wait(1, 5)
  await madeAs(walk, c, 'checked')
  if (c.data.form['deliveryMethod'] !== 'post') {
    await shelve(tx, house, staff.producer, c.id)
    return loadCase(tx, house, c.id)
  }
  const { parcel } = await bag(tx, house, staff.producer, c.id, c.number)
  await tx.run(setWaybill, [c.office, parcel, `1187${digits(9)}`])
  walk.wait(0.5, 3)
  await handOver(tx, house, staff.producer, [parcel])
  return loadCase(tx, house, c.id)
}

const HALF_MADE = ['queued', 'printed', 'queued', 'checked', 'bagged'] as const

/** Some papers of the bench are printed, some checked, some in their envelope: in turn, so that a small demo has them too. */
export async function halfMade(walk: Walk, c: Case): Promise<void> {
  const { n } = (await walk.tx.one(atBench, [c.office])) ?? { n: 0 }
  const how = HALF_MADE[n % HALF_MADE.length]
  if (how === 'queued') return
  await madeAs(walk, c, how === 'printed' ? 'printed' : 'checked')
  if (how !== 'bagged' || c.data.form['deliveryMethod'] !== 'post') return
  const { tx, house, staff } = walk
  const { parcel } = await bag(tx, house, staff.producer, c.id, c.number)
  await tx.run(setWaybill, [c.office, parcel, `1187${digits(9)}`])
}

async function madeAs({ tx, house, staff }: Walk, c: Case, state: 'printed' | 'checked'): Promise<void> {
  for (const { id } of await tx.many(papersOf, [c.office, c.id])) {
    const { code } = await print(tx, house, staff.producer, id)
    if (state === 'checked') await check(tx, house, staff.producer, id, code)
  }
}

export async function deliver(walk: Walk, c: Case): Promise<Case> {
  const { tx, house, staff } = walk
  const parcel = await tx.one(parcelOfCase, [c.office, c.id])
  walk.wait(10, 26)
  if (!parcel?.waybill) {
    await collect(tx, house, staff.producer, c.id)
    return loadCase(tx, house, c.id)
  }
  const at = house.time.now().getTime()
  const scan = (hoursBefore: number, state: 'accepted' | 'in-transit' | 'out' | 'delivered', what: string) => ({
    at: new Date(at - hoursBefore * 3_600_000).toISOString(),
    place: '青岛市',
    what,
    state,
  })
  await takeScans(tx, house, {
    parcelNo: parcel.number,
    waybill: parcel.waybill,
    events: [
      scan(9, 'accepted', '已收寄'),
      scan(6, 'in-transit', '离开青岛处理中心'),
      scan(2, 'out', '投递员正在派送'),
      scan(0, 'delivered', '本人签收'),
    ],
  })
  return loadCase(tx, house, c.id)
}
