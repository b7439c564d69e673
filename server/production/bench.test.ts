import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_CITY_RULES } from '#domain/city-rules.ts'
import { type BackRooms, backRooms, caseAt } from '#server/agency/testing.ts'
import { type Refused, refusalWords } from '#server/kit/errors.ts'
import type { Officer } from '#server/kit/serve.ts'
import { paymentInvariants } from '#server/payments/invariants.ts'
import { check, codeOf, handOut, print, spoil } from './bench.ts'
import { bag, collect, shelve } from './envelopes.ts'
import { productionInvariants } from './invariants.ts'
import { addStock, serialOf, stockOf } from './stock.ts'
import { type Bench, OFFICE, officer, openBench } from './testing.ts'

const colleague: Officer = { ...officer, id: 'p-2' }
const refused = (code: string) => expect.objectContaining({ status: 409, code })
let rooms: BackRooms
let bench: Bench
beforeAll(async () => {
  rooms = await backRooms()
  bench = await openBench(rooms)
})
afterAll(() => rooms.close())

test('a new car puts three papers on the bench; printing uses the next blank, and each only once', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'make')
  const jobs = await bench.jobsOf(c.id)
  expect(jobs.map((job) => [job.product, job.state])).toEqual([
    ['plates', 'queued'],
    ['registration-certificate', 'queued'],
    ['vehicle-licence', 'queued'],
  ])
  const [job] = jobs
  if (!job) throw new Error('no job')
  const before = (await bench.inTx((tx) => stockOf(tx, OFFICE))).find((row) => row.product === job.product)
  const printed = await bench.inTx((tx) => print(tx, rooms.house, officer, job.id))
  expect(printed).toEqual({
    id: job.id,
    state: 'printed',
    serial: before?.next,
    code: codeOf('plates', before?.next ?? ''),
  })
  await expect(bench.inTx((tx) => print(tx, rooms.house, officer, job.id))).rejects.toEqual(refused('ALREADY_PRINTED'))
  const after = (await bench.inTx((tx) => stockOf(tx, OFFICE))).find((row) => row.product === job.product)
  expect([after?.stock, after?.used]).toEqual([(before?.stock ?? 0) - 1, (before?.used ?? 0) + 1])
})

