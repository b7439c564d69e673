import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob, waitingJobs } from '#server/agency/testing.ts'
import { broken, type Tools, tools } from '../../test/tools.ts'
import { handOver } from './envelopes.ts'
import { productionInvariants } from './invariants.ts'
import { trackingOf } from './parcels.ts'
import { until } from '#test/until.ts'
import { productionJobs } from './production-jobs.ts'
import { type Bench, OFFICE, officer, openBench } from './testing.ts'

/** The bench beside the real courier of the sandbox. Its scans find nobody at home: the house must ask. */
let t: Tools
let bench: Bench
beforeAll(async () => {
  t = await tools({ withTown: true })
  bench = await openBench(t)
})
afterAll(() => t.close())

const job = (name: string, parcel: string) => runJob(t.house, productionJobs, name, { parcel })

test('EMS gives the waybill once, gets name, mobile and address only, and is asked for scans that did not come', async () => {
  const c = await bench.bag('licence-replace-lost')
  const parcel = await bench.parcelOf(c.id)
  await job('post-parcel', parcel.id)
  await job('post-parcel', parcel.id)
  const asked = await t.sql<{ request: Buffer }>(
    `select request from exchanges where agency = 'post' and message_id = $1`,
    [parcel.number],
  )
  expect(asked.length).toBe(1)
  const said = JSON.parse(
    t.house.crypto.open(asked[0]?.request ?? Buffer.alloc(0), `exchanges|request|${parcel.number}`).toString(),
  ) as unknown
  expect(said).toEqual({
    parcelNo: parcel.number,
    recipient: {
      name: '张伟',
      mobile: '13800138000',
      region: '山东省青岛市市南区',
      address: '香港中路 10 号 3 单元 502',
    },
  })

  let heard = 0
  const deaf = t.house.bus.subscribe([`case:${c.id}`], () => (heard += 1))
  const [handed] = await bench.inTx((tx) => handOver(tx, t.house, officer, [parcel.id]))
  await t.town(`/admin/post/${handed?.waybill}/next`, {})
  await t.town(`/admin/post/${handed?.waybill}/fail`, {})
  await job('track-parcel', parcel.id)
  expect((await bench.inTx((tx) => trackingOf(tx, OFFICE, c.id)))?.scans.map((scan) => scan.state)).toEqual([
    'accepted',
    'in-transit',
    'failed',
  ])
  expect(await bench.stateOf(c)).toBe('open/deliver')
  await until('the open page hears of the scans', () => heard > 0)
  deaf()
  await t.town(`/admin/post/${handed?.waybill}/deliver`, {})
  await job('track-parcel', parcel.id)
  expect(await bench.stateOf(c)).toBe('done/deliver')
  expect(await broken(t, productionInvariants)).toEqual([])
})

test('after an outage of hours the courier is asked for a waybill within minutes', async () => {
  const c = await bench.bag('licence-replace-lost')
  const parcel = await bench.parcelOf(c.id)
  await t.sql(`update jobs set run_at = now() + interval '6 hours'`)
  await runJob(t.house, productionJobs, 'track-silent-parcels', {})
  const due = (await waitingJobs(t, 'post-parcel')).filter((one) => one.run_at.getTime() <= Date.now())
  expect(due.map((one) => one.payload)).toEqual([{ parcel: parcel.id }])
})
