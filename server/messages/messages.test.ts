import type { FastifyInstance } from 'fastify'
import type { Case } from '#domain/case.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MESSAGES } from '#domain/messages.ts'
import { act } from '#server/cases/cases.ts'
import { createApp } from '#server/kit/app.ts'
import { Refused } from '#server/kit/errors.ts'
import { startSession } from '#server/kit/sessions.ts'
import { caseOf, dataFor } from '#test/cases.ts'
import { checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { registrationCertReplace } from '#domain/services/vehicle/registration-cert-replace.ts'
import { messageRoutes } from './messages.http.ts'
import { listMessages, PAGE_SIZE, sendCode, SMS_TRIES, tell, tellAbout, unreadCount } from './messages.ts'
import { messageJobs } from './sms.ts'
import { render, renderSms, templateOf, toldAbout } from './words.ts'

let t: Tools
let app: FastifyInstance
let url: string
beforeEach(async () => {
  t = await tools({ withTown: true })
  app = createApp(t.house)
  messageRoutes(app, t.house)
  url = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  await app.close()
  await t.close()
})

const inbox = async (to: string): Promise<string[]> =>
  ((await t.town(`/sms.json?to=${to}`)) as { messages: { text: string }[] }).messages.map((m) => m.text)
const messagesOf = (person: string, lang: 'zh' | 'en' = 'zh', page = 1) =>
  listMessages(t.house.db.read, t.house, person, lang, page)
/** Something that also goes to the phone; the new message's id. */
const toldBy = async (c: Case): Promise<string> => {
  await t.house.db.tx((tx) => tell(tx, t.house, c, 'pay'))
  return (await messagesOf(c.applicant)).items[0]?.id ?? ''
}
const sendSms = (message: string, attempt = 1) => messageJobs[0]?.run(t.house, { message }, attempt)
const smsState = async (id: string) =>
  (await t.sql<{ sms_state: string }>(`select sms_state from messages where id = $1`, [id]))[0]?.sms_state
const waitingJobs = () => t.sql<{ key: string }>(`select key from jobs where key like 'sms:%' order by key`)
const cookieOf = async (person: string) =>
  `yunchuang-citizen=${(await t.house.db.tx((tx) => startSession(tx, 'citizen', person, 'test'))).token}`

async function ask(cookie: string, method: string, path: string) {
  const init =
    method === 'GET'
      ? {}
      : { method, body: '{}', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } }
  const answer = await fetch(url + path, { ...init, headers: { ...init.headers, cookie } })
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown> & {
      items: { id: string; title: string; text: string; unread: boolean }[]
    },
  }
}

test('a case tells its applicant: kept sealed, shown in both languages, sent once by text message', async () => {
  const me = await somebody(t)
  const c = await handedIn(t, me, 'licence-replace-lost')
  const { items, unread } = await messagesOf(me.id)
  expect(unread).toBe(1)
  expect(items[0]).toMatchObject({
    title: '申请已提交',
    text: '遗失补证申请已收到,正在联网核查。',
    caseId: c.id,
    unread: true,
  })
  expect((await messagesOf(me.id, 'en')).items[0]?.text).toContain('Re-issue a lost driving licence')
  const [row] = await t.sql<{ id: string; params: Buffer }>(`select id, params from messages`)
  expect(row?.params.includes(c.number)).toBe(false)
  // What is followed by more within minutes is kept in the account and sent to nobody's phone.
  expect(await waitingJobs()).toEqual([])
  const id = await toldBy(c)
  expect(await waitingJobs()).toEqual([{ key: `sms:${id}` }])

  await sendSms(id)
  await sendSms(id, 2)
  expect(await inbox(me.mobile)).toEqual([expect.stringContaining(c.number)])
  expect(await smsState(id)).toBe('sent')
  expect(await t.sql(`select agency, case_id, outcome from exchanges`)).toEqual([
    { agency: 'sms', case_id: c.id, outcome: 'ok' },
  ])
})

