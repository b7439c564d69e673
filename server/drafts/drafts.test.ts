import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as api from '#api/drafts.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { FORMS, goodPhoto, upload } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

const LOST = 'licence-replace-lost'

async function started(who: Visitor, service = LOST): Promise<string> {
  const { body } = await who.call(api.startDraft, { body: { service } })
  await who.call(api.checkDraft, { params: { id: body.id }, body: {} })
  return body.id
}
const save = (who: Visitor, id: string, part: string, values: Record<string, string | boolean>) =>
  who.call(api.saveDraftPart, { params: { id, part }, body: { values } })
async function filled(who: Visitor): Promise<string> {
  const id = await started(who)
  for (const [part, values] of Object.entries(FORMS[LOST] ?? {})) await save(who, id, part, values)
  return id
}

describe('nothing typed is typed twice', () => {
  test('begun on one device, gone on with on another, handed in there', async () => {
    const first = await h.citizen('zhang-wei')
    const id = await started(first)
    await save(first, id, 'contact', { mobile: '13800138000' })
    const second = h.anyone()
    const { mobile } = demoPerson('zhang-wei')
    await second.call(accounts.requestCode, { body: { mobile } })
    await second.call(accounts.signIn, { body: { mobile, code: await h.codeFor(mobile) } })
    const again = await second.call(api.startDraft, { body: { service: LOST } })
    expect(again.body).toMatchObject({ id, values: { mobile: '13800138000' } })
    expect(again.body.checks.length).toBeGreaterThan(0)
    // Both devices at once, on different parts: neither loses what the other wrote.
    const parts = FORMS[LOST] ?? {}
    await Promise.all([
      save(first, id, 'loss', parts['loss'] ?? {}),
      save(second, id, 'delivery', parts['delivery'] ?? {}),
    ])
    const { body } = await first.call(api.readDraft, { params: { id } })
    expect(body.values).toMatchObject({ mobile: '13800138000', lostStatement: true, recipient: '张伟' })
    expect(
      (await second.call(api.submitDraft, { params: { id }, body: { declared: true, signature: '张伟' } })).status,
    ).toBe(200)
    expect((await first.call(api.readDraft, { params: { id } })).status).toBe(404)
  })

  test('wrong answers stay as they were typed, and every one of them is named at once', async () => {
    const who = await h.citizen('chen-jing')
    const id = await started(who)
    const typed = {
      deliveryMethod: 'post',
      recipient: '陈',
      recipientMobile: '1380013800',
      region: '青岛',
      address: '短',
    }
    const { status, body } = await save(who, id, 'delivery', typed)
    expect(status).toBe(200)
    expect(body.errors.map((e) => e.field).toSorted()).toEqual(['address', 'recipient', 'recipientMobile', 'region'])
    for (const error of body.errors)
      expect(error.message).toMatchObject({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) })
    expect((await who.call(api.readDraft, { params: { id } })).body.values).toMatchObject(typed)
    const refused = await who.call(api.submitDraft, { params: { id }, body: { declared: false, signature: '别人' } })
    expect(refused.status).toBe(422)
    expect(refused.problem.fields?.map((f) => f.field)).toEqual(
      expect.arrayContaining([
        'address',
        'recipient',
        'recipientMobile',
        'region',
        'mobile',
        'lostStatement',
        'declared',
        'signature',
      ]),
    )
    // Nothing of the refusal touched the draft.
    expect((await who.call(api.readDraft, { params: { id } })).body.values).toMatchObject(typed)
  })

  test('answers that no field of the part asks for are not kept', async () => {
    const who = await h.citizen('chen-jing')
    const id = await started(who)
    const { body } = await save(who, id, 'contact', {
      mobile: '13900139000',
      recipient: '不在这一页',
      isAdmin: true,
      __proto__x: 'y',
      constructor: 'z',
    })
    expect(Object.keys(body.draft.values)).toContain('mobile')
    for (const name of ['isAdmin', '__proto__x', 'constructor'])
      expect(Object.keys(body.draft.values)).not.toContain(name)
    expect((await save(who, id, 'no-such-part', {})).status).toBe(404)
  })
})

