import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { freeOldNumber, rightsOfPerson, takeOld } from './rights.ts'
import { CERTIFICATE, fill, newCar, outcome, press, registered, take } from './testing.ts'
import { sittingView } from './view.ts'

/** Order 164 art. 44: an old number is its former owner's, for a car of the same owner, and of nobody who acts for others. */

const DAY = 86_400_000
let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 80, 'A')
})
afterEach(() => t.close())

type Person = Awaited<ReturnType<typeof somebody>>

/** Somebody who drove with a number for more than a year and gave the car away. */
async function formerOwner(person?: Person): Promise<{ person: Person; number: string; right: string }> {
  const who = person ?? (await somebody(t))
  const { number, c } = await registered(t, who)
  await t.sql(`update cases set state = 'done' where id = $1`, [c.id])
  t.later(400 * DAY)
  const vehicle = { plate: number, owner: { ...who }, registeredOn: shanghaiDate(t.house.time.now()) }
  await t.house.db.tx((tx) => freeOldNumber(tx, t.house, c.office, vehicle))
  const [right] = await rightsOfPerson(t.house.db.read, t.house, c.office, who.id)
  if (!right) throw new Error('no right was kept')
  return { person: who, number, right: right.id }
}

/** A new car's case that one person opened for another. */
async function actedFor(agent: Person, owner: Person): Promise<Case> {
  const subject = { kind: 'new-vehicle' as const, vin: '', preInspected: true, certificate: CERTIFICATE }
  const actedBy = { kind: 'agent' as const, person: { name: agent.name, idNumber: agent.idNumber } }
  return checked(t, await handedIn(t, agent, 'new-vehicle-registration', { applicant: owner, actedBy, subject }))
}

const former = async (c: Case): Promise<string[]> =>
  (await sittingView(t.house.db.read, t.house, c)).former.map((f) => f.number)
const takes = (c: Case, right: string): Promise<string> =>
  outcome(t.house.db.tx((tx) => takeOld(tx, t.house, c, right)))

test('who acts for another is not offered the own old number, and cannot put it on that person’s car', async () => {
  const { person: agent, right } = await formerOwner()
  const c = await actedFor(agent, await somebody(t))
  expect(await former(c)).toEqual([])
  expect(await takes(c, right)).toBe('NOT_FOUND')
  // For a car of the own it is there.
  await t.sql(`update cases set state = 'withdrawn' where id = $1`, [c.id])
  const own = await newCar(t, '汽油', agent)
  expect(await former(own)).toHaveLength(1)
})

test('the owner’s old number is used by whoever registers the owner’s new car', async () => {
  const { person: owner, number, right } = await formerOwner()
  const c = await actedFor(await somebody(t), owner)
  expect(await former(c)).toEqual([number])
  expect(await takes(c, right)).toBe('won')
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a car that bears its number already takes no old one: a clear answer, and nothing is tried in vain', async () => {
  const person = await somebody(t)
  const { right } = await formerOwner(person)
  const { c } = await registered(t, person)
  expect(await takes(c, right)).toBe('PLATE_CONFIRMED')
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('an old number and a drawn one at the same moment: the car has one of them, the other stays where it was', async () => {
  const { person, number: old, right } = await formerOwner()
  const c = await newCar(t, '汽油', person)
  const drawn = (await press(t, c)).numbers[0]?.number ?? ''
  const both = await Promise.allSettled([takes(c, right), outcome(take(t, c, drawn, t.other))])
  expect(both.filter((b) => b.status === 'fulfilled' && b.value === 'won')).toHaveLength(1)
  const states = await t.sql(`select number, state from plate_numbers where number = any ($1) order by state`, [
    [old, drawn],
  ])
  // In order of state: the old one chosen and the drawn one free, or the drawn one chosen and the old one still kept.
  expect([
    [
      { number: drawn, state: 0 },
      { number: old, state: 3 },
    ],
    [
      { number: drawn, state: 3 },
      { number: old, state: 7 },
    ],
  ]).toContainEqual(states)
  expect(await broken(t, plateInvariants)).toEqual([])
})
