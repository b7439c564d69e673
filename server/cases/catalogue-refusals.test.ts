import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import type { Person } from '#sandbox/world/shapes.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { carOf, choiceOf, first, lookUp, named, ownerOf, signInTo, type World, worldOf } from '#test/world.ts'

/** What the items of the catalogue refuse, and that it is told before anything is typed or on the field it is about. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
beforeAll(async () => {
  h = await house({ people: 150 })
  world = await worldOf(h)
  signIn = signInTo(h)
})
afterAll(() => h.close())

/** What stops the application at the look-up. */
async function toldOf(service: string, person: Person, choice: Record<string, string> = {}): Promise<string[]> {
  const { blocked, codes } = await lookUp(await signIn(person), service, choice)
  expect(blocked).toBe(true)
  return codes
}

describe('refusals are seen before anything is typed', () => {
  test.each([
    ['licence-info-change', 'luo-yan', 'LICENCE_ELSEWHERE'],
    ['licence-info-change', 'huang-li', 'LICENCE_EXPIRED_1Y'],
    ['driver-contact-change', 'luo-yan', 'LICENCE_ELSEWHERE'],
    ['licence-transfer-in', 'zhang-wei', 'LICENCE_HERE'],
    ['licence-transfer-in', 'zheng-kai', 'DRIVER_VIOLATION'],
    ['licence-downgrade', 'huang-li', 'LICENCE_EXPIRED_1Y'],
    ['licence-renew-overage', 'zhang-wei', 'OVERAGE_NOT_DUE'],
    ['medical-certificate-submit', 'zhang-wei', 'MEDICAL_MISSING'],
    ['defer-licence-renewal', 'huang-li', 'DEFER_LATE'],
    ['defer-licence-review', 'huang-li', 'DEFER_LATE'],
    ['defer-medical-certificate', 'huang-li', 'DEFER_LATE'],
  ] as const)('%s: %s hears %s', async (service, key, code) => {
    expect(await toldOf(service, named(world, key))).toContain(code)
  })

  test.each([
    ['inspection-exempt-mark', 'wang-xiuying', 'TOO_EARLY'],
    ['inspection-exempt-mark', 'zhang-wei', 'MUST_TEST'],
    ['mortgage-release', 'wu-fang', 'BANK_PENDING'],
    ['mortgage-release', 'wang-xiuying', 'NOT_MORTGAGED'],
  ] as const)('%s: %s hears %s of the own car', async (service, key, code) => {
    expect(await toldOf(service, named(world, key), choiceOf(carOf(world, named(world, key))))).toContain(code)
  })

  test.each([
    'vehicle-licence-replace',
    'plate-replace',
    'inspection-mark-replace',
    'vehicle-contact-change',
    'owner-name-address-change',
    'registration-correction',
  ])("%s is not for somebody else's car", async (service) => {
    expect(
      await toldOf(service, named(world, 'zhang-wei'), choiceOf(carOf(world, named(world, 'wang-xiuying')))),
    ).toContain('NOT_OWNER')
  })

  test('a temporary plate: every fault of invoice and insurance at once', async () => {
    const who = named(world, 'sun-lei')
    expect(await toldOf('new-car-temp-plate', who, choiceOf(carOf(world, who)))).toEqual(
      expect.arrayContaining(['INVOICE_MISMATCH', 'INSURANCE_NONE']),
    )
  })

  test('violations of a car bar its mark, and nothing but its mark', async () => {
    const car = first('violations', world.cars, (c) => c.registration?.states.includes('违法未处理') === true)
    expect(await toldOf('inspection-exempt-mark', ownerOf(world, car), choiceOf(car))).toContain('VIOLATION_PENDING')
    const who = await signIn(ownerOf(world, car))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'plate-replace' } })
    const { body } = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: choiceOf(car) })
    expect(body.blocked).toBe(false)
  })
})

describe('answers that do not fit this licence or car are named on their field', () => {
  test.each([
    [
      'licence-downgrade',
      'zhang-wei',
      'target',
      { reason: 'voluntary', target: 'B2', handsInLicence: true, photoChoice: 'stored' },
      'target',
    ],
    [
      'licence-info-change',
      'zhang-wei',
      'change',
      { change: 'name', handsInLicence: true, photoChoice: 'stored' },
      'change',
    ],
    [
      'licence-renew-overage',
      'he-ping',
      'target',
      { target: 'rest', keepC6: false, healthDeclaration: true, handsInLicence: true, photoChoice: 'stored' },
      'target',
    ],
    [
      'driver-contact-change',
      'zhang-wei',
      'new-contact',
      { newMobile: '13900139000', newRegion: '370202', newAddress: '香港中路 18 号', employer: '青岛公交集团' },
      'employer',
    ],
  ] as const)('%s: %s', async (service, key, part, values, field) => {
    const who = await signIn(named(world, key))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
    await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    const saved = await who.call(drafts.saveDraftPart, {
      params: { id: draft.id, part },
      body: { values: { ...values } },
    })
    expect(saved.body.errors).toEqual([expect.objectContaining({ field, code: 'unfit' })])
    const signature = demoPerson(key).name
    const sent = await who.call(drafts.submitDraft, { params: { id: draft.id }, body: { declared: true, signature } })
    expect(sent.status).toBe(422)
  })

  test('who steps down for health is asked for the medical result after the answers, not before', async () => {
    const person = named(world, 'zhang-wei')
    const who = await signIn(person)
    const { id } = await apply(who, {
      service: 'licence-downgrade',
      signature: person.name,
      change: { target: { reason: 'health', target: 'C2', handsInLicence: true, photoChoice: 'stored' } },
    })
    await standsAt(who, id, 'check', 'correcting')
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    expect(body.problems.map((p) => p.code)).toEqual(['MEDICAL_MISSING'])
  })
})
