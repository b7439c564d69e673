import { afterAll, beforeAll, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { addMonths } from '#domain/calendar.ts'
import { house, type TestHouse } from '#test/house.ts'
import { ADDRESS, apply, payAll, review, standsAt } from '#test/journey.ts'
import { lookUp, named, signInTo, worldOf } from '#test/world.ts'

/** In the year before 63 the big classes may be kept up to three years more (order 162 art. 65 as changed by order 172). */

let h: TestHouse
beforeAll(async () => {
  h = await house()
}, 60_000)
afterAll(() => h.close())

const SERVICE = 'licence-renew-overage'
const TARGET = { keepC6: false, healthDeclaration: true, handsInLicence: true, photoChoice: 'stored' }

test('at 62, fit and tested: three years more, decided by an officer, written once', async () => {
  const who = await signInTo(h)(named(await worldOf(h), 'fang-zheng'))
  expect(await lookUp(who, SERVICE, {})).toMatchObject({ blocked: false, codes: [] })
  const { id } = await apply(who, {
    service: SERVICE,
    change: { target: { ...TARGET, target: 'extend', extendYears: '3' }, delivery: ADDRESS },
    signature: '方正',
  })
  // More than a lower class is never given by the machine alone.
  await standsAt(who, id, 'review')
  await review(h, id)
  await standsAt(who, id, 'pay')
  await payAll(h, who, id)
  await standsAt(who, id, 'make')
  const { licence, birth } = named(await worldOf(h), 'fang-zheng')
  expect(licence).toMatchObject({ classes: ['A2'], extendedTo: addMonths(birth, 12 * 66) })
  expect((await who.call(mine.readMyCase, { params: { id } })).body.step).toBe('make')
  // Once: now there is nothing to ask for until the extension ends.
  expect((await lookUp(who, SERVICE, {})).codes).toEqual(['OVERAGE_NOT_DUE'])
})

test('past 63 nothing is extended any more', async () => {
  const world = await worldOf(h)
  const asks = async (key: 'fang-zheng' | 'he-ping', target: string) => {
    const who = await signInTo(h)(named(world, key))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: SERVICE } })
    const checked = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    if (checked.body.blocked) return checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
    const values = { ...TARGET, target, ...(target === 'extend' ? { extendYears: '1' } : {}) }
    const saved = await who.call(drafts.saveDraftPart, { params: { id: draft.id, part: 'target' }, body: { values } })
    return saved.body.errors.map((e) => e.field)
  }
  expect(await asks('he-ping', 'extend')).toEqual(['target'])
})
