import { type Browser, expect, type Page } from '@playwright/test'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { expectAccessible } from './officer-house.ts'
import { agreedBySpouse, photoOfCard } from './video-couple.ts'
import {
  answerAll,
  answerOne,
  due,
  hears,
  hearsNothing,
  identifiedCall,
  picture,
  signOnPhone,
  test,
} from './video-house.ts'

test('two spouses from two phones: each consents, is identified, is asked with the other muted, and signs', async ({
  page,
  browser,
  h,
}) => {
  const { officer } = await identifiedCall(page, browser, h, { begins: agreedBySpouse, who: 'gao-lei' })
  const hers = await joins(page, browser, h, officer)
  await answerOne(officer)

  // Nothing about her before her own two answers.
  const now = due(officer)
  await photoOfCard(page, officer)
  await now.locator('button[aria-keyshortcuts="1"]').click()
  await expect(officer.getByRole('alert').filter({ hasText: '配偶本人还没有同意' })).toBeVisible()
  await hers.getByLabel(/我同意.*面容/).check()
  await hers.getByRole('button', { name: '按我的选择继续' }).click()
  await expect(hers.getByText('您是参加人')).toBeVisible()
  await answerOne(officer)
  await answerAll(officer, '配偶听不到时,现所有人单独说出本人意愿')

  await alone(officer, '让配偶静音,单独问车主')
  await hearsNothing(page, '.v-other')
  await hears(hers, '.v-other')
  await answerOne(officer)
  await hears(page, '.v-other')
  await alone(officer, '让车主静音,单独问配偶')
  await expect(page.getByText('民警正在单独问另一位')).toBeVisible()
  await hearsNothing(hers, '.v-other')
  await answerOne(officer)
  await answerAll(officer, '复述要点,请对方确认')
  await answerOne(officer)
  await page.getByRole('button', { name: '都对' }).click()
  await expect(now.getByRole('heading', { name: '请对方签名' })).toBeVisible()
  await officer.locator('body').press('1')

  await signOnPhone(page, demoPerson('gao-lei').name)
  await expect(now.getByRole('heading', { name: '文件在对方屏幕上,等签名' })).toBeVisible()
  await expectAccessible(hers, 'a spouse who signs')
  await signOnPhone(hers, demoPerson('lin-xue').name)
  await expect(now.getByRole('heading', { name: '给出结论' })).toBeVisible()
  const signed = await h.sql<{ who: string; hash: string }>(`select who, hash from video_signatures order by who`)
  expect(signed.map((s) => s.who)).toEqual(['citizen', 'second'])
  expect(new Set(signed.map((s) => s.hash)).size).toBe(1)
  await officer.context().close()
  await hers.context().close()
})

/** She comes in with the code he is given, and is let in. */
async function joins(page: Page, browser: Browser, h: TestHouse, officer: Page): Promise<Page> {
  await officer.getByRole('button', { name: '请人加入' }).click()
  const code = /\d{8}/.exec(await officer.getByText(/邀请码 \d{8}/).innerText())?.[0] ?? ''
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
    permissions: ['camera', 'microphone'],
  })
  const hers = await context.newPage()
  hers.setDefaultTimeout(20_000)
  await hers.goto(`${h.url}/video/join`)
  await hers.getByLabel('邀请码').fill(code)
  await hers.getByLabel('您的姓名').fill(demoPerson('lin-xue').name)
  await hers.getByLabel('您是办理人的').selectOption('配偶')
  await hers.getByLabel('我已阅读,同意通话录音录像').check()
  await hers.getByRole('button', { name: '请求加入' }).click()
  await officer.getByRole('button', { name: /请进来/ }).click()
  await hers.getByRole('button', { name: '进入通话' }).click()
  await picture(hers, '.v-remote')
  await picture(officer, '.dv-guest')
  await picture(page, '.v-other')
  return hers
}

/** One press parts them; without it the answer is refused. */
async function alone(officer: Page, press: string): Promise<void> {
  const now = due(officer)
  await now.getByLabel('对方的原话或说明').fill('自愿变更,没有人要求')
  await now.locator('button[aria-keyshortcuts="1"]').click()
  await expect(officer.getByRole('alert').filter({ hasText: '另一位还没有静音' })).toBeVisible()
  await now.getByRole('button', { name: press }).click()
  await expect(now.getByText(/已静音/)).toBeVisible()
}
