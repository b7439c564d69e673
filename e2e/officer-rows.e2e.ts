import { expect } from '@playwright/test'
import { apply, goodPhoto, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import { openDesk, test } from './officer-house.ts'

const ROWS = 10_000

/** An office desk; the project's own default is a phone. */
test.use({ viewport: { width: 1280, height: 800 } })

test('ten thousand cases: few rows drawn, any row one key away, the choice survives news', async ({ page, h }) => {
  const citizen = await h.citizen('zhang-wei')
  const photo = await goodPhoto()
  const { id } = await apply(citizen, {
    service: 'licence-replace-lost',
    signature: '张伟',
    change: { loss: { lostStatement: true, photoChoice: 'new' } },
    photo,
  })
  await standsAt(citizen, id, 'review')
  await h.sql(
    `insert into cases (office, number, service, service_version, channel, applicant, subject_index, state, step, version, data, who, what, clock, due, head, submitted_at)
     select office, number || lpad(g::text, 5, '0'), service, service_version, channel, applicant, decode(md5(g::text), 'hex'), 'open', 'review', 1, data, who, what, clock, date '2027-01-04' + g % 20, head, submitted_at + g * interval '1 second'
       from cases, generate_series(1, $2::int) g where id = $1`,
    [id, ROWS - 1],
  )
  await openDesk(page, h, REVIEWER)
  const rows = page.getByRole('grid')
  await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  expect(await page.locator('.d-row').count()).toBeLessThan(60)

  // Main-thread CPU from an empty page to rows on screen, in thread ticks: waiting for the house does not count.
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (): Promise<number> => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return (metrics.find((m) => m.name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const figures: number[] = []
  for (let i = 0; i < 5; i++) {
    await page.goto('about:blank')
    const before = await spent()
    await page.goto(`${h.url}/desk`)
    await expect(page.locator('.d-row').first()).toBeVisible()
    figures.push((await spent()) - before)
  }
  test.info().annotations.push({ type: 'officer.rows_ms', description: figures.map((ms) => ms.toFixed(0)).join(' ') })
  // Four times the goal of 150 ms: a shared machine may be slow, a list that draws every row is slower still.
  expect(Math.min(...figures)).toBeLessThan(600)

  await expect(rows).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  // Whoever has just come stands nowhere yet.
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.d-row.active')).toHaveAttribute('aria-rowindex', '2')
  await page.keyboard.press('End')
  await expect(page.locator('.d-row.active')).toHaveAttribute('aria-rowindex', String(ROWS + 1))
  await expect(page.locator('.d-row.active')).toBeInViewport()
  const chosen = await page.locator('.d-row.active').getAttribute('id')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  const second = await page.locator('.d-row.active').getAttribute('id')
  expect(second).not.toBe(chosen)
  // A case that becomes the most urgent pushes the others down; the active one stays the same case.
  const moved = page.waitForResponse((r) => r.url().includes('/api/cases?'))
  await h.sql(`update cases set due = date '2020-01-01' where id::text = $1`, [chosen?.replace('row-', '') ?? ''])
  h.house.bus.publish({ topic: 'office:370200', version: 1 })
  await moved
  await expect(page.locator('.d-row').first()).toHaveAttribute('id', chosen ?? '')
  await expect(page.locator('.d-row.active')).toHaveAttribute('id', second ?? '')
  await expect(page.locator('.d-row.active')).toHaveAttribute('aria-rowindex', '4')
})
