import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as companies from '#api/companies.ts'
import * as drafts from '#api/drafts.ts'
import * as log from '#api/log.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import * as plates from '#api/plates.ts'
import { COMPANY_PLATES, creditCodeOf, namesakeCode } from '#sandbox/world/demo-companies.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { verifyDatabase } from '#server/verify.ts'
import { handIn, startFor } from '#test/acting.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { payAll, standsAt } from '#test/journey.ts'
import { hears } from '#test/live.ts'
import type { Visitor } from '#test/people.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  await h.close()
})

/** 刘洋's, as in the README. */
const NEW_CAR = 'LC0N1A2B5TA100011'

/** What one user of a company began, a colleague pays and takes home; a stranger finds nothing. */
async function goOn(user: Visitor, colleague: Visitor, behalf: string): Promise<void> {
  const stranger = await h.citizen('cao-ning')
  const [plate] = COMPANY_PLATES
  const replace = await handIn(user, 'plate-replace', behalf, '张伟', { plate, plateType: '02' })
  const made = { params: { id: (replace.body as { id: string }).id } }
  await standsAt(user, made.params.id, 'pay')
  const heard = await Promise.all([colleague, stranger].map((who) => hears(who, `case:${made.params.id}`)))
  expect(heard).toEqual([true, false])
  await payAll(h, colleague, made.params.id)
  await standsAt(user, made.params.id, 'make')
  const { bills } = (await colleague.call(payments.myBills, made)).body
  const billId = bills[0]?.id ?? ''
  expect((await stranger.call(payments.myReceipt, { params: { billId } })).status).toBe(404)
  const receipt = await until('the receipt', async () => {
    const asked = await colleague.call(payments.myReceipt, { params: { billId } })
    return asked.status === 200 ? asked.body : undefined
  })
  expect(receipt.bill.id).toBe(billId)
  expect((await colleague.call(log.readReceipt, made)).body.number).toMatch(/^3702/)
  // The number is chosen by whoever of the company sits down first; at another step there is nothing to choose.
  expect((await colleague.call(plates.readPlates, made)).problem.status).not.toBe(404)
  expect((await stranger.call(plates.readPlates, made)).problem.status).toBe(404)
}

