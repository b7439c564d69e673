import { expect } from '@playwright/test'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { post, produce } from '#test/journey.ts'
import { REVIEWER, SECOND_REVIEWER } from '#test/people.ts'
import * as cases from '#api/cases.ts'
import { pay, signIn } from './fixtures.ts'
import { expectAccessibleEverywhere } from './officer-house.ts'
import {
  answerAll,
  answerEachOther,
  caseThatMeets,
  citizenCalls,
  hears,
  identifiedCall,
  looksWell,
  moves,
  officerAtWindow,
  openHours,
  picture,
  signOnPhone,
  test,
} from './video-house.ts'

test('a certificate by video, from the first press to delivery', async ({ page, browser, h }) => {
  const { id, officer } = await identifiedCall(page, browser, h)
  await answerAll(officer, '复述要点,请对方确认')
  await officer.locator('body').press('1')
  await page.getByRole('button', { name: '都对' }).click()
  await expect(officer.getByRole('heading', { name: '请对方签名' })).toBeVisible()
  await officer.locator('body').press('1')
  await signOnPhone(page, demoPerson('wang-xiuying').name)
  await expect(officer.getByRole('heading', { name: '给出结论' })).toBeVisible()
  await officer.locator('body').press('o')
  await officer
    .getByLabel(/办完|办理完成|已办/)
    .first()
    .check()
  await officer.getByRole('button', { name: '给出结论' }).click()
  await page.getByRole('link', { name: '看结果' }).click()
  await expect(page.getByText('您自己的录像')).toBeVisible()
  await officer.context().close()

  await page.getByRole('link', { name: '看办理进度' }).click()
  await expect(page.getByText('第二位民警正在复核')).toBeVisible()
  const second = await h.officer(SECOND_REVIEWER)
  const version = async () => (await second.call(cases.readCase, { params: { id } })).body.version
  await second.call(cases.takeCase, { params: { id }, body: { version: await version() } })
  await second.call(cases.secondPass, { params: { id }, body: { version: await version() } })
  await pay(page, h, id)
  await expect(page.getByRole('button', { name: '不是我办的,停下' })).toBeVisible()
  // A day passes: the waiting job of this case comes due.
  await h.sql(`update jobs set run_at = now() where key = $1`, [`step:${id}:hold`])
  await expect(page.getByText('证件正在制作')).toBeVisible()
  await post(h, await produce(h, id))
  await expect(page.getByText('已办结').first()).toBeVisible()
})

test('a reload in the call: both sides see each other again by themselves; in every size, light, large text and language', async ({
  page,
  browser,
  h,
}) => {
  openHours(h)
  const id = await caseThatMeets(h)
  const officer = await officerAtWindow(browser, h, REVIEWER)
  await citizenCalls(page, officer, h, id)
  const here = new URL(page.url()).pathname
  for (const prefs of ['elder=1', 'elder=0&lang=en']) {
    await page.goto(`${h.url}/prefs?${prefs}&back=${encodeURIComponent(here)}`)
    await picture(page, '.v-remote')
    await moves(officer, '.dv-main')
    await expect(page.locator('.v-stage')).toHaveAttribute('data-line', 'up')
    await looksWell(page, `call ${prefs}`, [[360, 'light']])
  }
  await looksWell(page, 'call', [
    [360, 'dark'],
    [768, 'light'],
    [1280, 'dark'],
  ])
  await looksWell(officer, 'desk', [
    [768, 'light'],
    [360, 'light'],
  ])
  await officer.setViewportSize({ width: 1280, height: 860 })
  await expectAccessibleEverywhere(officer, 'desk in a call')
  await officer.context().close()
})

test('another device of the same person: refused at first, then the call goes on there and identity is asked anew', async ({
  page,
  browser,
  h,
}) => {
  const { officer } = await identifiedCall(page, browser, h)
  const call = new URL(page.url()).pathname

  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })
  await context.grantPermissions(['camera', 'microphone'])
  const tablet = await context.newPage()
  tablet.setDefaultTimeout(20_000)
  await signIn(tablet, h, 'wang-xiuying', call)
  await tablet.getByRole('button', { name: '进入通话' }).click()
  await expect(tablet.getByRole('alert')).toContainText('您在另一台设备上正在通话')
  await looksWell(tablet, 'another device', [[360, 'light']])
  await moves(officer, '.dv-main')
  await tablet.getByRole('button', { name: '改到这台设备上继续' }).click()
  await picture(tablet, '.v-remote')
  await moves(officer, '.dv-main')
  // The first one is told, and does not take it back by itself.
  await expect(page.getByRole('alert')).toContainText('您在另一台设备上正在通话')
  await expect(officer.getByRole('heading', { name: '实名账号' }).first()).toBeVisible()
  await officer.context().close()
  await context.close()
})

test('who refuses the recording is shown the other ways and may only ask', async ({ page, browser, h }) => {
  openHours(h)
  const id = await caseThatMeets(h)
  const officer = await officerAtWindow(browser, h, REVIEWER)
  // The check is for everybody, before any sign-in: camera, microphone, and the very way a call takes.
  await page.goto(`${h.url}/video/check`)
  await page.getByRole('button', { name: '开始检查' }).click()
  await expect(page.getByText('直接接通')).toBeVisible()
  await expect(page.getByText(/可以视频办理/)).toBeVisible()
  await looksWell(page, 'check', [[360, 'light']])
  // From here on the camera is not allowed: the page says how to allow it, and the call goes by sound.
  await page.addInitScript(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (want) =>
      want?.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : real(want)
  })
  await signIn(page, h, 'wang-xiuying', `/video?case=${id}`)
  await page.getByRole('button', { name: '现在排队' }).click()
  await answerEachOther(page, officer)
  await page.getByText('其他办理方式').click()
  await expect(page.getByRole('link', { name: /打电话/ })).toBeVisible()
  await page.getByRole('button', { name: '按我的选择继续' }).click()
  await page.getByRole('button', { name: '进入通话' }).click()
  await expect(page.getByText('未录音录像')).toBeVisible()
  await expect(page.getByText('允许使用摄像头')).toBeVisible()
  await expect(officer.locator('.v-chip', { hasText: '只有语音和照片' })).toBeVisible()
  await hears(officer, '.dv-main')
  await expect(officer.getByRole('heading', { name: '念出口令,核对是否一致' })).toBeVisible()
  await officer.locator('body').press('1')
  await expect(officer.getByRole('heading', { name: '说开场白' })).toBeVisible()
  await officer.locator('body').press('1')
  await expect(officer.getByRole('heading', { name: '对方不同意录音录像:只能咨询' })).toBeVisible()
  await officer.context().close()
})
