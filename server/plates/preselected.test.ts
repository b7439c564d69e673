import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { VEHICLE } from '#test/cases.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { platesOf } from './mine.ts'
import { preselectedPool } from './preselected.ts'
import { openSitting } from './sittings.ts'
import { fill, newCar, outcome, press, take } from './testing.ts'
import { takeOverJobs } from './take-over.ts'
import { sittingView } from './view.ts'
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
  // From the first minute after its last day, before the night's job takes it back.
  goTo(lastDay, 1)
  expect(await preselectedPool(t.house, vin)).toBeUndefined()
  await lapse()
  const open = await newCar(t)
  await t.house.db.tx((tx) => openSitting(tx, t.house, open))
  const other = open.data.subject.kind === 'new-vehicle' ? open.data.subject.vin : ''
  expect(await preselectedPool(t.house, other)).toBeUndefined()
})

/** A case of the same car that chooses a number, in another account, for `applicant`; its item takes over by itself. */
async function transferOf(of: Case, account: Person, applicant: Case['data']['applicant']): Promise<Case> {
  const vin = of.data.subject.kind === 'new-vehicle' ? of.data.subject.vin : ''
  const subject = { kind: 'vehicle', vehicle: { ...VEHICLE, vin } } as const
  return handedIn(t, account, 'vehicle-relocate', { subject, applicant })
}
const arrives = (c: Case) =>
  t.house.db.tx(async (tx) => {
    await act(tx, t.house, SYSTEM, c.id, undefined, { type: 'checked', results: [] })
    return act(tx, t.house, SYSTEM, c.id, undefined, { type: 'file-arrived', from: '济南', hash: 'f'.repeat(64) })
  })
const SYSTEM = { kind: 'system', id: 'house' } as const
const takeOver = async (c: Case) => {
  await takeOverJobs[0]?.run(t.house, { case: c.id } as never, 1)
  return loadCase(t.house.db.read, t.house, c.id)
}

test('an item that the city names takes the number over by itself, once, and says so; others ask for the press', async () => {
  const { who, c, number } = await chosen()
  const first = await arrives(await transferOf(c, who, who))
  expect([await told(first, 'choose-plate'), await told(first, 'plate-taken-over')]).toEqual([0, 0])
  for (let twice = 0; twice < 2; twice += 1)
    expect(await takeOver(first)).toMatchObject({ step: 'appointment', data: { plate: { number } } })
  expect([await told(first, 'choose-plate'), await told(first, 'plate-taken-over')]).toEqual([0, 1])
  const withdrawn = { kind: 'citizen', id: who.id } as const
  await t.house.db.tx((tx) => act(tx, t.house, withdrawn, first.id, undefined, { type: 'withdraw' }))
  // An item that the city does not name asks for the press, and the job changes nothing.
  const early = await newCar(t, '汽油', who)
  expect(await told(early, 'choose-plate')).toBe(1)
  expect(await takeOver(early)).toMatchObject({ step: 'choose-plate' })
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a number that lapsed between the step and the job is asked for, not lost', async () => {
  const { who, c, lastDay } = await chosen()
  const later = await arrives(await transferOf(c, who, who))
  goTo(lastDay, 1)
  await lapse()
  expect(await takeOver(later)).toMatchObject({ step: 'choose-plate' })
  expect(await told(later, 'choose-plate')).toBe(1)
})

test('what one user of a company chose for its car, a colleague takes; another applicant does not', async () => {
  const [user, colleague, stranger] = [await somebody(t), await somebody(t), await somebody(t)]
  const data = { name: '青岛海岚物流有限公司', idNumber: '91379900MA0090014Q', mobile: user.mobile }
  const [company] = await t.sql<{ id: string }>(
    `insert into companies (credit_code, name) values ('91379900MA0090014Q', '青岛海岚物流有限公司') returning id`,
  )
  await t.sql(
    `insert into company_members (company, person_index, role, data, added_by, added_at)
     select $1, id_index, 'user', '', id, now() from people where id = any ($2::uuid[])`,
    [company?.id, [user.id, colleague.id]],
  )
  // As handing in for a company writes it down.
  const forCompany = async (c: Case): Promise<Case> => {
    await t.sql(`insert into case_principals (office, case_id, company, acted_by) values ($1, $2, $3, $4)`, [
      c.office,
      c.id,
      company?.id,
      c.applicant,
    ])
    return c
  }
  const begun = await forCompany(await handedIn(t, user, 'plate-preselect-new', { applicant: data }))
  const ahead = await checked(t, begun)
  const number = (await press(t, ahead)).numbers[0]?.number ?? ''
  await take(t, ahead, number)
  const foreign = await arrives(await transferOf(ahead, stranger, stranger))
  expect(await outcome(take(t, foreign, number))).toBe('PLATE_ELSEWHERE')
  const mine = await arrives(await forCompany(await transferOf(ahead, colleague, data)))
  const shown = await sittingView(t.house.db.read, t.house, mine)
  expect(shown).toMatchObject({ state: 'confirmed', held: { number, mayRelease: false } })
  expect(await takeOver(mine)).toMatchObject({ step: 'appointment', data: { plate: { number } } })
  expect(await broken(t, plateInvariants)).toEqual([])
})
