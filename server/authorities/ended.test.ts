import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#api/authorities.ts'
import * as companies from '#api/companies.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import * as plates from '#api/plates.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { COMPANY_PLATES, creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { personFor } from '#server/accounts/people.ts'
import { enterCompany } from '#server/companies/companies.ts'
import { verifyDatabase } from '#server/verify.ts'
import { handIn, startFor } from '#test/acting.ts'
import { house, type TestHouse } from '#test/house.ts'
import { standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { until } from '#test/until.ts'

/** Who may act no longer: authorities of a company, people who left a unit, authorities that were withdrawn. */

const SERVICE = 'vehicle-licence-replace'
const OWN_CAR = { plate: '鲁B12345', plateType: '02' }

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

const soon = () => addDays(shanghaiDate(h.house.time.now()), 10)
const register = async (legal: Visitor, which: 'haulier' | 'dealer') =>
  (await legal.call(companies.registerCompany, { body: { creditCode: creditCodeOf(which) } })).body.id

async function add(manager: Visitor, company: string, key: DemoKey, role: 'admin' | 'user'): Promise<string> {
  const { name, idNumber } = demoPerson(key)
  const added = await manager.call(companies.addMember, { params: { id: company }, body: { name, idNumber, role } })
  expect(added.problem).not.toHaveProperty('code')
  return added.body.id
}
const remove = (manager: Visitor, company: string, member: string) =>
  manager.call(companies.removeMember, { params: { id: company, member }, body: {} })

async function grant(from: Visitor, to: DemoKey, more: { company?: string; services?: string[] } = {}) {
  const { name: agentName, idNumber: agentIdNumber } = demoPerson(to)
  const body = { kind: 'agent' as const, agentName, agentIdNumber, services: [SERVICE], until: soon(), ...more }
  const granted = await from.call(api.grantAuthority, { body })
  expect(granted.problem).not.toHaveProperty('code')
  await accept(await h.citizen(to), granted.body.id)
  return granted.body.id
}
const accept = (who: Visitor, id: string) => who.call(api.acceptAuthority, { params: { id }, body: {} })
const revoke = async (who: Visitor, id: string) =>
  (await who.call(api.revokeAuthority, { params: { id }, body: {} })).status
const given = async (who: Visitor) =>
  (await who.call(api.listAuthorities)).body.given.map((a) => ({ id: a.id, state: a.state, cases: a.cases.length }))

/** Whether this person's messages say that the case was withdrawn. */
const told = async (who: Visitor, id: string) =>
  (await who.call(messages.listMessages)).body.items.some((m) => m.caseId === id && m.template === 'withdrawn')

/** Handed in and waiting for the fee. */
async function running(who: Visitor, behalf: string, signature: string, car: object): Promise<string> {
  const done = await handIn(who, SERVICE, behalf, signature, car)
  expect(done.problem).not.toHaveProperty('code')
  const { id } = done.body as { id: string }
  await standsAt(who, id, 'pay')
  await until('the bank has given its codes', async () => {
    const { bills } = (await who.call(payments.myBills, { params: { id } })).body
    return bills.length > 0 && bills.every((bill) => bill.code)
  })
  return id
}
const withdraw = async (who: Visitor, id: string, version: number) =>
  who.call(mine.withdrawCase, { params: { id }, body: { version } })

/** The answers to everything somebody may try who has nothing to do with a case. */
async function tries(who: Visitor, id: string): Promise<number[]> {
  const params = { id }
  return [
    (await who.call(mine.readMyCase, { params })).status,
    (await who.call(payments.myBills, { params })).status,
    (await who.call(payments.payMyBills, { params, body: {} })).status,
    (await withdraw(who, id, 1)).status,
    (await who.call(mine.listMyCases)).body.cases.some((c) => c.id === id) ? 200 : 404,
  ]
}
const NOTHING = [404, 404, 404, 404, 404]

describe('what an administrator granted for a company', () => {
  test('is the company’s: its managers find and withdraw it, and it ends when the administrator goes', async () => {
    const [legal, admin, user, agent] = await Promise.all(
      (['zhou-tao', 'zheng-kai', 'chen-jing', 'zhao-min'] as const).map((key) => h.citizen(key)),
    )
    if (!legal || !admin || !user || !agent) throw new RangeError('nobody')
    const company = await register(legal, 'haulier')
    const member = await add(legal, company, 'zheng-kai', 'admin')
    await add(legal, company, 'chen-jing', 'user')
    const id = await grant(admin, 'zhao-min', { company })
    const opened = await running(agent, `authority:${id}`, '赵敏', { plate: COMPANY_PLATES[0], plateType: '02' })
    for (const manager of [legal, admin]) expect(await given(manager)).toEqual([{ id, state: 'valid', cases: 1 }])
    expect([await given(user), await revoke(user, id)]).toEqual([[], 404])
    const page = await legal.call(companies.readCompany, { params: { id: company } })
    expect(page.body.cases).toMatchObject([{ id: opened, by: '赵*' }])
    expect((await admin.call(mine.readMyCase, { params: { id: opened } })).status).toBe(200)

    expect((await remove(legal, company, member)).status).toBe(200)
    expect([await given(admin), await revoke(admin, id)]).toEqual([[], 404])
    expect((await admin.call(mine.readMyCase, { params: { id: opened } })).status).toBe(404)
    expect(await given(legal)).toEqual([{ id, state: 'ended', cases: 1 }])
    expect((await startFor(agent, SERVICE, `authority:${id}`)).problem.code).toBe('AUTH_EXPIRED')

    // What runs goes on: the agent follows it, the company decides.
    const { status, body } = await agent.call(mine.readMyCase, { params: { id: opened } })
    expect(status).toBe(200)
    expect((await withdraw(agent, opened, body.version)).problem).toMatchObject({
      status: 409,
      code: 'AUTHORITY_WITHDRAWN',
    })
    expect((await withdraw(legal, opened, body.version)).body.state).toBe('withdrawn')
  })

  test('is withdrawn by any of its managers, and ends when another represents the company', async () => {
    const legal = await h.citizen('zhou-tao')
    const company = await register(legal, 'haulier')
    const first = await grant(legal, 'zhao-min', { company })
    await add(legal, company, 'wu-fang', 'admin')
    const admin = await h.citizen('wu-fang')
    expect(await revoke(admin, first)).toBe(200)
    const second = await grant(legal, 'zhao-min', { company })
    const third = await grant(admin, 'zhao-min', { company })
    expect(await given(legal)).toMatchObject([
      { id: third, state: 'valid' },
      { id: second, state: 'valid' },
      { id: first, state: 'ended' },
      { state: 'ended' },
    ])
    // The market register names another from now on, who registers.
    const person = demoPerson('sun-lei')
    const creditCode = creditCodeOf('haulier')
    await h.house.db.tx(async (tx) => {
      const citizen = { kind: 'citizen' as const, id: await personFor(tx, h.house, person), session: '' }
      await enterCompany(tx, h.house, citizen, person, { creditCode, name: '青岛海岚物流有限公司' })
    })
    expect([await given(legal), await revoke(legal, third)]).toEqual([[], 404])
    expect(await given(await h.citizen('sun-lei'))).toMatchObject([
      { id: third, state: 'valid' },
      { id: second, state: 'ended' },
      { id: first, state: 'ended' },
      { state: 'ended' },
    ])
  })
})

describe('a user of a dealer', () => {
  test('who has left, or whose dealer’s authority was withdrawn, has nothing to do with the customers’ cases', async () => {
    const [legal, user, owner] = await Promise.all(
      (['luo-yan', 'huang-li', 'wang-xiuying'] as const).map((key) => h.citizen(key)),
    )
    if (!legal || !user || !owner) throw new RangeError('nobody')
    const dealer = await register(legal, 'dealer')
    const member = await add(legal, dealer, 'huang-li', 'user')
    const { body } = await owner.call(api.grantAuthority, {
      body: { kind: 'dealer', dealer: creditCodeOf('dealer'), services: [SERVICE], until: soon() },
    })
    await accept(user, body.id)
    const id = await running(user, `authority:${body.id}`, '黄丽', OWN_CAR)
    expect((await user.call(payments.payMyBills, { params: { id }, body: {} })).status).toBe(200)

    await remove(legal, dealer, member)
    expect(await tries(user, id)).toEqual(NOTHING)
    await add(legal, dealer, 'huang-li', 'user')
    const { version } = (await user.call(mine.readMyCase, { params: { id } })).body
    expect(await revoke(owner, body.id)).toBe(200)
    expect(await tries(user, id)).toEqual(NOTHING)
    expect((await withdraw(owner, id, version)).body.state).toBe('withdrawn')
    expect([await told(owner, id), await told(user, id)]).toEqual([true, false])
  })
})

describe('an agent whose authority was withdrawn', () => {
  test('follows the case and pays for it, but does not end it; the holder may', async () => {
    const [agent, owner] = [await h.citizen('he-ping'), await h.citizen('wang-xiuying')]
    const authority = await grant(owner, 'he-ping')
    const id = await running(agent, `authority:${authority}`, '何平', OWN_CAR)
    expect(await revoke(owner, authority)).toBe(200)
    const { version, mayWithdraw } = (await agent.call(mine.readMyCase, { params: { id } })).body
    expect(mayWithdraw).toBe(false)
    const page = await (await agent.raw(`/my/cases/${id}`)).text()
    expect(page).toContain('委托已经撤回')
    expect(page).toContain('去缴费')
    expect(page).not.toContain('撤回申请')
    expect((await agent.call(payments.payMyBills, { params: { id }, body: {} })).status).toBe(200)
    const refused = await withdraw(agent, id, version)
    expect(refused.problem).toMatchObject({ status: 409, code: 'AUTHORITY_WITHDRAWN', next: expect.any(String) })
    expect((await withdraw(owner, id, version)).body.state).toBe('withdrawn')
  })
})

test('an agent whose authority was withdrawn sees the numbers and takes none', async () => {
  const [agent, owner] = [await h.citizen('he-ping'), await h.citizen('liu-yang')]
  const authority = await grant(owner, 'he-ping', { services: ['new-vehicle-registration'] })
  const car = { vin: 'LC0N1A2B5TA100011' }
  const done = await handIn(agent, 'new-vehicle-registration', `authority:${authority}`, '何平', car)
  expect(done.problem).not.toHaveProperty('code')
  const params = { id: (done.body as { id: string }).id }
  await standsAt(agent, params.id, 'choose-plate')
  expect((await agent.call(plates.openSitting, { params, body: {} })).body.pass).toBeDefined()
  expect(await revoke(owner, authority)).toBe(200)
  const seen = await agent.call(plates.readPlates, { params })
  expect(seen.status).toBe(200)
  expect(seen.body.pass).toBeUndefined()
  const refused = { status: 409, code: 'AUTHORITY_WITHDRAWN' }
  const drawn = await agent.call(plates.drawPlates, { params, body: { press: 1 } })
  expect(drawn.problem).toMatchObject(refused)
  const composed = await agent.call(plates.composePlates, { params, body: { numbers: ['鲁B12D34'] } })
  expect(composed.problem).toMatchObject(refused)
  expect((await owner.call(plates.drawPlates, { params, body: { press: 1 } })).status).toBe(200)
})

describe('plates and names of an authority', () => {
  const ask = async (more: object) => {
    const { name: agentName, idNumber: agentIdNumber } = demoPerson('xu-na')
    const body = { kind: 'agent' as const, agentName, agentIdNumber, services: [SERVICE], until: soon(), ...more }
    return (await h.citizen('wang-xiuying')).call(api.grantAuthority, { body })
  }
  test.each<[string, object, string, string]>([
    ['a plate that is none', { plates: ['nonsense'] }, 'plates', 'AUTHORITY_PLATE'],
    ['one of two', { plates: ['鲁B12345', '鲁B1234'] }, 'plates', 'AUTHORITY_PLATE'],
    ['a control character', { plates: ['鲁B12345\u0000'] }, 'plates', 'AUTHORITY_PLATE'],
    ['markup for a name', { agentName: '<b>许娜</b>' }, 'agentName', 'AUTHORITY_NAME'],
    ['a control character in a name', { agentName: '许\u0000娜' }, 'agentName', 'pattern'],
  ])('%s: refused, with its field', async (_, more, field, code) => {
    const { status, problem } = await ask(more)
    expect(status).toBe(422)
    expect(problem.fields).toMatchObject([{ field, code }])
  })

  test('a plate from a Chinese keyboard covers the car', async () => {
    const granted = await ask({ plates: ['鲁Ｂ·１２３４５', '鲁b12345'], agentName: ' 许娜 ' })
    expect(granted.status).toBe(200)
    const agent = await h.citizen('xu-na')
    await accept(agent, granted.body.id)
    const done = await handIn(agent, SERVICE, `authority:${granted.body.id}`, '许娜', OWN_CAR)
    expect(done.problem).not.toHaveProperty('code')
  })
})
