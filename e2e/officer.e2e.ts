import { expect } from '@playwright/test'
import * as cases from '#api/cases.ts'
import * as mine from '#api/my-cases.ts'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import type { TestHouse } from '#test/start-house.ts'
import type { Visitor } from '#test/people.ts'
import { REVIEWER, SECOND_REVIEWER } from '#test/people.ts'
import { expectAccessibleEverywhere, openDesk, signIn, test } from './officer-house.ts'

/** A lost licence with a new photo, waiting for the review. */
async function awaitingReview(h: TestHouse): Promise<{ citizen: Visitor; id: string; number: string }> {
  const citizen = await h.citizen('zhang-wei')
  const { id, number } = await apply(citizen, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo: await goodPhoto(),
  })
  await standsAt(citizen, id, 'review')
  return { citizen, id, number }
}

/** An office desk; the project's own default is a phone. */
test.use({ viewport: { width: 1280, height: 800 } })
// Each test has a house of its own anyway.
test.describe.configure({ mode: 'parallel' })

test('signing in says what is missing and what was wrong, at the field', async ({ page, h }) => {
  await page.goto(`${h.url}/desk`)
  await expect(page.getByLabel('警号')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('请填写警号')).toBeVisible()
  await expect(page.getByText('请填写 6 位动态口令')).toBeVisible()
  await page.getByLabel('警号').fill(REVIEWER)
  await page.getByLabel('密码').fill('wrong')
  await page.getByLabel('动态口令').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('警号')).toHaveValue(REVIEWER)
  await signIn(page, h, REVIEWER)
  await expect(page.getByText(`民警 ${REVIEWER}`)).toBeVisible()
})

test('by keyboard: find, open, see the evidence and the picture, unmask, return with everything at once', async ({
  page,
  h,
}) => {
  const { citizen, ...c } = await awaitingReview(h)
  const owner = await h.citizen('wang-xiuying')
  const other = await apply(owner, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    signature: '王秀英',
  })
  await standsAt(owner, other.id, 'review')
  await openDesk(page, h, REVIEWER)
  await expect(page.getByRole('searchbox')).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type(c.number)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /遗失补证/ })).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByText('对方应答')).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('img', { name: /第 1 张/ })).toBeVisible()

  // To the next case and back, the number once taken away; beyond the ends the desk says so.
  await page.getByRole('searchbox').fill('')
  await expect(page.locator('.d-row')).toHaveCount(2)
  await page.locator('.d-body').focus()
  const first = (await page.locator('.d-row').first().getAttribute('id')) === `row-${c.id}`
  const [there, back] = first ? ['n', 'p'] : ['p', 'n']
  await page.keyboard.press(there)
  await expect(page.getByRole('heading', { name: /补换领机动车登记证书/ })).toBeVisible()
  await page.keyboard.press(there)
  await expect(page.getByText(/这是列表里的(最后|第)一件/)).toBeVisible()
  await page.keyboard.press(back)
  await expect(page.getByRole('heading', { name: /遗失补证/ })).toBeVisible()

  await page.getByRole('button', { name: '看“身份证明”的证据' }).first().click()
  await expect(page.getByText('对方应答')).toBeVisible()
  await expect(page.locator('.d-pane pre').nth(2)).not.toBeEmpty()
  await page.getByRole('button', { name: '材料' }).click()
  const picture = page.getByRole('img', { name: /第 1 张/ })
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(100)
  const before = (await picture.boundingBox())?.width ?? 0
  await page.getByRole('region', { name: /查看区/ }).focus()
  await page.keyboard.press('+')
  await expect.poll(async () => (await picture.boundingBox())?.width).toBeGreaterThan(before)

  await page.getByRole('button', { name: '显示身份证号' }).click()
  await page.getByLabel('查看理由').fill('核对')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('definition').filter({ hasText: /\d{17}[\dX]/ })).toBeVisible()
  await expect(page.getByRole('button', { name: '隐去 身份证号' })).toBeVisible()

  await page.locator('body').press('2')
  // From the list of what is to be put right, on which one stands first.
  await expect(page.getByLabel('哪一项')).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('请选择哪一项')).toBeVisible()
  await page.getByLabel('哪一项').selectOption('photo')
  await page.getByLabel('哪里不对、怎样改').fill('照片反光,请重新拍摄')
  await page.getByRole('button', { name: '再加一处' }).click()
  await page.getByRole('group', { name: '第 2 处' }).getByLabel('哪一项').selectOption('address')
  await page.getByRole('group', { name: '第 2 处' }).getByLabel('哪里不对、怎样改').fill('地址缺门牌号')
  await page.getByRole('button', { name: '退回给申请人' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('已告知的补正')).toBeVisible()
  const { body } = await citizen.call(mine.readMyCase, { params: { id: c.id } })
  expect(body.state).toBe('correcting')
  expect(body.defects).toEqual([
    { target: 'photo', reason: '照片反光,请重新拍摄' },
    { target: 'address', reason: '地址缺门牌号' },
  ])
})

