import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { choose } from './choose.ts'
import { plateInvariants } from './invariants.ts'
import { draw, pressesOf, publishPlates } from './plates.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill('02', 200, 'D')
})
afterEach(() => t.close())

const SYSTEM = { kind: 'system', id: 'house' } as const
const office = () => t.house.city.homeOffice

async function fill(type: string, n: number, letter: string): Promise<string[]> {
  const numbers = Array.from({ length: n }, (_, i) => `鲁B${letter}${String(i + 1).padStart(4, '0')}`)
  await t.house.db.tx((tx) => publishPlates(tx, office(), type, numbers))
  return numbers
}

const newCar = async (fuel = '汽油'): Promise<Case> => {
  const certificate = {
    certNo: 'C1',
    vin: '',
    brand: '大众',
    model: '朗逸',
    vehicleType: 'K33',
    engineNo: 'E1',
    colour: '白',
    seats: 5,
    fuel,
    madeOn: '2026-01-01',
    announcementMatch: true,
  }
  const c = await handedIn(t, await somebody(t), 'new-vehicle-registration', {
    subject: { kind: 'new-vehicle', vin: '', preInspected: true, certificate },
  })
  return checked(t, c)
}
const press = (c: Case, n?: number, house = t.house) => house.db.tx((tx) => draw(tx, house, c, n))
const take = (c: Case, number: string, house = t.house) =>
  house.db.tx((tx) => choose(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, number))
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'won',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

test('five presses show fifty different numbers of the right type; a press made already is shown again; a sixth is refused', async () => {
  const c = await newCar()
  const seen: string[] = []
  for (const n of [1, 2, 3, 4, 5]) {
    const { numbers } = await press(c, n)
    expect(await press(c, n)).toEqual({ press: n, numbers })
    seen.push(...numbers.map((p) => p.number))
  }
  expect(new Set(seen).size).toBe(50)
  expect(await outcome(press(c))).toBe('PLATE_PRESSES_USED')
  expect((await pressesOf(t.house.db.read, c)).flatMap((p) => p.numbers.map((x) => x.number))).toEqual(seen)
})

test('a new-energy car is offered green numbers only', async () => {
  await fill('52', 30, 'DA')
  const { numbers } = await press(await newCar('纯电动'))
  expect(numbers).toHaveLength(10)
  expect(numbers.every((p) => p.number.startsWith('鲁BDA'))).toBe(true)
})

test('two presses at the same moment from two processes use up one press', async () => {
  const c = await newCar()
  const [a, b] = await Promise.all([press(c, 1), press(c, 1, t.other)])
  expect(a).toEqual(b)
  expect(await pressesOf(t.house.db.read, c)).toHaveLength(1)
})

test('only a number that was shown to this very case can be taken, and only once', async () => {
  const c = await newCar()
  const other = await newCar()
  const strange = (await press(other)).numbers[0]?.number ?? ''
  const shown = (await press(c)).numbers.map((p) => p.number)
  if (!shown.includes(strange)) expect(await outcome(take(c, strange))).toBe('PLATE_NOT_SHOWN')
  const number = shown[0] ?? ''
  const next = await take(c, number)
  expect(next).toMatchObject({ step: 'pay', data: { plate: { number, type: '02' } } })
  expect(await outcome(take(c, shown[1] ?? ''))).toBe('STALE')
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('many people in two processes reach for the same few numbers: each number has one winner, each winner one number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { minLength: 6, maxLength: 12 }), async (wishes) => {
      await t.sql(`update plates set state = 0, case_id = null where state = 1`)
      await t.sql(`update cases set state = 'withdrawn' where state = 'open'`)
      const before = await poolCount()
      const cars: Case[] = []
      for (const _ of wishes) cars.push(await newCar())
      const wanted = (await press(cars[0] as Case)).numbers.map((p) => p.number)
      // Everybody was shown the same ten: the hardest case, which chance would rarely make.
      for (const c of cars.slice(1))
        await t.sql(`insert into plate_draws (office, case_id, press, numbers) values ($1, $2, 1, $3)`, [
          c.office,
          c.id,
          wanted,
        ])
      const results = await Promise.all(
        cars.map((c, i) => outcome(take(c, wanted[wishes[i] ?? 0] ?? '', i % 2 === 0 ? t.house : t.other))),
      )
      for (const wish of new Set(wishes))
        expect(results.filter((r, i) => wishes[i] === wish && r === 'won')).toHaveLength(1)
      expect(new Set(results)).toEqual(
        new Set(new Set(wishes).size === wishes.length ? ['won'] : ['won', 'PLATE_TAKEN']),
      )
      // Who lost is where they were, and may choose another.
      for (const [i, c] of cars.entries()) {
        const [row] = await t.sql<{ step: string; version: number }>(`select step, version from cases where id = $1`, [
          c.id,
        ])
        expect(row).toEqual(
          results[i] === 'won' ? { step: 'pay', version: c.version + 1 } : { step: 'choose-plate', version: c.version },
        )
      }
      expect(await poolCount()).toBe(before)
      expect(await broken(t, plateInvariants)).toEqual([])
    }),
    { numRuns: 4 },
  )
})

