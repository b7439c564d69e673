import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BackRooms, backRooms, caseAt, runJob } from '#server/agency/testing.ts'
import { loadCase } from '#server/cases/cases.ts'
import { parcelPush } from '#domain/pushes.ts'
import type { ParcelEvent } from '#server/connectors/post.ts'
import { bag, collect, handOver } from './envelopes.ts'
import { productionInvariants } from './invariants.ts'
import { newestOf, trackingOf } from './parcels.ts'
import { productionJobs } from './production-jobs.ts'
import { type Bench, OFFICE, officer, openBench } from './testing.ts'

let rooms: BackRooms
let bench: Bench
beforeAll(async () => {
  rooms = await backRooms()
  bench = await openBench(rooms)
})
afterAll(() => rooms.close())

const scan = (state: ParcelEvent['state'], minute: number): ParcelEvent => ({
  at: new Date(Date.UTC(2026, 2, 2, 1, minute)).toISOString(),
  place: '青岛',
  what: state,
  state,
})
const tell = (parcel: { number: string }, waybill: string, events: ParcelEvent[]) =>
  rooms.push('post', parcelPush.path, { waybill, parcelNo: parcel.number, events })

test('nothing is handed over without a waybill, and then all or none', async () => {
  const ready = await bench.bagged()
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  await bench.printAndCheck(c.id)
  await bench.inTx((tx) => bag(tx, rooms.house, officer, c.id, c.number))
  const parcel = await bench.parcelOf(c.id)
  await expect(
    bench.inTx((tx) => handOver(tx, rooms.house, officer, [ready.parcel.id, parcel.id])),
  ).rejects.toMatchObject({
    code: 'WAYBILL_MISSING',
    message: expect.stringContaining(parcel.number),
  })
  expect(await bench.stateOf(ready.c)).toBe('open/make')
  // EMS is not there: the job keeps what it tried and comes again.
  await expect(runJob(rooms.house, productionJobs, 'post-parcel', { parcel: parcel.id })).rejects.toThrow('post/accept')
  expect(
    await rooms.sql(`select outcome from exchanges where agency = 'post' and message_id = $1`, [parcel.number]),
  ).toEqual([{ outcome: 'down' }])
  expect(await bench.inTx((tx) => handOver(tx, rooms.house, officer, [ready.parcel.id]))).toEqual([
    { parcel: ready.parcel.id, waybill: ready.waybill },
  ])
  expect(await bench.stateOf(ready.c)).toBe('open/deliver')
  expect((await loadCase(rooms.house.db.read, rooms.house, ready.c.id)).data.waybill).toBe(ready.waybill)
})

test('scans in any order and any number end in the same place; the delivery ends the case', async () => {
  const journey = [
    scan('accepted', 0),
    scan('in-transit', 1),
    scan('out', 2),
    scan('failed', 3),
    scan('out', 4),
    scan('delivered', 5),
  ]
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 2 }), async (lengths) => {
      const { c, parcel, waybill } = await bench.bagged()
      await bench.inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
      for (const n of [...lengths, ...lengths.slice(0, 1)])
        expect((await tell(parcel, waybill, journey.slice(0, n))).status).toBe(200)
      const most = Math.max(...lengths)
      const tracking = await bench.inTx((tx) => trackingOf(tx, OFFICE, c.id))
      expect([tracking?.scans.length, tracking?.state]).toEqual([most, journey[most - 1]?.state])
      expect(await bench.stateOf(c)).toBe(most === journey.length ? 'done/deliver' : 'open/deliver')
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('EMS may be quicker than the officer: scans wait for the press, which then follows them to the end', async () => {
  const { c, parcel, waybill } = await bench.bagged()
  await tell(parcel, waybill, [scan('accepted', 0), scan('delivered', 9)])
  expect([(await bench.parcelOf(c.id)).state, await bench.stateOf(c)]).toEqual(['bagged', 'open/make'])
  await bench.inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  expect([(await bench.parcelOf(c.id)).state, await bench.stateOf(c)]).toEqual(['delivered', 'done/deliver'])
})

test('a parcel that came back is handed over at the counter, and the case ends there; one on its way is not', async () => {
  const { c, parcel, waybill } = await bench.bagged()
  await bench.inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  const take = () => bench.inTx((tx) => collect(tx, rooms.house, officer, c.id))
  await expect(take()).rejects.toMatchObject({ code: 'POSTED' })
  await tell(parcel, waybill, [scan('failed', 3), scan('returned', 6)])
  await take()
  expect([(await bench.parcelOf(c.id)).state, await bench.stateOf(c)]).toEqual(['delivered', 'done/deliver'])
  await expect(take()).rejects.toMatchObject({ code: 'POSTED' })
})

test('a lost parcel does not end the case; it is put before a person, and found again it arrives', async () => {
  const { c, parcel, waybill } = await bench.bagged()
  await bench.inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  await tell(parcel, waybill, [scan('lost', 3)])
  expect([(await bench.parcelOf(c.id)).state, await bench.stateOf(c)]).toEqual(['lost', 'open/deliver'])
  expect(await rooms.sql(`select actor_id, act from audit_events where object_id = $1`, [parcel.id])).toEqual([
    { actor_id: 'post', act: 'parcel.lost' },
  ])
  await tell(parcel, waybill, [scan('lost', 3), scan('delivered', 8)])
  expect(await bench.stateOf(c)).toBe('done/deliver')
})

test('a parcel that is not ours, or under another waybill, is refused', async () => {
  const { parcel, waybill } = await bench.bagged()
  expect((await tell({ number: 'YC1' }, waybill, [scan('out', 1)])).status).toBe(404)
  expect((await tell(parcel, 'EB00000000CN', [scan('out', 1)])).status).toBe(404)
})

test('silent parcels are asked about after two hours, others not', async () => {
  const { c, parcel } = await bench.bagged()
  await bench.inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  await runJob(rooms.house, productionJobs, 'track-silent-parcels', {})
  const asked = async () => (await rooms.waiting('track-parcel')).some((job) => job.payload['parcel'] === parcel.id)
  expect(await asked()).toBe(false)
  await rooms.sql(`update parcels set handed_over_at = handed_over_at - interval '3 hours' where case_id = $1`, [c.id])
  await runJob(rooms.house, productionJobs, 'track-silent-parcels', {})
  expect(await asked()).toBe(true)
  await expect(runJob(rooms.house, productionJobs, 'track-parcel', { parcel: parcel.id })).rejects.toThrow('post/track')
})

test('the newest scan: a delivery stands; at one instant the later stage counts', () => {
  const at = new Date()
  expect(newestOf([])).toBeUndefined()
  expect(
    newestOf([
      { at, state: 'out', place: '', what: '' },
      { at, state: 'accepted', place: '', what: '' },
    ])?.state,
  ).toBe('out')
  expect(
    newestOf([
      { at: new Date(0), state: 'delivered', place: '', what: '' },
      { at, state: 'lost', place: '', what: '' },
    ])?.state,
  ).toBe('delivered')
})

test('after all this the parcels are in order', async () => {
  expect(await rooms.broken(productionInvariants)).toEqual([])
})
