import { expect, type Page } from '@playwright/test'
import { openDueRooms } from '#server/plates/waiting-room.ts'
import { test } from './fixtures.ts'
import { announced, checkedBefore, chooser, closedDraw, freshKeyboard, takenNumber } from './plate-people.ts'
import { expectHas, expectSound, PHONE, pick, shownNumbers } from './plate-screens.ts'

test.use({ stories: 'plates' })
// On as many houses as there are workers: nobody here needs what another has done.
test.describe.configure({ mode: 'parallel' })

const STANDING = { viewport: { width: 1080, height: 1920 }, hasTouch: true }
const LYING = { viewport: { width: 1280, height: 800 }, hasTouch: true }

test('at random on a phone: no 4, one aside, seconds that run out, resume, confirm', async ({ browser, h }) => {
  const one = await chooser(browser, h, PHONE)
  const { page } = one
  await page.goto(one.path)
  await expectSound(page, 'start')
  await page.getByLabel(/不要带 4/).check()
  await page.getByRole('button', { name: '开始选号' }).click()
  await expect(page.getByRole('radio')).toHaveCount(10)
  expect((await shownNumbers(page)).filter((n) => n.includes('4'))).toEqual([])
  await expect(page.getByRole('timer')).toContainText(/为您保留 [78]\d 秒/)
  await expectSound(page, 'group')
  const kept = (await shownNumbers(page))[3] ?? ''
  await pick(page, kept)
  await page.getByRole('button', { name: '留作备选' }).click()
  await expect(page.getByText('您留的备选')).toBeVisible()
  await page.getByRole('button', { name: '换一组(还剩 4 组)' }).click()
  await expect(page.getByText('第 2 组,共 5 组')).toBeVisible()
  expect(await shownNumbers(page)).toContain(kept)
  // Another device, or the same after a crash: everything is there.
  await page.close()
  one.page = await one.context.newPage()
  await one.page.goto(one.path)
  await expect(one.page.getByText('第 2 组,共 5 组')).toBeVisible()
  const late = (await shownNumbers(one.page)).find((n) => n !== kept) ?? ''
  await pick(one.page, late)
  await one.page.getByRole('button', { name: '就要这个' }).click()
  await expect(one.page.getByRole('heading', { name: '就要这个号牌吗' })).toBeVisible()
  await expectSound(one.page, 'confirm')
  h.later(91_000)
  await one.page.getByRole('button', { name: '确认号牌' }).click()
  await expect(one.page.getByRole('alert')).toContainText('90秒内未选定,这一组号码已放回')
  await expect(one.page.getByText('时间到了,这一组已经放回')).toBeVisible()
  await expectSound(one.page, 'gone')
  await one.page.getByRole('button', { name: '换一组(还剩 3 组)' }).click()
  const [number = ''] = await shownNumbers(one.page)
  await pick(one.page, number)
  await one.page.getByRole('button', { name: '就要这个' }).click()
  await expect(one.page.getByText('确认后不能更换。')).toBeVisible()
  await expect(one.page.getByText(/请在 \d{4}年\d+月\d+日\(周.\) 前办完登记/)).toBeVisible()
  await one.page.getByRole('button', { name: '确认号牌' }).click()
  await expectHas(one, h.url, number)
  await one.page.goto(`${h.url}/my/plates`)
  await expect(one.page.getByText(/前办完登记/)).toBeVisible()
  await expectSound(one.page, 'my plates')
  await one.context.close()
})

