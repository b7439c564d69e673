import { afterAll, beforeAll, expect, test } from 'vitest'
import * as companies from '#api/companies.ts'
import * as api from '#api/video.ts'
import * as desk from '#api/video-desk.ts'
import * as deskTalk from '#api/video-desk-session.ts'
import * as talk from '#api/video-session.ts'
import { COMPANY_PLATES, creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { handIn } from '#test/acting.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { standsAt } from '#test/journey.ts'
import { REVIEWER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'
import { connected, good, ready } from '#test/video.ts'

/** A case of a company that one user began: a colleague sits down at the video window, and is who is identified. */

let h: TestHouse
let officer: Visitor
let company: string
let caseId: string
const members = new Map<DemoKey, string>()
beforeAll(async () => {
  h = await house()
  officer = await h.officer(REVIEWER)
  const legal = await h.citizen('zhou-tao')
  company = good(
    'register',
    await legal.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } }),
  ).id
  for (const key of ['zhang-wei', 'chen-jing'] as const) {
    const { name, idNumber } = demoPerson(key)
    const body = { name, idNumber, role: 'user' as const }
    const shown = good('add', await legal.call(companies.addMember, { params: { id: company }, body }))
    members.set(key, shown.id)
  }
  const [plate] = COMPANY_PLATES
  const user = await h.citizen('zhang-wei')
  const choice = { plate, plateType: '02' }
  const made = await handIn(user, 'plate-replace', `company:${company}`, '张伟', choice)
  caseId = (made.body as { id: string }).id
  await standsAt(user, caseId, 'pay')
}, 60_000)
afterAll(() => h.close())

const take = (who: Visitor) => who.call(api.takeTicket, { body: { language: 'zh', caseId } })

test('a colleague takes the ticket and the call; the officer sees who sits there, and whom for', async () => {
  const [user, colleague, stranger] = [
    await h.citizen('zhang-wei'),
    await h.citizen('chen-jing'),
    await h.citizen('cao-ning'),
  ]
  await ready(officer)
  expect((await take(stranger)).status).toBe(404)
  const ticket = good('ticket', await take(colleague))
  // One conversation about a case at a time.
  expect((await take(user)).problem).toMatchObject({ status: 409, code: 'VIDEO_TICKET_COLLEAGUE' })
  expect((await user.call(api.readTicket, { params: { id: ticket.id } })).status).toBe(404)
  const session = await connected(colleague, officer, ticket.id)
  const { applicant } = good('desk', await officer.call(deskTalk.readDeskSession, { params: { id: session } }))
  const rows = applicant.map((row) => `${row.label.zh} ${row.value.zh}`)
  const { idNumber } = demoPerson('chen-jing')
  expect(rows).toEqual(
    expect.arrayContaining(['来电人 陈*', '来电人身份 申请单位的用户', '单位 青岛海岚物流有限公司', '代办人 张*']),
  )
  expect(JSON.stringify(applicant)).not.toContain(idNumber)
  const unmask = (field: string) =>
    officer.call(deskTalk.unmaskInSession, { params: { id: session }, body: { field, reason: '核对证件' } })
  expect((await unmask('caller.idNumber')).body.value).toBe(idNumber)
  expect((await unmask('applicant.idNumber')).body.value).toBe(creditCodeOf('haulier'))
  // The conversation is the colleague's alone, not of whoever began the case.
  expect((await user.call(talk.readMySession, { params: { id: session } })).status).toBe(404)
  expect((await colleague.call(talk.readMySession, { params: { id: session } })).status).toBe(200)
  good('stop', await colleague.call(talk.actInSession, { params: { id: session }, body: { act: { type: 'stop' } } }))
})

test('who is no user of the company any more does not take the call, though the ticket was in time', async () => {
  const colleague = await h.citizen('chen-jing')
  const other = await h.officer(SECOND_REVIEWER)
  await ready(other)
  const ticket = good('ticket', await take(colleague))
  await until('the offer', async () => (await other.call(desk.readVideoDesk)).body.offer?.ticket === ticket.id)
  good('accept', await other.call(desk.acceptOffer, { params: { id: ticket.id } }))
  const member = members.get('chen-jing') ?? ''
  const legal = await h.citizen('zhou-tao')
  good('remove', await legal.call(companies.removeMember, { params: { id: company, member }, body: {} }))
  expect((await colleague.call(api.answerRing, { params: { id: ticket.id } })).status).toBe(404)
  expect((await take(colleague)).status).toBe(404)
  // Neither does who opened the case, once the company has let that user go.
  const first = members.get('zhang-wei') ?? ''
  good('remove', await legal.call(companies.removeMember, { params: { id: company, member: first }, body: {} }))
  expect((await take(await h.citizen('zhang-wei'))).status).toBe(404)
})
