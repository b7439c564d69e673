import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as api from '#api/authorities.ts'
import * as cases from '#api/cases.ts'
import * as companies from '#api/companies.ts'
import * as drafts from '#api/drafts.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import { stateReason } from '#api/oversight.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { handIn, startFor } from '#test/acting.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { payAll, produce, standsAt } from '#test/journey.ts'
import { hears } from '#test/live.ts'
import { REVIEWER } from '#test/people.ts'
import { carOf, named, worldOf } from '#test/world.ts'

/** Acting for another on the real house: authorities, relatives, dealers. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const today = () => shanghaiDate(h.house.time.now())
const agentOf = (key: DemoKey) => ({ agentName: demoPerson(key).name, agentIdNumber: demoPerson(key).idNumber })

interface Granted {
  from: DemoKey
  to: DemoKey
  services: string[]
  kind?: 'agent' | 'relative'
  plates?: string[]
  uses?: number
}
/** Granted and accepted. */
async function authority({ from, to, kind = 'agent', ...more }: Granted): Promise<string> {
  const grantor = await h.citizen(from)
  const granted = await grantor.call(api.grantAuthority, {
    body: { kind, ...agentOf(to), until: addDays(today(), 10), ...more },
  })
  expect(granted.problem).not.toHaveProperty('code')
  await (await h.citizen(to)).call(api.acceptAuthority, { params: { id: granted.body.id }, body: {} })
  return granted.body.id
}
describe('an agent', () => {
  test('applies for the licence holder, signs with the own name; the case, the officer and the holder see who did it', async () => {
    const id = await authority({ from: 'chen-jing', to: 'zhang-wei', services: ['defer-licence-renewal'], uses: 1 })
    const agent = await h.citizen('zhang-wei')
    const options = await agent.call(api.forWhom, { params: { code: 'defer-licence-renewal' } })
    expect(options.body.options).toEqual([
      { for: '', name: '', kind: 'self' },
      { for: `authority:${id}`, name: '陈静', kind: 'agent' },
    ])
    const behalf = `authority:${id}`
    expect((await handIn(agent, 'defer-licence-renewal', behalf, '陈静')).status).toBe(422)
    const done = await handIn(agent, 'defer-licence-renewal', behalf, '张伟')
    expect(done.status).toBe(200)
    const c = done.body as { id: string; number: string }
    await standsAt(agent, c.id, '', 'done')
    const desk = await h.officer(REVIEWER)
    // It is over by now: who looks says why.
    await desk.call(stateReason, { params: { id: c.id }, body: { reason: '申请人来电咨询' } })
    const seen = await desk.call(cases.readCase, { params: { id: c.id } })
    expect(JSON.stringify(seen.body.applicant)).toMatch(/代办人/)
    const holder = await h.citizen('chen-jing')
    const [given] = (await holder.call(api.listAuthorities)).body.given
    expect(given).toMatchObject({ state: 'ended', used: 1, uses: 1, cases: [{ number: c.number, by: '张*' }] })
    const { body: told } = await holder.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })
    expect(told.items.map((m) => m.title)).toContain('有人代您申请了业务')
    // The holder finds the case among the own ones, and can open it; the agent's other cases stay the agent's.
    expect((await holder.call(mine.listMyCases)).body.cases.map((one) => one.id)).toEqual([c.id])
    expect((await holder.call(mine.readMyCase, { params: { id: c.id } })).body.number).toBe(c.number)
    const stranger = await h.citizen('wu-fang')
    expect((await stranger.call(mine.readMyCase, { params: { id: c.id } })).status).toBe(404)
    const people = [agent, holder, stranger, desk]
    const heard = await Promise.all(people.map((who) => hears(who, `case:${c.id}`)))
    expect(heard).toEqual([true, true, false, true])
    // The register wrote it for the holder, not for the agent.
    const world = await worldOf(h)
    expect(named(world, 'chen-jing').licence?.deferred?.renewal).toBeDefined()
    expect(named(world, 'zhang-wei').licence?.deferred?.renewal).toBeUndefined()
    expect((await startFor(agent, 'defer-licence-renewal', behalf)).problem.code).toBe('AUTHORITY_USED')
  })

  test('holds up somebody else’s data: who looked at it is told to the holder, not to the agent', async () => {
    const id = await authority({ from: 'wu-fang', to: 'zhang-wei', services: ['licence-replace-lost'] })
    const agent = await h.citizen('zhang-wei')
    const done = await handIn(agent, 'licence-replace-lost', `authority:${id}`, '张伟')
    expect(done.problem).not.toHaveProperty('code')
    const c = done.body as { id: string }
    await standsAt(agent, c.id, 'pay')
    const inbox = async () => {
      const answer = await fetch(`${h.sandboxUrl}/sms.json?to=${demoPerson('wu-fang').mobile}`)
      return ((await answer.json()) as { messages: { text: string }[] }).messages.map((one) => one.text).join()
    }
    await until('the holder’s own phone', async () => /委托的人已代为申请/.test(await inbox()))
    await payAll(h, agent, c.id)
    await standsAt(agent, c.id, 'make')
    await produce(h, c.id)
    const looked = async (key: DemoKey) => {
      const { reads } = (await (await h.citizen(key)).call(accounts.whoLooked)).body
      return reads.map((read) => read.act).filter((act) => act.startsWith('production.'))
    }
    expect([await looked('wu-fang'), await looked('zhang-wei')]).toEqual([['production.label'], []])
  })

  test('is stopped by the holder, who withdraws what the agent handed in', async () => {
    const id = await authority({ from: 'zhao-min', to: 'xu-na', services: ['licence-replace-damaged'] })
    const done = await handIn(await h.citizen('xu-na'), 'licence-replace-damaged', `authority:${id}`, '许娜')
    if (done.status !== 200) throw new Error(JSON.stringify(done.problem))
    const c = done.body as { id: string }
    await standsAt(await h.citizen('xu-na'), c.id, 'pay')
    const holder = await h.citizen('zhao-min')
    const { body } = await holder.call(mine.readMyCase, { params: { id: c.id } })
    const stranger = await h.citizen('wu-fang')
    expect(
      (await stranger.call(mine.withdrawCase, { params: { id: c.id }, body: { version: body.version } })).status,
    ).toBe(404)
    const gone = await holder.call(mine.withdrawCase, { params: { id: c.id }, body: { version: body.version } })
    expect(gone.body.state).toBe('withdrawn')
  })

  test('uses of one authority are never exceeded, however many applications are handed in at once', async () => {
    const id = await authority({
      from: 'wang-xiuying',
      to: 'sun-lei',
      services: ['vehicle-contact-change', 'inspection-mark-replace'],
      uses: 1,
    })
    const agent = await h.citizen('sun-lei')
    const car = { plate: '鲁B12345', plateType: '02' }
    const answers = await Promise.all(
      ['vehicle-contact-change', 'inspection-mark-replace'].map((service) =>
        handIn(agent, service, `authority:${id}`, '孙磊', car),
      ),
    )
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find((a) => a.status === 409)?.problem.code).toBe('AUTHORITY_USED')
  })

  test('sees only the vehicles and items the authority names', async () => {
    const id = await authority({
      from: 'wang-xiuying',
      to: 'cao-ning',
      services: ['vehicle-licence-replace'],
      plates: ['鲁B99999'],
    })
    const agent = await h.citizen('cao-ning')
    const refused = await handIn(agent, 'vehicle-licence-replace', `authority:${id}`, '曹宁', {
      plate: '鲁B12345',
      plateType: '02',
    })
    expect(refused.problem.code).toBe('AUTHORITY_VEHICLE')
    expect((await startFor(agent, 'plate-replace', `authority:${id}`)).problem.code).toBe('AUTHORITY_OTHER_ITEM')
    const draft = await startFor(agent, 'vehicle-licence-replace', `authority:${id}`)
    const page = await agent.raw(`/my/drafts/${draft.body.id}/subject`)
    expect(await page.text()).not.toContain('12345')
  })

  test('cannot have a certificate re-issued (order 164 art. 86), may replace a damaged one', async () => {
    const id = await authority({ from: 'wang-xiuying', to: 'he-ping', services: ['registration-cert-replace'] })
    const agent = await h.citizen('he-ping')
    const { body } = await startFor(agent, 'registration-cert-replace', `authority:${id}`)
    const params = { id: body.id, part: 'reason' }
    await agent.call(drafts.checkDraft, { params, body: { plate: '鲁B12345', plateType: '02' } })
    const kind = (values: Record<string, string>) => agent.call(drafts.saveDraftPart, { params, body: { values } })
    const lost = await kind({ kind: 'reissue', reason: 'lost', lostStatement: '搬家时遗失,已找过新旧住处' })
    expect(lost.body.errors.map((e) => e.field)).toEqual(['kind'])
    expect((await kind({ kind: 'replace', reason: 'damaged' })).body.errors).toEqual([])
  })

  test('and the holder apply at the same moment: one application', async () => {
    const service = 'vehicle-licence-replace'
    const id = await authority({ from: 'wang-xiuying', to: 'chen-jing', services: [service] })
    const car = { plate: '鲁B12345', plateType: '02' }
    const both = await Promise.all([
      handIn(await h.citizen('wang-xiuying'), service, '', '王秀英', car),
      handIn(await h.citizen('chen-jing'), service, `authority:${id}`, '陈静', car),
    ])
    expect(both.map((one) => (one.status === 200 ? 'in' : one.problem.code)).toSorted()).toEqual(['DUPLICATE', 'in'])
  })

  test('finds an authority however many others were granted since', async () => {
    const id = await authority({ from: 'chen-jing', to: 'zhou-tao', services: ['licence-replace-lost'] })
    const grantor = await h.citizen('sun-lei')
    const body = {
      kind: 'agent' as const,
      ...agentOf('zhou-tao'),
      services: ['licence-replace-lost'],
      until: addDays(today(), 3),
    }
    const more = Array.from({ length: 51 }, () => grantor.call(api.grantAuthority, { body }))
    expect((await Promise.all(more)).map((one) => one.status)).toEqual(more.map(() => 200))
    const agent = await h.citizen('zhou-tao')
    expect((await startFor(agent, 'licence-replace-lost', `authority:${id}`)).status).toBe(200)
  })

  test('cannot act before accepting, after withdrawal, or after the last day', async () => {
    const grantor = await h.citizen('wu-fang')
    const agent = await h.citizen('tang-jun')
    const { body } = await grantor.call(api.grantAuthority, {
      body: { kind: 'agent', ...agentOf('tang-jun'), services: ['licence-replace-lost'], until: today() },
    })
    const behalf = `authority:${body.id}`
    expect((await startFor(agent, 'licence-replace-lost', behalf)).problem.code).toBe('AUTHORITY_NOT_ACCEPTED')
    await agent.call(api.acceptAuthority, { params: { id: body.id }, body: {} })
    expect((await startFor(agent, 'licence-replace-lost', behalf)).status).toBe(200)
    h.later(86_400_000)
    expect((await startFor(agent, 'licence-replace-lost', behalf)).problem.code).toBe('AUTH_EXPIRED')
    h.later(-86_400_000)
    // What was begun before the withdrawal cannot be handed in after it.
    expect((await agent.call(api.revokeAuthority, { params: { id: body.id }, body: {} })).status).toBe(404)
    await grantor.call(api.revokeAuthority, { params: { id: body.id }, body: {} })
    expect((await handIn(agent, 'licence-replace-lost', behalf, '唐军')).problem.code).toBe('AUTH_EXPIRED')
  })

  test('of another person is nobody: the authority does not exist for strangers', async () => {
    const id = await authority({ from: 'wu-fang', to: 'tang-jun', services: ['licence-replace-lost'] })
    const stranger = await h.citizen('zheng-kai')
    expect((await startFor(stranger, 'licence-replace-lost', `authority:${id}`)).status).toBe(404)
    expect((await stranger.call(api.acceptAuthority, { params: { id }, body: {} })).status).toBe(404)
    expect((await startFor(stranger, 'licence-replace-lost', 'authority:no-id')).status).toBe(404)
    expect((await startFor(stranger, 'licence-replace-lost', 'king:1')).status).toBe(404)
  })
})