describe('hostile text', () => {
  const hostile: [string, string, string][] = [
    ['a control character', '香港中路\u0007 18 号', 'characters'],
    ['a nought byte', '香港中路\u0000 18 号', 'characters'],
    ['a right-to-left override', '香港中路\u202e 18 号', 'characters'],
    ['a lone surrogate', '香港中路\ud800 18 号', 'characters'],
    ['more than eighty characters', '路'.repeat(81), 'too-long'],
    ['emoji, counted as people count', '🚗'.repeat(81), 'too-long'],
  ]
  test.each(hostile)('%s is refused at its field', async (_, address, code) => {
    const who = await h.citizen('wu-fang')
    const id = await started(who)
    const { status, body } = await save(who, id, 'delivery', { ...FORMS[LOST]?.['delivery'], address })
    expect(status).toBe(200)
    expect(body.errors.map((e) => `${e.field} ${e.code}`)).toEqual([`address ${code}`])
  })
  test('eighty emoji and a script are text like any other: kept, and given back as they were', async () => {
    const who = await h.citizen('wu-fang')
    const id = await started(who)
    for (const address of ['🚗'.repeat(80), '<script>alert(1)</script> 18 号', "'; drop table cases; --"]) {
      const { body } = await save(who, id, 'delivery', { ...FORMS[LOST]?.['delivery'], address })
      expect(body.errors).toEqual([])
      expect((await who.call(api.readDraft, { params: { id } })).body.values['address']).toBe(address)
    }
  })
  test('a megabyte is refused before it is read, and the draft stands', async () => {
    const who = await h.citizen('wu-fang')
    const id = await started(who)
    const before = (await who.call(api.readDraft, { params: { id } })).body
    expect((await save(who, id, 'delivery', { address: 'x'.repeat(1_000_000) })).status).toBe(413)
    expect(await save(who, id, 'delivery', { address: 'x'.repeat(2_001) })).toMatchObject({ status: 422 })
    expect((await who.call(api.readDraft, { params: { id } })).body).toEqual(before)
  })
})

test('a plate as it is painted, a VIN as it is dictated: what the rules accept is found', async () => {
  const owner = await h.citizen('wang-xiuying')
  for (const plate of ['鲁B·12345', '鲁b12345', '鲁B12345']) {
    const { body } = await owner.call(api.startDraft, { body: { service: 'registration-cert-replace' } })
    const found = await owner.call(api.checkDraft, { params: { id: body.id }, body: { plate } })
    expect([plate, found.status, found.body.blocked]).toEqual([plate, 200, false])
  }
  const buyer = await h.citizen('liu-yang')
  for (const vin of ['lc0n1a2b5ta100011', 'LC0N1A2B5-TA100011']) {
    const { body } = await buyer.call(api.startDraft, { body: { service: 'new-vehicle-registration' } })
    const found = await buyer.call(api.checkDraft, { params: { id: body.id }, body: { vin } })
    expect([vin, found.body.subject]).toEqual([vin, expect.objectContaining({ vin: 'LC0N1A2B5TA100011' })])
  }
})