test('a serial that is used, spoiled or unknown is refused by name', async () => {
  const [a, b] = [
    await caseAt(rooms, 'licence-replace-lost', 'make'),
    await caseAt(rooms, 'licence-replace-lost', 'make'),
  ]
  const [[first], [second]] = [await bench.jobsOf(a.id), await bench.jobsOf(b.id)]
  const { serial } = await bench.inTx((tx) => print(tx, rooms.house, officer, first?.id ?? ''))
  for (const wrong of [serial, serialOf(999_999)])
    await expect(bench.inTx((tx) => print(tx, rooms.house, officer, second?.id ?? '', wrong))).rejects.toMatchObject({
      code: 'SERIAL_NOT_IN_STOCK',
      message: expect.stringContaining(wrong),
    })
  await bench.inTx((tx) => spoil(tx, rooms.house, officer, first?.id ?? '', '卡纸'))
  await expect(bench.inTx((tx) => print(tx, rooms.house, officer, second?.id ?? '', serial))).rejects.toEqual(
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
  const ids = (await Promise.all(cases.map((c) => bench.jobsOf(c.id)))).map(([job]) => job?.id ?? '')
  const [one, two] = await Promise.all(
    ids.slice(0, 2).map((id) => bench.inTx((tx) => print(tx, rooms.house, officer, id))),
  )
  expect(one?.serial).not.toBe(two?.serial)
  const race = await Promise.allSettled(
    ids.slice(2).map((id) => bench.inTx((tx) => print(tx, rooms.house, officer, id, serialOf(300)))),
  )
  expect(race.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('the check finds a swapped paper, and by setting wants a second person', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  const [job] = await bench.jobsOf(c.id)
  const id = job?.id ?? ''
  await expect(bench.inTx((tx) => check(tx, rooms.house, officer, id, 'x'))).rejects.toEqual(refused('NOT_PRINTED'))
  const { code } = await bench.inTx((tx) => print(tx, rooms.house, officer, id))
  await expect(bench.inTx((tx) => check(tx, rooms.house, officer, id, code.replace(/\d$/, 'X')))).rejects.toEqual(
    refused('SCAN_MISMATCH'),
  )
  const strict = { ...rooms.house, rules: { ...NO_CITY_RULES, settings: [{ from: '2020-01-01', checkByAnother: 1 }] } }
  const own = await bench.inTx((tx) => check(tx, strict, officer, id, code)).catch((error: Refused) => error)
  expect(own).toEqual(refused('PRINTED_BY_YOU'))
  expect(refusalWords(own as Refused, 'en').message).toContain('printed')
  expect(await bench.inTx((tx) => check(tx, strict, colleague, id, code))).toMatchObject({ state: 'checked' })
})

test('another office has no hand in it', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make')
  const [job] = await bench.jobsOf(c.id)
  const stranger = { ...officer, office: 370211 }
  await expect(bench.inTx((tx) => print(tx, rooms.house, stranger, job?.id ?? ''))).rejects.toMatchObject({
    status: 403,
  })
  await expect(bench.inTx((tx) => bag(tx, rooms.house, stranger, c.id, c.number))).rejects.toMatchObject({
    status: 404,
  })
})

test('no label before every paper is checked and the envelope is the right one', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'make')
  const close = (envelope: string) => bench.inTx((tx) => bag(tx, rooms.house, officer, c.id, envelope))
  const [first, ...rest] = await bench.jobsOf(c.id)
  for (const job of rest)
    await bench.inTx(async (tx) =>
      check(tx, rooms.house, officer, job.id, (await print(tx, rooms.house, officer, job.id)).code),
    )
  await expect(close(c.number)).rejects.toEqual(refused('NOT_ALL_CHECKED'))
  await bench.inTx(async (tx) =>
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
  await expect(bench.inTx((tx) => spoil(tx, rooms.house, officer, first?.id ?? '', '太晚'))).rejects.toEqual(
    refused('NOT_PRINTED'),
  )
})

test('a temporary plate that nobody has fetched is made no more once the plates are handed over; its blank stays counted', async () => {
  const c = await caseAt(rooms, 'plate-replace', 'make', 'pickup', { temporary: 'yes' })
  await bench.printAndCheck(c.id)
  const [plates, ahead] = await bench.jobsOf(c.id)
  await expect(bench.inTx((tx) => handOut(tx, rooms.house, officer, plates?.id ?? ''))).rejects.toEqual(
    refused('NOT_APART'),
  )
  await bench.inTx((tx) => shelve(tx, rooms.house, officer, c.id))
  await bench.inTx((tx) => collect(tx, rooms.house, officer, c.id))
  expect((await bench.jobsOf(c.id)).map((job) => `${job.product} ${job.state}`)).toEqual([
    'plates handed-over',
    'temporary-plate stopped',
  ])
  await expect(bench.inTx((tx) => handOut(tx, rooms.house, officer, ahead?.id ?? ''))).rejects.toEqual(
    refused('STOPPED'),
  )
  expect(await bench.stateOf(c)).toBe('done/deliver')
})

test('collected papers: shelved, then handed to the applicant; posted ones cannot be', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'make', 'pickup')
  await expect(bench.inTx((tx) => shelve(tx, rooms.house, officer, c.id))).rejects.toEqual(refused('NOT_ALL_CHECKED'))
  await bench.printAndCheck(c.id)
  await expect(bench.inTx((tx) => bag(tx, rooms.house, officer, c.id, c.number))).rejects.toEqual(refused('NOT_POSTED'))
  await expect(bench.inTx((tx) => collect(tx, rooms.house, officer, c.id))).rejects.toEqual(refused('NOT_READY'))
  await bench.inTx((tx) => shelve(tx, rooms.house, officer, c.id))
  expect(await bench.stateOf(c)).toBe('open/deliver')
  await bench.inTx((tx) => collect(tx, rooms.house, officer, c.id))
  expect(await bench.stateOf(c)).toBe('done/deliver')
  const posted = await bench.bagged()
  await expect(bench.inTx((tx) => shelve(tx, rooms.house, officer, posted.c.id))).rejects.toEqual(refused('POSTED'))
})

test('a load of blanks entered twice is one load; an overlapping one is refused by name', async () => {
  const load = (from: number, count: number) => bench.inTx((tx) => addStock(tx, 370211, 'plates', from, count))
  expect(await load(100, 50)).toEqual({ added: 50, first: '0000000100', last: '0000000149' })
  expect(await load(100, 50)).toMatchObject({ added: 0 })
  await expect(load(100, 60)).rejects.toMatchObject({ code: 'SERIAL_OVERLAP' })
  await expect(load(149, 2)).rejects.toMatchObject({
    code: 'SERIAL_OVERLAP',
    message: expect.stringContaining('0000000149'),
  })
  await expect(load(9_999_999_999, 2)).rejects.toMatchObject({ code: 'SERIAL_RANGE' })
  expect((await bench.inTx((tx) => stockOf(tx, 370211))).find((row) => row.product === 'plates')).toMatchObject({
    stock: 50,
    next: '0000000100',
  })
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
        const job = (await bench.jobsOf(c.id))[paper]
        if (!job) throw new Error('no job')
        const code = job.serial ? codeOf(job.product, job.serial) : 'none'
        const done = await bench
          .inTx<unknown>((tx) => {
            if (what === 'print') return print(tx, rooms.house, officer, job.id)
            if (what === 'spoil') return spoil(tx, rooms.house, officer, job.id, '卡纸')
            if (what === 'bag') return bag(tx, rooms.house, officer, c.id, c.number)
            return check(tx, rooms.house, officer, job.id, what === 'wrong' ? `${code}?` : code)
          })
          .catch((error: unknown) => error)
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
