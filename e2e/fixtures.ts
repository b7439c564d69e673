import { expect, type Page, test as base } from '@playwright/test'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { demoCars } from '#sandbox/world/demo-world.ts'
import type { TestHouse } from '#test/start-house.ts'
import { newHouse } from './new-house.ts'

/** The house of a worker, and the stories for which it was opened. */
interface Kept {
  stories?: string
  h?: TestHouse
}

/** A whole house for each file of stories, which names itself by `stories`; on several houses when its tests run side by side. */
export const test = base.extend<{ stories: string; h: TestHouse }, { kept: Kept }>({
  stories: ['', { option: true }],
  kept: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const kept: Kept = {}
      await use(kept)
      await kept.h?.close()
    },
    { scope: 'worker' },
  ],
  // A worker stays and opens the next house: to start it anew for each file, with all its modules, costs more than the house.
  h: [
    async ({ kept, stories }, use) => {
      if (kept.h && kept.stories !== stories) {
        await kept.h.close()
        delete kept.h
      }
      kept.h ??= await newHouse()
      kept.stories = stories
      await use(kept.h)
    },
    // Its own time: a story does not pay for the opening of its house.
    { timeout: 180_000 },
  ],
})

/** Signs in as people do: number, code from the phone, the first time name and identity number. `next` is where one wants to go. */
export async function signIn(page: Page, h: TestHouse, key: DemoKey, next: string): Promise<void> {
  const { mobile, name, idNumber } = demoPerson(key)
  await page.goto(`${h.url}/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('手机号码').fill(mobile)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await expect(page.getByRole('heading', { name: '输入验证码' })).toBeVisible()
  await page.getByLabel('6 位验证码').fill(await h.codeFor(mobile))
  await page.getByRole('button', { name: '登录' }).click()
  if (page.url().endsWith('/sign-in/person')) {
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('身份证号码').fill(idNumber)
    await page.getByRole('button', { name: '确认身份' }).click()
  }
  await expect(page).toHaveURL(h.url + next)
}

/** Reloads until the page shows something: without scripts nothing arrives by itself. */
export const reloadUntil = (page: Page, shown: () => Promise<boolean>): Promise<void> =>
  expect
    .poll(
      async () => {
        if (await shown()) return true
        await page.reload()
        return shown()
      },
      { timeout: 15_000, intervals: [200] },
    )
    .toBe(true)

/** Contact and delivery as somebody at home fills them in. */
export async function fillDelivery(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')
  await page.getByLabel('详细地址').fill('辽宁路 88 号 2 单元 301')
  await page.getByRole('button', { name: '下一步' }).click()
}

/** The box, the name, the press. Ends on the page of the case; gives its id. */
export async function sign(page: Page, name: string): Promise<string> {
  await expect(page.getByRole('heading', { name: '核对后提交' })).toBeVisible()
  await page.getByLabel('以上内容我都看过,属实').check()
  await page.getByLabel('签名:请输入您的姓名').fill(name)
  await page.getByRole('button', { name: '签名并提交' }).click()
  await expect(page).toHaveURL(/\/my\/cases\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1) ?? ''
}

/** From the case to the bank and back. */
export async function pay(page: Page, h: TestHouse, id: string): Promise<void> {
  await page.goto(`${h.url}/my/cases/${id}/bills`)
  const button = page.getByRole('button', { name: /去银行页面缴/ })
  await reloadUntil(page, () => button.isVisible())
  await button.click()
  await page.getByRole('button', { name: '确认支付' }).click()
  await expect(page).toHaveURL(`${h.url}/my/cases/${id}`)
}

/** The VIN of a demo person's new car: its last six digits are the serial the world gave it. */
export function vinOf(key: 'liu-yang' | 'zhao-min' | 'sun-lei'): string {
  const serial = { 'liu-yang': '100011', 'zhao-min': '100012', 'sun-lei': '100013' }[key]
  const car = demoCars('2026-01-01').find((c) => c.vin.endsWith(serial))
  if (!car) throw new Error(`${key} has no new car`)
  return car.vin
}
