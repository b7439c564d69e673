import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectionOf, shotsOf } from '#sandbox/maker.ts'
import { COMPANY_PLATES, creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { plateText } from '#web/kit/format.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { newPair, yardOf } from '#test/maker.ts'
import type { Visitor } from '#test/people.ts'
import { worldOf } from '#test/world.ts'

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
  // As people write it: the box does not cut it off.
  const box = /<input[^>]* name="agentIdNumber"[^>]*>/.exec(wrong.html)?.[0] ?? ''
  expect(Number(/ maxlength="(\d+)"/i.exec(box)?.[1])).toBeGreaterThanOrEqual('370000 1985 0228 0111'.length)
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
  expect(offered).toContain('等您接受')
  expect(await page(owner, '/my/authorities')).toContain('待对方接受')
  await press(agent, '/my/authorities', accept)
  expect(await page(agent, '/my/authorities')).toMatch(/href="\/services\/vehicle-contact-change"[^<]*>替王\*英办理/)
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

test('a maker by plain forms: its key, the signing tool run as its IT would, photos, what is missing', async () => {
  const maker = await h.citizen('xu-na')
  const { to } = await press(maker, '/my/companies', '/my/companies', { creditCode: creditCodeOf('maker') })
  const portal = to.replace('/companies/', '/makers/')
  const dir = mkdtempSync(join(tmpdir(), 'yc-maker-'))
  try {
    const tool = await maker.raw('/sign-pre-inspections.mjs')
    expect(tool.headers.get('content-disposition')).toContain('sign-pre-inspections.mjs')
    writeFileSync(join(dir, 'sign.mjs'), await tool.text())
    const run = (...args: string[]) =>
      execFileSync(process.execPath, ['sign.mjs', ...args], { cwd: dir, stdio: 'pipe' })
    const [car] = yardOf((await worldOf(h)).cars)
    if (!car) throw new Error('no car in the yard')
    const shots = await shotsOf(car.vin)
    mkdirSync(join(dir, 'photos'))
    for (const shot of shots) writeFileSync(join(dir, 'photos', shot.name), shot.bytes)
    const { vin, model, engineNo, seats, inspector } = inspectionOf(car, shots)
    const row = [vin.toLowerCase(), model, `"${engineNo}"`, 'a', '汽油', seats, '2026-01-05 09:30', inspector].join(',')
    writeFileSync(
      join(dir, 'cars.csv'),
      `车辆识别代号,车辆型号,发动机号,车身颜色,动力种类,核定载客,查验时间,查验员\r\n${row}\r\n`,
    )
    for (const kind of ['sm2', 'ed25519']) {
      run('--new-key', `${kind}.pem`, '--kind', kind)
      // Never overwritten: the second call fails and leaves the key alone.
      expect(() => run('--new-key', `${kind}.pem`)).toThrow()
      run('--key', `${kind}.pem`, '--photos', 'photos', '--out', `${kind}.csv`, 'cars.csv')
      const pem = readFileSync(join(dir, `${kind}.pem.pub`), 'utf8')
      expect(await press(maker, `${portal}/keys`, `${portal}/keys`, { pem })).toMatchObject({ status: 303 })
      const form = new FormData()
      form.set('file', new Blob([readFileSync(join(dir, `${kind}.csv`))]), 'cars.csv')
      const sent = await maker.raw(`${portal}/file`, { method: 'POST', body: form })
      const result = sent.headers.get('location') ?? ''
      await until('judged', async () => (await page(maker, result)).includes('正在核对 0'))
      // The same record under another key is no second record.
      expect(await page(maker, result)).toContain(kind === 'sm2' ? '已收 1' : '内容相同 1')
    }
    expect(await page(maker, portal)).toContain('缺:左前 45°、右后 45°、车辆识别代号')
    expect(await (await maker.raw(`${portal}/missing`)).text()).toContain(
      `"${car.vin}","左前 45°、右后 45°、车辆识别代号"`,
    )
    const photos = new FormData()
    for (const { name, bytes } of shots) photos.append('photos', new Blob([Uint8Array.from(bytes)]), name)
    const done = await maker.raw(`${portal}/photos`, { method: 'POST', body: photos })
    expect(await page(maker, done.headers.get('location') ?? '')).toContain('共 3 张:已收 3,以前已收 0,未收 0')
    expect(await page(maker, portal)).toContain('已生效 1 辆')
    expect(await page(maker, `${portal}/sampling`)).toContain('承诺')
    const wrong = await press(maker, `${portal}/keys`, `${portal}/keys`, {
      pem: readFileSync(join(dir, 'sm2.pem'), 'utf8'),
    })
    expect(wrong).toMatchObject({ status: 422 })
    expect(wrong.html).toContain('这是私钥')
    expect(wrong.html).not.toContain('BEGIN PRIVATE KEY')
    const end =
      new RegExp(`action="(${portal}/keys/[0-9a-f-]+/end)"`).exec(await page(maker, `${portal}/keys`))?.[1] ?? ''
    expect(await press(maker, `${portal}/keys`, end)).toMatchObject({ status: 303 })
    expect(await page(maker, `${portal}/keys`)).toContain('已停用')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

test('a maker: a file with a byte order mark, lines typed, the result to keep', async () => {
  const maker = await h.citizen('xu-na')
  const { to } = await press(maker, '/my/companies', '/my/companies', { creditCode: creditCodeOf('maker') })
  const portal = to.replace('/companies/', '/makers/')
  await press(maker, `${portal}/keys`, `${portal}/keys`, { pem: newPair().publicPem })
  const head =
    '车辆识别代号,车辆型号,发动机号,车身颜色,动力种类,核定载客,查验时间,查验员,左前照片,右后照片,识别代号照片'
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