describe('beside an agent', () => {
  test('a relative acts for a person of eighty', async () => {
    const id = await authority({
      from: 'li-jianguo',
      to: 'xu-na',
      kind: 'relative',
      services: ['medical-certificate-submit'],
    })
    const done = await handIn(await h.citizen('xu-na'), 'medical-certificate-submit', `authority:${id}`, '许娜')
    expect(done.status).toBe(200)
  })

  test('a user of a registered dealer acts where a dealer was authorised', async () => {
    const luo = await h.citizen('luo-yan')
    await luo.call(companies.registerCompany, { body: { creditCode: creditCodeOf('dealer') } })
    const owner = await h.citizen('zhao-min')
    const granted = await owner.call(api.grantAuthority, {
      body: {
        kind: 'dealer',
        dealer: creditCodeOf('dealer'),
        services: ['new-car-temp-plate'],
        until: addDays(today(), 5),
      },
    })
    await luo.call(api.acceptAuthority, { params: { id: granted.body.id }, body: {} })
    const car = carOf(await worldOf(h), named(await worldOf(h), 'zhao-min'))
    const draft = await startFor(luo, 'new-car-temp-plate', `authority:${granted.body.id}`)
    const checked = await luo.call(drafts.checkDraft, { params: { id: draft.body.id }, body: { vin: car.vin } })
    expect(checked.body).toMatchObject({ blocked: false })
  })
})
