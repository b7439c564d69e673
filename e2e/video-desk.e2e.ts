import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { takeTicket } from '#api/video.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { AUDITOR, REVIEWER, SUPERVISOR } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { runJob } from '#test/video.ts'
import { expectAccessible, expectAccessibleEverywhere, offTheSide, openDesk, speak } from './officer-house.ts'
import {
  atDesk,
  caseThatMeets,
  citizenCalls,
  identify,
  officerAtWindow,
  openHours,
  picture,
  test,
} from './video-house.ts'

/** Where the pictures go when somebody wants to look at them: SHOTS=folder. */
const SHOTS = process.env['SHOTS']
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

test('a daughter without an account joins with a code; afterwards the recording is seen with a purpose and leaves with two approvals', async ({
  page,
  browser,
  h,
}) => {
  test.setTimeout(300_000)
  openHours(h)
  const id = await caseThatMeets(h)
  const officer = await officerAtWindow(browser, h)
  await citizenCalls(page, officer, h, id)

  await page.locator('.v-ctl.end').click()
  await page.locator('.v-panel summary').click()
  await page.getByLabel('请家人一起').selectOption('family')
  await page.getByRole('button', { name: '生成邀请码' }).click()
  const code = /\d{8}/.exec(await page.locator('.v-panel output').innerText())?.[0] ?? ''

  // Another phone, nobody signed in: what is missing is told at once, then the knock, the nod, the picture.
  const guest = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })).newPage()
  await guest.context().grantPermissions(['camera', 'microphone'])
  await guest.goto(`${h.url}/video`)
  await guest.getByRole('link', { name: '我有邀请码,加入别人的通话' }).click()
  await guest.getByRole('button', { name: '请求加入' }).click()
  await expect(guest.getByText('邀请码是 8 位数字').first()).toBeVisible()
  await expectAccessible(guest, 'guest: what is missing')
  await shot(guest, 'guest-missing')
  await guest.getByLabel('邀请码').fill(code)
  await guest.getByLabel('您的姓名').fill('王小雨')
  await guest.getByLabel('您是办理人的').selectOption('子女')
  await guest.getByLabel('我已阅读,同意通话录音录像').check()
  await guest.getByRole('button', { name: '请求加入' }).click()
  await expect(guest.getByText('等民警请您进来')).toBeVisible()
  await shot(guest, 'guest-door')
  await expect(officer.getByText('王小雨 · 子女').first()).toBeVisible()
  await shot(officer, 'desk-guest-asks')
  await officer.getByRole('button', { name: '请进来 王小雨' }).click()
  await guest.getByRole('button', { name: '进入通话' }).click()
  await picture(guest, '.v-remote')
  await picture(page, '.v-other')
  await expectAccessible(guest, 'guest in the call')
  await shot(guest, 'guest-call')

  await page.getByRole('button', { name: '继续通话' }).click()
  await identify(page, officer)
  await officer.locator('body').press('o')
  await officer.getByRole('radio', { name: /窗口/ }).first().check()
  const time = officer.getByLabel('现在就约好到窗口的时间')
  await time.selectOption({ index: 1 })
  await officer.getByRole('dialog').getByLabel('原因').first().fill('需要核对原件')
  await shot(officer, 'desk-counter')
  await officer.getByRole('button', { name: '给出结论' }).click()
  await expect(guest.getByText('您已离开这次通话')).toBeVisible()
  await page.getByRole('link', { name: '看结果' }).click()
  await page.getByRole('radio', { name: '很满意', exact: true }).check()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('谢谢您的评价')).toBeVisible()
  await expectAccessible(page, 'result with rating')
  await shot(page, 'citizen-result')
  await page.getByRole('link', { name: '看办理进度' }).click()
  await expect(page.getByText('已约好')).toBeVisible()
  await guest.context().close()

  // Who conducted the call asks for a copy, and cannot have it by asking.
  await askForCopy(officer, h, '复议机关调取')
  const asked = officer.getByRole('listitem').filter({ hasText: '复议机关调取' })
  await expect(asked).toContainText('0/2 人已批准')
  await expect(asked).toContainText('您申请的,由另外两人批准')
  await expect(officer.getByRole('button', { name: /批准/ })).toHaveCount(0)

  const boss = await atDesk(browser, h, SUPERVISOR, '/desk/video/recordings')
  await watch(boss, h, '投诉核查')
  const films = boss.locator('.dv-films video')
  await expect(films).toHaveCount(3)
  await expect
    .poll(() => films.first().evaluate((v) => (v instanceof HTMLVideoElement ? v.readyState : 0)), { timeout: 20_000 })
    .toBeGreaterThan(0)
  await expect(boss.locator('.dv-films')).toContainText(SUPERVISOR)
  await expectAccessibleEverywhere(boss, 'recording')
  await boss.getByRole('button', { name: '申请导出' }).click()
  await boss.getByRole('button', { name: '关闭', exact: true }).click()
  // The own one cannot be approved, not even past the screen; the other one can, once.
  const [own, others] = [
    boss.getByRole('listitem').filter({ hasText: '投诉核查' }),
    boss.getByRole('listitem').filter({ hasText: '复议机关调取' }),
  ]
  await expect(own.getByRole('button')).toHaveCount(0)
  const [mine] = await h.sql<{ id: string }>(`select id from video_exports where asked_by = $1`, [SUPERVISOR])
  expect(await pressPastTheScreen(boss, `/api/video/exports/${mine?.id}/approve`)).toEqual([403, 'VIDEO_EXPORT_OWN'])
  await others.getByRole('button', { name: /批准/ }).click()
  await expect(others).toContainText('1/2 人已批准')
  await expect(others.getByRole('button')).toHaveCount(0)
  await boss.context().close()
  const auditor = await atDesk(browser, h, AUDITOR, '/desk/video/recordings')
  const second = auditor.getByRole('listitem').filter({ hasText: '复议机关调取' })
  await second.getByRole('button', { name: /批准/ }).click()
  await expect(second).toContainText('2/2 人已批准')
  await expectAccessibleEverywhere(auditor, 'copies')
  await auditor.context().close()

  await officer.reload()
  await expect(asked).toContainText('2/2 人已批准')
  const files = asked.getByRole('link', { name: /取走/ })
  await expect(files).toHaveCount(3)
  const taken = officer.waitForEvent('download')
  await files.first().click()
  const film = readFileSync(await (await taken).path())
  expect(film.length).toBeGreaterThan(50_000)
  // WebM begins with the mark of EBML, MP4 with the box "ftyp".
  expect(film.subarray(0, 4).toString('hex') === '1a45dfa3' || film.toString('latin1', 4, 8) === 'ftyp').toBe(true)
  await officer.context().close()

  await page.goto(`${h.url}/my/access`)
  await expect(page.getByText('投诉核查').first()).toBeVisible()
})

