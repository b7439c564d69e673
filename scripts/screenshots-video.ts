import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { signInAsCitizen } from './screenshots-citizen.ts'
import { signInAtDesk } from './screenshots-desk.ts'
import type { Studio } from './screenshots-studio.ts'

/** The pictures of the video window: the call on the phone and the officer's desk, walked to as the README tells it. */
export async function takeVideoPictures(studio: Studio, chrome: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'yc-faces-'))
  const camera = join(dir, 'camera.mjpeg')
  writeFileSync(camera, await drawnFace())
  const browser = await withCamera(chrome, camera)
  try {
    await takeCall({ ...studio, browser })
  } finally {
    await browser.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function takeCall(studio: Studio): Promise<void> {
  const phone = await studio.browser.newContext({
    viewport: { width: 360, height: 780 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    isMobile: true,
    permissions: ['camera', 'microphone'],
    serviceWorkers: 'block',
  })
  const owner = await signInAsCitizen(studio, phone, 'wang-xiuying')
  await applyByVideo(studio, owner)
  const caseUrl = owner.url()
  // Another officer than the one of the desk's pictures: a one-time code opens once.
  const officer = await signInAtDesk(studio, 'second-reviewer')
  await officer.context().grantPermissions(['camera', 'microphone'])
  await passFirstReview(officer, `${studio.url}/desk/cases/${caseUrl.split('/').at(-1)}`)
  await officer.goto(`${studio.url}/desk/video`)
  await officer.getByRole('button', { name: '上线接件' }).click()
  await officer.locator('.dv-bar').getByText('就绪').waitFor()
  await owner.goto(caseUrl)
  await owner.getByRole('link', { name: '进入视频窗口' }).click()
  await owner.getByRole('button', { name: '现在排队' }).click()
  await officer.getByRole('button', { name: '接听' }).click()
  await owner.getByRole('button', { name: '接听' }).click()
  await owner.getByRole('checkbox').first().waitFor()
  for (const box of await owner.getByRole('checkbox').all()) await box.check()
  await owner.getByRole('button', { name: '按我的选择继续' }).click()
  await owner.getByRole('button', { name: '进入通话' }).click()
  for (const [page, where] of [
    [owner, '.v-remote'],
    [officer, '.dv-main'],
  ] as const)
    await page.waitForFunction((at) => (document.querySelector<HTMLVideoElement>(at)?.videoWidth ?? 0) > 300, where, {
      polling: 100,
    })
  await officer.getByRole('heading', { name: '念出口令,核对是否一致' }).waitFor()
  await studio.keep('citizen-video', await owner.screenshot())
  await officer.locator('body').press('1')
  await officer.getByRole('heading', { name: '说开场白' }).waitFor()
  await studio.keep('officer-video', await officer.screenshot())
  await phone.close()
  await officer.context().close()
}

/** As in the README: replace the certificate of 鲁B12345, lost, by video. */
async function applyByVideo(studio: Studio, page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click()
  await page.goto(`${studio.url}/services/registration-cert-replace`)
  await page.getByRole('button', { name: /开始办理/ }).click()
  await page.locator('label.pick').first().click()
  await next()
  await next()
  await page.getByLabel('补领(丢失、灭失)').check()
  await page.getByLabel('丢失', { exact: true }).check()
  await page.getByLabel('视频窗口办理').check()
  await next()
  await page.getByLabel('遗失经过').fill('上周搬家时和其他证件一起丢了,新旧住处都找过')
  await next()
  await next()
  await page.getByLabel('省份').selectOption('37')
  await page.getByLabel('市、区县').selectOption('370203')
  await page.getByLabel('详细地址').fill('辽宁路 88 号 2 单元 301')
  await next()
  await page.getByLabel('以上内容我都看过,属实').check()
  await page.getByLabel('签名:请输入您的姓名').fill(demoPerson('wang-xiuying').name)
  await page.getByRole('button', { name: '签名并提交' }).click()
  await page.waitForURL(/\/my\/cases\/[0-9a-f-]{36}$/)
}

async function passFirstReview(officer: Page, address: string): Promise<void> {
  await officer.goto(address)
  await officer.getByRole('heading', { name: '联网核查' }).waitFor()
  await officer.locator('body').press('1')
  await officer.locator('dialog form .btn').first().click()
  await officer.locator('dialog').waitFor({ state: 'detached' })
}

function withCamera(chrome: string, camera: string): Promise<Browser> {
  return chromium.launch({
    executablePath: chrome,
    args: [
      '--no-sandbox',
      '--lang=zh-CN',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${camera}`,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--allow-loopback-in-peer-connection',
    ],
  })
}

/** A drawn face for the camera: two frames, so that it is a film. No real person stands in the pictures. */
async function drawnFace(): Promise<Buffer> {
  const frame = (blink: boolean) =>
    sharp(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
        <rect width="640" height="480" fill="#b9c7d6"/><rect y="330" width="640" height="150" fill="#93a5b8"/>
        <path d="M150 480 Q170 350 320 345 Q470 350 490 480 Z" fill="#37475a"/>
        <rect x="288" y="285" width="64" height="80" rx="26" fill="#e3b58f"/>
        <ellipse cx="320" cy="215" rx="88" ry="108" fill="#f0c8a2"/>
        <path d="M230 205 Q222 92 320 90 Q418 92 410 205 Q398 145 320 142 Q242 145 230 205 Z" fill="#2c2622"/>
        <ellipse cx="286" cy="210" rx="9" ry="${blink ? 2 : 8}" fill="#2c2622"/><ellipse cx="354" cy="210" rx="9" ry="${blink ? 2 : 8}" fill="#2c2622"/>
        <path d="M290 270 Q320 290 350 270" stroke="#a8564a" stroke-width="6" fill="none" stroke-linecap="round"/></svg>`),
    )
      .jpeg({ quality: 88 })
      .toBuffer()
  const [open, closed] = await Promise.all([frame(false), frame(true)])
  return Buffer.concat([...Array.from({ length: 40 }, () => open), closed, closed])
}