test('what is about no case says what it is about, and is sent to the mobile of the account', async () => {
  const me = await somebody(t)
  const service = { zh: '视频咨询', en: 'your question by video' }
  await t.house.db.tx((tx) => tellAbout(tx, t.house, { person: me.id, office: 370200 }, 'video-ring', { service }))
  const [kept] = (await messagesOf(me.id, 'en')).items
  expect(kept).toMatchObject({ caseId: undefined, text: expect.stringMatching(/^your question by video: an officer/) })
  await sendSms(kept?.id ?? '')
  expect(await inbox(me.mobile)).toEqual([expect.stringContaining('视频窗口')])
  expect([await smsState(kept?.id ?? ''), await waitingJobs()]).toEqual(['sent', [{ key: `sms:${kept?.id}` }]])
  expect(await t.sql(`select agency, case_id, outcome from exchanges`)).toEqual([
    { agency: 'sms', case_id: null, outcome: 'ok' },
  ])
})

test('the newest message stands first by when it was sent, whatever its id', async () => {
  const me = await somebody(t)
  const c = await handedIn(t, me, 'licence-replace-lost')
  await t.house.db.tx((tx) => tell(tx, t.house, c, 'pay'))
  await t.sql(
    `update messages set created_at = created_at - interval '1 year' where template = 'pay' and person = $1`,
    [me.id],
  )
  expect((await messagesOf(me.id)).items.map((m) => m.template)).toEqual(['submitted', 'pay'])
})

test('what is rolled back tells nobody', async () => {
  const me = await somebody(t)
  const c = await handedIn(t, me, 'licence-replace-lost')
  const work = t.house.db.tx(async (tx) => {
    await tell(tx, t.house, c, 'pay')
    throw new Error('later trouble')
  })
  await expect(work).rejects.toThrow('later trouble')
  expect(await unreadCount(t.house.db.read, me.id)).toBe(1)
  expect(await waitingJobs()).toEqual([])
  await expect(t.house.db.tx((tx) => tell(tx, t.house, c, 'constructor'))).rejects.toThrow('there is no message')
})

test('a gateway that is down is asked again under the same id; a dead number and a last try end it for good', async () => {
  const me = await somebody(t)
  const id = await toldBy(await handedIn(t, me, 'licence-replace-lost'))
  await t.town('/admin/modes', { agency: 'sms', mode: 'bad-signature' })
  await expect(sendSms(id)).rejects.toThrow('did not answer')
  expect(await smsState(id)).toBe('queued')
  await t.town('/admin/modes', { agency: 'sms', mode: 'good' })
  await sendSms(id, 2)
  // The gateway had sent it the first time; only its answer was spoiled.
  expect([await smsState(id), (await inbox(me.mobile)).length]).toEqual(['sent', 1])

  const nobody = await somebody(t)
  const dead = await toldBy(await handedIn(t, { ...nobody, mobile: '13800130000' }, 'licence-replace-lost'))
  await sendSms(dead)
  expect(await smsState(dead)).toBe('failed')

  const second = await somebody(t)
  const last = await toldBy(await handedIn(t, second, 'licence-replace-lost'))
  await t.town('/admin/modes', { agency: 'sms', mode: 'down' })
  await sendSms(last, SMS_TRIES)
  expect(await smsState(last)).toBe('failed')
})

test('messages are listed by page, newest first; reading one or all counts down; nobody reads another’s', async () => {
  const [me, other] = [await somebody(t), await somebody(t)]
  const c = await handedIn(t, me, 'licence-replace-lost')
  await t.house.db.tx(async (tx) => {
    for (let i = 0; i < PAGE_SIZE + 4; i += 1) await tell(tx, t.house, c, 'posted', { waybill: `W${i}` })
  })
  const cookie = await cookieOf(me.id)
  const first = await ask(cookie, 'GET', '/api/my/messages')
  expect(first.body).toMatchObject({ page: 1, pages: 2, total: PAGE_SIZE + 5, unread: PAGE_SIZE + 5 })
  expect(first.body.items.map((m) => m.text)).toEqual(
    Array.from({ length: PAGE_SIZE }, (_, i) => `证件已交 EMS,运单号W${PAGE_SIZE + 3 - i}。`),
  )
  const second = await ask(cookie, 'GET', '/api/my/messages?page=2&lang=en')
  expect(second.body.items).toHaveLength(5)
  expect(second.body.items.at(-1)?.title).toBe('Application submitted')

  const id = first.body.items[0]?.id ?? ''
  expect((await ask(await cookieOf(other.id), 'POST', `/api/my/messages/${id}/read`)).status).toBe(404)
  expect((await ask(cookie, 'POST', `/api/my/messages/${id}/read`)).body).toEqual({ ok: true })
  expect((await ask(cookie, 'POST', `/api/my/messages/${id}/read`)).status).toBe(200)
  expect(await unreadCount(t.house.db.read, me.id)).toBe(PAGE_SIZE + 4)
  expect((await ask(cookie, 'POST', '/api/my/messages/read-all')).body).toEqual({ read: PAGE_SIZE + 4 })
  expect(await unreadCount(t.house.db.read, me.id)).toBe(0)
  expect((await ask('', 'GET', '/api/my/messages')).status).toBe(401)
  expect((await ask(cookie, 'GET', '/api/my/messages?lang=fr')).status).toBe(400)
  expect((await messagesOf(other.id)).items).toEqual([])
})

