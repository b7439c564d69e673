import { expect, type Page } from '@playwright/test'
import { maskName } from '#domain/mask.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { axeFaults } from '#test/axe.ts'
import { goodPhoto, review } from '#test/journey.ts'
import { relayTo } from '#test/tcp-relay.ts'
import { fillDelivery, pay, sign, signIn, test, vinOf } from './fixtures.ts'

test.use({ stories: 'with scripts' })

/** Nothing that axe can find, nothing wider than the screen, nothing the policy stopped. */
async function expectSound(page: Page, where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([])
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    `${where} fits the screen`,
  ).toBe(true)
}

test('what is typed is kept while one types, and the page of a case moves by itself', async ({ page, h }) => {
  const stopped: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) stopped.push(message.text())
  })
  await signIn(page, h, 'wang-xiuying', '/services/registration-cert-replace')
  await expectSound(page, 'guide')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await expectSound(page, 'subject')
  await page.locator('label.pick').first().click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expectSound(page, 'precheck')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('补领(丢失、灭失)').check()
  await page.getByLabel('丢失', { exact: true }).check()
  await page.getByRole('button', { name: '下一步' }).click()
  const story = page.getByLabel('遗失经过')
  await story.pressSequentially('上周搬家时和其他证件一起丢了')
  await expect(page.getByText(/^已自动保存/)).toBeVisible()
  await page.goto(h.url)
  await expectSound(page, 'home')
  await page.getByRole('link', { name: '接着办' }).click()
  // Everything of that part was there: the way goes on at the next one.
  await expect(page.getByRole('heading', { name: '联系方式' })).toBeVisible()
  await expectSound(page, 'form')
  await fillDelivery(page)
  await expectSound(page, 'check')
  const id = await sign(page, '王秀英')
  await expect(page.getByText('民警正在审核')).toBeVisible()
  await expectSound(page, 'case')
  await review(h, id)
  await expect(page.getByText('第二位民警正在复核')).toBeVisible()
  expect(stopped).toEqual([])
})

test('a double click makes one application, a double press one draw', async ({ page, h }) => {
  await signIn(page, h, 'liu-yang', '/services/new-vehicle-registration')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByLabel('车辆识别代号').fill(vinOf('liu-yang'))
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('该车登记前没有发生过交通事故').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await fillDelivery(page)
  await page.getByLabel('以上内容我都看过,属实').check()
  await page.getByLabel('签名:请输入您的姓名').fill('刘洋')
  await page.getByRole('button', { name: '签名并提交' }).dblclick()
  await expect(page.getByRole('link', { name: '去选号' })).toBeVisible()
  const id = page.url().split('/').at(-1) ?? ''
  expect(await h.sql('select id from cases where service = $1', ['new-vehicle-registration'])).toHaveLength(1)
  await page.getByRole('link', { name: '去选号' }).click()
  await page.getByRole('button', { name: '开始选号' }).dblclick()
  await expect(page.getByRole('radio')).toHaveCount(10)
  await expectSound(page, 'plates')
  expect(await h.sql('select press from plate_presses where sitting = $1', [id])).toHaveLength(1)
  await page.locator('label.pick').first().click()
  await page.getByRole('button', { name: '就要这个' }).click()
  await page.getByRole('button', { name: '确认号牌' }).click()
  await expect(page.getByRole('link', { name: /去缴费/ })).toBeVisible()
  await pay(page, h, id)
  await expect(page.getByText('民警正在审核')).toBeVisible()
})

test('a photo that was chosen is handed in by itself: the large button goes on with it', async ({ page, h }) => {
  await signIn(page, h, 'zhang-wei', '/services/licence-replace-lost')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByLabel(/我声明驾驶证确已遗失/).check()
  await page.getByLabel('上传新照片').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await fillDelivery(page)
  const choose = page.getByLabel('拍照或选文件')
  await choose.setInputFiles({ name: 'card.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
  await expect(page.getByText('要重拍')).toBeVisible()
  await choose.setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await goodPhoto() })
  await expect(page.getByText('已收到')).toBeVisible()
  await expectSound(page, 'materials')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '核对后提交' })).toBeVisible()
})

