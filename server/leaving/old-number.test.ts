import { afterEach, beforeEach, expect, test } from 'vitest'
import { addMonths, shanghaiDate } from '#domain/calendar.ts'
import { plateInvariants } from '#server/plates/invariants.ts'
import { fill, registered } from '#server/plates/testing.ts'
import { VEHICLE } from '#test/cases.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { leavingInvariants } from './invariants.ts'
import { advance, leavingNumbered, takeRequest } from './leaving.ts'

/** What becomes of the number of a car that has left (order 164 art. 44). */

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 60, 'D')
})
afterEach(() => t.close())

const DAY = 86_400_000

/** The car's file is asked for, sent, and the car arrives. */
async function leaves({ number, c, vin }: Awaited<ReturnType<typeof registered>>): Promise<void> {
  const { name, idNumber } = c.data.applicant
  const owner = { name, idNumber }
  const record = { ...VEHICLE, plate: number, vin, owner, registeredOn: shanghaiDate(new Date(c.submittedAt)) }
  const asked = { requestNo: 'ZJ320100', why: 'move', vin, plate: number, plateType: '02', owner, to: 320100 } as const
  await t.house.db.tx((tx) => takeRequest(tx, t.house, { ...asked, toName: '南京市车辆管理所' }, t.house.time.now()))
  const id = (await leavingNumbered(t.house.db.read, 'ZJ320100')) ?? ''
  const does = (command: Parameters<typeof advance>[3]) =>
    t.house.db.tx((tx) => advance(tx, t.house, id, command, { actor: 'house', record }))
  await does({ type: 'judged', findings: [] })
  await does({ type: 'told' })
  // The file alone takes nothing off: until it is registered elsewhere the car bears its number.
  expect(await t.sql(`select number from plate_holdings where number = $1`, [number])).toEqual([{ number }])
  await does({ type: 'arrived' })
  await does({ type: 'arrived' })
  expect(await t.sql(`select number from plate_holdings where number = $1`, [number])).toEqual([])
}

test('used for a year, it is kept for its former owner for two, and the owner is told until when', async () => {
  const car = await registered(t)
  t.later(400 * DAY)
  await leaves(car)
  const today = shanghaiDate(t.house.time.now())
  const rights = await t.sql<{ number: string; last_day: string; state: string }>(
    `select number, last_day::text, state from plate_rights`,
  )
  expect(rights).toEqual([{ number: car.number, last_day: addMonths(today, 24), state: 'open' }])
  expect(await t.sql(`select template from messages where template like 'file-%' order by id`)).toEqual([
    { template: 'file-sent' },
    { template: 'file-left-kept' },
  ])
  expect(await broken(t, [...plateInvariants, ...leavingInvariants])).toEqual([])
})

test('used for less than a year, it cools and goes back to everybody', async () => {
  const car = await registered(t)
  t.later(100 * DAY)
  await leaves(car)
  expect(await t.sql(`select number from plate_rights`)).toEqual([])
  expect(await t.sql(`select state from plate_numbers where number = $1`, [car.number])).toEqual([{ state: 8 }])
  expect(await broken(t, [...plateInvariants, ...leavingInvariants])).toEqual([])
})
