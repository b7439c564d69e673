import { expect, type Page } from '@playwright/test'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { agreedBySpouse, photoOfCard } from './video-couple.ts'
import { answerAll, answerOne, due, identifiedCall, looksWell, signOnPhone, test } from './video-house.ts'

test('two spouses at one phone: each in turn consents, is identified, is asked with the other out of the room, and signs', async ({
  page,
  browser,
  h,
}) => {
  const { officer } = await identifiedCall(page, browser, h, { begins: agreedBySpouse, who: 'gao-lei' })
  const now = due(officer)

  // Where she is must be said: at this phone, or from another one.
  await now.locator('button[aria-keyshortcuts="1"]').click()
  await expect(officer.getByRole('alert').filter({ hasText: '还不知道配偶在哪里参加' })).toBeVisible()
  await expect(page.getByText('请把手机交给配偶本人选择')).toHaveCount(0)
  await now.getByRole('button', { name: '同在一处,共用这部手机' }).click()
  await expect(now.getByText('两人同在一处')).toBeVisible()
  await answerOne(officer)

  await expect(page.getByText('请把手机交给配偶本人选择')).toBeVisible()
  await looksWell(page, 'one phone consents', [[360, 'light']])
  await page.getByLabel(/我同意.*录音录像/).check()
  await page.getByLabel(/我同意.*面容/).check()
  await page.getByRole('button', { name: '按我的选择继续' }).click()
  await photoOfCard(page, officer)
  await answerOne(officer)
  await answerAll(officer, '配偶听不到时,现所有人单独说出本人意愿')

  await outOfTheRoom(page, officer, { press: '请配偶离开房间,单独问车主', shown: '配偶已离开房间' })
  await answerOne(officer)
  await outOfTheRoom(page, officer, { press: '请车主离开房间,单独问配偶', shown: '车主已离开房间' })
  await answerOne(officer)
  await expect(page.locator('.v-captions')).toContainText('请另一位回来')
  await answerAll(officer, '复述要点,请对方确认')
  await answerOne(officer)
  await page.getByRole('button', { name: '都对' }).click()
  await expect(now.getByRole('heading', { name: '请对方签名' })).toBeVisible()
  await officer.locator('body').press('1')

  await signOnPhone(page, demoPerson('gao-lei').name)
  await expect(page.getByText('请把手机交给配偶本人:通读后由配偶签名')).toBeVisible()
  // Another signer begins at the first page, with nothing of the other one's in the boxes.
  await expect(page.getByLabel('您的姓名')).toHaveCount(0)
  await looksWell(page, 'one phone second signature', [[360, 'light']])
  await signOnPhone(page, demoPerson('lin-xue').name)
  await expect(now.getByRole('heading', { name: '给出结论' })).toBeVisible()

  const signed = await h.sql<{ who: string; hash: string }>(`select who, hash from video_signatures order by who`)
  expect(signed.map((s) => s.who)).toEqual(['citizen', 'second'])
  expect(new Set(signed.map((s) => s.hash)).size).toBe(1)
  const consents = await h.sql<{ who: string; kind: string }>(
    `select who, kind from video_consents where given order by who, kind`,
  )
  expect(consents.map((c) => `${c.who} ${c.kind}`)).toEqual([
    'citizen face',
    'citizen recording',
    'second face',
    'second recording',
  ])
  await officer.context().close()
})

/** Without the other one gone the answer is refused; who stays says on the phone that it is so. */
async function outOfTheRoom(page: Page, officer: Page, on: { press: string; shown: string }): Promise<void> {
  const now = due(officer)
  await now.getByLabel('对方的原话或说明').fill('自愿变更,没有人要求')
  await now.locator('button[aria-keyshortcuts="1"]').click()
  await expect(officer.getByRole('alert').filter({ hasText: '另一位还在房间里' })).toBeVisible()
  await now.getByRole('button', { name: on.press }).click()
  await expect(now.getByText('已请另一位离开')).toBeVisible()
  await looksWell(page, on.press, [[360, 'light']])
  await page.getByRole('button', { name: '另一位已离开,这里只有我' }).click()
  await expect(now.getByText(on.shown)).toBeVisible()
  await expect(page.getByText('请直接回答民警')).toBeVisible()
}
