import { expect } from '@playwright/test'
import * as api from '#api/video.ts'
import { udpProxy } from '#test/udp-proxy.ts'
import { REVIEWER } from '#test/people.ts'
import { signIn } from './fixtures.ts'
import {
  answerAll,
  answerOne,
  answerEachOther,
  caseThatMeets,
  citizenCalls,
  clockGoesOn,
  due,
  dueNow,
  enter,
  identify,
  moves,
  officerAtWindow,
  openHours,
  picture,
  test,
  throughProxy,
} from './video-house.ts'

test.use({ actionTimeout: 15_000 })

test('a dropped line: both sides see it, it comes back by itself; who closes the browser is first in line again', async ({
  page,
  browser,
  h,
}) => {
  test.setTimeout(60_000)
  openHours(h)
  const id = await caseThatMeets(h)
  const officer = await officerAtWindow(browser, h, REVIEWER)
  const line = udpProxy()
  await throughProxy(page, line)
  await citizenCalls(page, officer, h, id)
  await identify(page, officer)
  const done = await dueNow(officer)
  await answerOne(officer)
  const step = await dueNow(officer)

  line.set({ down: true })
  await expect(officer.locator('.dv-stopped')).toContainText('对方断线,正在重连')
  await expect(page.getByRole('alert').filter({ hasText: '正在重新连接' })).toContainText(/已断 \d+ 秒/)
  line.set({ down: false })
  await expect(page.locator('.v-stage')).toHaveAttribute('data-line', 'up')
  await moves(page, '.v-remote')
  await moves(officer, '.dv-main')
  // Back within 30 seconds: one look at the face, then where it stood.
  await expect(due(officer).getByRole('heading', { name: '民警比对面容' })).toBeVisible()
  await officer.locator('body').press('1')
  await expect(due(officer).getByRole('heading').first()).toHaveText(step)

  const context = page.context()
  const ticket = page.url().replace(/\/call$/, '')
  await page.close()
  await expect(officer.locator('.dv-stopped')).toContainText('对方断线,正在重连')
  await clockGoesOn(h, 95_000, 'video-clock:link:')
  const wrappedUp = officer.getByRole('button', { name: '整理完,接下一件' })
  await expect(wrappedUp).toBeVisible()
  const other = await h.citizen('zhang-wei')
  const behind = await other.call(api.takeTicket, { body: { language: 'zh', service: 'registration-cert-replace' } })
  expect(behind.body.state).toBe('waiting')

  const again = await context.newPage()
  await again.goto(`${h.url}/video`)
  await again.getByRole('link', { name: '回来接着办' }).click()
  await expect(again.getByRole('heading', { name: '通话暂停了' })).toBeVisible()
  await expect(again.getByText('断线不算失约')).toBeVisible()
  await again.getByRole('button', { name: '回到视频窗口' }).click()
  await expect(again.getByText('下一位就是您')).toBeVisible()
  await wrappedUp.click()
  await answerEachOther(again, officer)
  await enter(again)
  await picture(again, '.v-remote')
  await picture(officer, '.dv-main')
  await expect(due(officer).getByRole('heading', { name: '念出口令,核对是否一致' })).toBeVisible()
  await officer.locator('body').press('1')
  await again.getByRole('button', { name: '一样', exact: true }).click()
  await answerAll(officer, step)

  // Away for more than a day: nothing was missed, nothing is lost, and the other ways are named.
  await again.close()
  await expect(officer.locator('.dv-stopped')).toContainText('对方断线,正在重连')
  await clockGoesOn(h, 95_000, 'video-clock:link:')
  await expect(wrappedUp).toBeVisible()
  await clockGoesOn(h, 25 * 3_600_000, 'video-clock:suspended:')
  const later = await context.newPage()
  await signIn(later, h, 'wang-xiuying', `${new URL(ticket).pathname}/result`)
  await expect(later.getByRole('heading', { name: '已经办好的' })).toBeVisible()
  await expect(later.getByText(done)).toBeVisible()
  await expect(later.getByRole('link', { name: '再用视频办' })).toBeVisible()
  await expect(later.getByText('带身份证原件,已填的不用再填。')).toBeVisible()
  expect(await h.sql(`select id from video_tickets where state = 'missed'`)).toEqual([])
  await later.goto(`${h.url}/my/cases/${id}`)
  await expect(later.getByRole('link', { name: '进入视频窗口' })).toBeVisible()
  await officer.context().close()
  line.close()
})
