import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { PRODUCTS } from '#domain/products.ts'
import { acceptAuthority, grantAuthority } from '#server/authorities/authorities.ts'
import { askListExport } from '#server/desk/list-exports.ts'
import type { Tx } from '#server/kit/db.ts'
import { statement } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import type { Citizen } from '#server/kit/serve.ts'
import { personFor } from '#server/accounts/people.ts'
import { bookPayments } from '#server/payments/book.ts'
import { approve, makeSegment } from '#server/plates/segments.ts'
import { addStock } from '#server/production/stock.ts'
import { takeScans } from '#server/production/parcels.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { HUANGDAO, LIN, SUPERVISOR, ZHOU } from './seed-officers.ts'

const paidBill = statement<{ number: string; code: string; amount_fen: number }>(
  'seed_paid_bill',
  `select number, code, amount_fen from bills where office = $1 and state = 'paid' and kind = 'papers' order by paid_at desc limit 1`,
)
const parcelOnItsWay = statement<{ number: string; waybill: string }>(
  'seed_parcel_on_its_way',
  `select number, waybill from parcels where office = $1 and state not in ('delivered', 'returned', 'lost') and waybill is not null and handed_over_at is not null order by handed_over_at limit 1`,
)

/** What waits for somebody beside the cases: numbers to be approved, a list to be let out, money paid twice, a parcel that came back. */
export async function seedHouse(house: House): Promise<void> {
  await house.db.tx((tx) => segments(tx, house))
  await house.db.tx(async (tx) => {
    const body = { view: 'overdue' as const, service: '', purpose: '周例会:超时件逐件说明原因' }
    await askListExport(tx, house, ZHOU, body)
    await paidTwice(tx, house)
    await cameBack(tx, house)
    await authority(tx, house)
  })
}

/** The branch office has its own blanks. */
export const stockBranch = (house: House): Promise<void> =>
  house.db.tx(async (tx) => {
    for (const product of PRODUCTS) await addStock(tx, HUANGDAO.office, product, 50_001, 300)
  })

async function segments(tx: Tx, house: House): Promise<void> {
  const now = house.time.now()
  const at = (days: number): Date => shanghaiMoment(addDays(shanghaiDate(now), days), '10:00')
  const made = await makeSegment(tx, house, LIN, { pool: '02', pattern: '鲁BG1###', exclusions: [], releaseAt: at(9) })
  await approve(tx, house, SUPERVISOR, made.id)
  await makeSegment(tx, house, LIN, { pool: '52-battery', pattern: '鲁BDC1###', exclusions: [], releaseAt: at(12) })
}

/** The bank tells of a second payment of the same bill; a person has to find out. */
async function paidTwice(tx: Tx, house: House): Promise<void> {
  const bill = await tx.one(paidBill, [house.city.homeOffice])
  if (!bill) return
  const again = {
    billNo: bill.number,
    code: bill.code,
    amountFen: bill.amount_fen,
    paidAt: house.time.now().toISOString(),
    bankNo: `BK9${bill.code}`,
    receipt: { no: `9${bill.code}`, checkCode: '20d1a7' },
  }
  await bookPayments(tx, house, `seed:twice:${bill.number}`, [again])
}

async function cameBack(tx: Tx, house: House): Promise<void> {
  const parcel = await tx.one(parcelOnItsWay, [house.city.homeOffice])
  if (!parcel) return
  const at = house.time.now().toISOString()
  await takeScans(tx, house, {
    parcelNo: parcel.number,
    waybill: parcel.waybill,
    events: [{ at, place: '青岛市市北区', what: '两次投递无人签收,退回寄件人', state: 'returned' }],
  })
}

/** One of the demo's citizens lets another one act; both are in no story of their own about it. */
async function authority(tx: Tx, house: House): Promise<void> {
  const [from, to] = [demoPerson('tang-jun'), demoPerson('zheng-kai')]
  const account = async (person: typeof from): Promise<Citizen> => ({
    kind: 'citizen',
    id: await personFor(tx, house, person),
    session: '',
  })
  const id = await grantAuthority(tx, house, await account(from), {
    kind: 'agent',
    agentName: to.name,
    agentIdNumber: to.idNumber,
    services: ['vehicle-licence-replace', 'inspection-mark-replace'],
    until: addDays(shanghaiDate(house.time.now()), 28),
  })
  await acceptAuthority(tx, house, await account(to), id)
}
