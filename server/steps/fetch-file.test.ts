import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as mine from '#api/my-cases.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { carOf, choiceOf, named, type World, worldOf } from '#test/world.ts'
import { runFetchFile } from './fetch-file.ts'

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 20 })
  world = await worldOf(h)
})
afterAll(() => h.close())

test('the electronic file of a car that moves here is waited for while the office of origin works, and a silent register parks the case', async () => {
  const who = await h.citizen('ma-chao')
  const mode = (value: string, seconds?: number) =>
    fetch(`${h.sandboxUrl}/admin/modes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency: 'registry', mode: value, ...(seconds === undefined ? {} : { seconds }) }),
    })
  await mode('late', 0)
  const { id } = await apply(who, {
    service: 'vehicle-relocate',
    choice: choiceOf(carOf(world, named(world, 'ma-chao'))),
    signature: '马超',
  })
  await standsAt(who, id, 'fetch-file')
  const entered = (await who.call(mine.readMyCase, { params: { id } })).body.version
  const task = { caseId: id, step: 'fetch-file' as const, entered }
  await runFetchFile(h.house, task)
  expect((await who.call(mine.readMyCase, { params: { id } })).body).toMatchObject({
    step: 'fetch-file',
    parked: null,
  })
  await mode('down')
  await runFetchFile(h.house, task)
  expect((await who.call(mine.readMyCase, { params: { id } })).body).toMatchObject({
    parked: 'registry',
    clockStopped: true,
  })
  await mode('good')
  await runFetchFile(h.house, task)
  const { body } = await who.call(mine.readMyCase, { params: { id } })
  expect(body).toMatchObject({ step: 'choose-plate', parked: null })
  const { applicant } = (await (await h.officer(REVIEWER)).call(cases.readCase, { params: { id } })).body
  expect(applicant.at(-1)?.value.zh).toContain('鲁A车辆管理所转递')
})