test('composed on a touch screen: grey characters, five in order, a pause, the first free one', async ({
  browser,
  h,
}) => {
  await freshKeyboard(h)
  const one = await chooser(browser, h, STANDING)
  const { page } = one
  await page.goto(one.path)
  await expectSound(page, 'start')
  await page.getByRole('link', { name: '自己写号码' }).tap()
  const keys = page.locator('[data-keys]')
  await expect(keys).toBeVisible()
  await expectSound(page, 'compose')
  expect(
    await page.locator('[data-key]').evaluateAll((all) => Math.min(...all.map((k) => k.clientHeight))),
  ).toBeGreaterThan(65)
  const key = (sign: string) => keys.getByRole('button', { name: sign, exact: true })
  // The office's stock begins with D, E, K or M: a T is grey and types nothing.
  await expect(key('T')).toHaveAttribute('aria-disabled', 'true')
  await key('T').tap({ force: true })
  await expect(page.locator('[data-keys-at]')).toHaveText('第 1 位没有 T')
  const taken = await takenNumber(h)
  for (const sign of taken.slice(2)) await key(sign).tap()
  await expect(page.getByLabel('第 1 个')).toHaveValue(taken.slice(2))
  await expect(page.locator('[data-keys-at]')).toHaveText('第 2 个号码,第 1 位: 鲁B')
  await page.getByRole('button', { name: '下一步,核对' }).tap()
  await expect(page.getByRole('heading', { name: '就按这个顺序查吗' })).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(1)
  await expectSound(page, 'check')
  await page.getByRole('button', { name: '就这样,开始查' }).tap()
  await expect(page.getByText('已被选走')).toBeVisible()
  await expect(page.getByRole('timer')).toContainText('两次之间要隔 20 秒')
  await expect(page.getByText('还能写 19 个,分 3 次')).toBeVisible()
  for (const [i, text] of [taken.slice(2), 'K0418', 'K0419'].entries())
    await page.getByLabel(`第 ${i + 1} 个`).fill(text)
  await page.getByRole('button', { name: '下一步,核对' }).tap()
  await page.getByRole('button', { name: '就这样,开始查' }).tap()
  await expect(page.getByRole('alert')).toContainText('两次自编之间要等一等')
  h.later(21_000)
  await checkedBefore(h, one, 6)
  await page.getByRole('button', { name: '就这样,开始查' }).tap()
  await expect(page.getByRole('alert')).toContainText('请再确认一次是您本人')
  await page.getByRole('button', { name: '获取验证码' }).tap()
  await expect(page.getByText('验证码已发出')).toBeVisible()
  await expectSound(page, 'fresh check')
  await page.getByLabel('短信验证码').fill(await h.codeFor(one.mobile))
  await page.getByRole('button', { name: '就这样,开始查' }).tap()
  await expectHas(one, h.url, '鲁BK0418')
  await one.context.close()
})

test('by keyboard only, on a lying screen', async ({ browser, h }) => {
  const one = await chooser(browser, h, LYING)
  const { page } = one
  await page.goto(one.path)
  await tabTo(page, '开始选号')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio')).toHaveCount(10)
  await tabTo(page, (await shownNumbers(page))[0] ?? '')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  const chosen = (await shownNumbers(page))[1] ?? ''
  await expect(page.locator(`input[value="${chosen}"]`)).toBeChecked()
  await tabTo(page, '就要这个')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '就要这个号牌吗' })).toBeVisible()
  await tabTo(page, '确认号牌')
  await page.keyboard.press('Enter')
  await expectHas(one, h.url, chosen)
  await one.context.close()
})

test('without scripts: at random to the end, and composed with plain fields', async ({ browser, h }) => {
  await freshKeyboard(h)
  const one = await chooser(browser, h, { ...PHONE, javaScriptEnabled: false })
  const { page } = one
  await page.goto(one.path)
  await page.getByRole('button', { name: '开始选号' }).click()
  const [first = ''] = await shownNumbers(page)
  await pick(page, first)
  await page.getByRole('button', { name: '留作备选' }).click()
  await page.getByRole('button', { name: '先停一停' }).click()
  await expect(page.getByText('选号停在这里')).toBeVisible()
  await page.getByRole('button', { name: '继续选号' }).click()
  await expect(page.getByText('第 1 组,共 5 组')).toBeVisible()
  await page.getByRole('button', { name: '先停一停' }).click()
  await page.getByRole('link', { name: '自己写号码' }).click()
  await page.getByText('每一位还有哪些字符').click()
  await expect(page.getByText(/第 1 位: D E K M/)).toBeVisible()
  await page.getByLabel('第 1 个').fill('T00')
  await page.getByRole('button', { name: '下一步,核对' }).click()
  await expect(page.getByRole('alert')).toContainText('第 1 个:要写满 5 位')
  await page.getByRole('link', { name: '改为随机选号' }).click()
  await page.getByRole('button', { name: /看下一组/ }).click()
  await pick(page, first)
  await page.getByRole('button', { name: '就要这个' }).click()
  // Too long since signing in: a code to the phone, on the same page, and the number is kept.
  await checkedBefore(h, one, 6)
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expect(page.getByRole('alert')).toContainText('请再确认一次是您本人')
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText('验证码已发出')).toBeVisible()
  await expect(page.getByRole('timer')).toContainText(/1[12]\d 秒/)
  const code = await h.codeFor(one.mobile)
  await page.getByLabel('短信验证码').fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expect(page.getByText('验证码不对或已过期').first()).toBeVisible()
  await page.getByLabel('短信验证码').fill(code)
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expectHas(one, h.url, first)
  await one.context.close()
})

