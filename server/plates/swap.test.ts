import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case, CaseData } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import { VEHICLE } from '#test/cases.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { vehicleIndex } from './sittings.ts'
import { swapPlates } from './swap.ts'
import { fill, newCar, press, take } from './testing.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 60, 'D')
})
afterEach(() => t.close())

const SYSTEM = { kind: 'system', id: 'house' } as const

/** A car that bears a number which this house keeps. */
async function registered(): Promise<{ number: string; vin: string; c: Case }> {
  const c = await newCar(t)
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  const officer = { kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] } as const
  const does = (actor: Parameters<typeof act>[2], command: Parameters<typeof act>[5]) =>
    t.house.db.tx((tx) => act(tx, t.house, actor, c.id, undefined, command))
  await does(SYSTEM, { type: 'paid' })
  await does(officer, { type: 'pass' })
  const done = await does(SYSTEM, { type: 'registered', result: { plate: number } })
  return { number, vin: c.data.subject.kind === 'new-vehicle' ? c.data.subject.vin : '', c: done }
}

/** A swap of this car, as the register has answered it. */
function swapOf({ c, number, vin }: Awaited<ReturnType<typeof registered>>, otherVin: string): Case {
  const subject: CaseData['subject'] = { kind: 'vehicle', vehicle: { ...VEHICLE, plate: number, vin } }
  return { ...c, id: crypto.randomUUID(), data: { ...c.data, subject, registered: { otherVin } } }
}

const vehicleOf = async (number: string) =>
  (await t.sql(`select encode(vehicle, 'hex') as vehicle from plate_holdings where number = $1`, [number]))[0]
const indexOf = (vin: string) => ({ vehicle: vehicleIndex(t.house, vin).toString('hex') })

test('two numbers change cars; each car bears one before and after', async () => {
  const [one, two] = [await registered(), await registered()]
  await t.house.db.tx((tx) => swapPlates(tx, t.house, swapOf(one, two.vin), two.number))
  expect(await vehicleOf(one.number)).toEqual(indexOf(two.vin))
  expect(await vehicleOf(two.number)).toEqual(indexOf(one.vin))
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a number from before this house kept any is left alone, the one it keeps goes to the other car', async () => {
  const one = await registered()
  const old = { number: '鲁B99999', vin: 'LSVAU218XN2183294' }
  await t.house.db.tx((tx) => swapPlates(tx, t.house, swapOf(one, old.vin), old.number))
  expect(await vehicleOf(one.number)).toEqual(indexOf(old.vin))
  expect(await vehicleOf(old.number)).toBeUndefined()
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('without the other car nothing is moved', async () => {
  const one = await registered()
  const half = swapOf(one, '')
  const lost = { ...half, data: { ...half.data, registered: {} } }
  await expect(t.house.db.tx((tx) => swapPlates(tx, t.house, lost, '鲁B99999'))).rejects.toThrow('between two cars')
  expect(await vehicleOf(one.number)).toEqual(indexOf(one.vin))
})
