import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '#domain/services/index.ts'
import { house, type TestHouse } from '#test/house.ts'
import { carOf, choiceOf, lookUp, named, signInTo, worldOf } from '#test/world.ts'

/** Order 164 says 登记地 for these; doing the business of another place's cars is an offence of the office (art. 83 (6)). */

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
}, 60_000)
afterAll(() => h.close())

const LOCAL = services.filter((s) => s.checks.includes('registered-here') && s.vehicleOf !== 'other')
/** Anywhere in the country: marks (arts. 54, 55, 57), the school of a car's users, moving it here. */
const ANYWHERE = ['inspection-exempt-mark', 'inspection-mark-replace', 'inspection-mark-issue', 'vehicle-relocate']

test('what the law gives to the place of registration is refused here for a car of another city, all of it', async () => {
  const world = await worldOf(h)
  const owner = named(world, 'ma-chao')
  const who = await signInTo(h)(owner)
  const choice = choiceOf(carOf(world, owner))
  expect(choice['plate']).toMatch(/^鲁A/)
  expect(LOCAL.length).toBeGreaterThanOrEqual(14)
  const told = []
  for (const { code } of LOCAL) {
    const { blocked, codes } = await lookUp(who, code, choice)
    told.push(blocked && codes.includes('VEHICLE_ELSEWHERE') ? '' : `${code}: ${codes.join(' ')}`)
  }
  expect(told.filter((line) => line !== '')).toEqual([])
  for (const code of ANYWHERE) expect((await lookUp(who, code, choice)).codes).not.toContain('VEHICLE_ELSEWHERE')
})
