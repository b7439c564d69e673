import { expect, type Locator, type Page } from '@playwright/test'
import * as cases from '#api/cases.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { post, produce, review } from '#test/journey.ts'
import { REVIEWER, SECOND_REVIEWER } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { fillDelivery, pay, reloadUntil, sign, signIn, test, vinOf } from './fixtures.ts'

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()

/** With scripts the page says by itself what is new, without them at the next reload. */
type Shown = (thing: Locator) => Promise<void>

/** Made, posted, scanned. */
async function madeAndDelivered(page: Page, h: TestHouse, shown: Shown, id: string): Promise<void> {
  await shown(page.getByText('证件正在制作'))
  await post(h, await produce(h, id))
  await shown(page.getByText('已办结').first())
}

const shownIn =
  (page: Page, scripts: boolean | undefined): Shown =>
  (thing) =>
    scripts === false ? reloadUntil(page, () => thing.isVisible()) : expect(thing).toBeVisible()

/** The services from the first click to "delivered"; officers act through the API. */
export function deliveredStories(): void {
  test('a licence that expires is renewed', async ({ page, h, javaScriptEnabled }) => {
    const shown = shownIn(page, javaScriptEnabled)
    await signIn(page, h, 'chen-jing', '/services/licence-renew-expiry')
    await page.getByRole('button', { name: /开始办理/ }).click()
    await page.getByLabel(/我没有妨碍安全驾驶的疾病/).check()
    await page.getByLabel('用档案里的照片').check()
    await next(page)
    await fillDelivery(page)
    const id = await sign(page, demoPerson('chen-jing').name)
    await shown(page.getByRole('link', { name: /去缴费/ }))
    await pay(page, h, id)
    await madeAndDelivered(page, h, shown, id)
  })

  test('a new car that must be shown: appointment, check, plates by post, the vehicle licence in the account', async ({
    page,
    h,
    javaScriptEnabled,
  }) => {
    const shown = shownIn(page, javaScriptEnabled)
    await signIn(page, h, 'zhao-min', '/services/new-vehicle-registration')
    await page.getByRole('button', { name: /开始办理/ }).click()
    await page.getByLabel('车辆识别代号').fill(vinOf('zhao-min'))
    await next(page)
    await expect(page.getByText('生产企业尚未上传该车的出厂查验信息')).toBeVisible()
    await next(page)
    await page.getByLabel('该车登记前没有发生过交通事故').check()
    await next(page)
    await fillDelivery(page)
    const id = await sign(page, demoPerson('zhao-min').name)
    await shown(page.getByRole('link', { name: '去选号' }))
    await page.getByRole('link', { name: '去选号' }).click()
    await page.getByRole('button', { name: '开始选号' }).click()
    const plate = await page.getByRole('radio').first().inputValue()
    await page.locator('label.pick').first().click()
    await page.getByRole('button', { name: '就要这个' }).click()
    await page.getByRole('button', { name: '确认号牌' }).click()
    await shown(page.getByRole('link', { name: '去预约' }))
    await page.getByRole('link', { name: '去预约' }).click()
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: '预约这个时间' }).click()
    await expect(page).toHaveURL(`${h.url}/my/cases/${id}`)
    const inspector = await h.officer(REVIEWER)
    const { version } = (await inspector.call(cases.readCase, { params: { id } })).body
    await inspector.call(cases.inspectCase, {
      params: { id },
      body: { version, passed: true, note: '车辆识别代号拓印相符' },
    })
    await shown(page.getByRole('link', { name: /去缴费/ }))
    await pay(page, h, id)
    await shown(page.getByText('民警正在审核'))
    await review(h, id)
    await madeAndDelivered(page, h, shown, id)
    await page.goto(`${h.url}/my/documents`)
    await expect(page.getByText(plate.slice(2)).first()).toBeVisible()
  })

  test('a registration certificate: two officers, the day of waiting, then by post', async ({
    page,
    h,
    javaScriptEnabled,
  }) => {
    const shown = shownIn(page, javaScriptEnabled)
    await signIn(page, h, 'wang-xiuying', '/services/registration-cert-replace')
    await page.getByRole('button', { name: /开始办理/ }).click()
    await page.locator('label.pick').first().click()
    await next(page)
    await next(page)
    await page.getByLabel('换领(损毁)').check()
    await page.getByLabel('损毁', { exact: true }).check()
    await next(page)
    await fillDelivery(page)
    const id = await sign(page, demoPerson('wang-xiuying').name)
    await shown(page.getByText('民警正在审核'))
    await review(h, id)
    await shown(page.getByText('第二位民警正在复核'))
    const second = await h.officer(SECOND_REVIEWER)
    const { version } = (await second.call(cases.readCase, { params: { id } })).body
    await second.call(cases.secondPass, { params: { id }, body: { version } })
    await pay(page, h, id)
    await shown(page.getByRole('button', { name: '不是我办的,停下' }))
    // A day passes: the waiting job of this case comes due.
    await h.sql(`update jobs set run_at = now() where key = $1`, [`step:${id}:hold`])
    await madeAndDelivered(page, h, shown, id)
  })
}
