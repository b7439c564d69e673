import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, goodPhoto, payAll, post, produce, review, standsAt } from '#test/journey.ts'
import { OTHER_OFFICE, REVIEWER, SECOND_REVIEWER } from '#test/people.ts'
import { verifyDatabase } from '#server/verify.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

describe('from application to delivered', () => {
  test('a lost licence: checked, photo reviewed, paid, made, posted, delivered', async () => {
    const citizen = await h.citizen('zhang-wei')
    const { id } = await apply(citizen, {
      service: 'licence-replace-lost',
      signature: '张伟',
      change: { loss: { lostStatement: true, photoChoice: 'new' } },
      photo: await goodPhoto(),
    })
    await standsAt(citizen, id, 'review')
    await review(h, id)
    await standsAt(citizen, id, 'pay')
    await payAll(h, citizen, id)
    await standsAt(citizen, id, 'make')
    await post(h, await produce(h, id))
    const done = await standsAt(citizen, id, 'deliver', 'done')
    expect(done.waybill).toMatch(/^[A-Z0-9]{8,20}$/)
  })

  test('a certificate: two people, a day of waiting, then made', async () => {
    const owner = await h.citizen('wang-xiuying')
    const { id } = await apply(owner, {
      service: 'registration-cert-replace',
      choice: { plate: '鲁B12345', plateType: '02' },
      signature: '王秀英',
    })
    await standsAt(owner, id, 'review')
    await review(h, id, SECOND_REVIEWER)
    const same = await h.officer(SECOND_REVIEWER)
    const shown = (await same.call(cases.readCase, { params: { id } })).body
    expect(shown.may['second-pass']).toMatchObject({ ok: false })
    expect(await same.call(cases.secondPass, { params: { id }, body: { version: shown.version } })).toMatchObject({
      status: 403,
      problem: { code: 'SAME_PERSON' },
    })
  })

  test('an expiring licence is renewed, and the register gives the new validity', async () => {
    const citizen = await h.citizen('chen-jing')
    const { id } = await apply(citizen, { service: 'licence-renew-expiry', signature: '陈静' })
    await standsAt(citizen, id, 'pay')
    await payAll(h, citizen, id)
    await standsAt(citizen, id, 'make')
  })
})

describe('refusals are told before anything is typed, all at once', () => {
  test('a new car with three problems', async () => {
    const citizen = await h.citizen('sun-lei')
    const { body: draft } = await citizen.call(drafts.startDraft, { body: { service: 'new-vehicle-registration' } })
    const checked = await citizen.call(drafts.checkDraft, {
      params: { id: draft.id },
      body: { invoiceNo: '26370000000000100013' },
    })
    const codes = checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
    expect(codes).toEqual(expect.arrayContaining(['PURCHASE_TAX', 'INSURANCE_NONE', 'INVOICE_MISMATCH']))
    expect(checked.body.blocked).toBe(true)
  })
  test.each([
    ['zhou-tao', 'LICENCE_NOT_DUE'],
    ['zheng-kai', 'DRIVER_VIOLATION'],
    ['huang-li', 'LICENCE_EXPIRED_1Y'],
  ] as const)('renewal: %s hears %s', async (key, code) => {
    const citizen = await h.citizen(key)
    const { body: draft } = await citizen.call(drafts.startDraft, { body: { service: 'licence-renew-expiry' } })
    const { body } = await citizen.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    expect(body.checks.flatMap((c) => c.problems.map((p) => p.code))).toContain(code)
    expect(
      await citizen.call(drafts.submitDraft, { params: { id: draft.id }, body: { declared: true, signature: 'x' } }),
    ).toMatchObject({ status: 409 })
  })
})

