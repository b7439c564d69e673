import { registrationCertReplaceList } from '#domain/video/checklists/registration-cert-replace.ts'
import { expect } from '@playwright/test'
import * as api from '#api/video.ts'
import { localNode } from '#server/video/media-nodes.ts'
import { until } from '#test/until.ts'
import { udpProxy } from '#test/udp-proxy.ts'
import { REVIEWER } from '#test/people.ts'
import {
  answerAll,
  answerEachOther,
  answerOne,
  caseThatMeets,
  citizenCalls,
  due,
  dueNow,
  enter,
  hears,
  heightOf,
  identifiedCall,
  identify,
  moves,
  officerAtWindow,
  openHours,
  picture,
  test,
} from './video-house.ts'
import { clockGoesOn, secondCarrier, throughProxy, timePasses } from './video-net.ts'

test('a dropped line: both sides see it, it comes back by itself; who closes the browser is first in line again', async ({
  page,
  browser,
  h,
}) => {
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
  await answerOne(officer)
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
  await later.goto(ticket)
  await later.getByRole('link', { name: '看结果' }).click()
  await expect(later.getByRole('heading', { name: '已经办好的' })).toBeVisible()
  // In the words of the person, not of the officer.
  const stated = registrationCertReplaceList.steps.find((each) => each.text.zh === done)?.stated.zh ?? ''
  await expect(later.getByText(stated)).toBeVisible()
  await expect(later.getByRole('link', { name: '再用视频办' })).toBeVisible()
  await expect(later.getByText('带身份证原件,已填的不用再填。')).toBeVisible()
  expect(await h.sql(`select id from video_tickets where state = 'missed'`)).toEqual([])
  await later.goto(`${h.url}/my/cases/${id}`)
  await expect(later.getByRole('link', { name: '进入视频窗口' })).toBeVisible()
  await officer.context().close()
  line.close()
})

test('the officer’s side goes away, then the process that carries the call: both come back by themselves, nothing is asked anew', async ({
  page,
  browser,
  h,
}) => {
  const { officer } = await identifiedCall(page, browser, h)
  const step = await dueNow(officer)

  await officer.goto(`${h.url}/desk`)
  await expect(page.getByRole('alert').filter({ hasText: '民警一侧断线了' })).toContainText('是我们的问题')
  await officer.goto(`${h.url}/desk/video`)
  await picture(officer, '.dv-main')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(due(officer).getByRole('heading').first()).toHaveText(step)

  const carrier = await secondCarrier(h)
  await localNode(h.house)?.close()
  await until(
    'both on the other process',
    async () => {
      const on = await h.sql<{ node: string; link: string }>(`select node, link from video_sessions`)
      return on[0]?.node === carrier.id && on[0].link === 'in-call'
    },
    30_000,
  )
  await expect(page.locator('.v-stage')).toHaveAttribute('data-line', 'up')
  await moves(page, '.v-remote')
  await moves(officer, '.dv-main')
  // Another recording runs, or nothing could be done; our fault costs one look at the face.
  expect(await h.sql(`select count(*)::int as n from video_recordings`)).toEqual([{ n: 2 }])
  await expect(page.getByText('录音录像中')).toBeVisible()
  await expect(due(officer).getByRole('heading', { name: '民警比对面容' })).toBeVisible()
  await answerOne(officer)
  await expect(due(officer).getByRole('heading').first()).toHaveText(step)
  await officer.context().close()
  await page.close()
  await carrier.close()
})

test('a line that gets worse: a smaller picture on a narrow line, sound and photos by rule, said plainly, and up again; a call back is offered', async ({
  page,
  browser,
  h,
}) => {
  openHours(h)
  const id = await caseThatMeets(h)
  const officer = await officerAtWindow(browser, h, REVIEWER)
  const line = udpProxy()
  await throughProxy(page, line)
  await citizenCalls(page, officer, h, id)
  await identify(page, officer)
  await expect(page.getByText('信号良好')).toBeVisible()

  // Narrow, with the queue of a cheap router: it goes on, and both are heard.
  await expect.poll(() => heightOf(officer, '.dv-main'), { timeout: 20_000 }).toBeGreaterThan(400)
  line.set({ rate: 300_000 })
  await moves(page, '.v-remote')
  await moves(officer, '.dv-main')
  await hears(page, '.v-remote')
  await hears(officer, '.dv-main')
  // Narrower than what is sent: a smaller picture until it fits, the second rung by rule, and still both are heard.
  line.set({ rate: 110_000 })
  await expect.poll(() => heightOf(officer, '.dv-main'), { timeout: 40_000 }).toBeLessThan(400)
  await timePasses(h, 11_000, () => page.getByText('信号较差').isVisible())
  await expect(officer.locator('.v-chip', { hasText: '较差' })).toBeVisible()
  await hears(page, '.v-remote')
  await hears(officer, '.dv-main')

  // A minute on the lowest picture: sound goes on alone.
  line.set({ rate: 0, loss: 0.3 })
  await timePasses(h, 61_000, () => page.getByText('网络较差,先用语音').isVisible())
  await expect(officer.locator('.v-chip', { hasText: '只有语音和照片' })).toBeVisible()
  await expect(page.getByRole('button', { name: '请民警打给我' })).toBeVisible()
  await hears(page, '.v-remote')
  await hears(officer, '.dv-main')
  line.set({ loss: 0 })
  await timePasses(h, 21_000, () => page.getByText('网络较差,先用语音').isHidden())
  await moves(page, '.v-remote')
  await moves(officer, '.dv-main')

  line.set({ loss: 0.3 })
  await timePasses(h, 61_000, () => page.getByRole('button', { name: '请民警打给我' }).isVisible())
  await page.getByRole('button', { name: '请民警打给我' }).click()
  await expect(page.getByText('等我们呼叫您')).toBeVisible()
  await expect(officer.getByRole('button', { name: '整理完,接下一件' })).toBeVisible()
  await officer.context().close()
  line.close()
})