describe('a company', () => {
  const register = async (key: DemoKey, code = creditCodeOf('haulier')) =>
    (await h.citizen(key)).call(companies.registerCompany, { body: { creditCode: code } })

  test('is registered by its legal representative only, as the market register knows it', async () => {
    expect((await register('zhang-wei')).problem).toMatchObject({ status: 422, code: 'COMPANY_NOT_LEGAL' })
    // Another person of the same name is not the representative.
    expect((await register('zhang-wei', namesakeCode())).problem.code).toBe('COMPANY_NOT_LEGAL')
    expect((await register('zhou-tao', 'nonsense')).problem.code).toBe('COMPANY_CODE')
    expect((await register('zhou-tao', '91379900MA0099999X')).problem.code).toMatch(/COMPANY_(CODE|UNKNOWN)/)
    const first = await register('zhou-tao')
    expect(first.body).toMatchObject({ name: '青岛海岚物流有限公司', role: 'legal' })
    expect((await register('zhou-tao')).body.id).toBe(first.body.id)
  })

  test('has one administrator and ten users, a person three companies; users cannot manage, strangers see nothing', async () => {
    const { body: company } = await register('zhou-tao')
    const legal = await h.citizen('zhou-tao')
    const add = (who: Visitor, key: DemoKey, role: 'admin' | 'user') =>
      who.call(companies.addMember, {
        params: { id: company.id },
        body: { name: demoPerson(key).name, idNumber: demoPerson(key).idNumber, role },
      })
    expect((await add(legal, 'zhao-min', 'admin')).status).toBe(200)
    expect((await add(legal, 'sun-lei', 'admin')).problem.code).toBe('COMPANY_ONE_ADMIN')
    const admin = await h.citizen('zhao-min')
    const users: DemoKey[] = [
      'zhang-wei',
      'chen-jing',
      'li-jianguo',
      'wu-fang',
      'zheng-kai',
      'huang-li',
      'he-ping',
      'luo-yan',
      'tang-jun',
      'xu-na',
    ]
    const added = await Promise.all(users.map((key) => add(admin, key, 'user')))
    expect(added.map((a) => a.status)).toEqual(users.map(() => 200))
    expect((await add(admin, 'cao-ning', 'user')).problem.code).toBe('COMPANY_FULL')
    expect((await add(admin, 'zhang-wei', 'user')).problem.code).toBe('COMPANY_MEMBER')
    const user = await h.citizen('zhang-wei')
    expect((await add(user, 'cao-ning', 'user')).problem).toMatchObject({ status: 403, code: 'COMPANY_ADMIN' })
    const stranger = await h.citizen('cao-ning')
    expect((await stranger.call(companies.readCompany, { params: { id: company.id } })).status).toBe(404)
    expect((await add(stranger, 'cao-ning', 'user')).status).toBe(404)
    const { body } = await user.call(companies.readCompany, { params: { id: company.id } })
    expect(body.members).toHaveLength(12)
    expect(JSON.stringify(body.members)).not.toContain(demoPerson('chen-jing').idNumber)
    const legalMember = body.members.find((m) => m.role === 'legal')
    expect(
      (
        await admin.call(companies.removeMember, {
          params: { id: company.id, member: legalMember?.id ?? '' },
          body: {},
        })
      ).problem.code,
    ).toBe('COMPANY_LEGAL_STAYS')
  })

  test('its users apply for all its cars; every act names who did it; who is removed can no longer', async () => {
    const { body: company } = await register('zhou-tao')
    const user = await h.citizen('zhang-wei')
    const { body: held } = await user.call(companies.companyVehicles, { params: { id: company.id } })
    expect(held.vehicles.map((v) => v.plate).toSorted()).toEqual([...COMPANY_PLATES].toSorted())
    const behalf = `company:${company.id}`
    for (const { plate, plateType } of held.vehicles) {
      const done = await handIn(user, 'vehicle-contact-change', behalf, '张伟', { plate, plateType })
      expect(done.problem.code).toBeUndefined()
    }
    await until('all five written', async () => {
      const rows = await h.sql(
        `select 1 from case_principals p join cases c on c.id = p.case_id where p.authority is null and c.state = 'done'`,
      )
      return rows.length >= 5
    })
    const seen = await (await h.citizen('zhou-tao')).call(companies.readCompany, { params: { id: company.id } })
    expect(seen.body.cases.map((c) => `${c.by} ${c.state}`)).toEqual(COMPANY_PLATES.map(() => '张* done'))
    const colleague = await h.citizen('chen-jing')
    const first = seen.body.cases[0]?.id ?? ''
    expect((await colleague.call(mine.readMyCase, { params: { id: first } })).status).toBe(200)
    expect((await (await h.citizen('cao-ning')).call(mine.readMyCase, { params: { id: first } })).status).toBe(404)
    await goOn(user, colleague, behalf)
    // Registering from home is for persons: a unit is told at once that its new car goes to a counter.
    const { body: draft } = await startFor(user, 'new-vehicle-registration', behalf)
    const checked = await user.call(drafts.checkDraft, { params: { id: draft.id }, body: { vin: NEW_CAR } })
    expect(checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))).toContain('VEHICLE_KIND')
    expect((await startFor(user, 'licence-replace-lost', behalf)).problem.code).toBe('COMPANY_ITEM')
    const again = { plate: COMPANY_PLATES[1] ?? '', plateType: '02' }
    const { id: running } = (await handIn(user, 'vehicle-licence-replace', behalf, '张伟', again)).body as {
      id: string
    }
    const { version } = await standsAt(user, running, 'pay')
    const member = seen.body.members.find((m) => m.name === '张*' && m.role === 'user')
    await (
      await h.citizen('zhou-tao')
    ).call(companies.removeMember, {
      params: { id: company.id, member: member?.id ?? '' },
      body: {},
    })
    expect((await startFor(user, 'vehicle-contact-change', behalf)).status).toBe(404)
    const gone = { params: { id: running } }
    expect((await user.call(mine.withdrawCase, { ...gone, body: { version } })).status).toBe(404)
    expect((await user.call(payments.payMyBills, { ...gone, body: {} })).status).toBe(404)
    expect((await user.call(payments.myBills, gone)).status).toBe(404)
    expect((await user.call(mine.readMyCase, gone)).status).toBe(404)
    expect((await user.call(mine.listMyCases)).body.cases).toEqual([])
    expect((await colleague.call(mine.withdrawCase, { params: { id: running }, body: { version } })).status).toBe(200)
    // What becomes of it is told to who manages the company now, not to who has left it.
    const told = async (who: Visitor) =>
      (await who.call(messages.listMessages)).body.items.some((m) => m.caseId === running && m.template === 'withdrawn')
    expect([await told(await h.citizen('zhou-tao')), await told(user)]).toEqual([true, false])
  })
})
