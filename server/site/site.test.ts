import { get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { goodPhoto } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { type Sheet, surfer } from './surfer.testing.ts'

let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

test('strangers read every public page, with headers and no inline script or style', async () => {
  const web = surfer(h.anyone())
  for (const path of [
    '/',
    '/services',
    '/services?q=驾照丢了',
    '/services/licence-replace-lost',
    '/services/new-vehicle-registration?lang=en',
    '/sign-in',
    '/help',
    '/promise?lang=en',
  ]) {
    sound(await web.open(encodeURI(path)), 200)
  }
  expect((await web.open(encodeURI('/services?q=驾照丢了'))).html).toContain('/services/licence-replace-lost')
  sound(await web.open('/nowhere'), 404)
  sound(await web.open('/services/no-such-service'), 404)
  sound(await web.open('/services/new-vehicle-registration?lang=en'), 200)
})

test('pages and files come compressed, and files for ever', async () => {
  const { raw } = h.anyone()
  const home = await raw('/', { headers: { 'accept-encoding': 'br', accept: 'text/html' } })
  expect(home.headers.get('content-encoding')).toBe('br')
  const css = /href="(\/assets\/[^"]+\.css)"/.exec(await home.text())?.[1] ?? ''
  const file = await raw(css, { headers: { 'accept-encoding': 'gzip' } })
  expect(file.headers.get('content-encoding')).toBe('gzip')
  expect(file.headers.get('cache-control')).toContain('immutable')
  expect(file.headers.get('content-type')).toContain('text/css')
  expect((await raw('/assets/gone-123.css')).status).toBe(404)
  expect((await raw('/assets/..%2f.vite%2fmanifest.json')).status).toBe(404)
})

test('preferences are kept and lead back into the site only', async () => {
  const who = h.anyone()
  const web = surfer(who)
  const english = await web.open('/prefs?lang=en&elder=1&theme=purple&back=/services')
  expect(english.path).toBe('/services')
  expect(english.html).toContain('lang="en"')
  expect(english.html).toContain('data-elder')
  expect(who.cookies.has('theme')).toBe(false)
  expect((await web.open('/prefs?lang=zh&back=//evil.example')).path).toBe('/')
  expect((await web.open('/prefs?lang=zh&back=/%5Cevil.example')).path).toBe('/')
})

