import { afterAll, beforeAll, expect, test } from 'vitest'
import { broken, type Tools, tools } from '../../test/tools.ts'
import { listAstray, reissue } from './astray.ts'
import { bag, handOver } from './envelopes.ts'
import { productionInvariants } from './invariants.ts'
import { takeScans, trackingOf } from './parcels.ts'
import { type Bench, OFFICE, officer, openBench } from './testing.ts'

/** Parcels that do not arrive: made anew or sent again, and nothing of the first journey counts for the second. */
let t: Tools
let bench: Bench
beforeAll(async () => {
  t = await tools()
  bench = await openBench(t)
})
afterAll(() => t.close())

type State = 'accepted' | 'in-transit' | 'returned' | 'lost' | 'delivered'
const scan = (parcelNo: string, waybill: string, state: State, minute: number) =>
  bench.inTx((tx) =>
    takeScans(tx, t.house, {
      parcelNo,
      waybill,
      events: [{ at: new Date(Date.now() + minute * 60_000).toISOString(), state, place: '青岛', what: state }],
    }),
  )
const messagesOf = async (caseId: string) =>
  (await t.sql<{ template: string }>('select template from messages where case_id = $1 order by id', [caseId])).map(
    (row) => row.template,
  )

async function astray(state: 'lost' | 'returned') {
  const sent = await bench.bagged()
  await bench.inTx((tx) => handOver(tx, t.house, officer, [sent.parcel.id]))
  await scan(sent.parcel.number, sent.waybill, 'in-transit', 1)
  await scan(sent.parcel.number, sent.waybill, state, 2)
  return sent
}

async function sendAgain(caseId: string, number: string, waybill: string) {
  const c = await t.sql<{ number: string }>('select number from cases where id = $1', [caseId])
  await bench.inTx((tx) => bag(tx, t.house, officer, caseId, c[0]?.number ?? ''))
  await t.sql('update parcels set waybill = $2 where number = $1', [number, waybill])
  const parcel = await bench.parcelOf(caseId)
  await bench.inTx((tx) => handOver(tx, t.house, officer, [parcel.id]))
}

test('a lost parcel: the papers are void and made anew, the second parcel arrives and ends the case', async () => {
  const { c, parcel, waybill } = await astray('lost')
  const before = await bench.jobsOf(c.id)
  expect((await listAstray(t.house.db.read, OFFICE)).items).toMatchObject([
    { id: parcel.id, caseNumber: c.number, state: 'lost', waybill, lastScan: '青岛 lost' },
  ])
  const { number } = await bench.inTx((tx) => reissue(tx, t.house, officer, parcel.id, 'EMS 确认丢失'))
  expect(number).toBe(`${parcel.number}-2`)
  expect((await listAstray(t.house.db.read, OFFICE)).items).toEqual([])
  expect(await bench.jobsOf(c.id)).toMatchObject(before.map(() => ({ state: 'queued', serial: null })))
  for (const { product, serial } of before)
    expect(await t.sql('select state from blanks where product = $1 and serial = $2', [product, serial])).toEqual([
      { state: 'spoiled' },
    ])
  expect(await broken(t, productionInvariants)).toEqual([])

  // What EMS still says about the first parcel finds nobody.
  expect(await scan(parcel.number, waybill, 'delivered', 3)).toBeUndefined()
  await bench.printAndCheck(c.id)
  await sendAgain(c.id, number, 'EB000000002CN')
  expect(await bench.stateOf(c)).toBe('open/deliver')
  const tracking = await bench.inTx((tx) => trackingOf(tx, OFFICE, c.id))
  expect(tracking).toMatchObject({ number, waybill: 'EB000000002CN', state: 'accepted', scans: [] })
  await scan(number, 'EB000000002CN', 'delivered', 10)
  expect(await bench.stateOf(c)).toBe('done/deliver')
  expect(await broken(t, productionInvariants)).toEqual([])
  expect(await messagesOf(c.id)).toEqual(expect.arrayContaining(['parcel-lost', 'sent-anew']))
})

test('a scan of another century is of now: what is said of the second parcel still counts', async () => {
  const { c, parcel, waybill } = await astray('lost')
  const centuryAhead = 53_000_000
  await scan(parcel.number, waybill, 'lost', centuryAhead)
  const { number } = await bench.inTx((tx) => reissue(tx, t.house, officer, parcel.id, 'EMS 确认丢失'))
  await bench.printAndCheck(c.id)
  await sendAgain(c.id, number, 'EB000000093CN')
  await scan(number, 'EB000000093CN', 'delivered', 10)
  expect(await bench.stateOf(c)).toBe('done/deliver')
})

test('a parcel that came back: the same papers in a new envelope, no blank is used', async () => {
  const { c, parcel } = await astray('returned')
  const serials = (await bench.jobsOf(c.id)).map((p) => p.serial)
  const { number } = await bench.inTx((tx) => reissue(tx, t.house, officer, parcel.id, '收件人改期'))
  expect(await bench.jobsOf(c.id)).toMatchObject(serials.map((serial) => ({ state: 'checked', serial })))
  await sendAgain(c.id, number, 'EB000000003CN')
  expect(await bench.stateOf(c)).toBe('open/deliver')
  expect(await broken(t, productionInvariants)).toEqual([])
  expect(await messagesOf(c.id)).toContain('parcel-returned')
})

test('two officers at once: one sends it anew; a parcel on its way is left alone, another office finds none', async () => {
  const { parcel } = await astray('lost')
  const tries = await Promise.allSettled(
    ['一', '二'].map((who) => bench.inTx((tx) => reissue(tx, t.house, officer, parcel.id, `第${who}人`))),
  )
  expect(tries.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const sent = await bench.bagged()
  await bench.inTx((tx) => handOver(tx, t.house, officer, [sent.parcel.id]))
  await expect(bench.inTx((tx) => reissue(tx, t.house, officer, sent.parcel.id, '误按'))).rejects.toMatchObject({
    code: 'NOT_ASTRAY',
  })
  await expect(
    bench.inTx((tx) => reissue(tx, t.house, { ...officer, office: 370211 }, sent.parcel.id, '外所')),
  ).rejects.toMatchObject({ status: 404 })
})
