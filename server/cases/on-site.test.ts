import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as payments from '#api/payments.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, payAll, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'

/** The counter as the way that is always open, on the real house: what was typed, uploaded, booked and paid comes along. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('moved to the counter before the payment, paid meanwhile, gone on with there: no second bill, nothing asked twice', async () => {
  const who = await h.citizen('zhang-wei')
  const { id } = await apply(who, { service: 'licence-replace-lost', signature: '张伟' })
  await standsAt(who, id, 'pay')
  const desk = await h.officer(REVIEWER)
  const shown = async () => (await desk.call(cases.readCase, { params: { id } })).body
  const before = await shown()
  const moved = await desk.call(cases.moveOnSite, {
    params: { id },
    body: { version: before.version, reason: '当事人要求到窗口办', site: 'main' },
  })
  expect(moved.body).toMatchObject({ state: 'on-site', step: 'pay' })
  await payAll(h, who, id)
  await until('paid', async () =>
    (await who.call(payments.myBills, { params: { id } })).body.bills.every((b) => b.state === 'paid'),
  )
  const there = await until('the money counted', async () => {
    const c = await shown()
    return c.version > moved.body.version ? c : undefined
  })
  expect(there).toMatchObject({ state: 'on-site', form: before.form, materials: before.materials })
  const on = await desk.call(cases.continueAtCounter, { params: { id }, body: { version: there.version } })
  expect(on.body.state).toBe('open')
  await standsAt(who, id, 'make')
  expect(await h.sql(`select count(*)::int as n from bills where case_id = $1`, [id])).toEqual([
    { n: before.bills.length },
  ])
})
