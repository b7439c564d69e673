import { expect, type Page, test as base } from '@playwright/test'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import { axeFaults, COLOURS } from '#test/axe.ts'
import { totpAt } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { newHouse } from './new-house.ts'

/** A whole house for each test. */
export const test = base.extend<{ h: TestHouse }>({
  h: [
    async ({ page }, use) => {
      const h = await newHouse()
      await use(h)
      // Before the house: an open line of news would hold its closing up.
      await page.close()
      await h.close()
    },
    // Its own time: a story does not pay for the opening of its house.
    { timeout: 180_000 },
  ],
})

/** Signs in on whatever address is open, as the officer would. A code opens once: the house's clock moves on to the next one. */
export async function signIn(page: Page, h: TestHouse, id: string): Promise<void> {
  const secret = DEMO_OFFICERS.find((o) => o.id === id)?.totpSecret ?? ''
  h.later(31_000)
  await page.getByLabel('警号').fill(id)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByLabel('动态口令').fill(totpAt(secret, h.house.time.now().getTime() / 1000))
  await page.getByLabel('动态口令').press('Enter')
  await expect(page.getByLabel('动态口令')).toHaveCount(0)
}

export async function openDesk(page: Page, h: TestHouse, id: string, path = '/desk'): Promise<void> {
  await page.goto(h.url + path)
  await signIn(page, h, id)
}

/** Nothing that axe can find, by the rules of WCAG 2.2 AA and good practice. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([])
}

/** Where the pictures go when somebody wants to look at the screens: LOOK=folder. */
const LOOK = process.env['LOOK']

/**
 * The same in both languages, each in the light and in the dark (of which only the colours are asked), and nothing that runs off the
 * side. The screen stays as it is, an open dialog too; it is left in Chinese and in the light.
 */
export async function expectAccessibleEverywhere(page: Page, where: string): Promise<void> {
  for (const lang of ['en', 'zh'] as const) {
    await speak(page, lang)
    // Reduced motion: a colour that is still changing is judged by axe as it is.
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await look(page, `${where} ${lang} light`)
    await expectAccessible(page, `${where} ${lang}`)
    expect(await offTheSide(page), `${where} ${lang}`).toBeLessThanOrEqual(0)
    // The desk fills its window: its parts scroll, the window does not.
    const below = await page.evaluate(
      () => document.querySelector('.d-app') && document.documentElement.scrollHeight - innerHeight,
    )
    expect(below ?? 0, `${where} ${lang}`).toBeLessThanOrEqual(0)
    const day = await ground(page)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await ground(page), `${where} is dark`).not.toBe(day)
    await look(page, `${where} ${lang} dark`)
    expect(await axeFaults(page, COLOURS), `${where} ${lang}, dark`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
}

/** Chosen as in another tab of the desk, which this one follows: a button could not be pressed behind a dialog. */
export async function speak(page: Page, lang: 'zh' | 'en'): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('desk.lang', chosen)
    dispatchEvent(new StorageEvent('storage', { key: 'desk.lang' }))
  }, lang)
  await expect(page.locator('html')).toHaveAttribute('lang', lang === 'en' ? 'en' : 'zh-CN')
}

async function look(page: Page, name: string): Promise<void> {
  if (LOOK) await page.screenshot({ path: `${LOOK}/${name}.png` })
}

/** How many pixels a page is wider than its window. */
export const offTheSide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const ground = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
