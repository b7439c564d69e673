import { expect, type Page } from '@playwright/test'
import { AUDITOR, REVIEWER, SECOND_REVIEWER, SUPERVISOR } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { expectAccessible, expectAccessibleEverywhere, openDesk, signIn, test } from './officer-house.ts'
import { chooser, freshKeyboard, newCar } from './plate-people.ts'

/** An office desk; the project's own default is a phone. */
test.use({ viewport: { width: 1280, height: 800 } })
// Each test has a house of its own anyway.
test.describe.configure({ mode: 'parallel' })

const PARTS = ['', '/segments', '/draws', '/returned', '/blocks', '/watch']

/** The shared desk: one leaves, the other signs in. */
async function changeTo(page: Page, h: TestHouse, id: string, path: string): Promise<void> {
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByLabel('警号')).toBeVisible()
  await signIn(page, h, id)
  await page.goto(h.url + path)
}

test('a segment by two officers, its draw with a public event, and back by a notice', async ({ page, h }) => {
  await openDesk(page, h, SECOND_REVIEWER, '/desk/plates/segments')
  await page.getByLabel('号池').selectOption('02')
  await page.getByLabel('号段', { exact: true }).fill('鲁bq##i#')
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('号段写法不正确')).toBeVisible()
  await page.getByLabel('号段', { exact: true }).fill('鲁BQ##0#')
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('共 999 个号码')).toBeVisible()
  await expect(page.getByRole('img', { name: /^鲁B·Q/ })).toHaveCount(5)
  await page.getByRole('button', { name: '制作,交另一人审批' }).click()
  await expect(page.getByText('已制作,等另一位民警审批')).toBeVisible()
  const row = page.getByRole('row', { name: /鲁BQ##0#/ })
  await expect(row.getByRole('button', { name: '审批' })).toBeDisabled()
  await expect(row.getByText('您制作的,须另一人审批')).toBeVisible()

  await changeTo(page, h, SUPERVISOR, '/desk/plates/segments')
  await row.getByRole('button', { name: '审批' }).click()
  await page.getByText('清单原文', { exact: true }).click()
  await expect(page.locator('.dp-text')).toContainText('"count":999')
  await expectAccessibleEverywhere(page, 'approve')
  await page.getByRole('button', { name: '审批', exact: true }).click()
  await row.getByRole('button', { name: '公布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '公布' }).click()
  await expect(row.getByText('已公布')).toBeVisible()

  await page.getByRole('link', { name: '摇号', exact: true }).click()
  // The newest draw stands first; the one before it opens with the first press.
  const draw = page.getByRole('row', { name: /小型汽车\(蓝牌\).*已承诺/ }).first()
  await draw.getByRole('button', { name: '录入事件' }).click()
  await page.getByLabel('事件', { exact: true }).fill('排列5 第26310期')
  await page.getByLabel('结果').fill('70418')
  await expectAccessibleEverywhere(page, 'event')
  await page.getByRole('button', { name: '录入,不再更改' }).click()
  await expect(draw.getByText('排列5 第26310期: 70418')).toBeVisible()

  await page.goto(`${h.url}/plates`)
  await expect(page.getByRole('heading', { name: '鲁BQ##0#' })).toBeVisible()
  await page.goto(`${h.url}/desk/plates/segments`)
  await row.getByRole('button', { name: '撤回' }).click()
  await page.getByLabel('公告内容(对外公开)').fill('清单有误,重新公布')
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await expect(row.getByText('已撤回')).toBeVisible()
  await page.goto(`${h.url}/plates`)
  await expect(page.getByText('清单有误,重新公布')).toBeVisible()
})

test('an objection is heard and the block lifted with a reason; every part is accessible', async ({
  page,
  h,
  browser,
}) => {
  const one = await chooser(browser, h)
  await h.sql(
    `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
     values ($1, $2, uuidv7(), '鲁BD0001', current_date, current_date + 700, false)`,
    [h.house.city.homeOffice, one.person],
  )
  await one.page.goto(`${h.url}/my/plates`)
  await one.page.getByText('有异议,提出申诉').click()
  await one.page.getByLabel('当时的情况').fill('当天系统故障,没有办法办理登记')
  await one.page.getByRole('button', { name: '提交异议' }).click()
  await expect(one.page.getByText('已收到您的异议')).toBeVisible()

  await openDesk(page, h, SUPERVISOR, '/desk/plates/blocks')
  await expect(page.getByText('当天系统故障,没有办法办理登记')).toBeVisible()
  await page.getByRole('button', { name: /解除/ }).click()
  await page.getByLabel('理由(记录在案)').fill('核实:当天登记系统中断两小时')
  await page.getByRole('dialog').getByRole('button', { name: '解除' }).click()
  await expect(page.getByRole('cell', { name: '已解除' })).toBeVisible()
  await one.page.goto(`${h.url}/my/plates`)
  await expect(one.page.getByText('前不能网上选号')).toHaveCount(0)
  await one.context.close()

  for (const part of PARTS) {
    await page.goto(`${h.url}/desk/plates${part}`)
    await expect(page.locator('.dp .card, .dp .empty').first()).toBeVisible()
    await expectAccessibleEverywhere(page, `plates${part.replace('/', ' ')}`)
  }
})

test('an auditor looks and may not act; others do not see the plates at all', async ({ page, h }) => {
  await openDesk(page, h, AUDITOR, '/desk/plates/segments')
  await expect(page.getByText('您只能查看')).toBeVisible()
  await expect(page.getByRole('button', { name: '预览' })).toHaveCount(0)
  await changeTo(page, h, '3702000213', '/desk')
  await expect(page.getByRole('link', { name: '工作台' })).toBeVisible()
  await expect(page.getByRole('link', { name: '号牌' })).toHaveCount(0)
})

test('at the counter: the list of fifty by keyboard alone, an own number by touch, each seen before', async ({
  page,
  h,
}) => {
  await freshKeyboard(h)
  const [one, two] = [(await newCar(h)).c.id, (await newCar(h)).c.id]
  await openDesk(page, h, REVIEWER, `/desk/cases/${one}`)
  await expect(page.getByRole('button', { name: '现场选号' })).toBeVisible()
  await page.keyboard.press('1')
  const tick = page.getByLabel('申请人(或代理人)在场,身份证件已核对')
  await expect(tick).toBeFocused()
  // Turned to the person: nothing of the desk is to be seen.
  await expect(page.getByRole('link', { name: '工作台' })).toHaveCount(0)
  await expectAccessible(page, 'counter, before')
  await page.keyboard.press('Enter')
  await expect(page.getByText('请先核对并勾选')).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /显示号码/ })).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByRole('radio')).toHaveCount(50)
  await expect(page.getByRole('timer')).toContainText(/为您保留 1[67]\d 秒/)
  await expectAccessible(page, 'counter, list')
  await expect(page.getByRole('radio').first()).toBeFocused()
  await page.keyboard.press('Space')
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight')
  const picked = await page.getByRole('radio').nth(3).inputValue()
  await expect(page.getByRole('radio').nth(3)).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '确认号牌' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '号码选好了' })).toBeVisible()
  await expect(page.getByRole('img', { name: `${picked.slice(0, 2)}·${picked.slice(2)}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.d-history').getByText(`民警 ${REVIEWER}`)).toBeVisible()

  // A kiosk's screen, by touch; the officer's look has grown old before the number is taken.
  await page.setViewportSize({ width: 1080, height: 1920 })
  await page.goto(`${h.url}/desk/cases/${two}/plates`)
  await page.getByText('申请人(或代理人)在场').click()
  await page.getByRole('button', { name: '开始选号' }).click()
  await page.getByRole('button', { name: /写号码/ }).click()
  const keys = page.getByRole('group', { name: '号码键盘' })
  await expect(keys.getByRole('button', { name: 'T', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await keys.getByRole('button', { name: 'T', exact: true }).click({ force: true })
  await expect(page.getByText('这一位没有 T')).toBeVisible()
  for (const sign of 'K0420') await keys.getByRole('button', { name: sign, exact: true }).click()
  await expect(page.getByLabel('第 1 个')).toHaveValue('K0420')
  await expectAccessible(page, 'counter, compose')
  await page.getByRole('button', { name: '下一步,核对' }).click()
  await h.sql(`update plate_counters set seen_at = seen_at - interval '6 minutes' where sitting = $1`, [two])
  await page.getByRole('button', { name: '就这样,开始查' }).click()
  await expect(page.getByRole('alert')).toContainText('核对已超过 5 分钟')
  await page.getByText('申请人(或代理人)在场').click()
  await page.getByRole('button', { name: '已再次核对' }).click()
  await page.getByRole('button', { name: '就这样,开始查' }).click()
  await expect(page.getByRole('img', { name: '鲁B·K0420' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '号码选好了' })).toBeVisible()
})
