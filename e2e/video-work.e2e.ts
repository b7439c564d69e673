import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import * as drafts from '#api/drafts.ts'
import * as api from '#api/video.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { expectAccessible, expectAccessibleEverywhere } from './officer-house.ts'
import { reloadUntil, signIn } from './fixtures.ts'
import {
  answerAll,
  answerOne,
  dueNow,
  due,
  identify,
  intoTheRoom,
  officerAtWindow,
  openHours,
  picture,
  test,
} from './video-house.ts'

test('papers, form and words side by side: a still that cannot be read is taken again, a proposed value is accepted', async ({
  page,
  browser,
  h,
}) => {
  openHours(h)
  const zhang = await h.citizen('zhang-wei')
  const draft = (await zhang.call(drafts.startDraft, { body: { service: 'licence-replace-lost' } })).body.id
  await zhang.call(drafts.checkDraft, { params: { id: draft }, body: {} })
  const officer = await officerAtWindow(browser, h, REVIEWER)
  const ticket = (await zhang.call(api.takeTicket, { body: { language: 'zh', draftId: draft } })).body.id
  await signIn(page, h, 'zhang-wei', `/my/video/${ticket}`)
  await intoTheRoom(page, officer)
  await identify(page, officer)
  const step = await dueNow(officer)

  await officer.locator('body').press(' ')
  await page.getByRole('button', { name: '开始拍' }).click()
  await page.getByLabel('用手机相机拍或选图片').setInputFiles(await photo('#070707', '#111'))
  await expect(page.getByText('太暗,请到亮处')).toBeVisible()
  await expect(page.getByText('这张看不清,请重拍')).toBeVisible()
  await expect(page.getByRole('button', { name: '发给民警' })).toHaveCount(0)
  await page.getByRole('button', { name: '重拍' }).click()
  await page.getByLabel('用手机相机拍或选图片').setInputFiles(await photo('#c8d8e8', '#16324f'))
  await expect(page.getByText('清楚').first()).toContainText('1600 × 1010')
  await expectAccessible(page, 'a photo before it is sent')
  await page.getByRole('button', { name: '发给民警' }).click()
  await expect(officer.getByText('等您看')).toBeVisible()
  await officer.getByRole('button', { name: '证件', exact: true }).click()
  const judge = officer.getByRole('dialog', { name: '证件' })
  await judge.getByLabel('翻拍屏幕').check()
  await judge.getByRole('button', { name: '重拍' }).click()
  await expect(page.getByRole('button', { name: '开始拍' })).toBeVisible()
  // The camera's own still this time: whole, from the track and not from the call.
  await page.getByRole('button', { name: '开始拍' }).click()
  await page.getByRole('button', { name: '拍照', exact: true }).click()
  await expect(page.locator('.v-shot')).toBeVisible()
  await page.getByRole('button', { name: '重拍' }).click()
  await page.getByLabel('用手机相机拍或选图片').setInputFiles(await photo('#c8d8e8', '#16324f'))
  await page.getByRole('button', { name: '发给民警' }).click()
  await expect(officer.getByText('等您看')).toBeVisible()
  await officer.getByRole('button', { name: '证件', exact: true }).click()
  await judge.getByRole('button', { name: '可用' }).click()
  // A dialog that closes gives the focus back: what is typed before goes astray.
  await expect(judge).toHaveCount(0)
  await expect(officer.getByText('可用', { exact: true })).toBeVisible()

  await officer.getByLabel('栏目', { exact: true }).selectOption({ label: '手机号码' })
  await officer.getByLabel('建议的内容').fill('13900139000')
  await expect(officer.getByLabel('建议的内容')).toHaveValue('13900139000')
  await officer.getByRole('button', { name: '请对方确认' }).click()
  await expect(page.getByText('13900139000')).toBeVisible()
  await page.getByRole('button', { name: '对,就这样' }).click()
  await expect(officer.getByText('对方已同意')).toBeVisible()
  expect((await zhang.call(drafts.readDraft, { params: { id: draft } })).body.values).toMatchObject({
    mobile: '13900139000',
  })

  await officer.getByLabel('写给对方').fill('请把身份证靠近一点')
  await officer.getByRole('button', { name: '发送' }).click()
  await expect(page.locator('.v-captions')).toContainText('请把身份证靠近一点')
  await page.getByRole('button', { name: '打字' }).click()
  await page.getByLabel('写给民警').fill('好的')
  await page.getByRole('button', { name: '发送' }).click()
  await expect(officer.locator('.dv-chat')).toContainText('好的')
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '挂断' }).click()
  await page.getByText('更多').click()
  await page.getByRole('button', { name: '给民警看本页' }).click()
  await expect(page.getByRole('button', { name: '停止共享' })).toBeVisible()
  await page.getByRole('button', { name: '停止共享' }).click()
  await page.getByRole('button', { name: '继续通话' }).click()
  await picture(officer, '.dv-main')
  await expect(due(officer).getByRole('heading').first()).toHaveText(step)
  await expectAccessibleEverywhere(officer, 'a conversation at the desk')
  await officer.context().close()
})