/** The recording of today's call, with the purpose that the citizen will read. */
async function watch(page: Page, h: TestHouse, purpose: string): Promise<void> {
  await page.getByLabel('日期').fill(shanghaiDate(h.house.time.now()))
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('button', { name: /申请观看/ }).click()
  await page.getByLabel('用途(当事人看得到)').fill(purpose)
  await page.getByRole('button', { name: '开始观看' }).click()
}

async function askForCopy(officer: Page, h: TestHouse, purpose: string): Promise<void> {
  await officer.goto(`${h.url}/desk/video/recordings`)
  await watch(officer, h, purpose)
  await officer.getByRole('button', { name: '申请导出' }).click()
  await officer.getByRole('button', { name: '关闭', exact: true }).click()
}

/** What the house itself says to a press that the screen does not offer. */
const pressPastTheScreen = (page: Page, path: string): Promise<[status: number, code: string]> =>
  page.evaluate(async (address) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const answer = await fetch(address, { method: 'POST', headers, body: '{}' })
    return [answer.status, ((await answer.json()) as { code: string }).code] as [number, string]
  }, path)

test('board, people, recordings, quality: no fault that axe can find, nothing off the side, in both languages, light and dark', async ({
  page,
  h,
}) => {
  test.setTimeout(240_000)
  openHours(h)
  await page.setViewportSize({ width: 1280, height: 800 })
  const citizen = await h.citizen('zhang-wei')
  await openDesk(page, h, SUPERVISOR, '/desk/video')
  await page.getByRole('button', { name: '上线接件' }).click()
  await expect(page.locator('.dv-bar').getByText('就绪')).toBeVisible()
  await citizen.call(takeTicket, { body: { language: 'en' } })
  await h.sql(
    `insert into video_tickets (office, id, person, grp, state, created_at, version, data)
     select 370200, gen_random_uuid(), id, 'general', 'done', now(), 1, '{"state": "done", "version": 1, "group": "general"}' from people limit 1`,
  )
  await h.sql(
    `insert into video_sessions (office, id, ticket_id, person, officer, phase, link, outcome, started_at, ended_at, talk_ms, version, data, head)
     select 370200, gen_random_uuid(), id, person, $1, 'closed', 'in-call', 'consult-only', now() - interval '10 minutes', now(), 600000, 1, '\\x00', '\\x00'
       from video_tickets where state = 'done'`,
    [REVIEWER],
  )
  await h.sql(
    `insert into video_sheets (office, id, session_id, officer, why, state, at) select 370200, gen_random_uuid(), id, officer, 'random', 'open', now() from video_sessions`,
  )
  for (const part of ['board', 'people', 'recordings', 'quality']) {
    await page.goto(`${h.url}/desk/video/${part}`)
    await expect(page.locator('.dv-board section, .dv-board form').first()).toBeVisible()
    await expectAccessibleEverywhere(page, part)
    await page.setViewportSize({ width: 1024, height: 800 })
    expect(await offTheSide(page), part).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
  await speak(page, 'en')
  await page.goto(`${h.url}/desk/video/quality`)
  const points = page.locator('.dv-points fieldset')
  await expect(points).toHaveCount(10)
  for (let i = 0; i < 10; i++) await points.nth(i).getByRole('radio').first().check()
  await page.getByLabel('Note').fill('Polite and complete')
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(points).toHaveCount(0)
  await page.goto(`${h.url}/desk/video/people`)
  await page
    .getByRole('button', { name: /^Change/ })
    .nth(1)
    .click()
  await page.getByRole('checkbox', { name: 'Sign', exact: true }).first().check()
  await page.getByRole('dialog').getByLabel('Reason (kept in the log)').fill('Has passed the course')
  await expectAccessibleEverywhere(page, 'skills')
  await speak(page, 'en')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('Mandarin · Sign').first()).toBeVisible()
  await runJob(h, 'video-tick')
})
