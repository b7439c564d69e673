import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type BackRooms, backRooms, caseAt, runJob } from '#server/agency/testing.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Case } from '#domain/case.ts'
import { PARCEL_PUSH_PATH, type ParcelEvent } from '#server/connectors/post.ts'
import type { Tx } from '#server/kit/db.ts'
import type { Officer } from '#server/kit/serve.ts'
import { paymentInvariants } from '#server/payments/invariants.ts'
import { freshDatabase } from '../../test/database.ts'
import { check, codeOf, print, spoil } from './bench.ts'
import { bag, collect, handOver, shelve } from './envelopes.ts'
import { productionInvariants } from './invariants.ts'
import { newestOf, trackingOf } from './parcels.ts'
import { productionJobs } from './production-jobs.ts'
import { addStock, serialOf, stockOf } from './stock.ts'

const OFFICE = 370200
const officer: Officer = { kind: 'officer', id: 'p-1', office: OFFICE, roles: ['producer'], session: 's' }
const colleague: Officer = { ...officer, id: 'p-2' }
let rooms: BackRooms
beforeAll(async () => {
  rooms = await backRooms(await freshDatabase(inject('postgres')))
  for (const product of ['plates', 'vehicle-licence', 'registration-certificate', 'driving-licence'] as const)
    await inTx((tx) => addStock(tx, OFFICE, product, 1, 400))
})
afterAll(() => rooms.close())

const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => rooms.house.db.tx(work)
const jobsOf = (caseId: string) =>
  rooms.sql<{ id: string; product: 'driving-licence' | 'plates'; state: string; serial: string | null }>(
    `select id, product, state, serial from productions where case_id = $1 order by product`,
    [caseId],
  )
const stateOf = async (c: Pick<Case, 'id'>) => {
  const now = await loadCase(rooms.house.db.read, rooms.house, c.id)
  return `${now.state}/${now.step}`
}
const refused = (code: string) => expect.objectContaining({ status: 409, code })
const printAndCheck = async (caseId: string) => {
  for (const job of await jobsOf(caseId)) {
    const printed = await inTx((tx) => print(tx, rooms.house, officer, job.id))
    await inTx((tx) => check(tx, rooms.house, officer, job.id, printed.code))
  }
}
const parcelOf = async (caseId: string) => {
  const [parcel] = await rooms.sql<{ id: string; number: string; state: string }>(
    `select id, number, state from parcels where case_id = $1`,
    [caseId],
  )
  if (!parcel) throw new Error('no parcel')
  return parcel
}
/** Bagged, with a waybill as EMS would have given it. */
const bagged = async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  await printAndCheck(c.id)
  await inTx((tx) => bag(tx, rooms.house, officer, c.id, c.number))
  const parcel = await parcelOf(c.id)
  const waybill = `EB${parcel.number.slice(-9)}CN`
  await rooms.sql(`update parcels set waybill = $2 where id = $1`, [parcel.id, waybill])
  return { c, parcel, waybill }
}
const scan = (state: ParcelEvent['state'], minute: number): ParcelEvent => ({
  at: new Date(Date.UTC(2026, 2, 2, 1, minute)).toISOString(),
  place: '青岛',
  what: state,
  state,
})
const tell = (parcel: { number: string }, waybill: string, events: ParcelEvent[]) =>
  rooms.push('post', PARCEL_PUSH_PATH, { waybill, parcelNo: parcel.number, events })

test('a new car puts three papers on the bench; printing uses the next blank, and each only once', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'make')
  const jobs = await jobsOf(c.id)
  expect(jobs.map((job) => [job.product, job.state])).toEqual([
    ['plates', 'queued'],
    ['registration-certificate', 'queued'],
    ['vehicle-licence', 'queued'],
  ])
  const [job] = jobs
  if (!job) throw new Error('no job')
  const before = (await inTx((tx) => stockOf(tx, OFFICE))).find((row) => row.product === job.product)
  const printed = await inTx((tx) => print(tx, rooms.house, officer, job.id))
  expect(printed).toEqual({
    id: job.id,
    state: 'printed',
    serial: before?.next,
    code: codeOf('plates', before?.next ?? ''),
  })
  await expect(inTx((tx) => print(tx, rooms.house, officer, job.id))).rejects.toEqual(refused('ALREADY_PRINTED'))
  const after = (await inTx((tx) => stockOf(tx, OFFICE))).find((row) => row.product === job.product)
  expect([after?.stock, after?.used]).toEqual([(before?.stock ?? 0) - 1, (before?.used ?? 0) + 1])
})