describe('bad days', () => {
  test('a double click makes one case; the same key gives the same answer, another body is refused', async () => {
    const citizen = await h.citizen('zhang-wei')
    const { body: draft } = await citizen.call(drafts.startDraft, { body: { service: 'licence-replace-damaged' } })
    await citizen.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    const key = crypto.randomUUID()
    const start = { service: 'licence-replace-damaged' }
    const [a, b] = await Promise.all([
      citizen.call(drafts.startDraft, { body: start, key }),
      citizen.call(drafts.startDraft, { body: start, key }),
    ])
    expect(a.body.id).toBe(b.body.id)
    expect(await citizen.call(drafts.startDraft, { body: { service: 'licence-renew-expiry' }, key })).toMatchObject({
      status: 422,
      problem: { code: 'KEY_REUSED' },
    })
    expect(
      await citizen.raw('/api/my/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(start),
      }),
    ).toMatchObject({ status: 400 })
  })

  test('a second application for the same thing names the first', async () => {
    const citizen = await h.citizen('chen-jing')
    const { number } = await apply(citizen, { service: 'licence-replace-damaged', signature: '陈静' })
    await expect(apply(citizen, { service: 'licence-replace-damaged', signature: '陈静' })).rejects.toThrow(
      new RegExp(`DUPLICATE.*${number}`),
    )
  })

  test('a stale screen cannot overwrite a newer decision', async () => {
    const citizen = await h.citizen('li-jianguo')
    const { id } = await apply(citizen, {
      service: 'licence-replace-lost',
      signature: '李建国',
      change: { loss: { lostStatement: true, photoChoice: 'new' } },
      photo: await goodPhoto(),
    })
    await standsAt(citizen, id, 'review')
    const [one, two] = [await h.officer(REVIEWER), await h.officer(SECOND_REVIEWER)]
    const { version } = (await one.call(cases.readCase, { params: { id } })).body
    expect(
      (
        await one.call(cases.returnCase, {
          params: { id },
          body: { version, defects: [{ target: 'photo', reason: '背景不是白色' }] },
        })
      ).status,
    ).toBe(200)
    expect(await two.call(cases.passCase, { params: { id }, body: { version } })).toMatchObject({
      status: 409,
      problem: { code: 'STALE' },
    })
    const shown = (await citizen.call(mine.readMyCase, { params: { id } })).body
    expect(shown).toMatchObject({ state: 'correcting', defects: [{ target: 'photo', reason: '背景不是白色' }] })
    // To officers it is named, not coded.
    const seen = (await one.call(cases.readCase, { params: { id } })).body
    expect(seen.defects).toMatchObject([{ target: 'photo', name: { zh: expect.stringContaining('照片') } }])
  })

  test('another office is refused, and its officer learns nothing', async () => {
    const citizen = await h.citizen('wang-xiuying')
    const { body } = await citizen.call(mine.listMyCases)
    const id = body.cases[0]?.id ?? ''
    const stranger = await h.officer(OTHER_OFFICE)
    expect((await stranger.call(cases.readCase, { params: { id } })).status).toBe(403)
    expect((await (await h.citizen('zhang-wei')).call(mine.readMyCase, { params: { id } })).status).toBe(404)
  })

  test('an agency that is down delays the case, loses nothing, and the citizen reads why', async () => {
    const admin = (body: object) =>
      fetch(`${h.sandboxUrl}/admin/modes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const citizen = await h.citizen('zhou-tao')
    await admin({ agency: 'registry', mode: 'good' })
    const { body: draft } = await citizen.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })
    await admin({ agency: 'identity', mode: 'down' })
    const checked = await citizen.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    expect(checked.body.blocked).toBe(false)
    const { id } = await apply(citizen, { service: 'licence-replace-lost', signature: '周涛' })
    const parked = await until('parked', async () => {
      const { body } = await citizen.call(mine.readMyCase, { params: { id } })
      return body.parked ? body : undefined
    })
    expect(parked).toMatchObject({ state: 'open', step: 'check', parked: 'police-identity' })
    await admin({ agency: 'identity', mode: 'good' })
    // The retry would come in 15 s; the citizen need not wait for it.
    expect((await citizen.call(mine.recheckCase, { params: { id }, body: { version: parked.version } })).status).toBe(
      200,
    )
    await standsAt(citizen, id, 'pay')
  })
})

test('after all this every invariant holds and every chain recomputes', async () => {
  const found = await verifyDatabase(h.databaseUrl, 'sm')
  expect(found.broken).toEqual([])
  expect(found.events).toBeGreaterThan(20)
})
