import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import * as coSigns from '#api/co-signs.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { titleCars } from '#sandbox/world/demo-title-cars.ts'
import { apply, standsAt } from '#test/journey.ts'
import type { TestHouse } from '#test/start-house.ts'
import { until } from '#test/until.ts'
import { due } from './video-house.ts'

/** What stories of two spouses share. */

/** 高磊 has applied, 林雪 has agreed in her own account: they are to be seen. */
export async function agreedBySpouse(h: TestHouse): Promise<string> {
  const [his, her] = [await h.citizen('gao-lei'), await h.citizen('lin-xue')]
  const { name, idNumber } = demoPerson('gao-lei')
  const car = titleCars('2026-01-01').find((c) => c.registration?.owner.idNumber === idNumber)?.registration
  if (!car) throw new Error('he has no car')
  const { id } = await apply(his, {
    service: 'spouse-co-owner-change',
    choice: { plate: car.plate, plateType: car.plateType },
    signature: name,
  })
  const asked = await until('the question to her', async () => {
    const { body } = await her.call(coSigns.listCoSigns)
    return body.coSigns.find((q) => q.id === id && q.state === 'asked')
  })
  await her.call(coSigns.signCoSign, {
    params: { id },
    body: { version: asked.version, agreed: true, signature: demoPerson('lin-xue').name },
  })
  await standsAt(his, id, 'meet')
  return id
}

/** The officer asks for the card of the spouse, the phone sends a photo of it, the officer takes it. */
export async function photoOfCard(page: Page, officer: Page): Promise<void> {
  await due(officer).getByRole('button', { name: '拍清晰照' }).click()
  await page.getByRole('button', { name: '开始拍' }).click()
  await page.getByLabel('用手机相机拍或选图片').setInputFiles(await card())
  await page.getByRole('button', { name: '发给民警' }).click()
  await expect(officer.getByText('等您看')).toBeVisible()
  await officer.locator('.dv-shots button').click()
  await officer.getByRole('dialog').getByRole('button', { name: '可用' }).click()
  await expect(officer.getByRole('dialog')).toHaveCount(0)
}

async function card(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const lines = Array.from(
    { length: 60 },
    (_, i) =>
      `<rect x="${300 + (i % 10) * 100}" y="${250 + Math.floor(i / 10) * 90}" width="50" height="40" fill="#16324f"/>`,
  )
  const svg = `<svg width="1600" height="1010"><rect width="1600" height="1010" fill="#c8d8e8"/>${lines.join('')}</svg>`
  return { name: 'card.jpg', mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(svg)).jpeg().toBuffer() }
}
