import { expect, type Page } from '@playwright/test'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import { drawAll } from '#server/makers/draws.ts'
import { yardCars } from '#sandbox/world/maker-cars.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { AUDITOR, REVIEWER, SUPERVISOR } from '#test/people.ts'
import { carOf, named, worldOf } from '#test/world.ts'
import type { TestHouse } from '#test/start-house.ts'
import { reloadUntil, signIn as signInCitizen } from './fixtures.ts'
import { expectAccessible, expectAccessibleEverywhere, openDesk, signIn, test } from './officer-house.ts'

test.use({ viewport: { width: 1280, height: 860 } })

/** What the maker's own IT gives out. */
const fromIt = async (h: TestHouse, path: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${h.sandboxUrl}/maker${path}`)).arrayBuffer())
const photosOf = async (h: TestHouse, vin: string) =>
  Promise.all(
    [1, 2, 3].map(async (n) => ({
      name: `${vin}-${n}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await fromIt(h, `/photos/${vin}-${n}.jpg`),
    })),
  )

/** A page of somebody's own, as on a phone. */
async function phone(page: Page, h: TestHouse, key: DemoKey, next: string): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' })
  const own = await context.newPage()
  await signInCitizen(own, h, key, next)
  return own
}

/** Registers the company and its key; gives the portal's address. */
async function openPortal(maker: Page, h: TestHouse): Promise<string> {
  await maker.getByLabel('统一社会信用代码').fill(creditCodeOf('maker'))
  await maker.getByRole('button', { name: '注册' }).click()
  await maker.getByRole('link', { name: '上传出厂查验信息' }).click()
  const portal = maker.url()
  const table = await fromIt(h, '/table.csv')
  await maker.getByLabel('文件').setInputFiles({ name: 'cars.csv', mimeType: 'text/csv', buffer: table })
  await maker.getByRole('button', { name: '上传记录' }).click()
  await expect(maker.getByText('还没有登记企业公钥')).toBeVisible()
  await maker.getByRole('link', { name: '密钥和签名工具' }).click()
  await expectAccessible(maker, 'keys')
  await maker.getByLabel('公钥(PEM)').fill('-----BEGIN PUBLIC KEY-----\nnonsense')
  await maker.getByRole('button', { name: '登记', exact: true }).click()
  await expect(maker.getByText('这不是 SM2 或 Ed25519 公钥').first()).toBeVisible()
  const pem = /-----BEGIN PUBLIC KEY-----[\s\S]*-----END PUBLIC KEY-----/.exec(
    (await fromIt(h, '')).toString().replaceAll('&#43;', '+').replaceAll('&#61;', '='),
  )
  await maker.getByLabel('公钥(PEM)').fill(pem?.[0] ?? '')
  await maker.getByRole('button', { name: '登记', exact: true }).click()
  await expect(maker.getByText('有效', { exact: true })).toBeVisible()
  return portal
}

/** The signed table of every car, then photos: ten cars in one press, in groups. */
async function bring(maker: Page, h: TestHouse, portal: string, vins: readonly string[]): Promise<void> {
  await maker.goto(portal)
  const table = await fromIt(h, '/table.csv')
  await maker.getByLabel('文件').setInputFiles({ name: 'cars.csv', mimeType: 'text/csv', buffer: table })
  await maker.getByRole('button', { name: '上传记录' }).click()
  await reloadUntil(maker, () => maker.getByText('正在核对 0').isVisible())
  await expect(maker.getByText('未收 0')).toBeVisible()
  await maker.goto(portal)
  await expect(maker.getByRole('link', { name: /下载缺照片的清单/ })).toBeVisible()
  const photos = (await Promise.all(vins.map((vin) => photosOf(h, vin)))).flat()
  const stray = { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: photos[0]?.buffer ?? Buffer.alloc(1) }
  await maker.getByLabel('照片', { exact: true }).setInputFiles([...photos, stray])
  await maker.getByRole('button', { name: '上传照片' }).click()
  // More than one request carries: the page of results still has every file.
  await expect(maker.getByRole('heading', { name: '照片上传结果' })).toBeVisible({ timeout: 20_000 })
  await expect(maker.getByText(`共 ${photos.length + 1} 张:已收 ${photos.length},以前已收 0,未收 1`)).toBeVisible()
  await expect(maker.getByText('holiday.jpg')).toBeVisible()
  await expectAccessible(maker, 'photos sent')
}

