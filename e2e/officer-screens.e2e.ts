import { expect } from '@playwright/test'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { AUDITOR, PRODUCER, REVIEWER, SUPERVISOR } from '#test/people.ts'
import { expectAccessibleEverywhere, offTheSide, openDesk, test } from './officer-house.ts'

/** An office desk; the project's own default is a phone. */
test.use({ viewport: { width: 1280, height: 800 } })
// Each test has a house of its own anyway.
test.describe.configure({ mode: 'parallel' })

test('no screen of the desk has a fault that axe can find, in both languages, light and dark', async ({ page, h }) => {
  test.slow()
  const citizen = await h.citizen('zhang-wei')
  const c = await apply(citizen, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  await standsAt(citizen, c.id, 'review')
  await page.goto(`${h.url}/desk`)
  await expectAccessibleEverywhere(page, 'sign-in')
  await openDesk(page, h, REVIEWER)
  await expect(page.locator('.d-row').first()).toBeVisible()
  await expectAccessibleEverywhere(page, 'list')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('下一件')).toBeVisible()
  await expectAccessibleEverywhere(page, 'keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '申请导出' }).click()
  await expectAccessibleEverywhere(page, 'asking for the list')
  await page.goto(`${h.url}/desk/cases/${c.id}`)
  await expect(page.locator('.d-decide button').first()).toBeVisible()
  await expect(page.locator('.d-sheet img')).toBeVisible()
  await expectAccessibleEverywhere(page, 'case')
  for (const key of ['1', '2', '3', '4']) {
    await page.locator('body').press(key)
    await expect(page.locator('dialog form')).toBeVisible()
    await expectAccessibleEverywhere(page, `decision ${key}`)
    await page.keyboard.press('Escape')
    await expect(page.locator('dialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: '显示身份证号' }).click()
  await expectAccessibleEverywhere(page, 'unmasking')
  await page.keyboard.press('Escape')
  await page.locator('body').press('e')
  await expect(page.locator('.d-pane pre').first()).toBeVisible()
  await expectAccessibleEverywhere(page, 'evidence')
  await page.goto(`${h.url}/desk/day`)
  await expect(page.locator('.d-figures')).toBeVisible()
  await expectAccessibleEverywhere(page, 'day')
})

test('what is nobody’s screen, what is somebody else’s, and what did not come, say so', async ({ page, h }) => {
  await openDesk(page, h, REVIEWER, '/desk/nowhere')
  await expect(page.getByText('没有这个页面')).toBeVisible()
  await expectAccessibleEverywhere(page, 'no such page')
  await page.goto(`${h.url}/desk/bench`)
  await expect(page.getByText('您没有办理这一项的权限')).toBeVisible()
  await expect(page.getByLabel('扫描或输入')).toHaveCount(0)
  await page.getByRole('link', { name: '回到工作台' }).click()
  await expect(page.getByText('这里没有办件')).toBeVisible()
  await expectAccessibleEverywhere(page, 'empty list')

  await page.route('**/assets/day-page*', (r) => r.abort())
  await page.getByRole('link', { name: '我的一天' }).click()
  await expect(page.getByText('这一部分没有加载出来')).toBeVisible()
  await expectAccessibleEverywhere(page, 'not loaded')
  await page.unroute('**/assets/day-page*')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('heading', { name: '我的一天' })).toBeVisible()
  await page.route('**/api/cases?*', (r) => r.abort())
  await page.getByRole('link', { name: '工作台', exact: true }).click()
  await expect(page.getByText('网络不通,没有读到最新内容')).toBeVisible()
  await expectAccessibleEverywhere(page, 'not read')
})

test('the bench has no fault that axe can find', async ({ page, h }) => {
  test.slow()
  await openDesk(page, h, PRODUCER, '/desk/bench')
  for (let stage = 0; stage < 7; stage++) {
    await page.locator('.d-stages button').nth(stage).click()
    await expect(page.locator('.d-stages [aria-pressed=true]')).toBeVisible()
    await expectAccessibleEverywhere(page, `bench ${stage}`)
  }
})

test('a supervisor’s board leads to the cases it counts; a difference is settled; an auditor reads who looked', async ({
  page,
  h,
}) => {
  const citizen = await h.citizen('zhang-wei')
  const { id } = await apply(citizen, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  await standsAt(citizen, id, 'review')
  await h.sql(`update cases set due = '2026-01-05' where id = $1`, [id])
  await h.sql(
    `insert into payment_differences (source, bill_number, kind, ours_fen, theirs_fen) values ('day:2026-01-05', 'B-7', 'amount', 1000, 1001)`,
  )
  await openDesk(page, h, SUPERVISOR, '/desk/board')
  await expect(page.locator('.d-figures')).toBeVisible()
  await expectAccessibleEverywhere(page, 'board')
  await page.getByRole('button', { name: '登记处理' }).click()
  await expectAccessibleEverywhere(page, 'a difference')
  await page.getByLabel('怎么查清的').selectOption('no-difference')
  await page.getByRole('dialog').getByRole('button', { name: '登记处理' }).click()
  await expect(page.getByText('请写明经过')).toBeVisible()
  await page.getByLabel('经过').fill('银行回单 10.00 元')
  await page.getByRole('dialog').getByRole('button', { name: '登记处理' }).click()
  await expect(page.getByText(/核对后无误 · 银行回单 10.00 元/)).toBeVisible()
  await page.getByRole('link', { name: /看这 1 件:遗失补证 已超时/ }).click()
  await expect(page.locator('.d-row')).toHaveCount(1)
  await page.getByRole('button', { name: '申请导出' }).click()
  await page.getByLabel('用途').fill('每周例会')
  await page.getByRole('dialog').getByRole('button', { name: '申请导出' }).click()
  await expect(page.getByText('等另一位同事批准')).toBeVisible()

  await page.getByRole('button', { name: '退出' }).click()
  await openDesk(page, h, AUDITOR, '/desk/access')
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await expect(page.getByText('请先写明事由')).toBeVisible()
  await page.getByLabel('本次查阅的事由').fill('季度抽查')
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await expect(page.getByRole('cell', { name: '申请导出清单' })).toBeVisible()
  // What a supervisor asked for and settled waits here for a second person.
  await page.getByRole('button', { name: '确认 B-7' }).click()
  await expect(page.getByText(`${SUPERVISOR} 登记,${AUDITOR} 确认`)).toBeVisible()
  await page.getByRole('button', { name: /^批准/ }).click()
  await expect(page.getByText(/已批准/)).toBeVisible()
  await expectAccessibleEverywhere(page, 'access log')
})

test('nothing runs off the side of a small desk', async ({ page, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const { id } = await apply(citizen, { service: 'licence-replace-lost', signature: '张伟' })
  await openDesk(page, h, REVIEWER, `/desk/cases/${id}`)
  for (const path of [`/desk/cases/${id}`, '/desk', '/desk/day']) {
    await page.goto(h.url + path)
    await expect(page.locator('.d-decide, .d-count, .d-figures').first()).toBeVisible()
    for (const width of [1280, 1024, 768]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await offTheSide(page), `${path} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})