describe('one draft, one case, one person', () => {
  test('handed in twice at once with different keys: one case', async () => {
    const who = await h.citizen('li-jianguo')
    const id = await filled(who)
    const ask = () => who.call(api.submitDraft, { params: { id }, body: { declared: true, signature: '李建国' } })
    const answers = await Promise.all([ask(), ask(), ask(), ask()])
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 404, 404, 404])
    expect(await h.sql(`select count(*)::int as n from cases where id = $1`, [id])).toEqual([{ n: 1 }])
  })

  test('begun ten times at once: one draft', async () => {
    const who = await h.citizen('zhang-wei')
    const starts = await Promise.all(
      Array.from({ length: 10 }, () => who.call(api.startDraft, { body: { service: 'driver-contact-change' } })),
    )
    expect(new Set(starts.map((s) => s.body.id)).size).toBe(1)
  })

  test('before the checks nothing can be handed in', async () => {
    const who = await h.citizen('zhou-tao')
    const { body } = await who.call(api.startDraft, { body: { service: LOST } })
    expect(
      await who.call(api.submitDraft, { params: { id: body.id }, body: { declared: true, signature: '周涛' } }),
    ).toMatchObject({ status: 409, problem: { code: 'NOT_CHECKED' } })
  })

  test('another person’s draft does not exist: not to read, change, check, hand in or drop', async () => {
    const [owner, stranger] = [await h.citizen('zhou-tao'), await h.citizen('huang-li')]
    const id = await started(owner)
    const params = { id }
    const answers = [
      await stranger.call(api.readDraft, { params }),
      await stranger.call(api.checkDraft, { params, body: {} }),
      await save(stranger, id, 'contact', { mobile: '13800138000' }),
      await stranger.call(api.attachFiles, { params: { id, material: 'photo' }, body: { files: [] } }),
      await stranger.call(api.submitDraft, { params, body: { declared: true, signature: '黄丽' } }),
      await stranger.call(api.dropDraft, { params, body: {} }),
    ]
    const nowhere = await stranger.call(api.readDraft, { params: { id: randomUUID() } })
    expect(answers.map((a) => `${a.status} ${a.problem.code} ${a.problem.detail}`)).toEqual(
      answers.map(() => `404 NOT_FOUND ${nowhere.problem.detail}`),
    )
    expect((await owner.call(api.readDraft, { params })).status).toBe(200)
    expect((await stranger.call(api.listDrafts)).body.drafts.map((d) => d.id)).not.toContain(id)
  })

  test('a picture of another person cannot be attached, nor one that does not exist, nor to a material there is not', async () => {
    const [owner, stranger] = [await h.citizen('zhou-tao'), await h.citizen('huang-li')]
    const theirs = (await upload(owner, 'photo', await goodPhoto())).body.id
    const id = await started(stranger)
    const attach = (material: string, files: string[]) =>
      stranger.call(api.attachFiles, { params: { id, material }, body: { files } })
    expect(await attach('photo', [theirs])).toMatchObject({
      status: 422,
      problem: { fields: [{ field: 'photo', code: 'unknown' }] },
    })
    expect(await attach('photo', [randomUUID()])).toMatchObject({
      status: 422,
      problem: { fields: [{ field: 'photo', code: 'unknown' }] },
    })
    const own = (await upload(stranger, 'photo', await goodPhoto())).body.id
    expect(await attach('no-such-material', [own])).toMatchObject({ status: 422 })
    const good = await attach('photo', [own])
    expect(good.body.materials).toEqual({ photo: [own] })
  })

  test('what was gathered lies sealed: nothing of it can be read in the database', async () => {
    const who = await h.citizen('sun-lei')
    const id = await started(who)
    await save(who, id, 'contact', { mobile: '13712345678' })
    const [row] = await h.sql<{ data: Buffer }>('select data from drafts where id = $1', [id])
    expect(row?.data.length).toBeGreaterThan(50)
    for (const word of ['13712345678', demoPerson('sun-lei').idNumber, '孙磊', 'mobile'])
      expect(row?.data.includes(word)).toBe(false)
  })
})

test('who asks the agencies again and again is told to wait, and another person is not', async () => {
  const [eager, other] = [await h.citizen('wang-xiuying'), await h.citizen('zhou-tao')]
  await h.sql(`delete from rate_windows where key like 'precheck:%'`)
  const id = await started(eager)
  await h.sql(`update rate_windows set hits = 120 where key like 'precheck:%'`)
  const refused = await eager.call(api.checkDraft, { params: { id }, body: {} })
  expect([refused.status, refused.problem.code, refused.headers.get('retry-after')]).toEqual([429, 'TOO_MANY', '3600'])
  const mine = await other.call(api.startDraft, { body: { service: LOST } })
  expect((await other.call(api.checkDraft, { params: { id: mine.body.id }, body: {} })).status).toBe(200)
})