/** What a buyer of the maker's car hears before anything is typed. */
async function startOf(buyer: Page, h: TestHouse, vin: string): Promise<void> {
  await buyer.goto(`${h.url}/services/new-vehicle-registration`)
  await buyer.getByRole('button', { name: '开始办理' }).click()
  await choose(buyer, vin)
}

async function choose(buyer: Page, vin: string): Promise<void> {
  await buyer.getByLabel('车辆识别代号').fill(vin)
  await buyer.getByRole('button', { name: '下一步' }).click()
  await expect(buyer).toHaveURL(/\/precheck$/)
}

test('a maker signs and uploads, an officer looks and objects, a supervisor suspends: buyers are told at the start', async ({
  page,
  h,
}) => {
  test.setTimeout(300_000)
  const world = await worldOf(h)
  const { vin } = carOf(world, named(world, 'zhao-min'))
  const yard = yardCars(shanghaiDate(h.house.time.now()))
  const maker = await phone(page, h, 'xu-na', '/my/companies')
  const portal = await openPortal(maker, h)
  await bring(maker, h, portal, [vin, ...yard.slice(0, 9).map((c) => c.vin)])
  const buyer = await phone(page, h, 'zhao-min', '/')
  await startOf(buyer, h, vin)
  await expect(buyer.getByText('出厂查验').first()).toBeVisible()
  await expect(buyer.getByText('不能免查验')).toHaveCount(0)
  await drawAll(h.house)

  await openDesk(page, h, REVIEWER, '/desk/makers')
  await expect(page.getByRole('row', { name: /LFM/ }).first()).toBeVisible()
  await expectAccessibleEverywhere(page, 'samples')
  const first = page.getByRole('button', { name: /看这辆/ }).first()
  await first.click()
  await expect(page.getByText('签名有效')).toBeVisible()
  await expect(page.locator('.d-sheet img')).toHaveJSProperty('complete', true)
  await expectAccessibleEverywhere(page, 'sample')
  await page.keyboard.press('1')
  await expect(page.getByText('已通过')).toBeVisible()
  // The next one opens by itself.
  await expect(page.getByText('签名有效')).toBeVisible()
  await page.getByRole('button', { name: '有异议' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('什么问题').selectOption('other-car')
  await expect(dialog.getByText('属于严重问题')).toBeVisible()
  await dialog.getByRole('button', { name: '有异议' }).click()
  await expect(dialog.getByText('请写明原因')).toBeVisible()
  await dialog.getByLabel('具体说明(企业会看到)').fill('识别代号照片与记录不是同一辆车')
  await expectAccessibleEverywhere(page, 'objection')
  await dialog.getByRole('button', { name: '有异议' }).click()
  await expect(page.getByText('已记录,并已提请暂停采信')).toBeVisible()
  await page.getByRole('link', { name: '企业', exact: true }).click()
  await expect(page.getByText('您提请的,须另一人决定')).toBeVisible()

  await page.getByRole('button', { name: '退出', exact: true }).click()
  await expect(page.getByLabel('警号')).toBeVisible()
  await signIn(page, h, SUPERVISOR)
  await page.goto(`${h.url}/desk/board`)
  await page.getByRole('link', { name: '去决定' }).click()
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByLabel('决定的理由').fill('照片与记录确非同一辆车')
  await page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await expect(page.getByText('暂停采信', { exact: true })).toBeVisible()
  await expectAccessibleEverywhere(page, 'makers')
  await page.getByRole('link', { name: '抽取记录' }).click()
  await expect(page.getByRole('cell', { name: '未抽' })).toBeVisible()
  await expectAccessibleEverywhere(page, 'draws')

  await maker.goto(portal)
  await expect(maker.getByRole('heading', { name: '出厂查验信息已暂停采信' })).toBeVisible()
  await expect(maker.getByText('识别代号照片与记录不是同一辆车')).toBeVisible()
  await expectAccessible(maker, 'suspended')
  // The application lies where it was left; its first page is asked for the car anew.
  await buyer.goto(buyer.url().replace('/precheck', '/subject'))
  await choose(buyer, vin)
  await expect(buyer.getByText('该车生产企业的出厂查验信息已暂停采信')).toBeVisible()

  await page.getByRole('button', { name: '退出', exact: true }).click()
  await signIn(page, h, AUDITOR)
  await page.goto(`${h.url}/desk/makers/judged`)
  await expect(page.getByText('您只能查看')).toBeVisible()
  await Promise.all([maker.context().close(), buyer.context().close()])
})
