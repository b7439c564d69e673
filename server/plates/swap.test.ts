import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Case, CaseData } from '#domain/case.ts'
import { VEHICLE } from '#test/cases.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { plateInvariants } from './invariants.ts'
import { vehicleIndex } from './sittings.ts'
import { swapPlates } from './swap.ts'
import { fill, registered } from './testing.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 60, 'D')
})
afterEach(() => t.close())

/** A swap of this car, as the register has answered it. */
function swapOf({ c, number, vin }: Awaited<ReturnType<typeof registered>>, otherVin: string): Case {
  const subject: CaseData['subject'] = { kind: 'vehicle', vehicle: { ...VEHICLE, plate: number, vin } }
  return { ...c, id: crypto.randomUUID(), data: { ...c.data, subject, registered: { otherVin } } }
}

const vehicleOf = async (number: string) =>
  (await t.sql(`select encode(vehicle, 'hex') as vehicle from plate_holdings where number = $1`, [number]))[0]
const indexOf = (vin: string) => ({ vehicle: vehicleIndex(t.house, vin).toString('hex') })

test('two numbers change cars; each car bears one before and after', async () => {
  const [one, two] = [await registered(t), await registered(t)]
  await t.house.db.tx((tx) => swapPlates(tx, t.house, swapOf(one, two.vin), two.number))
  expect(await vehicleOf(one.number)).toEqual(indexOf(two.vin))
  expect(await vehicleOf(two.number)).toEqual(indexOf(one.vin))
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('a number from before this house kept any is left alone, the one it keeps goes to the other car', async () => {
  const one = await registered(t)
  const old = { number: '鲁B99999', vin: 'LSVAU218XN2183294' }
  await t.house.db.tx((tx) => swapPlates(tx, t.house, swapOf(one, old.vin), old.number))
  expect(await vehicleOf(one.number)).toEqual(indexOf(old.vin))
  expect(await vehicleOf(old.number)).toBeUndefined()
  expect(await broken(t, plateInvariants)).toEqual([])
})

test('without the other car nothing is moved', async () => {
  const one = await registered(t)
  const half = swapOf(one, '')
  const lost = { ...half, data: { ...half.data, registered: {} } }
  await expect(t.house.db.tx((tx) => swapPlates(tx, t.house, lost, '鲁B99999'))).rejects.toThrow('between two cars')
  expect(await vehicleOf(one.number)).toEqual(indexOf(one.vin))
})
