import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPANY_PLATES, creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { plateText } from '#web/kit/format.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import type { Visitor } from '#test/people.ts'

/** Authorities, companies and the maker's portal, by plain forms without a script. */

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const page = async (who: Visitor, path: string): Promise<string> => (await who.raw(path)).text()
/** Posts the form of a page that goes to `action`, with its own key. */
async function press(who: Visitor, path: string, action: string, fields: Record<string, string> = {}) {
  const html = await page(who, path)
  const form = html.slice(html.indexOf(`action="${action}"`))
  const key = /name="_key" value="([^"]+)"/.exec(form)?.[1] ?? ''
  expect(key, `${action} on ${path}`).not.toBe('')
  const response = await who.raw(action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _key: key, ...fields }).toString(),
  })
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
}

test('an authority: granted, accepted, used from the guide page, withdrawn', async () => {
  const [owner, agent] = [await h.citizen('wang-xiuying'), await h.citizen('zhang-wei')]
  const wrong = await press(owner, '/my/authorities/new', '/my/authorities/new', {
    agentName: '张伟',
    agentIdNumber: '1',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('被委托人的身份证号码不正确')
  expect(wrong.html).toContain('还没有选委托的业务')
  expect(wrong.html).toContain('value="张伟"')
  const granted = await press(owner, '/my/authorities/new', '/my/authorities/new', {
    kind: 'agent',
    agentName: '张伟',
    agentIdNumber: demoPerson('zhang-wei').idNumber,
    'item-vehicle-contact-change': 'yes',
    'plate-鲁B12345': 'yes',
    days: '7',
    uses: '1',
  })
  expect(granted).toMatchObject({ status: 303, to: '/my/authorities' })
  const offered = await page(agent, '/my/authorities')
  const accept = /action="(\/my\/authorities\/[0-9a-f-]+\/accept)"/.exec(offered)?.[1] ?? ''
  await press(agent, '/my/authorities', accept)
  const guide = await page(agent, '/services/vehicle-contact-change')
  const behalf = /value="(authority:[0-9a-f-]+)"/.exec(guide)?.[1] ?? ''
  expect(guide).toContain('为谁办理')
  const begun = await press(agent, '/services/vehicle-contact-change', '/services/vehicle-contact-change/start', {
    for: behalf,
  })
  expect(await page(agent, `${begun.to}/subject`)).toContain(plateText('鲁B12345'))
  const revoke = accept.replace('/accept', '/revoke')
  expect(await press(owner, '/my/authorities', revoke)).toMatchObject({ status: 303 })
  // A page that was open before the withdrawal: the press says why, on the page it stands on.
  const late = await agent.raw('/services/vehicle-contact-change/start', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ for: behalf }).toString(),
  })
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('委托已失效')
})

test('a company: registered, a user added and removed, its cars to choose from', async () => {
  const legal = await h.citizen('zhou-tao')
  const refused = await press(legal, '/my/companies', '/my/companies', { creditCode: creditCodeOf('maker') })
  expect(refused.html).toContain('您不是该单位登记的法定代表人')
  const { to } = await press(legal, '/my/companies', '/my/companies', { creditCode: creditCodeOf('haulier') })
  const shown = await page(legal, to)
  for (const plate of COMPANY_PLATES) expect(shown).toContain(plateText(plate))
  const { idNumber, name } = demoPerson('chen-jing')
  expect(await press(legal, to, `${to}/members`, { name, idNumber, role: 'user' })).toMatchObject({ status: 303 })
  const again = await press(legal, to, `${to}/members`, { name, idNumber, role: 'user' })
  expect(again.html).toContain('此人已是该单位用户')
  const user = await h.citizen('chen-jing')
  const id = to.split('/').at(-1) ?? ''
  const begun = await press(user, '/services/vehicle-contact-change', '/services/vehicle-contact-change/start', {
    for: `company:${id}`,
  })
  const choose = await page(user, `${begun.to}/subject`)
  for (const plate of COMPANY_PLATES) expect(choose).toContain(plateText(plate))
  const remove = new RegExp(`action="(${to}/members/[0-9a-f-]+/remove)"`).exec(await page(legal, to))?.[1] ?? ''
  await press(legal, to, remove)
  expect((await user.raw(to)).status).toBe(404)
})

test('a maker: a file with a byte order mark, lines typed, the result to keep', async () => {
  const maker = await h.citizen('xu-na')
  const { to } = await press(maker, '/my/companies', '/my/companies', { creditCode: creditCodeOf('maker') })
  const portal = to.replace('/companies/', '/makers/')
  const head = '车辆识别代号,车辆型号,发动机号,车身颜色,动力种类,核定载客,查验时间,查验员'
  const send = async (bytes: string | Uint8Array) => {
    const form = new FormData()
    form.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), 'cars.csv')
    return maker.raw(`${portal}/file`, { method: 'POST', body: form })
  }
  const sent = await send(`\ufeff${head}\r\nx,y\r\n`)
  const result = sent.headers.get('location') ?? ''
  await until('judged', async () => (await page(maker, result)).includes('未收 1'))
  const shown = await page(maker, result)
  expect(shown).toContain('第 2 行')
  const file = await maker.raw(`${result}/result`)
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect(await file.text()).toContain('"2","未收","车辆识别代号:车辆识别代号不正确。')
  const mend = await maker.raw(`${result}/result?only=refused`)
  expect(mend.headers.get('content-disposition')).toContain('to-mend.csv')
  const noise = await send(Uint8Array.from([0xff, 0xfe, 0x00]))
  expect(noise.status).toBe(422)
  expect(await noise.text()).toContain('UTF-8')
  const typed = await press(maker, portal, `${portal}/lines`, { lines: 'a,b,c' })
  expect(typed.status).toBe(303)
  expect((await (await h.citizen('zhang-wei')).raw(portal)).status).toBe(404)
})