test('two officers see each other without a reload', async ({ page, h }) => {
  const c = await awaitingReview(h)
  await openDesk(page, h, REVIEWER, `/desk/cases/${c.id}`)
  await expect(page.getByRole('button', { name: /^通过/ })).not.toHaveAttribute('aria-disabled')
  const other = await h.officer(SECOND_REVIEWER)
  const shown = (await other.call(cases.readCase, { params: { id: c.id } })).body
  expect((await other.call(cases.takeCase, { params: { id: c.id }, body: { version: shown.version } })).status).toBe(
    200,
  )
  await expect(page.locator('.d-strip').getByText(`${SECOND_REVIEWER} 经办`)).toBeVisible()
  await expect(page.getByRole('button', { name: /^通过/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.locator('.d-row.open')).toHaveAttribute('id', `row-${c.id}`)
})

test('a case that moved under the hand keeps the words, and the refusal goes out on the second press', async ({
  page,
  h,
}) => {
  const { citizen, id } = await awaitingReview(h)
  const other = await h.officer(SECOND_REVIEWER)
  const version = async () => (await other.call(cases.readCase, { params: { id } })).body.version
  // Without news the screen cannot know: that is the race.
  await page.route('**/api/live*', (r) => r.abort())
  await openDesk(page, h, REVIEWER, `/desk/cases/${id}`)
  await page.getByRole('button', { name: /^不予办理/ }).click()
  await page.getByLabel('法定情形').selectOption({ index: 1 })
  await page.getByLabel('理由', { exact: true }).fill('经联系申请人,无法确认是本人申请')
  await expect(page.getByText(/60 日内申请行政复议/)).toBeVisible()
  await other.call(cases.takeCase, { params: { id }, body: { version: await version() } })
  await other.call(cases.giveBackCase, { params: { id }, body: { version: await version() } })
  await page.getByRole('button', { name: '不予办理并送达' }).click()
  await expect(page.getByRole('alert')).toContainText('这件刚被更新')
  await expect(page.getByLabel('理由', { exact: true })).toHaveValue('经联系申请人,无法确认是本人申请')
  await page.getByRole('button', { name: '不予办理并送达' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('这件已办结')).toBeVisible()
  expect((await citizen.call(mine.readMyCase, { params: { id } })).body.state).toBe('refused')
})

test('a second review names the first officer and stops the same person; an ended session loses nothing', async ({
  page,
  context,
  h,
}) => {
  const owner = await h.citizen('wang-xiuying')
  const c = await apply(owner, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    signature: '王秀英',
  })
  await standsAt(owner, c.id, 'review')
  h.later(31_000)
  const first = await h.officer(REVIEWER)
  const shown = (await first.call(cases.readCase, { params: { id: c.id } })).body
  await first.call(cases.passCase, { params: { id: c.id }, body: { version: shown.version } })
  await openDesk(page, h, SECOND_REVIEWER, `/desk/cases/${c.id}`)
  await expect(page.getByText(`初审人是 ${REVIEWER}`).first()).toBeVisible()
  await expectAccessibleEverywhere(page, 'second review')
  await expect(page.getByRole('img', { name: '鲁B·12345' })).toBeVisible()

  await page.locator('body').press('2')
  await page.getByLabel('理由').fill('收件地址与登记住址不符,请再核对')
  await context.clearCookies()
  await page.getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByRole('heading', { name: '登录已到期,请重新登录' })).toBeVisible()
  await signIn(page, h, SECOND_REVIEWER)
  await expect(page.getByLabel('理由')).toHaveValue('收件地址与登记住址不符,请再核对')
  await page.getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.locator('.d-steps [aria-current]')).toHaveText('审核')
  await page.locator('body').press('1')
  await page.getByRole('button', { name: '确认通过' }).click()
  await expect(page.getByText('初审是您本人作出的')).toBeVisible()
  await expect(page.getByRole('button', { name: /复核通过/ })).toHaveAttribute('aria-disabled', 'true')
})
