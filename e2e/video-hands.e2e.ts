import { expect, type Page } from '@playwright/test'
import { SECOND_REVIEWER, SUPERVISOR } from '#test/people.ts'
import {
  answerEachOther,
  answerOne,
  atDesk,
  due,
  dueNow,
  identifiedCall,
  moves,
  officerAtWindow,
  picture,
  test,
} from './video-house.ts'

test('handed to a named colleague, who looks once and goes on; a supervisor whispers, then takes over', async ({
  page,
  browser,
  h,
}) => {
  const { officer } = await identifiedCall(page, browser, h)
  await answerOne(officer)
  const step = await dueNow(officer)
  const colleague = await officerAtWindow(browser, h, SECOND_REVIEWER)

  await officer.locator('body').press('h')
  const dialog = officer.getByRole('dialog', { name: '转交同事' })
  await dialog.getByLabel('转给(警号,可空)').fill(SECOND_REVIEWER)
  await dialog.getByLabel('原因').fill('需要回避')
  await expect(dialog.getByLabel('交接要点')).toHaveValue(/已办:.+未办:.+/)
  await dialog.getByLabel('已告知对方,对方同意').check()
  await dialog.getByRole('button', { name: '转交' }).click()
  await expect(officer.getByRole('button', { name: '整理完,接下一件' })).toBeVisible()
  await answerEachOther(page, colleague)
  await picture(page, '.v-remote')
  await picture(colleague, '.dv-main')
  await officer.context().close()
  await answerOne(colleague)
  await page.getByRole('button', { name: '一样', exact: true }).click()
  await expect(due(colleague).getByRole('heading', { name: '民警比对面容' })).toBeVisible()
  await answerOne(colleague)
  await expect(due(colleague).getByRole('heading').first()).toHaveText(step)

  const chief = await atDesk(browser, h, SUPERVISOR, '/desk/video/board')
  await press(chief, '耳语')
  await picture(chief, '.dv-main')
  await expect(chief.getByText('您在旁听,只有民警听得到您')).toBeVisible()
  await expect(page.getByText('值班主管正在旁听并指导民警')).toBeVisible()
  await picture(colleague, '.dv-guest')
  await expect(page.locator('.v-other')).toHaveCount(0)
  await chief.getByRole('navigation', { name: '视频窗口栏目' }).getByRole('link', { name: '看板' }).click()
  await press(chief, '接管')
  await expect(page.getByText('由值班主管继续为您办理')).toBeVisible()
  await expect(colleague.getByRole('button', { name: '整理完,接下一件' })).toBeVisible()
  await picture(chief, '.dv-main')
  await moves(page, '.v-remote')
  await expect(due(chief).getByRole('heading', { name: '民警比对面容' })).toBeVisible()
  await answerOne(chief)
  await expect(due(chief).getByRole('heading').first()).toHaveText(step)
  await colleague.context().close()
  await chief.context().close()
})

/** An act of the supervisor on the colleague's call, with its reason. */
async function press(chief: Page, act: string): Promise<void> {
  await chief.getByRole('button', { name: `${act} ${SECOND_REVIEWER}`, exact: true }).click()
  await chief.getByRole('dialog').getByRole('textbox').fill('带教新人')
  await chief.getByRole('dialog').getByRole('button', { name: '确认' }).click()
}
