import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import { broken, somebody, type Tools, tools } from '#test/tools.ts'
import { claim } from './choose.ts'
import { plateInvariants } from './invariants.ts'
import { openSitting, wish } from './sittings.ts'
import { pressesOf } from './plates.ts'
import { takeInStock } from './stock.ts'
import { fill, newCar, outcome, press, take } from './testing.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 200, 'D')
})
afterEach(() => t.close())

const SYSTEM = { kind: 'system', id: 'house' } as const
const office = () => t.house.city.homeOffice

test('five presses show fifty different numbers; a press made already is shown again; a sixth is refused', async () => {
  const c = await newCar(t)
  const seen: string[] = []
  for (const n of [1, 2, 3, 4, 5]) {
    const { numbers } = await press(t, c, n)
    expect((await press(t, c, n)).numbers).toEqual(numbers)
    seen.push(...numbers.map((p) => p.number))
  }
  expect(new Set(seen).size).toBe(50)
  expect(await outcome(press(t, c))).toBe('PLATE_PRESSES_USED')
  const presses = await pressesOf(t.house.db.read, t.house, c)
  expect(presses.flatMap((p) => p.numbers.map((x) => x.number))).toEqual(seen)
  // Only the last group is on offer: the ones before went back when the next was pressed.
  expect(presses.map((p) => p.numbers.filter((n) => n.free).length)).toEqual([0, 0, 0, 0, 10])
})

test('an electric car is offered its own green numbers, a hybrid those of hybrids', async () => {
  await fill(t, '52-battery', 30, 'DA')
  await fill(t, '52-other', 30, 'FA')
  expect((await press(t, await newCar(t, '纯电动'))).numbers.every((p) => p.number.startsWith('鲁BDA'))).toBe(true)
  expect((await press(t, await newCar(t, '插电式混合动力'))).numbers.every((p) => p.number.startsWith('鲁BFA'))).toBe(
    true,
  )
})

test('two presses at the same moment from two processes use up one press', async () => {
  const c = await newCar(t)
  await press(t, c, 1)
  const [a, b] = await Promise.all([press(t, c, 2), press(t, c, 2, t.other)])
  expect(a).toEqual(b)
  expect(await pressesOf(t.house.db.read, t.house, c)).toHaveLength(2)
})

test('nobody sits down for a case that was withdrawn a moment ago: the car can choose again in another one', async () => {
  const c = await newCar(t)
  const withdraw = (tx: Tx) =>
    act(tx, t.house, { kind: 'citizen', id: c.applicant }, c.id, undefined, { type: 'withdraw' })
  await t.house.db.tx(withdraw)
  // The page was read before.
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, c)))).toBe('WRONG_STEP')
  expect(await t.sql('select id from plate_sittings where pending is not null')).toEqual([])
})

test('only a number on offer to this very case can be taken, and only once', async () => {
  const c = await newCar(t)
  const other = await newCar(t)
  const strange = (await press(t, other)).numbers[0]?.number ?? ''
  const shown = (await press(t, c)).numbers.map((p) => p.number)
  expect(shown).not.toContain(strange)
  expect(await outcome(take(t, c, strange))).toBe('PLATE_NOT_SHOWN')
  const next = await take(t, c, shown[0] ?? '')
  expect(next).toMatchObject({ step: 'pay', data: { plate: { number: shown[0], type: '02' } } })
  expect(await outcome(take(t, c, shown[1] ?? ''))).toBe('WRONG_STEP')
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a group lasts 90 seconds: who is later is told so, and has the next group', async () => {
  const c = await newCar(t)
  const shown = (await press(t, c)).numbers.map((p) => p.number)
  t.later(91_000)
  const refusal = await take(t, c, shown[0] ?? '').catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'PLATE_TIMEOUT', params: { n: 4 } })
  const next = (await press(t, c)).numbers.map((p) => p.number)
  expect(next.filter((n) => shown.includes(n))).toEqual([])
  expect(await take(t, c, next[0] ?? '')).toMatchObject({ step: 'pay' })
})

