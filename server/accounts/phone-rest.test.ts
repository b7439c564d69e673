import { afterAll, beforeAll, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as authorities from '#api/authorities.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import * as plates from '#api/plates.ts'
import { addDays, shanghaiDate } from '#domain/calendar.ts'
import { makeMobile } from '#domain/rules/generate.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { surfer } from '#server/site/surfer.testing.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, FORMS, standsAt } from '#test/journey.ts'
import type { Visitor } from '#test/people.ts'
import { asked } from '#test/sign-in.ts'

/**
 * The SIM-swap story: somebody knows a name and an identity number, has a phone, and wants the title papers of a car.
 * Told through HTTP, from both sides.
 */
let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const { name, idNumber } = demoPerson('wang-xiuying')
const CAR = { plate: '鲁B12345', plateType: '02' }
const THIEF = makeMobile(81_001)

async function signIn(mobile: string): Promise<Visitor> {
  const { who, code } = await asked(h, mobile)
  const body = { mobile, code, name, idNumber }
  expect((await who.call(accounts.signIn, { body })).status).toBe(200)
  return who
}

/** An application as far as the signature. */
async function filledIn(who: Visitor, service: string, answers: Record<string, string> = {}): Promise<string> {
  const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
  const params = { id: draft.id }
  expect((await who.call(drafts.checkDraft, { params, body: CAR })).status).toBe(200)
  for (const [part, values] of Object.entries(FORMS[service] ?? {})) {
    const body = { values: { ...values, ...answers } }
    const { body: saved } = await who.call(drafts.saveDraftPart, { params: { ...params, part }, body })
    expect(saved.errors).toEqual([])
  }
  return draft.id
}
const handIn = (who: Visitor, id: string) =>
  who.call(drafts.submitDraft, { params: { id }, body: { declared: true, signature: name } })

const inbox = async (mobile: string): Promise<string> => {
  const answer = await fetch(`${h.sandboxUrl}/sms.json?to=${mobile}`)
  return ((await answer.json()) as { messages: { text: string }[] }).messages.map((one) => one.text).join()
}

const grantBody = () => ({
  kind: 'agent' as const,
  agentName: demoPerson('zhang-wei').name,
  agentIdNumber: demoPerson('zhang-wei').idNumber,
  services: ['vehicle-licence-replace'],
  until: addDays(shanghaiDate(new Date()), 10),
})

test('the thief gets in, and gets nothing; the owner is told, comes back, and the thief is out', async () => {
  const owner = await h.citizen('wang-xiuying')
  const { id: running } = await apply(owner, {
    service: 'vehicle-contact-change',
    choice: CAR,
    signature: name,
  })
  const thief = await signIn(THIEF)
  await until('the phone of before', async () =>
    (await inbox(demoPerson('wang-xiuying').mobile)).includes('改用新的手机号'),
  )
  // Whoever was signed in before is not any more, on whatever device.
  expect((await owner.call(accounts.myProfile)).status).toBe(401)
  // Reading goes on, and what takes nothing away.
  expect((await thief.call(mine.readMyCase, { params: { id: running } })).status).toBe(200)
  const harmless = await filledIn(thief, 'vehicle-licence-replace')
  expect((await handIn(thief, harmless)).status).toBe(200)

  const papers = await filledIn(thief, 'registration-cert-replace')
  const refused = await handIn(thief, papers)
  expect(refused).toMatchObject({ status: 409, problem: { code: 'PHONE_RESTS' } })
  expect(refused.problem.detail).toMatch(/要到 20\d\d-\d\d-\d\d \d\d:\d\d 之后才能在网上办/)
  expect(refused.problem.next).toContain('带身份证到窗口')
  const granted = await thief.call(authorities.grantAuthority, { body: grantBody() })
  expect(granted).toMatchObject({ status: 409, problem: { code: 'PHONE_RESTS' } })
  expect(await h.sql(`select 1 from cases where service = 'registration-cert-replace'`)).toEqual([])
  // Numbers neither: none is pressed for, and none given back, by a program or by a page without scripts.
  const params = { id: running }
  expect((await thief.call(plates.drawPlates, { params, body: {} })).problem.code).toBe('PHONE_RESTS')
  expect((await thief.call(plates.giveBackPlate, { params, body: {} })).problem.code).toBe('PHONE_RESTS')
  for (const action of [`/my/plates/held/${running}/give-back`, `/my/plates/former/${running}/waive`]) {
    const form = { action, multipart: false, values: { _key: crypto.randomUUID() }, html: '' }
    expect((await surfer(thief).post(form)).html).toContain('刚换过手机号')
  }

  const back = await signIn(demoPerson('wang-xiuying').mobile)
  expect((await thief.call(accounts.myProfile)).status).toBe(401)
  // Nobody can tell the two apart by what they know: the day begins anew for both.
  expect((await handIn(back, papers)).problem.code).toBe('PHONE_RESTS')
  expect((await surfer(back).open('/my')).html).toContain('换号保护')
  const page = await surfer(back).open('/services/registration-cert-replace')
  expect(page.html).toContain('这个账号刚换过手机号')
  expect((await surfer(back).open('/services/vehicle-licence-replace')).html).not.toContain('这个账号刚换过手机号')
  const check = await surfer(back).open(`/my/drafts/${papers}/check`)
  const pressed = await surfer(back).post(check.form('/submit'), { declared: 'yes', signature: name })
  expect(pressed.status).toBe(409)
  expect(pressed.html).toContain('带身份证到窗口')
  expect(pressed.form('/submit').values['signature']).toBe(name)
})

test('by video an officer sees the person: what is handed in for that needs no day', async () => {
  const who = await signIn(makeMobile(81_002))
  const id = await filledIn(who, 'registration-cert-replace', { channel: 'video' })
  const sent = await handIn(who, id)
  expect(sent.status).toBe(200)
  const { version } = await standsAt(who, sent.body.id, 'review')
  expect((await who.call(mine.withdrawCase, { params: { id: sent.body.id }, body: { version } })).status).toBe(200)
})

test('a day later everything is as before, with the same draft and without a word to anybody', async () => {
  const who = await signIn(makeMobile(81_003))
  const id = await filledIn(who, 'registration-cert-replace')
  expect((await handIn(who, id)).status).toBe(409)
  await h.sql(
    `update people set mobile_changed_at = now() - interval '23 hours 59 minutes' where mobile_changed_at is not null`,
  )
  expect((await handIn(who, id)).status).toBe(409)
  await h.sql(`update people set mobile_changed_at = now() - interval '24 hours' where mobile_changed_at is not null`)
  expect((await handIn(who, id)).status).toBe(200)
  expect((await who.call(authorities.grantAuthority, { body: grantBody() })).problem).not.toHaveProperty('code')
})