test('an officer’s reason reaches the account but never a text message', async () => {
  const me = await somebody(t)
  const c = await checked(t, await handedIn(t, me, 'registration-cert-replace'))
  const officer = { kind: 'officer', id: 'o1', office: c.office, roles: ['reviewer'] } as const
  await t.house.db.tx((tx) =>
    act(tx, t.house, officer, c.id, c.version, { type: 'refuse', code: 'SUSPECT', reason: '登记证书系他人保管' }),
  )
  const told = (await messagesOf(me.id)).items.find((m) => m.template === 'refused')
  expect(told?.text).toContain('没有通过:登记证书系他人保管。您可以')
  await sendSms(told?.id ?? '')
  expect((await inbox(me.mobile)).join()).not.toContain('他人保管')
})

test('no message is shown with a hole: whatever the case knows or not, every sentence is filled', () => {
  const until = '2026-03-02T06:30:00.000Z'
  // What those who send give along; a site only with a booking, as all others take the case's own.
  const given = {
    until,
    agency: 'tax-purchase',
    waybill: '1187203499811',
    role: 'co-owner',
    applicant: 'L',
    yuan: '20.00',
  }
  const ofWindow = { when: '9:15', minutes: '15', no: '2', outcome: 'Done', next: 'Nothing to do.', plate: 'BD0417' }
  const givenTo = (name: string) => ({
    ...(name === 'booked' ? { site: 'station-shibei' } : {}),
    ...(name.startsWith('file-') ? { place: 'N', reason: 'R' } : {}),
    ...(name.startsWith('maker-') ? { maker: 'M', reason: 'R', vin: 'V', finding: 'F' } : {}),
    ...given,
    ...ofWindow,
  })
  // Each of them, not some drawn by lot: one that nobody gave its words to would be found by luck.
  for (const name of Object.keys(MESSAGES))
    for (const lang of ['zh', 'en'] as const)
      for (const site of ['main', 'huangdao', 'nowhere', undefined]) {
        const data = dataFor(registrationCertReplace, {
          refusal: { code: 'NOT_OWNER', reason: '', remedy: '' },
          ...(site ? { onSite: { reason: 'SUSPECT', site } } : {}),
        })
        const told = toldAbout(caseOf(registrationCertReplace, { data }), t.house.city, givenTo(name))
        const { title, text } = render(templateOf(name), told, lang)
        const where = `${name} ${lang} ${site ?? 'as it is'}: `
        expect(`${where}${title} ${text} ${renderSms(templateOf(name), told) ?? ''}`).not.toMatch(/[{}]|undefined/)
        if (lang === 'en') expect(where + text).not.toMatch(/\p{Script=Han}/u)
      }
  const hold = render(templateOf('hold'), toldAbout(caseOf(registrationCertReplace), t.house.city, { until }), 'zh')
  expect(hold.text).toContain('将在3月2日14:30之后制证')
})

test('a code comes at once, says what it is for and who will never ask for it, and leaves no copy; when the gateway is down the person is told', async () => {
  await sendCode(t.house, '13800138000', '482913', 'plate')
  expect((await inbox('13800138000'))[0]).toMatch(/选号验证码 482913.*不会向您索要/)
  expect(await t.sql(`select * from exchanges`)).toEqual([])
  await t.town('/admin/modes', { agency: 'sms', mode: 'down' })
  const refusal = await sendCode(t.house, '13800138000', '482914', 'sign-in').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).code).toBe('CODE_NOT_SENT')
})
