import type { BrowserContext, Page } from '@playwright/test'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import type { Studio } from './screenshots-studio.ts'

/** Without the worker: one that a debugger has left standing holds a page up for a minute. */
const PHONE = {
  viewport: { width: 360, height: 780 },
  deviceScaleFactor: 2,
  locale: 'zh-CN',
  isMobile: true,
  serviceWorkers: 'block',
} as const

/** The citizens' pictures, on a phone of 360 points, walked to as people walk. */
export async function takeCitizenPictures(studio: Studio): Promise<void> {
  await takeHome(studio)
  await takeLargeText(studio)
  await takeProblems(studio)
  await takePlates(studio)
  await takeGuideAndProgress(studio)
}

async function takeHome(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext(PHONE)
  const page = await phone.newPage()
  await page.goto(studio.url)
  await studio.keep('citizen-home', await page.screenshot())
  await phone.close()
}

async function takeLargeText(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext(PHONE)
  const page = await signInAsCitizen(studio, phone, 'li-jianguo')
  await page.goto(`${studio.url}/prefs?elder=1&back=/`)
  await studio.keep('citizen-elder', await page.screenshot())
  await phone.close()
}

/** 孙磊's new car has three things wrong with it: all are told at once. */
async function takeProblems(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext(PHONE)
  const page = await signInAsCitizen(studio, phone, 'sun-lei')
  await beginNewCar(studio, page, { vin: 'LGXN1A2B2TA100013' })
  await studio.keep('citizen-problems', await page.screenshot())
  await phone.close()
}

/** 刘洋's car has everything: as far as the choice of a number, in the dark. */
async function takePlates(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext(PHONE)
  const page = await signInAsCitizen(studio, phone, 'liu-yang')
  await beginNewCar(studio, page, { vin: 'LC0N1A2B5TA100011' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('该车登记前没有发生过交通事故').check()
  await fillAndSend(page, '刘洋')
  await page.goto(`${studio.url}/prefs?theme=dark&back=/my/cases`)
  await page.getByRole('link', { name: /新车/ }).first().click()
  await page.goto(`${page.url().replace(/\/$/, '')}/plate`)
  await page.getByRole('button', { name: '开始选号' }).click()
  await page.locator('#plate-2').check()
  await studio.keep('citizen-plates-dark', await page.screenshot())
  const here = page.url()
  await page.goto(`${studio.url}/prefs?theme=light&back=/my/cases`)
  await page.goto(here)
  await page.getByRole('link', { name: '自己写号码' }).click()
  await page.locator('#f-n1').fill('DA0418')
  await page.locator('#f-n2').fill('DK')
  await page.locator('#f-n1').evaluate((field) => field.scrollIntoView({ block: 'start' }))
  await page.locator('#f-n2').focus()
  await studio.keep('citizen-plates-compose', await page.screenshot())
  await page.goto(`${studio.url}/plates`)
  await studio.keep('citizen-plates-public', await page.screenshot())
  await phone.close()
}

/** 张伟 lost his licence: what the guide could look up for him, and his case when it stands at the bill. */
async function takeGuideAndProgress(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext(PHONE)
  const page = await signInAsCitizen(studio, phone, 'zhang-wei')
  await page.goto(`${studio.url}/services/licence-replace-lost`)
  await studio.keep('citizen-guide', await page.screenshot())
  await page.locator('form[action$="/start"] button').click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel(/我声明驾驶证确已遗失/).check()
  await page.getByLabel('用档案里的照片').check()
  await fillAndSend(page, '张伟')
  await shown(page, '去缴费')
  await studio.keep('citizen-progress', await page.screenshot())
  await phone.close()
}

export async function signInAsCitizen(studio: Studio, phone: BrowserContext, who: DemoKey): Promise<Page> {
  const { mobile, name, idNumber } = demoPerson(who)
  const page = await phone.newPage()
  await page.goto(`${studio.url}/sign-in`)
  await page.locator('input[name=phone]').fill(mobile)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.waitForURL('**/sign-in/code')
  await page.locator('input[name=code]').fill(await codeFor(studio, mobile))
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in/code')
  if (new URL(page.url()).pathname !== '/sign-in/person') return page
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[name=idNumber]').fill(idNumber)
  await page.getByRole('button', { name: '确认身份' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in/person')
  return page
}

/** Reads the page again until it says so: what happened while it was being loaded is not told by live news. */
async function shown(page: Page, text: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const seen = await page
      .getByText(text)
      .first()
      .waitFor({ timeout: 1_000 })
      .then(
        () => true,
        () => false,
      )
    if (seen) return
    await page.reload()
  }
  throw new Error(`the page never said ${text}`)
}

/** The newest code that came by SMS, as the phone shows it. */
async function codeFor({ sandboxUrl }: Studio, mobile: string): Promise<string> {
  const inbox = await (await fetch(`${sandboxUrl}/sms.json?to=${mobile}`)).text()
  const code = /\b\d{6}\b/.exec(inbox)?.[0]
  if (!code) throw new Error(`no code came for ${mobile}`)
  return code
}

async function beginNewCar(studio: Studio, page: Page, { vin }: { vin: string }): Promise<void> {
  await page.goto(`${studio.url}/services/new-vehicle-registration`)
  await page.locator('form[action$="/start"] button').click()
  await page.locator('input[name=vin]').fill(vin)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.waitForURL('**/precheck')
}

/** The questions that every item asks, and the signature. */
async function fillAndSend(page: Page, name: string): Promise<void> {
  const next = page.getByRole('button', { name: '下一步' })
  await next.click()
  await page.waitForURL('**/form/contact')
  await next.click()
  await page.waitForURL('**/form/delivery**')
  await fillAddress(page)
  await next.click()
  await page.waitForURL('**/check')
  await page.locator('input[name=declared]').check()
  await page.locator('input[name=signature]').fill(name)
  await page.getByRole('button', { name: '签名并提交' }).click()
  await page.waitForURL(/\/my\/cases\/[0-9a-f-]{36}/)
}

async function fillAddress(page: Page): Promise<void> {
  await page.locator('select[name=region_province]').selectOption({ label: '山东省' })
  const county = page.locator('select[name=region]')
  if ((await county.locator('option[value="370202"]').count()) === 0)
    await page.locator('button[name=_action][value=province]').click()
  await county.selectOption('370202')
  await page.locator('[name=address]').fill('香港中路 18 号 2 单元 301')
}
