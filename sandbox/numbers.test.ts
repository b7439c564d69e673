import { beforeEach, expect, test } from 'vitest'
import { shanghaiDate } from '#domain/calendar.ts'
import { createRegistry } from '#server/connectors/registry.ts'
import { good, sandboxForTest } from './testing.ts'
import { demoPerson, type DemoKey } from './world/demo-people.ts'
import { NUMBER_PLATES } from './world/demo-plate-cars.ts'

const [ONE, TWO, BLUE] = NUMBER_PLATES

let registry: ReturnType<typeof createRegistry>
beforeEach(async () => {
  const town = await sandboxForTest()
  registry = createRegistry(town.exchange)
  return () => town.close()
})

const vehicle = (plate: string, plateType = '02') => good(registry.vehicle({ plate, plateType }))
const write = (key: string, service: string, who: DemoKey, data: Record<string, string>) => {
  const { idNumber, mobile } = demoPerson(who)
  return good(registry.register(key, { caseNo: 'C', service, act: service, data: { idNumber, mobile, ...data } }))
}
const swap = (key: string, who: DemoKey, plate: string, otherPlate: string) =>
  write(key, 'plate-swap', who, { plate, plateType: '02', otherPlate })

test('two cars of one owner change numbers, the repeated message changes nothing back', async () => {
  const [one, two] = [await vehicle(ONE), await vehicle(TWO)]
  const answer = await swap('s1', 'jiang-bo', ONE, TWO.toLowerCase())
  expect(answer).toMatchObject({ state: 'accepted', result: { plate: TWO, otherPlate: ONE, otherVin: two?.vin } })
  expect(await swap('s1', 'jiang-bo', ONE, TWO.toLowerCase())).toEqual(answer)
  const swappedOn = shanghaiDate(new Date())
  expect(await vehicle(TWO)).toEqual({ ...one, plate: TWO, swappedOn })
  expect(await vehicle(ONE)).toEqual({ ...two, plate: ONE, swappedOn })
})

test.each([
  ["somebody else's car", 'jiang-bo', ONE, BLUE, 'NO_VEHICLE'],
  ['the car itself', 'jiang-bo', ONE, ONE, 'NO_VEHICLE'],
  ['by somebody else', 'qin-yue', ONE, TWO, 'NO_VEHICLE'],
  ['a number of no car', 'jiang-bo', ONE, '鲁B00001', 'NO_VEHICLE'],
] as const)('no swap with %s', async (_, who, plate, other, code) => {
  expect(await swap('s2', who, plate, other)).toMatchObject({ state: 'refused', code })
  expect(await vehicle(ONE)).not.toHaveProperty('swappedOn')
})

test('a blue number gives way to a green one that nobody bears', async () => {
  const before = await vehicle(BLUE)
  const exchange = (key: string, data: Record<string, string>) =>
    write(key, 'nev-plate-exchange-appointment', 'qin-yue', { plate: BLUE, plateType: '02', ...data })
  expect(await exchange('n1', {})).toMatchObject({ state: 'refused' })
  expect(await exchange('n2', { newPlate: ONE, newPlateType: '02' })).toMatchObject({ state: 'refused' })
  const green = { newPlate: '鲁BD00417', newPlateType: '52' }
  expect(await exchange('n3', green)).toMatchObject({
    state: 'accepted',
    result: { plate: '鲁BD00417', formerPlate: BLUE },
  })
  expect(await vehicle('鲁BD00417', '52')).toEqual({ ...before, plate: '鲁BD00417', plateType: '52' })
  expect(await vehicle(BLUE)).toBeNull()
})
