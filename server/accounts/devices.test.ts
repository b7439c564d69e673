import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as api from '#api/accounts.ts'
import * as cases from '#api/cases.ts'
import { makeMobile } from '#domain/rules/generate.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { AUDITOR, REVIEWER } from '#test/people.ts'
import { asked, realName } from '#test/sign-in.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())
// Everybody here comes from one address; its windows are not what these stories are about.
beforeEach(() => h.sql('delete from rate_windows'))

let phones = 70_001
const newPhone = () => makeMobile(phones++)

describe('devices of a citizen', () => {
  test('a device is signed out from another one, at once; nobody else can do it', async () => {
    const mobile = newPhone()
    const one = await asked(h, mobile)
    await one.who.call(api.signIn, { body: { mobile, code: one.code, ...realName('zheng-kai') } })
    const two = await asked(h, mobile)
    await two.who.call(api.signIn, { body: { mobile, code: two.code } })
    const { sessions } = (await two.who.call(api.mySessions)).body
    expect(sessions.filter((s) => s.current)).toHaveLength(1)
    const lost = sessions.find((s) => !s.current)?.id ?? ''
    const stranger = await h.citizen('chen-jing')
    expect((await stranger.call(api.revokeSession, { params: { id: lost }, body: {} })).status).toBe(404)
    expect((await one.who.call(api.myProfile)).status).toBe(200)
    expect((await two.who.call(api.revokeSession, { params: { id: lost }, body: {} })).status).toBe(200)
    expect((await one.who.call(api.myProfile)).status).toBe(401)
    expect((await two.who.call(api.myProfile)).status).toBe(200)
  })

  test('signing out ends the session on the server, not only in the browser', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    await who.call(api.signIn, { body: { mobile, code, ...realName('zheng-kai') } })
    const stolen = new Map(who.cookies)
    expect((await who.call(api.signOut, { body: {} })).status).toBe(200)
    for (const [name, value] of stolen) who.cookies.set(name, value)
    expect((await who.call(api.myProfile)).status).toBe(401)
  })

  test('the cookie is for this host and scripts cannot read it; the table holds no token', async () => {
    const mobile = newPhone()
    const { who, code } = await asked(h, mobile)
    const answer = await who.call(api.signIn, { body: { mobile, code, ...realName('zheng-kai') } })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^yunchuang-citizen=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
    const token = who.cookies.get('yunchuang-citizen') ?? ''
    const rows = await h.sql<{ all: string }>('select sessions::text as all from sessions')
    expect(rows.filter((row) => row.all.includes(token))).toEqual([])
  })
})

describe('who looked at my data', () => {
  test('every look of staff stands there with who, office and purpose; looks at others and refused looks do not', async () => {
    const citizen = await h.citizen('zhang-wei')
    const { id, number } = await apply(citizen, { service: 'licence-replace-damaged', signature: '张伟' })
    await standsAt(citizen, id, 'pay')
    const desk = await h.officer(REVIEWER)
    await desk.call(cases.readCase, { params: { id } })
    await desk.call(cases.unmask, { params: { id }, body: { field: 'applicant.mobile', reason: '电话核对邮寄地址' } })
    const auditor = await h.officer(AUDITOR)
    await auditor.call(cases.readCase, { params: { id } })
    await auditor.call(cases.unmask, { params: { id }, body: { field: 'applicant.mobile', reason: '想看看' } })
    const { reads } = (await citizen.call(api.whoLooked)).body
    expect(reads.map(({ who, office, act, purpose }) => ({ who, office, act, purpose }))).toEqual([
      { who: AUDITOR, office: 370200, act: 'read-case', purpose: `办理业务 ${number}` },
      { who: REVIEWER, office: 370200, act: 'unmask applicant.mobile', purpose: '电话核对邮寄地址' },
      { who: REVIEWER, office: 370200, act: 'read-case', purpose: `办理业务 ${number}` },
    ])
    expect((await (await h.citizen('chen-jing')).call(api.whoLooked)).body.reads).toEqual([])
  })
})