test('large print, dark, English and every page of the account are accessible', async ({ page, h }) => {
  test.slow()
  await signIn(page, h, 'zhang-wei', '/my')
  for (const path of ['/my', '/my/cases', '/my/documents', '/my/messages', '/services', '/help', '/nowhere']) {
    await page.goto(h.url + path)
    await expectSound(page, path)
  }
  await page.goto(`${h.url}/prefs?elder=1&theme=dark&lang=en&back=/`)
  await expect(page.locator('html')).toHaveAttribute('data-elder', '')
  await expectSound(page, 'home, large, dark, English')
  for (const path of ['/my/documents', '/services/licence-replace-lost', '/promise']) {
    await page.goto(h.url + path)
    await expectSound(page, `${path}, large, dark, English`)
  }
})

test('a line that breaks loses nothing: what is typed is saved when it is back, a press is sent again and counts once', async ({
  page,
  h,
}) => {
  const line = await relayTo(h.url)
  const through = { ...h, url: line.url }
  await signIn(page, through, 'chen-jing', '/services/licence-replace-damaged')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByLabel(/驾驶证已损毁/).check()
  await page.getByLabel('用档案里的照片').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')

  line.cut()
  await page.context().setOffline(true)
  await page.getByLabel('详细地址').pressSequentially('断网路 7 号')
  await expect(page.locator('#line')).toHaveText(/没有网络/)
  await expect(page.getByText('还没保存')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.locator('#line')).toHaveText(/还没有交/)
  await expect(page.getByLabel('详细地址')).toHaveValue('断网路 7 号')
  line.mend()
  await page.context().setOffline(false)
  await expect(page.getByText(/^已自动保存/)).toBeVisible()

  // The phone believes it has a line, and there is none.
  line.cut()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible()
  await expect(page.getByText('留在本页里')).toBeVisible()
  await expectSound(page, 'offline')
  line.mend()
  await expect(page.getByRole('heading', { name: '核对后提交' })).toBeVisible()
  await expect(page.getByText('断网路 7 号')).toBeVisible()
  line.cut()
  await page.goto(`${line.url}/my/cases`)
  await expect(page.getByRole('heading', { name: '现在没有网络' })).toBeVisible()
  await expect(page.getByText('留在本页里')).toBeHidden()
  line.mend()
  await expect(page.getByRole('heading', { level: 1, name: '我的事项' })).toBeVisible()

  const kept = await page.evaluate(async () => {
    const pages: string[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys())
        pages.push(`${new URL(request.url).pathname} ${await (await caches.match(request))?.text()}`)
    return pages
  })
  expect(kept.map((one) => one.split(' ')[0]).filter((path) => !path?.startsWith('/assets/'))).toEqual(['/offline'])
  const { name, mobile, idNumber } = demoPerson('chen-jing')
  for (const personal of [name, maskName(name), mobile, idNumber, '断网路']) expect(kept.join()).not.toContain(personal)
  await line.close()
})

test('who is signed out while writing is told so, and finds the words again after signing in', async ({ page, h }) => {
  await signIn(page, h, 'sun-lei', '/services/licence-replace-damaged')
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.getByLabel(/驾驶证已损毁/).check()
  await page.getByLabel('用档案里的照片').check()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '联系方式' })).toBeVisible()
  await h.sql('update sessions set revoked_at = now() where revoked_at is null')
  await page.getByLabel('手机号码').fill('13912345678')
  await expect(page.getByText('登录已过期,还没保存')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  const { mobile } = demoPerson('sun-lei')
  await page.getByLabel('手机号码').fill(mobile)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await expect(page.getByRole('heading', { name: '输入验证码' })).toBeVisible()
  await page.getByLabel('6 位验证码').fill(await h.codeFor(mobile))
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('您填写的内容都在')).toBeVisible()
  await expect(page.getByLabel('手机号码')).toHaveValue('13912345678')
  // Back in the browser after it was handed in: the case, not a page that is gone.
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')
  await page.getByLabel('详细地址').fill('辽宁路 88 号 2 单元 301')
  await page.getByRole('button', { name: '下一步' }).click()
  const id = await sign(page, demoPerson('sun-lei').name)
  await page.goBack()
  await expect(page).toHaveURL(`${h.url}/my/cases/${id}`)
})