test('the waiting room lets in by itself, by reload without scripts, and later comers in their order', async ({
  browser,
  h,
}) => {
  await announced(h, '鲁BQ#0##', 20)
  await h.house.db.tx((tx) => openDueRooms(tx, h.house))
  const [early, plain] = [
    await chooser(browser, h, PHONE),
    await chooser(browser, h, { ...PHONE, javaScriptEnabled: false }),
  ]
  for (const one of [early, plain]) {
    await one.page.goto(one.path)
    await one.page.getByRole('link', { name: '去等候室' }).click()
    await one.page.getByRole('button', { name: '进入等候室' }).click()
    await expect(one.page.getByText('您已经在里面了')).toBeVisible()
  }
  await expectSound(early.page, 'room, early')
  h.later(21 * 60_000)
  await expect(early.page).toHaveURL(early.path, { timeout: 15_000 })
  await plain.page.getByRole('link', { name: '看看到哪了' }).click()
  await expect(plain.page.getByRole('button', { name: '开始选号' })).toBeVisible()
  await crowd(h)
  const late = await chooser(browser, h, PHONE)
  await late.page.goto(late.path)
  await late.page.getByRole('button', { name: '进入等候室' }).click()
  await expect(late.page.getByText('您是第 203 位')).toBeVisible()
  await expect(late.page.getByText('马上轮到您')).toBeVisible()
  await expect(late.page).toHaveTitle(/您是第 203 位/)
  await expectSound(late.page, 'room, waiting')
  // Whoever was let in and did not come makes room after ten minutes.
  h.later(11 * 60_000)
  await expect(late.page).toHaveURL(late.path, { timeout: 15_000 })
  await late.page.getByRole('button', { name: '开始选号' }).click()
  await expect(late.page.getByRole('radio')).toHaveCount(10)
  for (const one of [early, plain, late]) await one.context.close()
})

test('pools, draws and returns are open to everybody; a block can be objected to', async ({ browser, page, h }) => {
  await closedDraw(h)
  await page.goto(`${h.url}/plates`)
  await expect(page.getByRole('heading', { name: '号段公布' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '小型汽车(蓝牌)' })).toBeVisible()
  await expectSound(page, 'plates')
  await page.getByRole('link', { name: '摇号公示和验算' }).click()
  await expect(page.getByText('npm run verify-draw -- ./draw')).toBeVisible()
  await expectSound(page, 'draws')
  const file = page.getByRole('link', { name: 'epoch.json' }).first()
  const told = await page.request.get(`${h.url}${(await file.getAttribute('href')) ?? ''}`)
  expect(told.status()).toBe(200)
  expect(await told.text()).toContain('"seed"')

  const one = await chooser(browser, h, PHONE)
  await h.sql(
    `insert into plate_blocks (office, person, sitting, number, from_day, until_day, forgiven)
     values ($1, $2, uuidv7(), '鲁BD0001', current_date, current_date + 700, false)`,
    [h.house.city.homeOffice, one.person],
  )
  await one.page.goto(`${h.url}/my/plates`)
  await one.page.getByText('有异议,提出申诉').click()
  await expectSound(one.page, 'blocked')
  await one.page.getByLabel('当时的情况').fill('当天系统故障,没有办法办理登记')
  await one.page.getByRole('button', { name: '提交异议' }).click()
  await expect(one.page.getByText('已收到您的异议')).toBeVisible()
  await one.context.close()
})

/** Walks with Tab to what bears this name or value. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const at = document.activeElement
      return at instanceof HTMLInputElement && at.type === 'radio' ? at.value : (at?.textContent ?? '')
    })
    if (here.includes(name)) return
  }
  throw new Error(`Tab never came to ${name}`)
}

/** Two hundred others who were let in just now and have not begun. */
const crowd = (h: {
  sql: (text: string, values: unknown[]) => Promise<unknown>
  house: { time: { now: () => Date } }
}) =>
  h.sql(
    `with room as (
       update plate_rooms set places = 202, admitted_to = 202 where closed_at is null returning office, id
     )
     insert into plate_room_places (office, room, id, vehicle, person, joined_at, place, admitted_at, until)
     select room.office, room.id, uuidv7(), sha256(n::text::bytea), (select id from people limit 1), $1, n, $1, $1::timestamptz + interval '10 min'
       from room, generate_series(3, 202) as n`,
    [h.house.time.now()],
  )
