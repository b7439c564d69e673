import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as coSigns from '#api/co-signs.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { runCoSign } from '#server/steps/co-sign.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER, type Visitor } from '#test/people.ts'
import { carOf, choiceOf, named, type World, worldOf } from '#test/world.ts'

/** The other person of a joint application. */

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 20 })
  world = await worldOf(h)
})
afterAll(() => h.close())

/** 张伟 pledges his car to somebody. */
async function pledgedTo(key: DemoKey, owner: DemoKey = 'zhang-wei'): Promise<{ id: string; who: Visitor }> {
  const who = await h.citizen(owner)
  const { name, idNumber } = demoPerson(key)
  const { id } = await apply(who, {
    service: 'pledge-record',
    choice: choiceOf(carOf(world, named(world, owner))),
    change: { pledge: { action: 'record', pledgeeName: name, pledgeeId: idNumber } },
    signature: demoPerson(owner).name,
  })
  await standsAt(who, id, 'co-sign')
  return { id, who }
}
const questions = async (who: Visitor) => (await who.call(coSigns.listCoSigns)).body.coSigns
const withdraw = async (who: Visitor, id: string) => {
  const { version } = (await who.call(mine.readMyCase, { params: { id } })).body
  expect((await who.call(mine.withdrawCase, { params: { id }, body: { version } })).status).toBe(200)
}

describe('the other person', () => {
  test('is told, reads only what is to be agreed to, and that it was read is written down', async () => {
    const other = await h.citizen('wang-xiuying')
    const { id, who } = await pledgedTo('wang-xiuying')
    const { body: told } = await other.call(messages.listMessages, { query: { lang: 'zh' as const, page: 1 } })
    expect(told.items[0]).toMatchObject({ caseId: id, title: expect.stringContaining('共同申请') })
    const [question] = await questions(other)
    expect(question).toMatchObject({ id, state: 'asked', applicant: '张伟', role: { zh: '质权人' } })
    expect(question?.terms).toEqual([
      { label: { zh: '办什么', en: 'What is it' }, value: { zh: '质押备案', en: 'Record a pledge' } },
    ])
    const { body } = await other.call(coSigns.readCoSign, { params: { id } })
    const { idNumber, mobile } = demoPerson('zhang-wei')
    expect(JSON.stringify(body)).not.toContain(idNumber)
    expect(JSON.stringify(body)).not.toContain(mobile)
    const read = await h.sql(`select 1 from audit_events where act = 'read-co-sign' and object_id = $1`, [id])
    expect(read).toHaveLength(1)
    // Neither the case itself nor anything else of it is theirs.
    expect((await other.call(mine.readMyCase, { params: { id } })).status).toBe(404)
    await withdraw(who, id)
    expect(await questions(other)).toEqual([])
  })

  test('without an account finds the question after the first sign-in', async () => {
    const { id, who } = await pledgedTo('tang-jun')
    const other = await h.citizen('tang-jun')
    expect((await questions(other)).map((q) => q.id)).toEqual([id])
    await withdraw(who, id)
  })

  test('nobody else can read or answer it, and not twice, nor under another name', async () => {
    const { id, who } = await pledgedTo('wang-xiuying')
    const [other, stranger] = [await h.citizen('wang-xiuying'), await h.citizen('chen-jing')]
    const { version } = (await other.call(coSigns.readCoSign, { params: { id } })).body
    const sign = (visitor: Visitor, signature: string, agreed = true) =>
      visitor.call(coSigns.signCoSign, { params: { id }, body: { version, agreed, signature } })
    for (const visitor of [stranger, who]) {
      expect((await visitor.call(coSigns.readCoSign, { params: { id } })).status).toBe(404)
      expect((await sign(visitor, '王秀英')).status).toBe(404)
      expect((await visitor.call(coSigns.declineCoSign, { params: { id }, body: { version } })).status).toBe(404)
    }
    expect((await sign(other, '张伟', false)).problem.fields?.map((f) => f.field)).toEqual(['agreed', 'signature'])
    const [first, second] = await Promise.all([sign(other, '王秀英'), sign(other, '王秀英')])
    expect(new Set([first.status, second.status])).toEqual(new Set([200, 409]))
    await standsAt(who, id, 'meet')
    expect((await questions(other))[0]).toMatchObject({ id, state: 'signed' })
    const [event] = await h.sql<{ actor_kind: string }>(
      `select actor_kind from case_events where case_id = $1 and kind = 'co-sign'`,
      [id],
    )
    expect(event?.actor_kind).toBe('co-signer')
    await withdraw(who, id)
  })

  test('declines: the application ends and the applicant is told', async () => {
    const { id, who } = await pledgedTo('wang-xiuying')
    const other = await h.citizen('wang-xiuying')
    const { version } = (await other.call(coSigns.readCoSign, { params: { id } })).body
    expect((await other.call(coSigns.declineCoSign, { params: { id }, body: { version } })).status).toBe(200)
    await standsAt(who, id, 'co-sign', 'lapsed')
    const { body } = await who.call(messages.listMessages, { query: { lang: 'zh' as const, page: 1 } })
    expect(body.items[0]?.title).toBe('对方没有同意')
  })

  test('says nothing: when the time is over it lapses, and a late answer finds nothing', async () => {
    const { id, who } = await pledgedTo('wang-xiuying')
    const other = await h.citizen('wang-xiuying')
    const { version } = (await other.call(coSigns.readCoSign, { params: { id } })).body
    await runCoSign(h.house, { caseId: id, step: 'co-sign', entered: version })
    await standsAt(who, id, 'co-sign', 'lapsed')
    const body = { version: version + 1, agreed: true, signature: '王秀英' }
    expect((await other.call(coSigns.signCoSign, { params: { id }, body })).problem.code).toBe('CASE_CLOSED')
    expect((await questions(other))[0]).toMatchObject({ id, state: 'lapsed' })
  })

  test('comes to the counter instead: an officer notes it, and the officer sees who agreed', async () => {
    const { id, who } = await pledgedTo('wang-xiuying')
    const desk = await h.officer(REVIEWER)
    const { version } = (await desk.call(cases.readCase, { params: { id } })).body
    const seen = await desk.call(cases.coSignSeen, {
      params: { id },
      body: { version, note: '王秀英本人到场,出示身份证' },
    })
    expect(seen.status).toBe(200)
    await standsAt(who, id, 'meet')
    const { applicant } = (await desk.call(cases.readCase, { params: { id } })).body
    expect(applicant.at(-1)).toMatchObject({ label: { zh: '质权人' }, value: { zh: expect.stringContaining('王*英') } })
    await withdraw(who, id)
  })
})