const poolCount = async (): Promise<number> =>
  Number((await t.sql<{ n: string }>(`select count(*) as n from plates`))[0]?.n)

test('who comes too late is told which of the shown numbers are still free', async () => {
  const [first, second] = [await newCar(), await newCar()]
  const shown = (await press(first)).numbers.map((p) => p.number)
  await t.sql(`insert into plate_draws (office, case_id, press, numbers) values ($1, $2, 1, $3)`, [
    second.office,
    second.id,
    shown,
  ])
  await take(first, shown[0] ?? '')
  const refusal = await take(second, shown[0] ?? '').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).fields?.map((f) => f.message)).toEqual(shown.slice(1))
  expect((await press(second, 1)).numbers[0]).toEqual({ number: shown[0], free: false })
  expect(await take(second, shown[1] ?? '')).toMatchObject({ step: 'pay' })
})

test('withdrawing gives the number back; registration puts it on the car for good', async () => {
  const gone = await newCar()
  const number = (await press(gone)).numbers[0]?.number ?? ''
  const chosen = await take(gone, number)
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: gone.applicant }, gone.id, chosen.version, { type: 'withdraw' }),
  )
  expect(await t.sql(`select state, case_id, vehicle_index from plates where number = $1`, [number])).toEqual([
    { state: 0, case_id: null, vehicle_index: null },
  ])

  const kept = await newCar()
  const mine = (await press(kept)).numbers[0]?.number ?? ''
  await take(kept, mine)
  const officer = { kind: 'officer', id: 'o1', office: office(), roles: ['reviewer'] } as const
  await t.house.db.tx((tx) => act(tx, t.house, SYSTEM, kept.id, undefined, { type: 'paid' }))
  await t.house.db.tx((tx) => act(tx, t.house, officer, kept.id, undefined, { type: 'pass' }))
  await t.house.db.tx((tx) =>
    act(tx, t.house, SYSTEM, kept.id, undefined, { type: 'registered', result: { plate: mine } }),
  )
  expect(
    await t.sql(`select state, case_id, vehicle_index is not null as car from plates where number = $1`, [mine]),
  ).toEqual([{ state: 2, case_id: kept.id, car: true }])
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('numbers published twice or from two processes at once are in the pool once, at dense places', async () => {
  const numbers = Array.from({ length: 50 }, (_, i) => `鲁BE${String(i).padStart(4, '0')}`)
  const added = await Promise.all(
    [t.house, t.other, t.house].map((h) => h.db.tx((tx) => publishPlates(tx, office(), '02', numbers))),
  )
  expect(added.reduce((a, b) => a + b)).toBe(50)
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('the draw favours nobody: over many presses every number comes about equally often, also when most are taken', async () => {
  const numbers = await fill('02', 60, 'K')
  // Only these sixty are free, in a pool of 260 places.
  await t.sql(
    `update plates set state = 2, vehicle_index = sha256(number::bytea), case_id = gen_random_uuid() where state = 0 and number not like '鲁BK%'`,
  )
  const c = await newCar()
  const counts = new Map<string, number>()
  for (let i = 0; i < 300; i += 1) {
    for (const { number } of (await press(c)).numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
    await t.sql(`delete from plate_draws`)
  }
  expect([...counts.keys()].sort()).toEqual([...numbers].sort())
  // 3,000 picks over 60 numbers: 50 each. Chi square with 59 degrees of freedom exceeds 112 once in 30,000 runs.
  const chi = numbers.reduce((sum, n) => sum + ((counts.get(n) ?? 0) - 50) ** 2 / 50, 0)
  expect(chi).toBeLessThan(112)
})

test('an empty pool is said, not hidden', async () => {
  const c = await newCar('插电式混合动力')
  expect(await outcome(press(c))).toBe('PLATE_EMPTY')
  const few = await fill('52', 3, 'DF')
  expect((await press(c)).numbers.map((n) => n.number).sort()).toEqual(few)
  expect(await outcome(press(c))).toBe('PLATE_EMPTY')
})
