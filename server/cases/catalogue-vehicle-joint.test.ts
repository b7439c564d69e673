import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as bindings from '#api/bindings.ts'
import * as cases from '#api/cases.ts'
import * as coSigns from '#api/co-signs.ts'
import * as companies from '#api/companies.ts'
import * as drafts from '#api/drafts.ts'
import { COMPANY_PLATES, creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, FORMS, goodPhoto, review, standsAt, upload } from '#test/journey.ts'
import { REVIEWER, type Visitor } from '#test/people.ts'
import { carOf, choiceOf, first, named, worldOf } from '#test/world.ts'

/** Rights of a private person in a car: mortgage, pledge and its release, each with the other person's agreement. */

let h: TestHouse
beforeAll(async () => {
  h = await house({ people: 20 })
})
afterAll(() => h.close())

const carNow = async (key: DemoKey) => {
  const world = await worldOf(h)
  return carOf(world, named(world, key))
}
const person = (prefix: string, key: DemoKey) => ({
  [`${prefix}Name`]: demoPerson(key).name,
  [`${prefix}Id`]: demoPerson(key).idNumber,
})

async function agrees(key: DemoKey, id: string): Promise<void> {
  const other = await h.citizen(key)
  const { version } = (await other.call(coSigns.readCoSign, { params: { id } })).body
  const body = { version, agreed: true, signature: demoPerson(key).name }
  expect((await other.call(coSigns.signCoSign, { params: { id }, body })).status).toBe(200)
}

/** Draft, answers, a picture of the contract, signature. */
async function mortgageTo(who: Visitor, creditor: DemoKey, withContract: boolean) {
  const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'mortgage-register' } })
  const params = { id: draft.id }
  await who.call(drafts.checkDraft, { params, body: choiceOf(await carNow('wang-xiuying')) })
  const mortgage = { creditor: 'person', ...person('creditor', creditor), contractNo: 'JK-2026-07' }
  for (const [part, values] of Object.entries({ ...FORMS['mortgage-register'], mortgage }))
    expect(
      (await who.call(drafts.saveDraftPart, { params: { ...params, part }, body: { values } })).body.errors,
    ).toEqual([])
  if (withContract) {
    const { body } = await upload(who, 'contract', await goodPhoto())
    await who.call(drafts.attachFiles, { params: { ...params, material: 'contract' }, body: { files: [body.id] } })
  }
  return who.call(drafts.submitDraft, { params, body: { declared: true, signature: '王秀英' } })
}

test('a private creditor: the contract is shown, the creditor agrees, an officer reviews it, the register writes it', async () => {
  const who = await h.citizen('wang-xiuying')
  const bare = await mortgageTo(who, 'zhang-wei', false)
  expect(bare.problem.fields?.map((f) => f.field)).toEqual(['contract'])
  const sent = await mortgageTo(who, 'zhang-wei', true)
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200)
  const { id } = sent.body
  await standsAt(who, id, 'co-sign')
  await agrees('zhang-wei', id)
  await standsAt(who, id, 'review')
  await review(h, id)
  await standsAt(who, id, 'register', 'done')
  expect((await carNow('wang-xiuying')).registration).toMatchObject({ states: ['抵押'], mortgagee: '张伟' })
})

test('a pledge is recorded and released, and while it stands the car cannot be deregistered', async () => {
  const who = await h.citizen('xie-fang')
  const act = async (action: 'record' | 'release') => {
    const { id } = await apply(who, {
      service: 'pledge-record',
      choice: choiceOf(await carNow('xie-fang')),
      change: { pledge: { action, ...person('pledgee', 'zhang-wei') } },
      signature: '谢芳',
    })
    await standsAt(who, id, 'co-sign')
    await agrees('zhang-wei', id)
    await standsAt(who, id, 'meet')
    const desk = await h.officer(REVIEWER)
    const { version } = (await desk.call(cases.readCase, { params: { id } })).body
    await desk.call(cases.meetCase, { params: { id }, body: { version, note: '两人到场,人证一致' } })
    await standsAt(who, id, 'register', 'done')
  }
  const lossBars = async () => {
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'vehicle-loss-deregistration' } })
    const { body } = await who.call(drafts.checkDraft, {
      params: { id: draft.id },
      body: choiceOf(await carNow('xie-fang')),
    })
    return body.checks.flatMap((c) => c.problems.map((p) => p.code))
  }
  await act('record')
  expect((await carNow('xie-fang')).registration).toMatchObject({ states: ['质押'], pledgee: '张伟' })
  expect(await lossBars()).toEqual(['VEHICLE_PLEDGED'])
  await act('release')
  expect((await carNow('xie-fang')).registration?.states).toEqual(['正常'])
  expect((await carNow('xie-fang')).registration?.pledgee).toBeUndefined()
  expect(await lossBars()).toEqual([])
})