describe('the page of the other person, without a script', () => {
  const openPage = async (who: Visitor, path: string) => {
    const response = await who.raw(path, { headers: { accept: 'text/html' } })
    return { status: response.status, html: await response.text(), to: response.headers.get('location') }
  }
  const press = (who: Visitor, path: string, fields: Record<string, string>) =>
    who.raw(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams({ _key: randomUUID(), ...fields }).toString(),
    })

  test('is in the list, says what is wrong, and takes the answer', async () => {
    const { id, who } = await pledgedTo('xu-na')
    const other = await h.citizen('xu-na')
    const { version } = (await other.call(coSigns.readCoSign, { params: { id } })).body
    expect((await openPage(other, '/my/cases')).html).toContain(`/my/co-signs/${id}`)
    expect((await openPage(other, '/')).html).toContain(`/my/co-signs/${id}`)
    expect((await openPage(other, `/my/cases/${id}`)).to).toBe(`/my/co-signs/${id}`)
    expect((await openPage(other, `/my/co-signs/${id}`)).html).toContain('我是质权人')
    const wrong = await press(other, `/my/co-signs/${id}/sign`, { _version: String(version), signature: '某人' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('签名请写您本人的姓名')
    const right = { _version: String(version), agreed: 'yes', signature: '许娜' }
    expect((await press(other, `/my/co-signs/${id}/sign`, right)).status).toBe(303)
    await standsAt(who, id, 'meet')
    const answered = (await openPage(other, `/my/co-signs/${id}`)).html
    expect(answered).toContain('您已同意')
    expect(answered).toContain('由对方接着办')
    expect(answered).not.toContain('请您确认')
    await withdraw(who, id)
  })
})
