import { expect } from '@playwright/test'
import { signIn, test } from './fixtures.ts'
import type { TestHouse } from '#test/start-house.ts'

test.use({ stories: 'an agency that takes its time' })

const identity = (h: TestHouse, mode: string, seconds?: number) =>
  fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: 'identity', mode, seconds }),
  })

test('with scripts the page goes on by itself, says so aloud, and a reload loses nothing', async ({ page, h }) => {
  await signIn(page, h, 'zhang-wei', '/services/licence-replace-lost')
  await identity(h, 'slow', 2.3)
  await page.getByRole('button', { name: /开始办理/ }).click()
  await expect(page.getByRole('heading', { name: '正在向各部门核对' })).toBeVisible()
  await expect(page.getByRole('status')).toHaveText(/\d 个部门,已答复 \d 个/)
  await page.reload()
  await expect(page.getByRole('heading', { name: /正在向各部门核对|全部核对通过/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: '全部核对通过' })).toBeVisible()
  await expect(page.getByRole('button', { name: '下一步' })).toBeVisible()
  await identity(h, 'good')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('the browser looks again, and a link does so at once', async ({ page, h }) => {
    await signIn(page, h, 'chen-jing', '/services/licence-renew-expiry')
    await identity(h, 'slow', 2.3)
    await page.getByRole('button', { name: /开始办理/ }).click()
    await expect(page.getByRole('heading', { name: '正在向各部门核对' })).toBeVisible()
    await page.getByRole('link', { name: '看最新进展' }).press('Enter')
    await expect(page.getByRole('heading', { name: '全部核对通过' })).toBeVisible()
    await identity(h, 'good')
  })
})
