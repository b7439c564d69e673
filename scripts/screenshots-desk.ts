import type { Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { DEMO_OFFICERS, DEMO_PASSWORD } from '#server/demo/demo-officers.ts'
import type { OfficerRole } from '#domain/policy.ts'
import type { Studio } from './screenshots-studio.ts'

const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, locale: 'zh-CN' } as const

/** The officers' pictures: the work list, a case, the production bench, the pools of plate numbers. */
export async function takeDeskPictures(studio: Studio): Promise<void> {
  const reviewer = await signInAtDesk(studio, 'reviewer')
  await reviewer.locator('.d-row').first().waitFor()
  await studio.keep('officer-list', await reviewer.screenshot())
  await reviewer.locator('.d-row').first().click()
  await reviewer.getByRole('heading', { name: '联网核查' }).waitFor()
  // The pane beside it is loaded with the first case.
  await reviewer.locator('.d-pane').getByText('身份证明').first().waitFor()
  await studio.keep('officer-case', await reviewer.screenshot())
  await reviewer.context().close()
  const producer = await signInAtDesk(studio, 'producer')
  await producer.goto(`${studio.url}/desk/bench`)
  await producer.getByRole('table').first().waitFor()
  await studio.keep('officer-bench', await producer.screenshot())
  await producer.context().close()
  const supervisor = await signInAtDesk(studio, 'supervisor')
  await supervisor.goto(`${studio.url}/desk/plates`)
  await supervisor.getByRole('table').first().waitFor()
  await studio.keep('officer-plates', await supervisor.screenshot())
  await supervisor.context().close()
}

export async function signInAtDesk(studio: Studio, role: OfficerRole): Promise<Page> {
  const officer = DEMO_OFFICERS.find((o) => o.roles.includes(role))
  if (!officer) throw new RangeError(`no demo officer is ${role}`)
  const desk = await studio.browser.newContext(DESK)
  const page = await desk.newPage()
  await page.goto(`${studio.url}/desk`)
  await page.locator('#in-id').fill(officer.id)
  await page.locator('#in-password').fill(DEMO_PASSWORD)
  await page.locator('#in-totp').fill(generateSync({ secret: officer.totpSecret }))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.locator('.d-app').waitFor()
  return page
}