describe('who uses a car beside its owner', () => {
  const boundNow = async (who: Visitor, query = {}) => (await who.call(bindings.listBindings, { query })).body.bindings
  const byPapers = (car: Car) => ({ ...choiceOf(car), engineLast6: car.registration?.engineNo.slice(-6) ?? '' })
  /** Applied for and agreed to. */
  const used = async (service: string, who: DemoKey, car: Car, owner: DemoKey): Promise<void> => {
    const user = await h.citizen(who)
    const { id } = await apply(user, { service, choice: byPapers(car), signature: demoPerson(who).name })
    await standsAt(user, id, 'co-sign')
    await agrees(owner, id)
    await standsAt(user, id, 'register', 'done')
  }

  test('the owner sees it masked and ends it, on the page too; nobody else sees or ends anything', async () => {
    const [driver, owner, car] = [await h.citizen('tang-jun'), await h.citizen('wu-fang'), await carNow('wu-fang')]
    await used('vehicle-bind-non-owned', 'tang-jun', car, 'wu-fang')
    const [bound] = await boundNow(owner)
    expect(bound).toMatchObject({ plate: car.registration?.plate, name: '唐*', kind: 'bound' })
    expect(await boundNow(driver)).toEqual([])
    const handle = bound?.handle ?? ''
    expect((await driver.call(bindings.endBinding, { body: { handle } })).problem.code).toBe('BINDING_NONE')
    const page = await (await owner.raw('/my/bindings', { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('唐*')
    expect(page).toContain(`/my/bindings/end?handle=${handle}`)
    expect((await owner.call(bindings.endBinding, { body: { handle } })).status).toBe(200)
    expect(await boundNow(owner)).toEqual([])
    expect((await owner.call(bindings.endBinding, { body: { handle } })).problem.code).toBe('BINDING_NONE')
    expect((await carNow('wu-fang')).boundTo).toEqual([])
  })

  test('a unit ends what it has attached, through whoever may use its account', async () => {
    const [user, legal] = [await h.citizen('hu-bin'), await h.citizen('zhou-tao')]
    const { id: company } = (
      await legal.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } })
    ).body
    const unitCar = async () =>
      first('a car of the unit', (await worldOf(h)).cars, (c) => c.registration?.plate === COMPANY_PLATES[2])
    await used('vehicle-affiliation-apply', 'hu-bin', await unitCar(), 'zhou-tao')
    const mine = (await boundNow(legal, { company })).find((b) => b.plate === COMPANY_PLATES[2])
    expect(mine).toMatchObject({ kind: 'attached', until: expect.stringMatching(/^\d{4}-/) })
    const handle = mine?.handle ?? ''
    expect((await user.call(bindings.endBinding, { body: { handle, company } })).status).toBe(404)
    expect((await legal.call(bindings.endBinding, { body: { handle } })).problem.code).toBe('BINDING_NONE')
    expect((await legal.call(bindings.endBinding, { body: { handle, company } })).status).toBe(200)
    expect((await unitCar()).attachedTo).toBeUndefined()
  })

  const registryIs = (mode: 'good' | 'down') =>
    fetch(`${h.sandboxUrl}/admin/modes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency: 'registry', mode }),
    })

  test('a silent register is said to be silent, and nothing is ended', async () => {
    const owner = await h.citizen('wu-fang')
    await registryIs('down')
    expect((await owner.call(bindings.listBindings, { query: {} })).body).toEqual({ down: true, bindings: [] })
    const tried = await owner.call(bindings.endBinding, { body: { handle: '0'.repeat(64) } })
    expect(tried.problem).toMatchObject({ status: 503, code: 'DATA_DOWN' })
    await registryIs('good')
  })
})