test('one number can be put aside, lives to the end of the last group, and another may take its place', async () => {
  const c = await newCar(t)
  const first = (await press(t, c)).numbers.map((p) => p.number)
  const keep = (number: string) => t.house.db.tx((tx) => wish(tx, t.house, c, { kind: 'reserve', number }))
  await keep(first[2] ?? '')
  t.later(80_000)
  const second = (await press(t, c)).numbers.map((p) => p.number)
  t.later(80_000)
  // 160 seconds after it was drawn.
  expect(await outcome(take(t, c, first[3] ?? ''))).toBe('PLATE_NOT_SHOWN')
  await keep(second[0] ?? '')
  expect(await outcome(take(t, c, first[2] ?? ''))).toBe('PLATE_NOT_SHOWN')
  expect(await take(t, c, second[0] ?? '')).toMatchObject({ step: 'pay' })
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('people in two processes compose the same few numbers: each number has one winner, each winner one number', async () => {
  const letters = 'ABCDEFGHJK'.split('').values()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { minLength: 6, maxLength: 12 }), async (wishes) => {
      const letter = `E${letters.next().value}`
      const wanted = [1, 2, 3].map((i) => `鲁B${letter}00${i}`)
      await t.house.db.tx((tx) => takeInStock(tx, t.house, '02', { numbers: wanted }))
      const cars: Case[] = []
      for (const _ of wishes) cars.push(await newCar(t))
      const results = await Promise.all(
        cars.map(async (c, i) => {
          const house = i % 2 === 0 ? t.house : t.other
          const number = wanted[wishes[i] ?? 0] ?? ''
          const { outcomes } = await house.db.tx((tx) => wish(tx, house, c, { kind: 'compose', numbers: [number] }))
          return outcomes?.[0]
        }),
      )
      for (const wish of new Set(wishes))
        expect(results.filter((r, i) => wishes[i] === wish && r === 'won')).toHaveLength(1)
      expect(results.every((r) => r === 'won' || r === 'taken')).toBe(true)
      expect(await broken(t, plateInvariants)).toEqual([])
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

test('the same number claimed by everybody in one batch has one winner; repeating the claim gives the same answer', async () => {
  const c = await newCar(t)
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  const go = (sitting: string, person: string) => outcome(claim(t.house, office(), '02', sitting, person, number))
  const others = await Promise.all([newCar(t), newCar(t), newCar(t)])
  for (const other of others) await t.house.db.tx((tx) => openSitting(tx, t.house, other))
  const results = await Promise.all([...others.map((o) => go(o.id, o.applicant)), go(c.id, c.applicant)])
  expect(results).toEqual(['PLATE_NOT_SHOWN', 'PLATE_NOT_SHOWN', 'PLATE_NOT_SHOWN', 'won'])
  expect(await Promise.all([go(c.id, c.applicant), go(c.id, c.applicant)])).toEqual(['won', 'won'])
  // Somebody else's sitting is not one's own, whoever knows its name.
  expect(await go(c.id, others[0]?.applicant ?? '')).toBe('PLATE_SITTING_OVER')
})

test('withdrawing puts the number on its way back; registration puts it on the car for good', async () => {
  const gone = await newCar(t)
  const number = (await press(t, gone)).numbers[0]?.number ?? ''
  const chosen = await take(t, gone, number)
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: gone.applicant }, gone.id, chosen.version, { type: 'withdraw' }),
  )
  const stateOf = (n: string) => t.sql(`select state, sitting from plate_numbers where number = $1`, [n])
  expect(await stateOf(number)).toEqual([{ state: 6, sitting: null }])

  const kept = await newCar(t)
  const mine = (await press(t, kept)).numbers[0]?.number ?? ''
  await take(t, kept, mine)
  const officer = { kind: 'officer', id: 'o1', office: office(), roles: ['reviewer'] } as const
  await t.house.db.tx((tx) => act(tx, t.house, SYSTEM, kept.id, undefined, { type: 'paid' }))
  await t.house.db.tx((tx) => act(tx, t.house, officer, kept.id, undefined, { type: 'pass' }))
  await t.house.db.tx((tx) =>
    act(tx, t.house, SYSTEM, kept.id, undefined, { type: 'registered', result: { plate: mine } }),
  )
  expect(await stateOf(mine)).toEqual([{ state: 4, sitting: kept.id }])
  expect(await t.sql(`select case_id from plate_holdings where number = $1`, [mine])).toEqual([{ case_id: kept.id }])
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('stock taken in twice or from two processes at once is there once', async () => {
  const numbers = Array.from({ length: 50 }, (_, i) => `鲁BE${String(i + 1).padStart(4, '0')}`)
  const load = (house: Tools['house']) => house.db.tx((tx) => takeInStock(tx, house, '02', { numbers })).catch(() => 0)
  const added = await Promise.all([load(t.house), load(t.other), load(t.house)])
  expect(added.reduce((a, b) => a + b)).toBe(50)
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('the draw favours no number: over many cars each comes about equally often, also when most are taken', async () => {
  const numbers = await fill(t, '02', 60, 'K')
  // Only these sixty are free among 260 places.
  await t.sql(`update plate_numbers set state = 5 where number not like '鲁BK%'`)
  const counts = new Map<string, number>()
  const cars = await Promise.all(Array.from({ length: 60 }, () => newCar(t)))
  for (const c of cars) {
    for (let n = 1; n <= 5; n += 1) {
      for (const { number } of (await press(t, c, n, t.other)).numbers)
        counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    t.later(1_000_000)
  }
  expect([...counts.keys()].sort()).toEqual([...numbers].sort())
  // 3,000 picks over 60 numbers: 50 each. Chi square with 59 degrees of freedom exceeds 112 once in 30,000 runs; within one
  // car fifty of the sixty come, so the spread is smaller still.
  const chi = numbers.reduce((sum, n) => sum + ((counts.get(n) ?? 0) - 50) ** 2 / 50, 0)
  expect(chi).toBeLessThan(112)
})

test('an empty pool is said, not hidden', async () => {
  const c = await newCar(t, '插电式混合动力')
  expect(await outcome(press(t, c))).toBe('PLATE_EMPTY')
  const few = await fill(t, '52-other', 3, 'FK')
  expect((await press(t, c)).numbers.map((n) => n.number).sort()).toEqual(few)
  expect(await outcome(press(t, c))).toBe('PLATE_EMPTY')
})

test('one person has at most two choices open; one car has one', async () => {
  const me = await somebody(t)
  const first = await newCar(t, '汽油', me)
  await press(t, first)
  // The same car again (each person of these tests has one).
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, { ...first, id: crypto.randomUUID() })))).toBe(
    'PLATE_ELSEWHERE',
  )
})
