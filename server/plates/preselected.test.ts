import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { platesOf } from './mine.ts'
import { preselectedPool } from './preselected.ts'
import { openSitting } from './sittings.ts'
import { fill, newCar, outcome, press, take } from './testing.ts'
import { lapseChoices, remindChoices } from './upkeep.ts'

/** A number chosen ahead: the case of the choice is done, the number stays held until its last day, a later case of the car uses it. */

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 60, 'D')
})
afterEach(() => t.close())

type Person = Awaited<ReturnType<typeof somebody>>

async function chosen(who?: Person): Promise<{ who: Person; c: Case; number: string; lastDay: string }> {
  const person = who ?? (await somebody(t))
  const c = await checked(t, await handedIn(t, person, 'plate-preselect-new'))
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  const done = await take(t, c, number)
  expect(done).toMatchObject({ state: 'done', data: { plate: { number } } })
  const lastDay = (await heldBy(person))[0]?.validUntil ?? ''
  return { who: person, c: done, number, lastDay }
}

const heldBy = async ({ id }: Person) => (await platesOf(t.house.db.read, t.house, id)).held
const stateOf = async (number: string) =>
  (await t.sql<{ state: number }>(`select state from plate_numbers where number = $1`, [number]))[0]?.state
const lapse = () => t.house.db.tx((tx) => lapseChoices(tx, t.house))
const told = async (c: Case, template: string) =>
  (await t.sql(`select 1 from messages where case_id = $1 and template = $2`, [c.id, template])).length
/** Noon of that day in Shanghai, `days` later. */
const goTo = (day: string, days = 0) =>
  t.later(Date.parse(`${day}T04:00:00Z`) + days * 86_400_000 - t.house.time.now().getTime())

test('held through its last day, with a reminder the day before; the day after it goes back and the holder is told', async () => {
  const { who, c, number, lastDay } = await chosen()
  goTo(lastDay, -1)
  await t.house.db.tx((tx) => remindChoices(tx, t.house))
  expect(await told(c, 'plate-last-day')).toBe(1)
  goTo(lastDay)
  expect(await lapse()).toBe(0)
  expect(await heldBy(who)).toMatchObject([{ number, case: c.id, mayRelease: true }])
  goTo(lastDay, 1)
  expect(await lapse()).toBe(1)
  expect(await heldBy(who)).toEqual([])
  expect(await stateOf(number)).toBe(6)
  expect(await told(c, 'plate-lapsed')).toBe(1)
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a registration that uses it keeps it beyond its last day; withdrawn in time, it stays the person’s', async () => {
  const { who, number, lastDay } = await chosen()
  const registration = await newCar(t, '汽油', who)
  expect(await take(t, registration, number)).toMatchObject({ step: 'pay', data: { plate: { number } } })
  const withdraw = () =>
    t.house.db.tx((tx) =>
      act(tx, t.house, { kind: 'citizen', id: who.id }, registration.id, undefined, { type: 'withdraw' }),
    )
  goTo(lastDay, 1)
  expect(await lapse()).toBe(0)
  expect(await heldBy(who)).toMatchObject([{ number, mayRelease: false }])
  await withdraw()
  expect(await heldBy(who)).toMatchObject([{ number, mayRelease: true }])
  expect(await stateOf(number)).toBe(3)
  expect(await lapse()).toBe(1)
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('the later case is offered that number alone', async () => {
  const { who } = await chosen()
  const registration = await newCar(t, '汽油', who)
  expect(await outcome(press(t, registration))).toBe('PLATE_CONFIRMED')
  expect(await outcome(take(t, registration, '鲁BD0060'))).toBe('PLATE_NOT_SHOWN')
})

test('which pool a car’s number is from, while it is held', async () => {
  const { c, lastDay } = await chosen()
  const vin = c.data.subject.kind === 'new-vehicle' ? c.data.subject.vin : ''
  expect(await preselectedPool(t.house, vin)).toBe('02')
  expect(await preselectedPool(t.house, 'LSVAU218XN2183294')).toBeUndefined()
  goTo(lastDay, 1)
  await lapse()
  expect(await preselectedPool(t.house, vin)).toBeUndefined()
  const open = await newCar(t)
  await t.house.db.tx((tx) => openSitting(tx, t.house, open))
  const other = open.data.subject.kind === 'new-vehicle' ? open.data.subject.vin : ''
  expect(await preselectedPool(t.house, other)).toBeUndefined()
})
