import { type BrowserContext, expect, type Page } from '@playwright/test'
import * as cases from '#api/cases.ts'
import * as oversight from '#api/oversight.ts'
import { ADDRESS, apply, payAll, standsAt } from '#test/journey.ts'
import { AUDITOR, PRODUCER, REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { openDesk, signIn, test } from './officer-house.ts'

/**
 * Words that want to be script, in every field where a person may write, then read by everybody who reads them: officers at the
 * desk, auditors, the bench, the citizen. They stand there as words.
 */

/** Breaks out of text, attributes, scripts and addresses; a sign of its own for each place where it was written. */
const words = (place: string) => `${place}"'><img src=x onerror=hit=1><script>hit=2</script>`

test.use({ viewport: { width: 1280, height: 900 } })

/** What must never happen on a page: a script of theirs, a dialog, an element of theirs, a door the browser had to shut. */
function watched(page: Page) {
  const bad: string[] = []
  page.on('dialog', (dialog) => {
    bad.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to|Trusted/.test(message.text())) bad.push(message.text())
  })
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/x')) bad.push(request.url())
  })
  return async (where: string, shown: readonly string[]) => {
    for (const place of shown)
      await expect(page.getByText(`${place}"'><img`).first(), `${place} ${where}`).toBeVisible()
    expect(await page.evaluate(() => (window as unknown as { hit?: unknown }).hit), where).toBeUndefined()
    expect(await page.locator('img[src="x"], svg[onload]').count(), where).toBe(0)
    expect(bad, where).toEqual([])
  }
}

async function asCitizen(context: BrowserContext, h: TestHouse, who: Visitor): Promise<void> {
  const value = who.cookies.get('yunchuang-citizen') ?? ''
  await context.addCookies([{ name: 'yunchuang-citizen', value, url: h.url }])
}

test('words that want to be script stay words, for everybody who reads them', async ({ page, context, h }) => {
  const who = await h.citizen('wang-xiuying')
  const made = await apply(who, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    signature: '王秀英',
    change: {
      reason: { kind: 'reissue', reason: 'lost', lostStatement: words('lost') },
      delivery: { ...ADDRESS, address: words('street') },
    },
  })
  await standsAt(who, made.id, 'review')
  const check = watched(page)

  await openDesk(page, h, REVIEWER)
  await check('list', [])
  await page.goto(`${h.url}/desk/cases/${made.id}`)
  await check('case', ['lost'])

  // An officer's own words are read by the citizen, by colleagues and by auditors.
  const desk = await h.officer(SECOND_REVIEWER)
  const version = async () => (await desk.call(cases.readCase, { params: { id: made.id } })).body.version
  await desk.call(cases.unmask, {
    params: { id: made.id },
    body: { field: 'form.address', reason: words('why') },
  })
  await desk.call(cases.returnCase, {
    params: { id: made.id },
    body: { version: await version(), defects: [{ target: 'lostStatement', reason: words('defect') }] },
  })
  await desk.call(oversight.askListExport, {
    body: { view: 'office', service: '', purpose: words('export') },
  })
  await page.reload()
  await check('case that was returned', ['defect'])

  await asCitizen(context, h, who)
  await page.goto(`${h.url}/my/cases/${made.id}`)
  await check('my case', [])
  await page.goto(`${h.url}/my/cases/${made.id}/correction`)
  await check('correction', ['defect'])
  for (const path of ['/my', '/my/messages', '/my/access']) {
    await page.goto(h.url + path)
    await check(path, path === '/my/access' ? ['why'] : [])
  }
  await page.goto(`${h.url}/desk/`)
  await page.getByRole('button', { name: '退出' }).click()
  await signIn(page, h, SUPERVISOR)
  await page.goto(`${h.url}/desk/board`)
  await check('board', ['export'])
  await page.getByRole('button', { name: '退出' }).click()
  await signIn(page, h, AUDITOR)
  await page.goto(`${h.url}/desk/access`)
  await page.locator('#log-purpose').fill(words('audit'))
  await page.locator('.d-log button[type=submit]').click()
  await check('access log', ['why', 'export'])
})

test('nor on the paper at the bench, nor on the label of the envelope', async ({ page, h }) => {
  const who = await h.citizen('chen-jing')
  const c = await apply(who, {
    service: 'licence-renew-expiry',
    signature: '陈静',
    change: { delivery: { ...ADDRESS, address: words('street') } },
  })
  await standsAt(who, c.id, 'pay')
  await payAll(h, who, c.id)
  await standsAt(who, c.id, 'make')
  const check = watched(page)
  await openDesk(page, h, PRODUCER, '/desk/bench')
  await page.getByRole('row', { name: c.number }).getByRole('button', { name: /^打印/ }).click()
  await check('sheet', [])
  await page.getByRole('button', { name: '打印,用掉一张空白证件' }).click()
  const code = (await page.locator('.d-code b').textContent()) ?? ''
  await page.getByRole('button', { name: '完成' }).click()
  const scan = page.getByLabel('扫描或输入')
  await scan.fill(code)
  await scan.press('Enter')
  await expect(page.getByRole('button', { name: /待封装 1/ })).toBeVisible()
  await scan.fill(c.number)
  await scan.press('Enter')
  await expect(page.getByRole('region', { name: '地址标签' })).toContainText(c.number)
  await check('label', ['street'])
})
