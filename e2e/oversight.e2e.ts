import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { watchOfficers } from '#server/accounts/officer-alarms.ts'
import { enrolOfficer } from '#server/accounts/officers.ts'
import { raiseAlarms } from '#server/desk/looks.ts'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { AUDITOR, REVIEWER, SECOND_REVIEWER, SUPERVISOR } from '#test/people.ts'
import { expectAccessibleEverywhere, openDesk, signIn, test } from './officer-house.ts'

test.use({ viewport: { width: 1280, height: 800 } })

const LOST = {
  service: 'licence-replace-lost',
  signature: '张伟',
  change: { loss: { lostStatement: true, photoChoice: 'new' } },
} as const

test('each figure of the board leads to its list, which holds just as many', async ({ page, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const c = await apply(citizen, { ...LOST, photo: await goodPhoto() })
  await standsAt(citizen, c.id, 'review')
  await h.sql(`update cases set due = (now() at time zone 'Asia/Shanghai')::date where id = $1`, [c.id])
  await openDesk(page, h, SUPERVISOR, '/desk/board')
  const tiles = page.locator('.d-figures a')
  await expect(tiles).toHaveCount(6)
  for (let i = 0; i < 6; i++) {
    await page.goto(`${h.url}/desk/board`)
    const n = Number.parseInt((await tiles.nth(i).textContent()) ?? '', 10)
    await tiles.nth(i).click()
    await expect(page.locator('.d-list')).toBeVisible()
    if (n === 0) await expect(page.getByText('这里没有办件')).toBeVisible()
    else await expect(page.locator('.d-row')).toHaveCount(n)
    await expect(page.locator('.d-views [aria-pressed=true]')).toContainText(String(n))
  }
})

test('a closed case is shown once a reason is stated', async ({ page, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const c = await apply(citizen, { ...LOST, photo: await goodPhoto() })
  await standsAt(citizen, c.id, 'review')
  await h.sql(`update cases set state = 'withdrawn' where id = $1`, [c.id])
  await openDesk(page, h, AUDITOR, `/desk/cases/${c.id}`)
  await expect(page.getByRole('heading', { name: '这件业务已经结束' })).toBeVisible()
  await expect(page.getByText('张*')).toHaveCount(0)
  await expectAccessibleEverywhere(page, 'closed case')
  await page.getByRole('button', { name: '说明理由并查阅' }).click()
  await expect(page.getByLabel('查阅理由')).toBeFocused()
  await page.getByLabel('查阅理由').fill('投诉 2026-118 核查')
  await page.getByRole('button', { name: '说明理由并查阅' }).click()
  await expect(page.getByText('张*').first()).toBeVisible()
  const kept = await h.sql(`select act, purpose from audit_events where actor_id = $1 and object_id = $2 order by id`, [
    AUDITOR,
    c.id,
  ])
  expect(kept.slice(0, 2)).toEqual([
    { act: 'state-reason', purpose: '投诉 2026-118 核查' },
    { act: 'read-closed-case', purpose: '投诉 2026-118 核查' },
  ])
})

test('a list leaves by two people, and an alarm is looked into', async ({ page, browser, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const c = await apply(citizen, { ...LOST, photo: await goodPhoto() })
  await standsAt(citizen, c.id, 'review')
  await h.sql(
    `insert into audit_events (actor_kind, actor_id, office, act, object_kind, object_id, person, purpose, result)
     select 'officer', $1, 370200, 'read-case', 'case', gen_random_uuid()::text, gen_random_uuid(), '办理业务', 'done' from generate_series(1, 200)`,
    [SECOND_REVIEWER],
  )
  await raiseAlarms(h.house)
  await openDesk(page, h, REVIEWER)
  await page.getByRole('button', { name: '申请导出' }).click()
  await page.getByLabel('用途').fill('每周例会')
  await page.locator('dialog').getByRole('button', { name: '申请导出' }).click()
  await expect(page.getByText('已申请导出 1 件,等另一位同事批准')).toBeVisible()

  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const board = await other.newPage()
  await board.goto(`${h.url}/desk/board`)
  await signIn(board, h, SUPERVISOR)
  await board.getByRole('button', { name: /^批准/ }).click()
  await expect(board.getByText('已登记', { exact: true })).toBeVisible()
  await board.getByRole('button', { name: /登记核实/ }).click()
  await board.getByLabel('核实结果').fill('专项核查,已向本人核实')
  await board.locator('dialog').getByRole('button', { name: '登记核实' }).click()
  await expect(board.getByText(/专项核查,已向本人核实/)).toBeVisible()
  await expectAccessibleEverywhere(board, 'board')
  await other.close()

  await page.goto(`${h.url}/desk/day`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /^下载/ }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('遗失补证')
  await expect(page.getByText('已下载')).toBeVisible()
})

test('an officer’s row changed by SQL stands at the board within the minute, and is looked into', async ({
  page,
  h,
}) => {
  const id = '3702000888'
  await h.house.db.tx((tx) =>
    enrolOfficer(tx, h.house, {
      office: 370200,
      id,
      name: '测试',
      roles: ['producer'],
      password: 'a password of many words',
      totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    }),
  )
  await openDesk(page, h, SUPERVISOR, '/desk/board')
  await expect(page.getByText('没有账号告警')).toBeVisible()
  await h.sql(`update officers set roles = '{producer,supervisor}' where id = $1`, [id])
  await watchOfficers(h.house)
  // The news comes by the live line: nobody has to reload.
  await expect(page.getByText('账号被绕过系统改动')).toBeVisible()
  await expectAccessibleEverywhere(page, 'board with an alarm')
  await page.getByRole('button', { name: `登记核实 ${id}` }).click()
  await page.getByLabel('核实结果').fill('数据库被人改动,已停用并报告')
  await page.locator('dialog').getByRole('button', { name: '登记核实' }).click()
  await expect(page.getByText(/数据库被人改动,已停用并报告/)).toBeVisible()
  await h.sql('delete from officers where id = $1', [id])
})
