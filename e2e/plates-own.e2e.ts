import { expect, type Page } from '@playwright/test'
import * as cases from '#api/cases.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { NUMBER_PLATES } from '#sandbox/world/demo-plate-cars.ts'
import { REVIEWER } from '#test/people.ts'
import { review } from '#test/journey.ts'
import type { TestHouse } from '#test/start-house.ts'
import { worldOf } from '#test/world.ts'
import { pay, reloadUntil, sign, signIn, test } from './fixtures.ts'
import { chooser, formerNumber, newCar } from './plate-people.ts'
import { expectHas, expectSound, PHONE, takeFirst } from './plate-screens.ts'

/** What people do with numbers of their own, each walked on a phone: chosen ahead, kept, given back, exchanged, swapped. */
test.use({ stories: 'plates-own' })

test('chosen ahead on a phone: given back, chosen anew, taken over by the registration of the same car', async ({
  browser,
  h,
}) => {
  const one = await chooser(browser, h, PHONE, 'plate-preselect-new')
  const { page } = one
  const first = await takeFirst(one)
  await expect(page.getByText('已办结').first()).toBeVisible()
  await page.goto(`${h.url}/my/plates`)
  await page.getByText('主动放弃', { exact: true }).click()
  await page.getByRole('button', { name: `确认放弃 ${first}` }).click()
  await expect(page.getByText('号码已放回')).toBeVisible()
  await expectSound(page, 'given back')
  // The same person and car once more: what was pressed stays pressed.
  const again = await newCar(h, { item: 'plate-preselect-new', serial: one.serial })
  const number = await takeFirst({ ...one, path: `${h.url}/my/cases/${again.c.id}/plate` })
  expect(number).not.toBe(first)
  const registration = await newCar(h, { serial: one.serial })
  await page.goto(`${h.url}/my/cases/${registration.c.id}/plate`)
  await expect(page.getByText('这辆车已经预选了号码')).toBeVisible()
  await expectSound(page, 'taken over')
  await page.getByRole('button', { name: '就用这个号码' }).click()
  await expectHas({ ...one, id: registration.c.id }, h.url, number)
  await page.goto(`${h.url}/my/plates`)
  await expect(page.getByText('正在办理登记')).toBeVisible()
  await one.context.close()
})

test('the own old number on a phone: one kept for a new car, one given up early', async ({ browser, h }) => {
  const one = await chooser(browser, h, PHONE)
  const { page } = one
  const [kept, other] = [await formerNumber(h, one), await formerNumber(h, one)]
  await page.goto(one.path)
  await expectSound(page, 'old numbers')
  await page.getByRole('link', { name: new RegExp(kept) }).click()
  await expect(page.getByRole('heading', { name: '就要这个号牌吗' })).toBeVisible()
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expectHas(one, h.url, kept)
  await page.goto(`${h.url}/my/plates`)
  await expect(page.getByText('已用回')).toBeVisible()
  await page.getByText('不要了,放弃这个号码').click()
  await page.getByRole('button', { name: `确认放弃 ${other}` }).click()
  await expect(page.getByText('已放弃原来的号码')).toBeVisible()
  expect(
    await h.sql(`select state from plate_numbers where number = any ($1) order by state`, [[kept, other]]),
  ).toEqual([{ state: 3 }, { state: 8 }])
  await one.context.close()
})

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()

/** Through the parts of the form, with what stands in them already and the first of each choice, up to the page for signing. */
async function through(page: Page): Promise<void> {
  const last = page.getByRole('heading', { name: '核对后提交' })
  for (;;) {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (await last.isVisible()) return
    for (const choice of await page.getByRole('radiogroup').or(page.locator('fieldset:has(input[type="radio"])')).all())
      if ((await choice.locator('input:checked').count()) === 0) await choice.locator('label').first().click()
    const here = page.url()
    await next(page)
    await expect(page).not.toHaveURL(here)
  }
}

/** From the item's page past the car and what is known of it. */
async function begin(page: Page, h: TestHouse, item: string, own = 0): Promise<void> {
  await page.goto(`${h.url}/services/${item}`)
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.locator('label.pick').nth(own).click()
  await next(page)
  await next(page)
}

test('blue plates for green ones on a phone: a green number ahead, then the day on which it is put on', async ({
  page,
  h,
}) => {
  const { name } = demoPerson('qin-yue')
  await signIn(page, h, 'qin-yue', '/my/plates')
  await begin(page, h, 'plate-preselect-nev-exchange')
  await through(page)
  const ahead = await sign(page, name)
  const choose = page.getByRole('link', { name: '去选号' })
  await reloadUntil(page, () => choose.isVisible())
  const number = await takeFirst({ page, path: `${h.url}/my/cases/${ahead}/plate` })
  expect(number).toHaveLength(8)
  await expect(page.getByText('已办结').first()).toBeVisible()
  await begin(page, h, 'nev-plate-exchange-appointment')
  await through(page)
  const id = await sign(page, name)
  await reloadUntil(page, () => choose.isVisible())
  await choose.click()
  await expect(page.getByText('这辆车已经预选了号码')).toBeVisible()
  await page.getByRole('button', { name: '就用这个号码' }).click()
  await expectHas({ page, id }, h.url, number)
  await expect(page.getByRole('link', { name: '去预约' })).toBeVisible()
})

test('two own cars swap numbers on a phone', async ({ page, h }) => {
  const { name } = demoPerson('jiang-bo')
  await signIn(page, h, 'jiang-bo', '/my/plates')
  await begin(page, h, 'plate-swap')
  const [first, second] = NUMBER_PLATES
  const vinOf = async (plate: string) => (await worldOf(h)).cars.find((car) => car.registration?.plate === plate)?.vin
  const [one, two] = [await vinOf(first), await vinOf(second)]
  // Whichever of the two stands first, the other one is named.
  const shown = (await page.locator('main').textContent()) ?? ''
  await page.getByLabel(/另一辆车/).fill(shown.includes(first.slice(2)) ? second : first)
  await page.getByRole('checkbox').check()
  await next(page)
  await through(page)
  const id = await sign(page, name)
  await standsAt(h, id, 'meet')
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  await desk.call(cases.meetCase, { params: { id }, body: { version, note: '人证一致,本人自愿' } })
  await standsAt(h, id, 'review')
  await review(h, id)
  await standsAt(h, id, 'pay')
  await pay(page, h, id)
  await standsAt(h, id, 'make')
  await page.goto(`${h.url}/my/cases/${id}`)
  await expect(page.getByText('证件正在制作')).toBeVisible()
  expect([await vinOf(second), await vinOf(first)]).toEqual([one, two])
  await expectSound(page, 'swapped')
})

const standsAt = (h: TestHouse, id: string, step: string): Promise<void> =>
  expect
    .poll(async () => (await h.sql<{ step: string }>(`select step from cases where id = $1`, [id]))[0]?.step)
    .toBe(step)
