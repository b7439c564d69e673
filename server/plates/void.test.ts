import { afterAll, beforeAll, expect, test } from 'vitest'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import * as pools from '#api/plate-pools.ts'
import * as plates from '#api/plates.ts'
import type { CaseActor, CaseData } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, payAll, review, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { broken, checked, handedIn, somebody, tools } from '#test/tools.ts'
import { first, worldOf } from '#test/world.ts'
import { plateInvariants } from './invariants.ts'
import { CERTIFICATE, fill, newCar, press as pressed, take as taken } from './testing.ts'

/** The national register knows a chosen number as used: nobody's fault but the office's. */

let h: TestHouse
beforeAll(async () => {
  h = await house({ people: 20 })
})
afterAll(() => h.close())

const SYSTEM = { kind: 'system', id: 'house' } as const
const vinOf = async () => first('the car', (await worldOf(h)).cars, (car) => car.vin.endsWith('009908')).vin
const signature = demoPerson('liu-yang').name
const applyFor = async (who: Visitor, service: string) =>
  apply(who, { service, choice: { vin: await vinOf() }, signature })

async function press(who: Visitor, id: string, n: number): Promise<string[]> {
  const { body, problem } = await who.call(plates.drawPlates, { params: { id }, body: { press: n } })
  const group = body.random.group
  if (group?.press !== n) throw new Error(JSON.stringify(problem))
  return group.numbers.map((number) => number.number)
}

async function take(who: Visitor, id: string, number: string): Promise<void> {
  const taken = await who.call(plates.choosePlate, { params: { id }, body: { number } })
  expect(taken.status, JSON.stringify(taken.problem)).toBe(200)
}

const sit = async (who: Visitor, id: string) => (await who.call(plates.openSitting, { params: { id }, body: {} })).body

const stateOf = (number: string) => h.sql(`select state, rule from plate_numbers where number = $1`, [number])
const steps = async (who: Visitor, id: string) => (await who.call(mine.readMyCase, { params: { id } })).body

test('the pools of the demo can be drawn from as soon as they are filled', async () => {
  expect(await h.sql(`select pool from plate_pools where epoch = 0`)).toEqual([])
})

test('the choice is void without fault, every press is back, nothing is paid twice, and the next number is registered', async () => {
  const who = await h.citizen('liu-yang')
  const { id } = await applyFor(who, 'new-vehicle-registration')
  await standsAt(who, id, 'choose-plate')
  await sit(who, id)
  const seen: string[] = []
  for (const n of [1, 2, 3, 4, 5]) seen.push(...(await press(who, id, n)))
  const refused = seen.at(-1) ?? ''
  await take(who, id, refused)
  await standsAt(who, id, 'pay')
  await payAll(h, who, id)
  await standsAt(who, id, 'review')
  await review(h, id)

  await standsAt(who, id, 'choose-plate')
  expect(await stateOf(refused)).toEqual([{ state: 9, rule: 'in-use-elsewhere' }])
  expect(await h.sql(`select kind, number, sitting from plate_incidents`)).toEqual([
    { kind: 'in-use-elsewhere', number: refused, sitting: id },
  ])
  expect(await h.sql(`select 1 from plate_blocks`)).toEqual([])
  // The rule by which it went is public like the others.
  const { body: rules } = await who.call(pools.publicPlateRules)
  expect(rules.found.map((rule) => rule.id)).toEqual(['in-use-elsewhere'])
  const { body } = await who.call(messages.listMessages)
  expect(JSON.stringify(body)).toContain(`您选的号码${refused}已在使用,不能再发。这不是您的责任`)

  const again = await sit(who, id)
  expect(again).toMatchObject({ state: 'open', random: { left: 5 }, compose: { triesLeft: 20 } })
  const fresh = await press(who, id, 6)
  expect(fresh.filter((number) => seen.includes(number))).toEqual([])
  const number = fresh[0] ?? ''
  await take(who, id, number)
  // What was paid and reviewed stays so: nothing but the number is new.
  await standsAt(who, id, 'make')
  const car = first('the car', (await worldOf(h)).cars, (c) => c.vin.endsWith('009908'))
  expect(car.registration?.plate).toBe(number)
  expect(await stateOf(number)).toEqual([{ state: 4, rule: null }])
  expect((await steps(who, id)).state).toBe('open')
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})

test('a number chosen ahead that turns out to be used: its own case stays done, the registration chooses at once', async () => {
  const t = await tools()
  try {
    await fill(t, '02', 40, 'D')
    const me = await somebody(t)
    const subject: CaseData['subject'] = { kind: 'new-vehicle', vin: '', preInspected: true, certificate: CERTIFICATE }
    const ahead = await checked(t, await handedIn(t, me, 'plate-preselect-new', { subject }))
    const number = (await pressed(t, ahead)).numbers[0]?.number ?? ''
    expect(await taken(t, ahead, number)).toMatchObject({ state: 'done' })
    const c = await newCar(t, '汽油', me)
    await taken(t, c, number)
    const does = (actor: CaseActor, command: Command) =>
      t.house.db.tx((tx) => act(tx, t.house, actor, c.id, undefined, command))
    await does(SYSTEM, { type: 'paid' })
    await does({ kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] }, { type: 'pass' })
    expect(await does(SYSTEM, { type: 'plate-refused', reason: 'x' })).toMatchObject({ step: 'choose-plate' })
    expect(await broken(t, plateInvariants)).toEqual([])
    const states = await t.sql(`select id, state from plate_sittings order by opened_at`)
    expect(states).toEqual([
      { id: ahead.id, state: 'void' },
      { id: c.id, state: 'open' },
    ])
    const next = (await pressed(t, c)).numbers[0]?.number ?? ''
    expect(next).not.toBe(number)
    // The choice is made under the version that the case has now.
    const now = await t.house.db.tx((tx) => loadCase(tx, t.house, c.id))
    expect(await taken(t, now, next)).toMatchObject({ step: 'register', data: { plate: { number: next } } })
    expect(await broken(t, plateInvariants)).toEqual([])
  } finally {
    await t.close()
  }
})
