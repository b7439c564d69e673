import { expect } from '@playwright/test'
import { REVIEWER } from '#test/people.ts'
import { expectAccessibleEverywhere, openDesk, test } from './officer-house.ts'

/** Another office asks for the file of a car that is under mortgage: the officer sees why it did not go by itself, and refuses with the reason. */

test.use({ viewport: { width: 1280, height: 800 } })

test('a file that may not be sent is refused with its reason, and the list says so', async ({ page, h }) => {
  const asked = await fetch(`${h.sandboxUrl}/admin/files/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plate: '鲁B8C919', to: 320100 }),
  })
  const { requestNo } = (await asked.json()) as { requestNo: string }
  await openDesk(page, h, REVIEWER)
  await page.getByRole('link', { name: '转出档案:1 件等您审核' }).click()
  await expect(page.getByRole('heading', { name: '转出档案' })).toBeVisible()
  await page.getByRole('button', { name: `查看 ${requestNo}` }).click()
  await expect(page.getByText('该车处于抵押登记状态')).toBeVisible()
  await expectAccessibleEverywhere(page, 'a request for a file')
  // What the law bars cannot be sent: the button says why instead.
  await page.getByRole('button', { name: '转出', exact: true }).click({ force: true })
  await expect(page.locator('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: '不予转出', exact: true }).click()
  await expectAccessibleEverywhere(page, 'refusing a file')
  await page.getByLabel('不予转出的理由').fill('机动车在抵押期间,抵押权人没有共同申请。')
  await page.locator('dialog').getByRole('button', { name: '不予转出' }).click()
  await expect(page.getByRole('row', { name: new RegExp(requestNo) })).toContainText('不予转出')
  await page.reload()
  await expect(page.getByText('等您审核')).toHaveCount(0)
})