test('paying in the call: the line waits, the officer sees only that it is paid', async ({ page, browser, h }) => {
  openHours(h)
  const zhang = await h.citizen('zhang-wei')
  const { id } = await apply(zhang, { service: 'licence-replace-lost', signature: demoPerson('zhang-wei').name })
  await standsAt(zhang, id, 'pay')
  const officer = await officerAtWindow(browser, h, REVIEWER)
  await signIn(page, h, 'zhang-wei', `/video?case=${id}`)
  await page.getByRole('button', { name: '现在排队' }).click()
  await intoTheRoom(page, officer)
  await identify(page, officer)
  await answerAll(officer, '复述要点,请对方确认')
  await answerOne(officer)
  await page.getByRole('button', { name: '都对' }).click()
  await expect(due(officer).getByRole('heading', { name: '给出结论' })).toBeVisible()
  await due(officer).getByRole('button', { name: '请对方缴费' }).click()
  await expect(due(officer).getByRole('heading', { name: '未缴' })).toBeVisible()
  const bank = await bankPage(page)
  await expect(due(officer).getByRole('heading', { name: '对方正在缴费,保持中' })).toBeVisible()
  const button = bank.getByRole('button', { name: /去银行页面缴/ })
  await reloadUntil(bank, () => button.isVisible())
  await button.click()
  await bank.getByRole('button', { name: '确认支付' }).click()
  await expect(bank).toHaveURL(`${h.url}/my/cases/${id}`)
  await bank.close()
  // The booking of the last bill wakes the call itself: long before the sweep, which comes every quarter of a minute.
  await expect(due(officer).getByRole('heading', { name: '给出结论' })).toBeVisible({ timeout: 10_000 })
  await officer.locator('body').press('o')
  await officer
    .getByLabel(/办完|办理完成|已办/)
    .first()
    .check()
  await officer.getByRole('button', { name: '给出结论' }).click()
  await page.getByRole('link', { name: '看结果' }).click()
  await expectAccessible(page, 'the result of a call')
  await officer.context().close()
})

async function bankPage(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: '去缴费' }).click()
  return opened
}

/** A card on a table: lines of text in one ink, on one ground. */
async function photo(ground: string, ink: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const lines = Array.from({ length: 60 }, (_, i) => {
    const [x, y] = [300 + (i % 10) * 100, 250 + Math.floor(i / 10) * 90]
    return `<rect x="${x}" y="${y}" width="50" height="40" fill="${ink}"/>`
  })
  const svg = `<svg width="1600" height="1010"><rect width="1600" height="1010" fill="${ground}"/>${lines.join('')}</svg>`
  return {
    name: 'card.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer(),
  }
}
