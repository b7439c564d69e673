import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#api/accounts.ts'
import { askFreshCode } from '#api/fresh-checks.ts'
import * as messages from '#api/messages.ts'
import { makeMobile } from '#domain/rules/generate.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { asked, realName } from '#test/sign-in.ts'
import { findPerson } from './people.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())
// Everybody here comes from one address; its windows are not what these stories are about.
beforeEach(() => h.sql('delete from rate_windows'))

let phones = 70_001
const newPhone = () => makeMobile(phones++)
const other = (code: string): string => (code === '000000' ? '111111' : '000000')
const agency = (name: string, mode: string) =>
  fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: name, mode }),
  })

describe('a citizen signs in', () => {
  test('the first time with real name, afterwards the phone is enough; screens show masked values only', async () => {
    const mobile = newPhone()
    const first = await asked(h, mobile)
    const bare = await first.who.call(api.signIn, { body: { mobile, code: first.code } })
    expect(bare).toMatchObject({
      status: 422,
      problem: { code: 'REAL_NAME_NEEDED', fields: [{ field: 'name' }, { field: 'idNumber' }] },
    })
    // The code is still good: nobody has to wait for a second one because of our own question.
    const full = await first.who.call(api.signIn, { body: { mobile, code: first.code, ...realName('zhou-tao') } })
    expect(full.status).toBe(200)
    const again = await asked(h, mobile)
    const second = await again.who.call(api.signIn, { body: { mobile, code: again.code } })
    expect(second.body.person).toBe(full.body.person)
    const { body } = await again.who.call(api.myProfile)
    expect(body).toMatchObject({ name: '周*', mobile: `154****${mobile.slice(-4)}` })
    expect(body.idNumber).toMatch(/^370000\*{8}\d{3}[\dX]$/)
  })

  test('a number that was silent for three months may have a new holder: the name is asked again', async () => {
    const mobile = newPhone()
    const first = await asked(h, mobile)
    const signed = await first.who.call(api.signIn, { body: { mobile, code: first.code, ...realName('wu-fang') } })
    await h.sql(`update people set verified_at = now() - interval '91 days' where id = $1`, [signed.body.person])
    await h.sql(`update sessions set seen_at = now() - interval '91 days' where subject = $1`, [signed.body.person])
    const later = await asked(h, mobile)
    expect(await later.who.call(api.signIn, { body: { mobile, code: later.code } })).toMatchObject({
      status: 422,
      problem: { code: 'REAL_NAME_NEEDED' },
    })
    // The new holder opens an own account; the former one stays with its person.
    const own = await later.who.call(api.signIn, { body: { mobile, code: later.code, ...realName('zheng-kai') } })
    expect(own.body.person).not.toBe(signed.body.person)
  })

  test('a code opens once, also for two requests at the same moment', async () => {
    const mobile = newPhone()
    const first = await asked(h, mobile)
    await first.who.call(api.signIn, { body: { mobile, code: first.code, ...realName('zhou-tao') } })
    const { code } = await asked(h, mobile)
    const answers = await Promise.all([1, 2, 3, 4].map(() => h.anyone().call(api.signIn, { body: { mobile, code } })))
    expect(answers.map((a) => (a.status === 200 ? 'in' : a.problem.code)).toSorted()).toEqual([
      'CODE_WRONG',
      'CODE_WRONG',
      'CODE_WRONG',
      'in',
    ])
  })

  test('the digits of a Chinese keyboard are the same number', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    const { name, idNumber } = realName('sun-lei')
    const wide = Array.from(idNumber, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('')
    const signed = await who.call(api.signIn, { body: { mobile, code, name: `${name}\u200b`, idNumber: wide } })
    expect(signed.problem).not.toHaveProperty('code')
  })

  test('who has changed the name goes on with the same account under the new one', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    const signed = await who.call(api.signIn, { body: { mobile, code, ...realName('cao-ning') } })
    const former = h.house.crypto.seal('曹柠', `people|name|${signed.body.person}`)
    await h.sql('update people set name = $2 where id = $1', [signed.body.person, former])
    const again = await asked(h, mobile)
    await again.who.call(api.signIn, { body: { mobile, code: again.code, ...realName('cao-ning') } })
    expect((await findPerson(h.house.db.read, h.house, signed.body.person)).name).toBe('曹宁')
  })

  test('another phone on a known account: the phone of before is told, and the account', async () => {
    const [former, next] = [newPhone(), newPhone()]
    const first = await asked(h, former)
    await first.who.call(api.signIn, { body: { mobile: former, code: first.code, ...realName('he-ping') } })
    const other = await asked(h, next)
    await other.who.call(api.signIn, { body: { mobile: next, code: other.code, ...realName('he-ping') } })
    const inbox = async (mobile: string) => {
      const answer = await fetch(`${h.sandboxUrl}/sms.json?to=${mobile}`)
      return ((await answer.json()) as { messages: { text: string }[] }).messages.map((one) => one.text).join()
    }
    await until('the phone of before', async () => (await inbox(former)).includes('改用新的手机号'))
    expect(await inbox(next)).not.toContain('改用新的手机号')
    expect((await first.who.call(api.myProfile)).status).toBe(401)
    const { body } = await other.who.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })
    expect(body.items.map((one) => one.title)).toContain('登录手机号已更换')
    expect(JSON.stringify(body)).not.toContain(former)
  })

  test('five wrong codes and the code is dead, also for the right one', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    const wrong = await Promise.all(
      Array.from({ length: 5 }, () => who.call(api.signIn, { body: { mobile, code: other(code) } })),
    )
    expect(wrong.map((w) => w.problem.code)).toEqual(Array.from({ length: 5 }, () => 'CODE_WRONG'))
    expect(await who.call(api.signIn, { body: { mobile, code, ...realName('wu-fang') } })).toMatchObject({
      status: 422,
      problem: { code: 'CODE_WRONG' },
    })
    const fresh = await asked(h, mobile)
    expect(
      (await fresh.who.call(api.signIn, { body: { mobile, code: fresh.code, ...realName('wu-fang') } })).status,
    ).toBe(200)
  })

  test('four wrong codes do not yet harm an honest person', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    for (let i = 0; i < 4; i++) await who.call(api.signIn, { body: { mobile, code: other(code) } })
    expect((await who.call(api.signIn, { body: { mobile, code, ...realName('wu-fang') } })).status).toBe(200)
  })

  test('an old code, a used code and a code of another phone open nothing', async () => {
    const [mine, theirs] = [newPhone(), newPhone()]
    const a = await asked(h, mine)
    const b = await asked(h, theirs)
    const person = realName('li-jianguo')
    if (a.code !== b.code)
      expect((await a.who.call(api.signIn, { body: { mobile: mine, code: b.code, ...person } })).problem.code).toBe(
        'CODE_WRONG',
      )
    expect((await a.who.call(api.signIn, { body: { mobile: mine, code: a.code, ...person } })).status).toBe(200)
    expect((await h.anyone().call(api.signIn, { body: { mobile: mine, code: a.code, ...person } })).problem.code).toBe(
      'CODE_WRONG',
    )
    await h.sql(`update sign_in_codes set expires_at = now() - interval '1 second'`)
    expect((await b.who.call(api.signIn, { body: { mobile: theirs, code: b.code, ...person } })).problem.code).toBe(
      'CODE_WRONG',
    )
  })

  test('codes are limited for a number, with the seconds to wait; another number is not touched', async () => {
    const mobile = newPhone()
    const who = h.anyone()
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await who.call(api.requestCode, { body: { mobile } }))
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await who.call(api.requestCode, { body: { mobile: newPhone() } })).status).toBe(200)
  })

  test('a stranger who asks for all codes of an hour keeps nobody out of the own browser, nor from the own account', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    await who.call(api.signIn, { body: { mobile, code, ...realName('sun-lei') } })
    const stranger = h.anyone()
    for (let i = 0; i < 6; i++) await stranger.call(api.requestCode, { body: { mobile } })
    expect((await h.anyone().call(api.requestCode, { body: { mobile } })).status).toBe(429)
    expect((await who.call(askFreshCode)).status, 'signed in').toBe(200)
    await who.call(api.signOut)
    const answers = []
    for (let i = 0; i < 6; i++) answers.push((await who.call(api.requestCode, { body: { mobile } })).status)
    expect(answers, 'its own five').toEqual([200, 200, 200, 200, 200, 429])
  })

  test('nor makes the owner’s code void by asking for another, or by trying wrong ones', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    await who.call(api.signIn, { body: { mobile, code, ...realName('sun-lei') } })
    await who.call(api.signOut)
    await who.call(api.requestCode, { body: { mobile } })
    const own = await h.codeFor(mobile)
    const stranger = await asked(h, mobile)
    for (let i = 0; i < 6; i++) await stranger.who.call(api.signIn, { body: { mobile, code: other(stranger.code) } })
    expect((await stranger.who.call(api.signIn, { body: { mobile, code: own } })).problem.code).toBe('CODE_WRONG')
    expect((await who.call(api.signIn, { body: { mobile, code: own } })).status).toBe(200)
    expect((await who.call(api.signIn, { body: { mobile, code: own } })).problem.code, 'opens once').toBe('CODE_WRONG')
    // What the owner asks for on another device is as good in the own browser.
    const elsewhere = await asked(h, mobile)
    expect((await who.call(api.signIn, { body: { mobile, code: elsewhere.code } })).status).toBe(200)
  })

  test.each([
    [
      'the name of somebody else',
      () => ({ name: '刘洋', idNumber: demoPerson('wu-fang').idNumber }),
      'ID_NOT_VERIFIED',
      '姓名和身份证号码对不上',
    ],
    ['a number that nobody bears', () => ({ name: '吴芳', idNumber: '370000200001010014' }), undefined, undefined],
    [
      'a number with a wrong check digit',
      () => ({ name: '吴芳', idNumber: demoPerson('wu-fang').idNumber.replace(/.$/, (c) => (c === '1' ? '2' : '1')) }),
      'INVALID',
      '身份证号码不正确',
    ],
    ['a number of letters', () => ({ name: '吴芳', idNumber: "' or 1=1 --" }), 'INVALID', '身份证号码不正确'],
  ])('%s is refused at its field', async (_, given, code, words) => {
    const mobile = newPhone()
    const { who, code: sms } = await asked(h, mobile)
    const answer = await who.call(api.signIn, { body: { mobile, code: sms, ...given() } })
    expect(answer).toMatchObject({ status: 422, problem: { fields: [{ field: 'idNumber' }] } })
    if (code) expect(answer.problem.code).toBe(code)
    if (words) expect(answer.problem.detail).toBe(words)
    expect(await h.sql('select 1 from sessions where subject = $1', [mobile])).toEqual([])
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('an expired identity card is told as that, with the way out, not as a mismatch', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    // In fifty years every card that is not for life has run out.
    const years = 50 * 365.25 * 86_400_000
    h.later(years)
    try {
      const answer = await who.call(api.signIn, { body: { mobile, code, ...realName('sun-lei') } })
      expect(answer).toMatchObject({
        status: 422,
        problem: { code: 'ID_DOC_EXPIRED', detail: '您的居民身份证已超过有效期。' },
      })
      expect(answer.problem.next).toContain('换领身份证')
    } finally {
      h.later(-years)
    }
  })

  test('the identity service is down: said so with a time to come back, and the same code still opens the door', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    await agency('identity', 'unavailable')
    const down = await who.call(api.signIn, { body: { mobile, code, ...realName('huang-li') } })
    expect(down).toMatchObject({ status: 503, problem: { code: 'DATA_DOWN' } })
    expect(down.headers.get('retry-after')).toBe('60')
    await agency('identity', 'good')
    expect((await who.call(api.signIn, { body: { mobile, code, ...realName('huang-li') } })).status).toBe(200)
  })

  test('one person with a new phone keeps the account', async () => {
    const [old, now] = [newPhone(), newPhone()]
    const before = await asked(h, old)
    const first = await before.who.call(api.signIn, {
      body: { mobile: old, code: before.code, ...realName('zhao-min') },
    })
    const after = await asked(h, now)
    const second = await after.who.call(api.signIn, {
      body: { mobile: now, code: after.code, ...realName('zhao-min') },
    })
    expect(second.body.person).toBe(first.body.person)
    // The given-up number, which the operator will give to a stranger, opens it no longer.
    const stranger = await asked(h, old)
    expect((await stranger.who.call(api.signIn, { body: { mobile: old, code: stranger.code } })).problem.code).toBe(
      'REAL_NAME_NEEDED',
    )
  })
})