test('a lost licence, from the home page to the receipt, without a script', async () => {
  const { mobile, name, idNumber } = demoPerson('zhang-wei')
  const web = surfer(h.anyone())
  const guide = await web.open('/services/licence-replace-lost')
  const signIn = await web.open(/href="(\/sign-in\?next=[^"]+)"/.exec(guide.html)?.[1] ?? '')
  expect((await web.post(signIn.form(/sign-in/), { phone: '1380' })).status).toBe(422)
  const code = await web.post(signIn.form(/sign-in/), { phone: mobile })
  const wrong = await web.post(code.form('/sign-in/code'), { code: '12' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('验证码不对')
  const person = await web.post(wrong.form('/sign-in/code'), { code: await h.codeFor(mobile) })
  const mistaken = await web.post(person.form('/sign-in/person'), { name, idNumber: '370202199001011234' })
  expect(mistaken.status).toBe(422)
  expect(mistaken.html).toContain(`value="${name}"`)
  const back = await web.post(mistaken.form('/sign-in/person'), { name, idNumber })
  expect(back.path).toBe('/services/licence-replace-lost')
  expect(back.html).not.toContain(idNumber)

  const checked = await web.post(back.form('/start'))
  expect(checked.path).toMatch(/form\/loss$/)
  const precheck = await web.open(checked.path.replace('form/loss', 'precheck'))
  expect(precheck.html).toContain('没有扣留驾驶证的强制措施')
  const loss = await web.post(precheck.form('/precheck'))
  const incomplete = await web.post(loss.form('/form/loss'), { photoChoice: 'stored' })
  expect(incomplete.status).toBe(422)
  expect(incomplete.html).toContain('value="stored" checked')
  const contact = await web.post(incomplete.form('/form/loss'), { lostStatement: 'yes', photoChoice: 'stored' })
  expect(contact.form('/form/contact').values['mobile']).toBe(mobile)
  const delivery = await web.post(contact.form('/form/contact'))
  const home = await web.post(delivery.form('/form/delivery'), { region: '370203', address: '辽宁路 88 号 2 单元 301' })
  expect(home.path).toMatch(/check$/)
  sound(home, 200)
  const unsigned = await web.post(home.form('/submit'), { signature: name })
  expect(unsigned.status).toBe(422)
  expect(unsigned.html).toContain(`value="${name}"`)

  const form = unsigned.form('/submit')
  const [first, second] = await Promise.all([
    web.post(form, { signature: name, declared: 'yes' }),
    web.post(form, { signature: name, declared: 'yes' }),
  ])
  expect(second.path).toBe(first.path)
  // Back in the browser, and pressed once more there: the application is what it has become.
  for (const kept of [home.path, checked.path, home.path.replace('/check', '')])
    expect((await web.open(kept)).path).toBe(first.path)
  expect((await web.post(home.form('/submit'), { signature: name, declared: 'yes' })).path).toBe(first.path)
  expect((await web.post(incomplete.form('/form/loss'), { photoChoice: 'stored' })).path).toBe(first.path)
  expect((await surfer(await h.citizen('zheng-kai')).open(home.path)).status).toBe(404)
  expect(await h.sql('select id from cases where service = $1', ['licence-replace-lost'])).toHaveLength(1)
  sound(first, 200)

  const bills = await until('the codes', async () => {
    const sheet = await web.open(`${first.path}/bills`)
    return sheet.forms.some((f) => f.action.endsWith('/pay')) && sheet
  })
  sound(bills, 200)
  const bank = await web.post(bills.form('/pay'))
  expect(bank.status).toBe(303)
  expect(bank.path.startsWith(`${h.sandboxUrl}/pay?codes=`)).toBe(true)
  const again = await web.post(bills.form('/pay'))
  expect(again.path).toBe(bank.path)
  await payAtBank(bank.path)
  const paid = await until('the receipts', async () => {
    const sheet = await web.open(`${first.path}/bills`)
    return /receipts\/[0-9a-f-]+/.test(sheet.html) && sheet
  })
  sound(await web.open(/href="([^"]*\/receipts\/[^"]+)"/.exec(paid.html)?.[1] ?? ''), 200)
  for (const path of [
    '/',
    '/my',
    '/my/access',
    '/my/cases',
    '/my/messages',
    '/my/documents',
    first.path,
    `${first.path}/slip`,
  ])
    sound(await web.open(path), 200)
  expect((await web.open('/my/documents')).html).toContain('机动车驾驶证')
  expect((await web.post((await web.open('/my/messages')).form('/read'))).html).not.toContain('全部标为已读')
})

test('another person’s case, draft and receipt do not exist', async () => {
  const owner = surfer(await h.citizen('chen-jing'))
  const started = await owner.post((await owner.open('/services/licence-replace-damaged')).form('/start'))
  const stranger = surfer(await h.citizen('zhou-tao'))
  sound(await stranger.open(started.path), 404)
  const [row] = await h.sql<{ id: string }>('select id from cases limit 1')
  for (const path of ['', '/bills', '/plate', '/slip', '/correction'])
    sound(await stranger.open(`/my/cases/${row?.id}${path}`), 404)
  sound(await stranger.open('/my/cases/not-an-id'), 404)
})

test('a stale press shows the present state and why', async () => {
  const web = surfer(await h.citizen('chen-jing'))
  const begun = await startedDamaged(web, demoPerson('chen-jing').name)
  // The case moves by itself until it waits for the money.
  const page = await until('the bills', async () => {
    const shown = await web.open(begun.path)
    return shown.html.includes('去缴费') && shown
  })
  const stale = await web.post(page.form('/withdraw'), { _version: '99' })
  expect(stale.status).toBe(409)
  expect(stale.html).toContain('刚刚已被更新')
  const form = stale.form('/withdraw')
  const [once, twice] = await Promise.all([web.post(form), web.post(form)])
  expect([once.path, twice.path]).toEqual([page.path, page.path])
  expect((await web.open(page.path)).html).toContain('已撤回')
})

test('a form without a key, or from somebody who is not signed in, does nothing', async () => {
  const web = surfer(await h.citizen('li-jianguo'))
  const messages = await web.open('/my/messages')
  expect(messages.status).toBe(200)
  const bare = { action: '/my/messages/read', multipart: false, values: {}, html: '' }
  expect((await web.post(bare)).status).toBe(400)
  const stranger = surfer(h.anyone())
  expect((await stranger.post(bare)).path).toBe('/sign-in?next=%2Fmy%2Fmessages')
  expect((await stranger.open('/my/cases')).path).toBe('/sign-in?next=%2Fmy%2Fcases')
})

test('a register that is silent is said to be silent, in time', async () => {
  const web = surfer(await h.citizen('wang-xiuying'))
  const mode = (name: string) =>
    fetch(`${h.sandboxUrl}/admin/modes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agency: 'registry', mode: name }),
    })
  expect((await mode('slow')).status).toBe(200)
  try {
    const began = performance.now()
    const papers = await web.open('/my/documents')
    expect(performance.now() - began).toBeLessThan(3_500)
    sound(papers, 200)
    expect(papers.html).toContain('登记库暂时查不到')
    expect(papers.html).not.toContain('名下还没有证件')
  } finally {
    await mode('good')
  }
  expect((await web.open('/my/documents')).html).toContain('机动车登记证书')
})

test('a returned photo is sent anew, and only the own one counts', async () => {
  const web = surfer(await h.citizen('li-jianguo'))
  const damage = await web.post((await web.open('/services/licence-replace-damaged')).form('/start'))
  const contact = await web.post(damage.form('/form/damage'), { damageStatement: 'yes', photoChoice: 'new' })
  const delivery = await web.post(contact.form('/form/contact'))
  const asked = await web.post(delivery.form('/form/delivery'), { deliveryMethod: 'pickup' })
  const materials = await web.post(asked.form('/form/delivery'), { deliveryMethod: 'pickup', pickupSite: 'main' })
  const early = await web.post(materials.form('/materials'))
  expect(early.status).toBe(422)
  expect(early.html).toContain('还要上传')
  const bad = await web.upload(early.form('/files/photo'), new TextEncoder().encode('<svg/>'), 'image/png')
  expect(bad.status).toBe(415)
  expect(bad.html).toContain('要重拍')
  const photo = new Uint8Array(await goodPhoto())
  const good = await web.upload(bad.form('/files/photo'), photo, 'image/jpeg')
  const check = await web.post(good.form('/materials'))
  const shown = await web.post(check.form('/submit'), { signature: '李建国', declared: 'yes' })
  const id = shown.path.split('/').at(-1) ?? ''
  const officer = await h.officer(REVIEWER)
  await until('the review', async () => (await web.open(shown.path)).html.includes('民警正在审核'))
  const { version } = (await officer.call(cases.readCase, { params: { id } })).body
  const defects = [{ target: 'photo', reason: '照片太暗' }]
  expect((await officer.call(cases.returnCase, { params: { id }, body: { version, defects } })).status).toBe(200)
  const mend = await web.open(`${shown.path}/correction`)
  expect(mend.html).toContain('照片太暗')
  const stranger = '01a200e6-27c5-7ae1-b189-a67de7517899'
  const forged = mend.form('/correction')
  expect((await web.post({ ...forged, action: `${forged.action}?photo.photo=${stranger}` })).status).toBe(422)
  const sent = await web.upload(mend.form('/files/photo'), photo, 'image/jpeg')
  expect(sent.path).toMatch(/photo\.photo=[0-9a-f-]{36}$/)
  const sign = await web.post(sent.form('/correction'))
  expect(sign.html).toContain('已重新上传')
  expect((await web.post(sign.form('/correction'), { declared: 'yes', signature: '李建国' })).path).toBe(shown.path)
})

test('the first screen stays under 20 KB with everything it loads before it is drawn', async () => {
  const { raw } = h.anyone()
  const size = async (path: string): Promise<number> => {
    const { hostname, port } = new URL(h.url)
    return new Promise((done, fail) => {
      get({ hostname, port, path, headers: { 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => done(bytes))
      }).on('error', fail)
    })
  }
  const css = /href="(\/assets\/[^"]+\.css)"/.exec(await (await raw('/')).text())?.[1] ?? ''
  expect((await size('/')) + (await size(css))).toBeLessThan(20_000)
})

async function startedDamaged(web: ReturnType<typeof surfer>, name: string): Promise<Sheet> {
  const damage = await web.post((await web.open('/services/licence-replace-damaged')).form('/start'))
  const contact = await web.post(damage.form('/form/damage'), { damageStatement: 'yes', photoChoice: 'stored' })
  const delivery = await web.post(contact.form('/form/contact'))
  const asked = await web.post(delivery.form('/form/delivery'), { deliveryMethod: 'pickup' })
  expect(asked.status).toBe(200)
  expect(asked.html).toContain('pickupSite')
  const check = await web.post(asked.form('/form/delivery'), { deliveryMethod: 'pickup', pickupSite: 'huangdao' })
  return web.post(check.form('/submit'), { signature: name, declared: 'yes' })
}

async function payAtBank(url: string): Promise<void> {
  const { searchParams, origin } = new URL(url)
  const answer = await fetch(`${origin}/pay`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      codes: searchParams.get('codes') ?? '',
      return: searchParams.get('return') ?? '',
      act: 'pay',
    }),
  })
  expect(answer.headers.get('location')).toContain('/my/cases/')
}

/** What every page owes: its status, the headers, nothing inline, every sentence filled in. */
function sound(sheet: Sheet, status: number): void {
  expect(sheet.status, `${sheet.path}: ${sheet.html.slice(0, 400)}`).toBe(status)
  expect(sheet.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(sheet.headers.get('cache-control')).toBe('no-store')
  expect(sheet.html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle="|\son\w+="/)
  expect(sheet.html.replace(/<[^>]*>/g, ''), sheet.path).not.toMatch(/\{\w+\}|undefined|\[object/)
  expect(sheet.html.match(/<h1[ >]/g), sheet.path).toHaveLength(1)
}
