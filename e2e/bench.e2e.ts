import { expect } from '@playwright/test'
import * as mine from '#api/my-cases.ts'
import { apply, payAll, standsAt } from '#test/journey.ts'
import { PRODUCER } from '#test/people.ts'
import { expectAccessibleEverywhere, openDesk, test } from './officer-house.ts'

/** An office desk; the project's own default is a phone. */
test.use({ viewport: { width: 1280, height: 800 } })
// Each test has a house of its own anyway.
test.describe.configure({ mode: 'parallel' })

test('a paper that was printed a moment ago is found though the list on the screen is older', async ({ page, h }) => {
  const citizen = await h.citizen('chen-jing')
  const c = await apply(citizen, { service: 'licence-renew-expiry', signature: '陈静' })
  await standsAt(citizen, c.id, 'pay')
  await payAll(h, citizen, c.id)
  await standsAt(citizen, c.id, 'make')
  // No news, and a list that comes as it was before the print: a slow line.
  await page.route('**/api/live*', (r) => r.abort())
  let before = ''
  let late = false
  await page.route('**/api/production', async (r) => {
    if (late) return r.fulfill({ contentType: 'application/json', body: before })
    const answer = await r.fetch()
    before = await answer.text()
    await r.fulfill({ response: answer })
  })
  await openDesk(page, h, PRODUCER, '/desk/bench')
  await page.getByRole('row', { name: c.number }).getByRole('button', { name: /^打印/ }).click()
  late = true
  await page.getByRole('button', { name: '打印,用掉一张空白证件' }).click()
  const code = (await page.locator('.d-code b').textContent()) ?? ''
  await page.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('button', { name: /待打印 1/ })).toBeVisible()
  late = false
  const scan = page.getByLabel('扫描或输入')
  await scan.fill(code)
  await scan.press('Enter')
  await expect(page.getByText(`已核对 ${code}`)).toBeVisible()
})

test('the bench: printed, scanned, packed and handed to the courier', async ({ page, h }) => {
  const citizen = await h.citizen('chen-jing')
  const c = await apply(citizen, { service: 'licence-renew-expiry', signature: '陈静' })
  await standsAt(citizen, c.id, 'pay')
  await payAll(h, citizen, c.id)
  await standsAt(citizen, c.id, 'make')
  await openDesk(page, h, PRODUCER, '/desk/bench')
  await page.getByRole('row', { name: c.number }).getByRole('button', { name: /^打印/ }).click()
  await expectAccessibleEverywhere(page, 'printing')
  await page.getByRole('button', { name: '打印,用掉一张空白证件' }).click()
  await expect(page.locator('.d-code b')).toBeVisible()
  await expectAccessibleEverywhere(page, 'printed')
  const code = (await page.locator('.d-code b').textContent()) ?? ''
  expect(code).toMatch(/^YC-driving-licence-\d{10}$/)
  await page.getByRole('button', { name: '完成' }).click()
  await page.getByRole('button', { name: /待核对/ }).click()
  await page.getByRole('button', { name: /^作废/ }).click()
  await expectAccessibleEverywhere(page, 'spoiling')
  await page.keyboard.press('Escape')

  const scan = page.getByLabel('扫描或输入')
  await scan.fill('YC-driving-licence-9999999999')
  await scan.press('Enter')
  await expect(page.getByText('待处理的里面没有')).toBeVisible()
  await scan.fill(code)
  await scan.press('Enter')
  await expect(page.getByText(`已核对 ${code}`)).toBeVisible()
  await expect(page.getByRole('button', { name: /待封装 1/ })).toBeVisible()
  await scan.fill(c.number)
  await scan.press('Enter')
  await expect(page.getByRole('region', { name: '地址标签' })).toContainText(c.number)
  await expectAccessibleEverywhere(page, 'label')
  await page.getByRole('button', { name: /待交寄/ }).click()
  const box = page.getByRole('checkbox', { name: `选 ${c.number}` })
  await expect(box).toBeEnabled()
  await expectAccessibleEverywhere(page, 'parcels')
  await box.check()
  await page.getByRole('button', { name: '快递员已取走 1 件' }).click()
  await expect(page.getByText('已交寄 1 件')).toBeVisible()
  expect((await citizen.call(mine.readMyCase, { params: { id: c.id } })).body.waybill).toMatch(/^[A-Z0-9]{8,20}$/)
})

test('who fetches papers is read once more before they leave the counter', async ({ page, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const c = await apply(citizen, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { delivery: { deliveryMethod: 'pickup', pickupSite: 'main' } },
  })
  await standsAt(citizen, c.id, 'pay')
  await payAll(h, citizen, c.id)
  await standsAt(citizen, c.id, 'make')
  // Another's paper behind it: its row must not inherit the button that has the focus.
  const other = await h.citizen('zhou-tao')
  const next = await apply(other, { service: 'licence-replace-lost', signature: '周涛' })
  await standsAt(other, next.id, 'pay')
  await payAll(h, other, next.id)
  await standsAt(other, next.id, 'make')
  await openDesk(page, h, PRODUCER, '/desk/bench')
  await page.getByRole('row', { name: c.number }).getByRole('button', { name: /^打印/ }).click()
  await page.getByRole('button', { name: '打印,用掉一张空白证件' }).click()
  const code = (await page.locator('.d-code b').textContent()) ?? ''
  await page.getByRole('button', { name: '完成' }).click()
  // The row went on with its button: the scanner types where the work goes on.
  const scan = page.getByLabel('扫描或输入')
  await expect(scan).toBeFocused()
  await page.keyboard.type(`${code}\n`)
  await expect(page.getByText(`已核对 ${code}`)).toBeVisible()
  await scan.fill(c.number)
  await scan.press('Enter')
  await page.getByRole('button', { name: /自取架 1/ }).click()
  await page.getByRole('button', { name: /已看身份证,交付/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(c.number)
  await expect(dialog).toContainText('驾驶证')
  await expectAccessibleEverywhere(page, 'handing out')
  expect((await citizen.call(mine.readMyCase, { params: { id: c.id } })).body.state).toBe('open')
  await dialog.getByRole('button', { name: '已看身份证,交付' }).press('Enter')
  await expect(page.getByText('已领取')).toBeVisible()
  expect((await citizen.call(mine.readMyCase, { params: { id: c.id } })).body.state).toBe('done')
})