test('a serial that is used, spoiled or unknown is refused by name', async () => {
  const [a, b] = [
    await caseAt(rooms, 'licence-replace-lost', 'make'),
    await caseAt(rooms, 'licence-replace-lost', 'make'),
  ]
  const [[first], [second]] = [await jobsOf(a.id), await jobsOf(b.id)]
  const { serial } = await inTx((tx) => print(tx, rooms.house, officer, first?.id ?? ''))
  for (const wrong of [serial, serialOf(999_999)])
    await expect(inTx((tx) => print(tx, rooms.house, officer, second?.id ?? '', wrong))).rejects.toMatchObject({
      code: 'SERIAL_NOT_IN_STOCK',
      message: expect.stringContaining(wrong),
    })
  await inTx((tx) => spoil(tx, rooms.house, officer, first?.id ?? '', '卡纸'))
  await expect(inTx((tx) => print(tx, rooms.house, officer, second?.id ?? '', serial))).rejects.toEqual(
    refused('SERIAL_NOT_IN_STOCK'),
  )
})

test('two printers at the same moment take two different blanks; one named serial goes to one of them', async () => {
  const cases = [
    await caseAt(rooms, 'licence-replace-lost', 'make'),
    await caseAt(rooms, 'licence-replace-lost', 'make'),
    await caseAt(rooms, 'licence-replace-lost', 'make'),
    await caseAt(rooms, 'licence-replace-lost', 'make'),
  ]
  const ids = (await Promise.all(cases.map((c) => jobsOf(c.id)))).map(([job]) => job?.id ?? '')
  const [one, two] = await Promise.all(ids.slice(0, 2).map((id) => inTx((tx) => print(tx, rooms.house, officer, id))))
  expect(one?.serial).not.toBe(two?.serial)
  const race = await Promise.allSettled(
    ids.slice(2).map((id) => inTx((tx) => print(tx, rooms.house, officer, id, serialOf(300)))),
  )
  expect(race.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('the check finds a swapped paper, and by setting wants a second person', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  const [job] = await jobsOf(c.id)
  const id = job?.id ?? ''
  await expect(inTx((tx) => check(tx, rooms.house, officer, id, 'x'))).rejects.toEqual(refused('NOT_PRINTED'))
  const { code } = await inTx((tx) => print(tx, rooms.house, officer, id))
  await expect(inTx((tx) => check(tx, rooms.house, officer, id, code.replace(/\d$/, 'X')))).rejects.toEqual(
    refused('SCAN_MISMATCH'),
  )
  await expect(inTx((tx) => check(tx, rooms.house, officer, id, code, true))).rejects.toEqual(refused('SAME_PERSON'))
  expect(await inTx((tx) => check(tx, rooms.house, colleague, id, code, true))).toMatchObject({ state: 'checked' })
})

test('another office has no hand in it', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  const [job] = await jobsOf(c.id)
  const stranger = { ...officer, office: 370211 }
  await expect(inTx((tx) => print(tx, rooms.house, stranger, job?.id ?? ''))).rejects.toMatchObject({ status: 403 })
  await expect(inTx((tx) => bag(tx, rooms.house, stranger, c.id, c.number))).rejects.toMatchObject({ status: 404 })
})

test('no label before every paper is checked and the envelope is the right one', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'make')
  const close = (envelope: string) => inTx((tx) => bag(tx, rooms.house, officer, c.id, envelope))
  const [first, ...rest] = await jobsOf(c.id)
  for (const job of rest)
    await inTx(async (tx) =>
      check(tx, rooms.house, officer, job.id, (await print(tx, rooms.house, officer, job.id)).code),
    )
  await expect(close(c.number)).rejects.toEqual(refused('NOT_ALL_CHECKED'))
  await inTx(async (tx) =>
    check(tx, rooms.house, officer, first?.id ?? '', (await print(tx, rooms.house, officer, first?.id ?? '')).code),
  )
  await expect(close('370200000')).rejects.toEqual(refused('SCAN_MISMATCH'))
  expect((await close(c.number)).label).toEqual({
    name: '张*',
    mobile: '138****8000',
    region: '山东省青岛市市南区',
    address: '香港中路 10 号 3 单元 502',
  })
  await expect(close(c.number)).rejects.toEqual(refused('ALREADY_BAGGED'))
  await expect(inTx((tx) => spoil(tx, rooms.house, officer, first?.id ?? '', '太晚'))).rejects.toEqual(
    refused('NOT_PRINTED'),
  )
})

