import { randomInt } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { goodPhoto } from '#test/journey.ts'
import { type Sheet, surfer } from './surfer.testing.ts'

/** A session ends while somebody fills in a form without scripts: the press does nothing, and nothing typed is lost. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

type Web = ReturnType<typeof surfer>

async function signInOn(web: Web, at: Sheet, who: DemoKey = 'zhang-wei'): Promise<Sheet> {
  const { mobile } = demoPerson(who)
  const asked = await web.post(at.form('/sign-in'), { phone: mobile })
  return web.post(asked.form('/sign-in/code'), { code: await h.codeFor(mobile) })
}

const endSessions = () => h.sql('update sessions set revoked_at = now() where revoked_at is null')

async function formOf(web: Web): Promise<Sheet> {
  const guide = await web.open('/services/licence-replace-lost')
  return web.post(guide.form('/start'))
}

test('what was typed is there again after signing in, and is saved by the next press', async () => {
  await h.citizen('zhang-wei')
  const web = surfer(h.anyone())
  await signInOn(web, await web.open('/sign-in?next=/'))
  const part = await formOf(web)
  const contact = await web.post(part.form('/form/loss'), { lostStatement: 'on', photoChoice: 'stored' })
  expect(contact.path).toMatch(/form\/contact/)
  await endSessions()
  const asked = await web.post(contact.form('/form/contact'), { mobile: '13912345678' })
  expect(asked.path).toMatch(/^\/sign-in/)
  const back = await signInOn(web, asked)
  expect(back.path).toMatch(/form\/contact/)
  expect(back.html).toContain('您填写的内容都在')
  expect(back.form('/form/contact').values['mobile']).toBe('13912345678')
  // Shown once: it is the draft that keeps answers, not the browser.
  expect((await web.open(back.path)).form('/form/contact').values['mobile']).toBe(demoPerson('zhang-wei').mobile)
  const next = await web.post(back.form('/form/contact'))
  expect(next.path).toMatch(/form\/delivery/)
})

test('another person on the same device sees nothing of it', async () => {
  await h.citizen('zhang-wei')
  await h.citizen('chen-jing')
  const web = surfer(h.anyone())
  await signInOn(web, await web.open('/sign-in?next=/'))
  const part = await formOf(web)
  await endSessions()
  const asked = await web.post(part.form(/\/form\//), { mobile: '13912345678' })
  const mobile = demoPerson('chen-jing').mobile
  const code = await web.post(asked.form('/sign-in'), { phone: mobile })
  const other = await web.post(code.form('/sign-in/code'), { code: await h.codeFor(mobile) })
  expect(other.status).toBe(404)
  expect(other.html).not.toContain('13912345678')
})

test('nor on a page that everybody has', async () => {
  await h.citizen('zhang-wei')
  await h.citizen('chen-jing')
  const web = surfer(h.anyone())
  await signInOn(web, await web.open('/sign-in?next=/'))
  const grant = await web.open('/my/authorities/new')
  await endSessions()
  const asked = await web.post(grant.form('/my/authorities/new'), {
    agentName: '王秀英',
    agentIdNumber: '370000196804120122',
  })
  const other = await signInOn(web, asked, 'chen-jing')
  expect(other.path).toBe('/my/authorities/new')
  expect(other.html).not.toContain('370000196804120122')
})

/** As long as the longest answer of any form, and as little like itself as can be. */
const longText = (): string =>
  Array.from({ length: 2_000 }, () => String.fromCharCode(0x4e00 + randomInt(20_000))).join('')

async function atContact(who: DemoKey): Promise<{ web: Web; contact: Sheet }> {
  await h.citizen(who)
  const web = surfer(h.anyone())
  await signInOn(web, await web.open('/sign-in?next=/'), who)
  const part = await formOf(web)
  const contact = part.path.endsWith('/contact')
    ? part
    : await web.post(part.form(/\/form\//), { lostStatement: 'on', photoChoice: 'stored' })
  return { web, contact }
}

test('the longest answer is kept, too', async () => {
  const { web, contact } = await atContact('li-jianguo')
  await endSessions()
  const asked = await web.post(contact.form('/form/contact'), { mobile: '13912345670', words: longText() })
  const back = await signInOn(web, asked, 'li-jianguo')
  expect(back.form('/form/contact').values['mobile']).toBe('13912345670')
})

test('a photo that met an ended session is asked for again', async () => {
  const { web, contact } = await atContact('zhou-tao')
  await endSessions()
  const draft = /\/my\/drafts\/[0-9a-f-]+/.exec(contact.path)?.[0] ?? ''
  const upload = { action: `${draft}/files/photo`, multipart: true, values: {}, html: '' }
  const asked = await web.upload(upload, new Uint8Array(await goodPhoto()), 'image/jpeg')
  expect(asked.path).toMatch(/^\/sign-in/)
  expect((await signInOn(web, asked, 'zhou-tao')).html).toContain('照片没有传上来')
})

test('a press that our side cannot take leads back to the page, with what was typed', async () => {
  const { web, contact } = await atContact('wu-fang')
  // Somebody repairs a table: statements of the house wait for it and give up.
  const repair = new pg.Client({ connectionString: h.databaseUrl })
  await repair.connect()
  await repair.query('begin')
  await repair.query('lock table drafts in access exclusive mode')
  const broken = await web.post(contact.form('/form/contact'), { mobile: '13912345671' })
  // Too early back: still broken, and still nothing is lost.
  const early = await web.open(contact.path)
  expect(early.status).toBe(503)
  await repair.query('rollback')
  await repair.end()
  expect(broken.status).toBe(503)
  const way = new RegExp(`href="(${contact.path})"[^>]*>回到刚才那一页`).exec(broken.html)?.[1] ?? ''
  const back = await web.open(way)
  expect(back.html).toContain('刚才没有交成')
  expect(back.form('/form/contact').values['mobile']).toBe('13912345671')
})

test('a page that broke can be asked for again, one that is not there leads to the search', async () => {
  await h.citizen('sun-lei')
  const web = surfer(h.anyone())
  await signInOn(web, await web.open('/sign-in?next=/'), 'sun-lei')
  const repair = new pg.Client({ connectionString: h.databaseUrl })
  await repair.connect()
  await repair.query('begin')
  await repair.query('lock table cases in access exclusive mode')
  const broken = await web.open('/my/cases?from=here')
  await repair.query('rollback')
  await repair.end()
  expect(broken.status).toBe(503)
  expect(broken.html).toMatch(/href="\/my\/cases\?from=here"[^>]*>再试一次/)
  expect((await web.open('/nowhere')).html).toMatch(/href="\/services"[^>]*>查找服务/)
})
