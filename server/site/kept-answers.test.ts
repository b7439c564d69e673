import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { type Sheet, surfer } from './surfer.testing.ts'

/** A session ends while somebody fills in a form without scripts: the press does nothing, and nothing typed is lost. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

type Web = ReturnType<typeof surfer>

async function signInOn(web: Web, at: Sheet): Promise<Sheet> {
  const asked = await web.post(at.form('/sign-in'), { phone: demoPerson('zhang-wei').mobile })
  return web.post(asked.form('/sign-in/code'), { code: await h.codeFor(demoPerson('zhang-wei').mobile) })
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
