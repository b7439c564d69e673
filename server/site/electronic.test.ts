import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '#domain/services/index.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('every item has a guide, in both languages', async () => {
  const web = surfer(h.anyone())
  for (const { code, name } of services) {
    const zh = await web.open(`/services/${code}`)
    expect(zh.status, code).toBe(200)
    expect(zh.html).toContain(name.zh.replaceAll('"', '&quot;'))
    expect((await web.open(`/services/${code}?lang=en`)).status, code).toBe(200)
  }
  const free = await web.open('/services/defer-licence-renewal?lang=zh')
  expect(free.html).toContain('法律没有规定')
  expect(free.html).not.toContain('寄递费')
})

test('an electronic mark, without a script: no address is asked, nothing is paid, and it is done', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const cars = await web.post((await web.open('/services/inspection-mark-replace')).form('/start'))
  const checked = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  const reason = await web.post(checked.form('/precheck'))
  const paper = await web.post(reason.form('/form/reason'), { reason: 'lost' })
  const contact = await web.post(paper.form('/form/paper'), { paper: 'no' })
  expect(contact.path).toMatch(/form\/contact$/)
  const check = await web.post(contact.form('/form/contact'), { mobile: '13800138000' })
  expect(check.path).toMatch(/check$/)
  expect(check.html).not.toContain('领取方式')
  expect(check.html).not.toContain('寄递费')
  const made = await web.post(check.form('/submit'), { declared: 'yes', signature: '王秀英' })
  const done = await until('the end', async () => {
    const sheet = await web.open(made.path)
    return sheet.html.includes('已登记') && sheet
  })
  expect(done.status).toBe(200)
  expect(done.html).not.toContain('已送达')
})

test('who wants paper is asked where to send it', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const cars = await web.post((await web.open('/services/inspection-mark-replace')).form('/start'))
  const checked = await web.post(cars.form('/subject'), { vehicle: '02|鲁B12345' })
  const reason = await web.post(checked.form('/precheck'))
  const paper = await web.post(reason.form('/form/reason'), { reason: 'lost' })
  const contact = await web.post(paper.form('/form/paper'), { paper: 'yes' })
  const delivery = await web.post(contact.form('/form/contact'), { mobile: '13800138000' })
  expect(delivery.path).toMatch(/form\/delivery$/)
})

test('a licence that can be renewed leads to its renewal, another does not', async () => {
  const due = await surfer(await h.citizen('chen-jing')).open('/my/documents')
  expect(due.html).toContain('快到期了,现在可以换证')
  expect(due.html).toContain('href="/services/licence-renew-expiry"')
  const sound = await surfer(await h.citizen('zhang-wei')).open('/my/documents')
  expect(sound.html).not.toContain('去换证')
})
