import { expect, type Page } from '@playwright/test'
import { axeFaults } from '#test/axe.ts'
import type { Chooser } from './plate-people.ts'

/** What people do and see where a plate is chosen. */

export const PHONE = { viewport: { width: 360, height: 740 } }

/** Nothing that axe can find, and nothing that runs off the screen. */
export async function expectSound(page: Page, where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), where).toBe(true)
}

export const shownNumbers = (page: Page): Promise<string[]> =>
  page.getByRole('radio').evaluateAll((radios) => radios.map((r) => (r as HTMLInputElement).value))
export const pick = (page: Page, number: string) => page.locator(`label.pick:has(input[value="${number}"])`).click()

/** The number on the page of the case, as a plate. */
export const expectHas = async (
  { page, id }: Pick<Chooser, 'page' | 'id'>,
  url: string,
  number: string,
): Promise<void> => {
  await expect(page).toHaveURL(`${url}/my/cases/${id}`)
  const text = `${number.slice(0, 2)}·${number.slice(2)}`
  await expect(page.getByRole('img', { name: text }).first()).toBeVisible()
}

/** Presses once and takes the first number shown. */
export async function takeFirst({ page, path }: Pick<Chooser, 'page' | 'path'>): Promise<string> {
  await page.goto(path)
  await page.getByRole('button', { name: /开始选号|看下一组/ }).click()
  const [number = ''] = await shownNumbers(page)
  await pick(page, number)
  await page.getByRole('button', { name: '就要这个' }).click()
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expect(page).toHaveURL(/\/my\/cases\/[0-9a-f-]{36}$/)
  return number
}