test('nothing is handed over without a waybill, and then all or none', async () => {
  const ready = await bagged()
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  await printAndCheck(c.id)
  await inTx((tx) => bag(tx, rooms.house, officer, c.id, c.number))
  const parcel = await parcelOf(c.id)
  await expect(inTx((tx) => handOver(tx, rooms.house, officer, [ready.parcel.id, parcel.id]))).rejects.toMatchObject({
    code: 'WAYBILL_MISSING',
    message: expect.stringContaining(parcel.number),
  })
  expect(await stateOf(ready.c)).toBe('open/make')
  // EMS is not there: the job keeps what it tried and comes again.
  await expect(runJob(rooms.house, productionJobs, 'post-parcel', { parcel: parcel.id })).rejects.toThrow('post/accept')
  expect(
    await rooms.sql(`select outcome from exchanges where agency = 'post' and message_id = $1`, [parcel.number]),
  ).toEqual([{ outcome: 'down' }])
  expect(await inTx((tx) => handOver(tx, rooms.house, officer, [ready.parcel.id]))).toEqual([
    { parcel: ready.parcel.id, waybill: ready.waybill },
  ])
  expect(await stateOf(ready.c)).toBe('open/deliver')
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
      const { c, parcel, waybill } = await bagged()
      await inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
      for (const n of [...lengths, ...lengths.slice(0, 1)])
        expect((await tell(parcel, waybill, journey.slice(0, n))).status).toBe(200)
      const most = Math.max(...lengths)
      const tracking = await inTx((tx) => trackingOf(tx, OFFICE, c.id))
      expect([tracking?.scans.length, tracking?.state]).toEqual([most, journey[most - 1]?.state])
      expect(await stateOf(c)).toBe(most === journey.length ? 'done/deliver' : 'open/deliver')
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('EMS may be quicker than the officer: scans wait for the press, which then follows them to the end', async () => {
  const { c, parcel, waybill } = await bagged()
  await tell(parcel, waybill, [scan('accepted', 0), scan('delivered', 9)])
  expect([(await parcelOf(c.id)).state, await stateOf(c)]).toEqual(['bagged', 'open/make'])
  await inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  expect([(await parcelOf(c.id)).state, await stateOf(c)]).toEqual(['delivered', 'done/deliver'])
})

test('a lost parcel does not end the case; it is put before a person, and found again it arrives', async () => {
  const { c, parcel, waybill } = await bagged()
  await inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  await tell(parcel, waybill, [scan('lost', 3)])
  expect([(await parcelOf(c.id)).state, await stateOf(c)]).toEqual(['lost', 'open/deliver'])
  expect(await rooms.sql(`select actor_id, act from audit_events where object_id = $1`, [parcel.id])).toEqual([
    { actor_id: 'post', act: 'parcel.lost' },
  ])
  await tell(parcel, waybill, [scan('lost', 3), scan('delivered', 8)])
  expect(await stateOf(c)).toBe('done/deliver')
})

test('a parcel that is not ours, or under another waybill, is refused', async () => {
  const { parcel, waybill } = await bagged()
  expect((await tell({ number: 'YC1' }, waybill, [scan('out', 1)])).status).toBe(404)
  expect((await tell(parcel, 'EB00000000CN', [scan('out', 1)])).status).toBe(404)
})

test('collected papers: shelved, then handed to the applicant; posted ones cannot be', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make', 'pickup')
  await expect(inTx((tx) => shelve(tx, rooms.house, officer, c.id))).rejects.toEqual(refused('NOT_ALL_CHECKED'))
  await printAndCheck(c.id)
  await expect(inTx((tx) => bag(tx, rooms.house, officer, c.id, c.number))).rejects.toEqual(refused('NOT_POSTED'))
  await expect(inTx((tx) => collect(tx, rooms.house, officer, c.id))).rejects.toEqual(refused('NOT_READY'))
  await inTx((tx) => shelve(tx, rooms.house, officer, c.id))
  expect(await stateOf(c)).toBe('open/deliver')
  await inTx((tx) => collect(tx, rooms.house, officer, c.id))
  expect(await stateOf(c)).toBe('done/deliver')
  const posted = await bagged()
  await expect(inTx((tx) => shelve(tx, rooms.house, officer, posted.c.id))).rejects.toEqual(refused('POSTED'))
})

test('a load of blanks entered twice is one load; an overlapping one is refused by name', async () => {
  const load = (from: number, count: number) => inTx((tx) => addStock(tx, 370211, 'plates', from, count))
  expect(await load(100, 50)).toEqual({ added: 50, first: '0000000100', last: '0000000149' })
  expect(await load(100, 50)).toMatchObject({ added: 0 })
  await expect(load(100, 60)).rejects.toMatchObject({ code: 'SERIAL_OVERLAP' })
  await expect(load(149, 2)).rejects.toMatchObject({
    code: 'SERIAL_OVERLAP',
    message: expect.stringContaining('0000000149'),
  })
  await expect(load(9_999_999_999, 2)).rejects.toMatchObject({ code: 'SERIAL_RANGE' })
  expect((await inTx((tx) => stockOf(tx, 370211))).find((row) => row.product === 'plates')).toMatchObject({
    stock: 50,
    next: '0000000100',
  })
})

test('silent parcels are asked about after two hours, others not', async () => {
  const { c, parcel } = await bagged()
  await inTx((tx) => handOver(tx, rooms.house, officer, [parcel.id]))
  await runJob(rooms.house, productionJobs, 'track-silent-parcels', {})
  const asked = async () => (await rooms.waiting('track-parcel')).some((job) => job.payload['parcel'] === parcel.id)
  expect(await asked()).toBe(false)
  await rooms.sql(`update parcels set handed_over_at = handed_over_at - interval '3 hours' where case_id = $1`, [c.id])
  await runJob(rooms.house, productionJobs, 'track-silent-parcels', {})
  expect(await asked()).toBe(true)
  await expect(runJob(rooms.house, productionJobs, 'track-parcel', { parcel: parcel.id })).rejects.toThrow('post/track')
})

type Press = { what: 'print' | 'spoil' | 'check' | 'wrong' | 'bag'; paper: number }
const press: fc.Arbitrary<Press> = fc.record({
  what: fc.constantFrom('print', 'print', 'spoil', 'check', 'check', 'wrong', 'bag'),
  paper: fc.nat(2),
})

test('whatever is pressed at the bench: every blank is in stock, on one paper, or spoiled with a record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 4, maxLength: 25 }), async (presses) => {
      const c = await caseAt(rooms, 'new-vehicle-registration', 'make')
      for (const { what, paper } of presses) {
        const job = (await jobsOf(c.id))[paper]
        if (!job) throw new Error('no job')
        const code = job.serial ? codeOf(job.product, job.serial) : 'none'
        const done = await inTx<unknown>((tx) => {
          if (what === 'print') return print(tx, rooms.house, officer, job.id)
          if (what === 'spoil') return spoil(tx, rooms.house, officer, job.id, '卡纸')
          if (what === 'bag') return bag(tx, rooms.house, officer, c.id, c.number)
          return check(tx, rooms.house, officer, job.id, what === 'wrong' ? `${code}?` : code)
        }).catch((error: unknown) => error)
        const expected = {
          print: job.state === 'queued',
          spoil: ['printed', 'checked'].includes(job.state),
          check: job.state === 'printed',
          wrong: false,
          bag: undefined,
        }[what]
        if (expected !== undefined) expect(!(done instanceof Error), `${what} at ${job.state}`).toBe(expected)
      }
    }),
    { numRuns: 15 },
  )
}, 120_000)

test('after all this the house is in order', async () => {
  expect(await rooms.broken([...productionInvariants, ...paymentInvariants])).toEqual([])
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
