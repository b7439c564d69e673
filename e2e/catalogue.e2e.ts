import { expect, type Page } from '@playwright/test'
import * as cases from '#api/cases.ts'
import { COMPANY_PLATES, creditCodeOf, DEMO_COMPANIES } from '#sandbox/world/demo-companies.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { post, produce, review } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { plateText } from '#web/kit/format.ts'
import type { TestHouse } from '#test/start-house.ts'
import { fillDelivery, pay, reloadUntil, sign, signIn, test } from './fixtures.ts'

/** Life events, as people live them: more than one item, or more than one car. */
test.use({ stories: 'catalogue' })

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
/** Nothing runs off a small phone. */
const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

const standsAt = (h: TestHouse, id: string, where: string): Promise<void> =>
  expect
    .poll(
      async () =>
        (await h.sql<{ at: string }>(`select state || ' ' || step as at from cases where id = $1`, [id]))[0]?.at,
    )
    .toBe(where)

test('a licence that runs out and a new address: renewed and delivered, the address written', async ({ page, h }) => {
  await signIn(page, h, 'chen-jing', '/services?q=huanjiazhao')
  await page
    .getByRole('link', { name: /期满换证/ })
    .first()
    .click()
  await page.getByRole('button', { name: /开始办理/ }).click()
  await next(page)
  await page.getByLabel(/我没有妨碍安全驾驶的疾病/).check()
  await page.getByLabel('用档案里的照片').check()
  await next(page)
  await fillDelivery(page)
  const renewal = await sign(page, '陈静')
  await pay(page, h, renewal)
  await standsAt(h, renewal, 'open make')

  // Meanwhile the new address, which needs no officer and no money.
  await page.goto(`${h.url}/services/driver-contact-change`)
  await page.getByRole('button', { name: /开始办理/ }).click()
  await next(page)
  await page.getByLabel('新手机号码').fill('13900139000')
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')
  await page.getByLabel('详细地址').fill('辽宁路 88 号 2 单元 301')
  await next(page)
  const contact = await sign(page, '陈静')
  await expect(page.getByText('已办结').first()).toBeVisible()

  await post(h, await produce(h, renewal))
  await standsAt(h, renewal, 'done deliver')
  await page.goto(`${h.url}/my/cases/${renewal}`)
  await expect(page.getByText('已办结').first()).toBeVisible()
  expect(await h.sql('select state from cases where id = any($1) order by id', [[renewal, contact]])).toEqual([
    { state: 'done' },
    { state: 'done' },
  ])
})

test('a company with five cars: its legal representative names a user, the user sees to all five', async ({
  page,
  browser,
  h,
}) => {
  await signIn(page, h, 'zhou-tao', '/my/companies')
  await page.getByLabel('统一社会信用代码').fill(creditCodeOf('haulier'))
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByRole('heading', { name: DEMO_COMPANIES.haulier.name })).toBeVisible()
  for (const plate of COMPANY_PLATES) await expect(page.getByText(plateText(plate))).toBeVisible()
  const user = demoPerson('zhang-wei')
  await page.getByLabel('姓名').fill(user.name)
  await page.getByLabel('身份证号码').fill(user.idNumber)
  await page.getByRole('button', { name: '添加' }).click()
  await expect(page.getByText(/^张\*+ · 用户$/)).toBeVisible()
  await fits(page)

  const colleague = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await signIn(colleague, h, 'zhang-wei', '/services/vehicle-contact-change')
  for (const [n] of COMPANY_PLATES.entries()) {
    await colleague.goto(`${h.url}/services/vehicle-contact-change`)
    await colleague.getByLabel(DEMO_COMPANIES.haulier.name).check()
    await colleague.getByRole('button', { name: /开始办理/ }).click()
    await expect(colleague.locator('label.pick')).toHaveCount(COMPANY_PLATES.length)
    await colleague.locator('label.pick').nth(n).click()
    await next(colleague)
    await next(colleague)
    await colleague.getByLabel('新手机号码').fill('13900139000')
    await colleague.getByLabel('省份').selectOption('37')
    await colleague.getByLabel('市、区县').selectOption('370203')
    await colleague.getByLabel('详细地址').fill('辽宁路 88 号 2 单元 301')
    const zip = colleague.getByLabel('邮政编码')
    if (await zip.isVisible()) await zip.fill('266000')
    await next(colleague)
    await sign(colleague, '张伟')
    await expect(colleague.getByText('已办结').first()).toBeVisible()
  }
  await colleague.context().close()

  await page.reload()
  await expect(page.getByText(/张\*+ 办理/)).toHaveCount(COMPANY_PLATES.length)
  expect(
    await h.sql(
      `select count(*)::int as n from cases c join case_principals p on p.case_id = c.id where c.state = 'done'`,
    ),
  ).toEqual([{ n: COMPANY_PLATES.length }])
})

test('somebody moves here with a car: the file comes by itself, a new number, one visit, plates by post', async ({
  page,
  h,
}) => {
  await signIn(page, h, 'ma-chao', '/services?q=zhuanji')
  await page.getByRole('link', { name: /机动车转籍/ }).click()
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.locator('label.pick').first().click()
  await next(page)
  await next(page)
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')
  await page.getByLabel(/查验时我带车到场/).check()
  await next(page)
  await fillDelivery(page)
  const id = await sign(page, '马超')
  const choose = page.getByRole('link', { name: '去选号' })
  await reloadUntil(page, () => choose.isVisible())
  await fits(page)
  await choose.click()
  await page.getByRole('button', { name: '开始选号' }).click()
  const plate = await page.getByRole('radio').first().inputValue()
  await page.locator('label.pick').first().click()
  await page.getByRole('button', { name: '就要这个' }).click()
  await page.getByRole('button', { name: '确认号牌' }).click()
  const book = page.getByRole('link', { name: '去预约' })
  await reloadUntil(page, () => book.isVisible())
  await book.click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: '预约这个时间' }).click()
  await standsAt(h, id, 'open inspect')
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  await desk.call(cases.inspectCase, { params: { id }, body: { version, passed: true, note: '车辆识别代号相符' } })
  await review(h, id)
  await standsAt(h, id, 'open pay')
  await pay(page, h, id)
  await standsAt(h, id, 'open make')
  await post(h, await produce(h, id))
  await standsAt(h, id, 'done deliver')
  await page.goto(`${h.url}/my/documents`)
  await expect(page.getByText(plate.slice(2)).first()).toBeVisible()
})
