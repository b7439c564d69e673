import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMobile } from '#domain/rules/generate.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse } from '#test/house.ts'
import { surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('signing in says to readers of English in English what is wrong, on the pages and in the API', async () => {
  const mobile = makeMobile(74_101)
  const web = surfer(h.anyone())
  await web.open('/prefs?lang=en&back=/')
  const phone = await web.post((await web.open('/sign-in')).form('/sign-in'), { phone: '1380' })
  expect(phone.html).toContain('Enter a mobile number of 11 digits')
  const sent = await web.post(phone.form('/sign-in'), { phone: mobile })
  const wrong = await web.post(sent.form('/sign-in/code'), { code: '12' })
  expect(wrong.html).toContain('The code is wrong or has expired')
  const person = await web.post(wrong.form('/sign-in/code'), { code: await h.codeFor(mobile) })
  const { name } = demoPerson('zhang-wei')
  const typo = await web.post(person.form('/sign-in/person'), { name, idNumber: '370202199001011234' })
  expect(typo.html).toContain('This is not an identity number')
  const other = await web.post(typo.form('/sign-in/person'), { name, idNumber: demoPerson('zhou-tao').idNumber })
  expect(other.html).toContain('Name and identity number do not belong together')
  for (const { html } of [phone, wrong, typo, other]) expect(html).not.toMatch(/请填写|不对|不正确|对不上/)

  const asked = await h.anyone().raw('/api/sign-in/code', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ mobile: '13800000000000' }),
  })
  expect(await asked.json()).toMatchObject({
    fields: [{ field: 'mobile', message: 'Enter a mobile number of 11 digits' }],
  })
})
