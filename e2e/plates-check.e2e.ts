import { createHash } from 'node:crypto'
import { expect } from '@playwright/test'
import { openDueRooms } from '#server/plates/waiting-room.ts'
import { test } from './fixtures.ts'
import { announced, chooser, closedDraw } from './plate-people.ts'
import { expectSound, PHONE, shownNumbers } from './plate-screens.ts'

/** A citizen checks a closed draw in the own browser, with nothing installed. */

test.use({ stories: 'plates-check' })

test('a closed draw is computed again in the browser; a changed file is found out, and the own car with it', async ({
  browser,
  page,
  h,
}) => {
  const mine = await chooser(browser, h, PHONE)
  await mine.page.goto(mine.path)
  await mine.page.getByRole('button', { name: '开始选号' }).click()
  await expect(mine.page.getByRole('radio')).toHaveCount(10)
  const shown = await shownNumbers(mine.page)
  await mine.page.getByText('这辆车在摇号日志里的代号').click()
  const tag = await mine.page.locator('details[open] .code').innerText()
  await closedDraw(h)
  const [closed] = await h.sql<{ pool: string; epoch: number }>(
    `select e.pool, e.epoch from plate_epochs e join plate_sittings s on s.pool = e.pool
      where e.closed_at is not null and s.id = $1 order by e.epoch desc limit 1`,
    [mine.id],
  )
  const files = `/api/plates/pools/${closed?.pool}/epochs/${closed?.epoch}`
  await page.goto(`${h.url}/plates/draws`)
  const form = page.locator(`form[data-draw="${files}"]`)
  await form.getByLabel('本车代号').fill(tag)
  await form.getByRole('button', { name: '在这里验算' }).click()
  await expect(form.getByText('没有发现任何问题')).toBeVisible()
  await expect(form.getByText(`第 1 组: ${shown.join(' ')}`)).toBeVisible()
  await expectSound(page, 'draws-checked')

  // Somebody between the house and the reader changes one number in the log.
  await page.route(`**${files}/log.txt`, async (route) => {
    const text = await (await route.fetch()).text()
    const changed = text.replace(shown[0] ?? '', shown[1] ?? '')
    expect(createHash('sha256').update(changed)).not.toBe(createHash('sha256').update(text))
    await route.fulfill({ contentType: 'text/plain', body: changed })
  })
  await form.getByRole('button', { name: '在这里验算' }).click()
  await expect(form.getByText('对不上的地方')).toBeVisible()
  await expect(form.getByText('链断开').first()).toBeVisible()
  await page.unroute(`**${files}/log.txt`)
  await page.route(`**${files}/opening.txt`, (route) => route.fulfill({ status: 503, body: '' }))
  await form.getByRole('button', { name: '在这里验算' }).click()
  await expect(form.getByText('文件没有取到')).toBeVisible()
  await mine.context.close()
})

test('who began to choose before a release waits like everybody, and goes on where it was left', async ({
  browser,
  h,
}) => {
  const one = await chooser(browser, h, PHONE)
  await one.page.goto(one.path)
  await one.page.getByRole('button', { name: '开始选号' }).click()
  await expect(one.page.getByRole('radio')).toHaveCount(10)
  await one.page.getByRole('button', { name: '先停一停' }).click()
  await announced(h, '鲁BV####', 20)
  await h.house.db.tx((tx) => openDueRooms(tx, h.house))
  h.later(21 * 60_000)
  await one.page.goto(one.path)
  await expect(one.page).toHaveURL(`${one.path}/room`)
  await one.page.getByRole('button', { name: '进入等候室' }).click()
  await expect(one.page).toHaveURL(one.path, { timeout: 15_000 })
  await one.page.getByRole('button', { name: '继续选号' }).click()
  await one.page.getByRole('button', { name: /还剩 4 组/ }).click()
  await expect(one.page.getByRole('radio')).toHaveCount(10)
  await one.context.close()
})
