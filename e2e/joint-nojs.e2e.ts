import { expect } from '@playwright/test'
import * as cases from '#api/cases.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { titleCars } from '#sandbox/world/demo-title-cars.ts'
import { REVIEWER } from '#test/people.ts'
import { reloadUntil, sign, signIn, test } from './fixtures.ts'

test.use({ javaScriptEnabled: false, stories: 'two people, without scripts' })

/** Where the pictures go, for who wants to look at the pages. */
const LOOK = process.env['LOOK']

test('spouses: one applies, the other agrees in the own account, an officer sees them', async ({
  page,
  browser,
  h,
}) => {
  const look = async (name: string, at = page) =>
    LOOK && (await at.screenshot({ path: `${LOOK}/${name}.png`, fullPage: !process.env['SCREEN'] }))
  const spouse = demoPerson('lin-xue')
  await signIn(page, h, 'gao-lei', '/services/spouse-co-owner-change')
  await look('guide')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '全部核对通过' })).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('配偶姓名').fill(spouse.name)
  await page.getByLabel('配偶身份证号').fill('370000198911020127')
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370202')
  await page.getByLabel('在国内登记,联网核查').check()
  await page.getByLabel(/我交回原行驶证/).check()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('alert')).toContainText('身份证号码不正确')
  await look('form')
  await page.getByLabel('配偶身份证号').fill(spouse.idNumber)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('网点自取').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('市车管所(综合大厅)').check()
  await page.getByRole('button', { name: '下一步' }).click()
  const id = await sign(page, '高磊')
  await reloadUntil(page, () => page.getByText('等共同申请人在自己的账号里确认').isVisible())
  await look('waiting')

  const other = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const herPage = await other.newPage()
  await signIn(herPage, h, 'lin-xue', '/my/cases')
  await expect(herPage.getByRole('heading', { name: '等您确认的' })).toBeVisible()
  await look('list', herPage)
  await herPage.getByRole('link', { name: /夫妻共有变更/ }).click()
  await expect(herPage.getByRole('heading', { name: '请您确认' })).toBeVisible()
  await expect(herPage.getByText('高磊 申请这项业务,您是配偶')).toBeVisible()
  await look('co-sign', herPage)
  await herPage.getByRole('button', { name: '签名并同意' }).click()
  await expect(herPage.getByRole('alert')).toContainText('还有 2 处需要改')
  await herPage.getByLabel('我看清了以上内容,同意').check()
  await herPage.getByLabel('签名:请输入您的姓名').fill('林雪')
  await herPage.getByRole('button', { name: '签名并同意' }).click()
  await expect(herPage.getByText('您已同意')).toBeVisible()
  await look('agreed', herPage)
  await other.close()

  await reloadUntil(page, () =>
    page
      .getByText(/视频窗口/)
      .first()
      .isVisible(),
  )
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  await desk.call(cases.meetCase, { params: { id }, body: { version, note: '两人到场,人证一致,各自自愿' } })
  await reloadUntil(page, () => page.getByText('民警正在审核').isVisible())
  await look('review')
})

test('a car of somebody else is named by plate and engine number, and the owner says no', async ({
  page,
  browser,
  h,
}) => {
  const look = async (name: string, at = page) =>
    LOOK && (await at.screenshot({ path: `${LOOK}/${name}.png`, fullPage: !process.env['SCREEN'] }))
  const sold = titleCars('2026-11-22').find((c) => c.registration?.owner.name === '董浩')?.registration
  await signIn(page, h, 'zhang-wei', '/services/vehicle-bind-non-owned')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByLabel('号牌号码').fill(sold?.plate ?? '')
  await page.getByLabel('发动机号后 6 位').fill('000000')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('alert')).toContainText('没有查到这辆车')
  await look('vehicle')
  await page.getByLabel('发动机号后 6 位').fill(sold?.engineNo.slice(-6) ?? '')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('与车主关系').selectOption('friend')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  const id = await sign(page, '张伟')
  await reloadUntil(page, () => page.getByText('等共同申请人在自己的账号里确认').isVisible())
  const other = await browser.newContext({ javaScriptEnabled: false })
  const ownerPage = await other.newPage()
  await signIn(ownerPage, h, 'dong-hao', `/my/co-signs/${id}`)
  await ownerPage.getByText('不同意', { exact: true }).click()
  await ownerPage.getByRole('button', { name: '确认不同意' }).click()
  await expect(ownerPage.getByText('您没有同意')).toBeVisible()
  await other.close()
  await page.reload()
  await expect(page.getByText('对方没有确认,申请已结束')).toBeVisible()
  await look('declined')
})
