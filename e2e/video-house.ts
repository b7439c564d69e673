import { type Browser, expect, type LaunchOptions, type Locator, type Page } from '@playwright/test'
import { shanghaiDate } from '#domain/calendar.ts'
import { nextOpening, openAt } from '#domain/video/hours.ts'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import { VIDEO } from '#server/video/settings.ts'
import { apply, review, standsAt } from '#test/journey.ts'
import { REVIEWER } from '#test/people.ts'
import type { TestHouse } from '#test/start-house.ts'
import { signIn as signInCitizen } from './fixtures.ts'
import { expectAccessible, openDesk, test as base } from './officer-house.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  // Ten pictures a second: progress is asserted, never frame rates, and two cores encode and decode all sides.
  '--use-fake-device-for-media-stream=fps=10',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--allow-loopback-in-peer-connection',
] as const

/**
 * One Chromium with a fake camera and microphone, awake in every page: a hidden page sleeps, and loopback would be left out.
 * Part of the test itself: `test.use` in a helper holds only for the first file that loads it.
 */
export const test = base.extend<{ permissions: string[] }, { launchOptions: LaunchOptions }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
  permissions: async ({}, use) => use(['camera', 'microphone']),
  launchOptions: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => use({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: [...FLAGS] }),
    { scope: 'worker' },
  ],
})

const DESK = { viewport: { width: 1360, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' } as const

/** Moves the house into opening hours: an hour after the next opening, with the morning before it. */
export function openHours(h: TestHouse): void {
  const { calendar, time } = h.house
  const now = time.now()
  const open = openAt(now, VIDEO, calendar)
  if (open && open.to.getTime() - now.getTime() > 90 * 60_000) return
  const next = nextOpening(open ? open.to : now, VIDEO, calendar)
  if (!next) throw new Error(`the window does not open within 30 days of ${shanghaiDate(now)}`)
  h.later(next.getTime() - now.getTime() + 10 * 60_000)
}

/** An officer signed in at the desk, in a window of their own. */
export async function atDesk(browser: Browser, h: TestHouse, id: string, path: string): Promise<Page> {
  const context = await browser.newContext({ ...DESK, permissions: ['camera', 'microphone'] })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await openDesk(page, h, id, path)
  return page
}

/** An officer at the window, ready for a call. */
export async function officerAtWindow(browser: Browser, h: TestHouse, id = REVIEWER): Promise<Page> {
  const page = await atDesk(browser, h, id, '/desk/video')
  await page.getByRole('button', { name: '上线接件' }).click()
  await expect(page.locator('.dv-bar').getByText('就绪')).toBeVisible()
  return page
}

/** 王秀英's certificate, asked for by video and through the first review: it waits to be seen. */
export async function caseThatMeets(h: TestHouse, key: DemoKey = 'wang-xiuying'): Promise<string> {
  const citizen = await h.citizen(key)
  const c = await apply(citizen, {
    service: 'registration-cert-replace',
    choice: { plate: '鲁B12345', plateType: '02' },
    change: {
      reason: {
        kind: 'reissue',
        reason: 'lost',
        lostStatement: '11月12日搬家时与其他证件一起遗失,已找过新旧住处',
        channel: 'video',
      },
    },
    signature: demoPerson(key).name,
  })
  // The checks run in a job: before it has come there, a version is soon stale.
  await standsAt(citizen, c.id, 'review')
  await review(h, c.id)
  return c.id
}

/** From the page of the case into the line, and from the line into the room, consents given. */
export async function citizenCalls(
  page: Page,
  officer: Page,
  h: TestHouse,
  id: string,
  key: DemoKey = 'wang-xiuying',
): Promise<void> {
  await signInCitizen(page, h, key, `/my/cases/${id}`)
  await page.getByRole('link', { name: '进入视频窗口' }).click()
  await page.getByRole('button', { name: '现在排队' }).click()
  await intoTheRoom(page, officer)
}

/** From the ring into the room, consents given, until both see each other. */
export async function intoTheRoom(page: Page, officer: Page): Promise<void> {
  await expect(page).toHaveURL(/\/my\/video\/[0-9a-f-]{36}$/)
  await answerEachOther(page, officer)
  await agree(page)
  await enter(page)
  await picture(officer, '.dv-main')
  await picture(page, '.v-remote')
}

/** The officer takes the offer, the citizen the ring. */
export async function answerEachOther(page: Page, officer: Page): Promise<void> {
  await officer.getByRole('button', { name: '接听' }).click()
  await page.getByRole('button', { name: '接听' }).click()
}

export async function agree(page: Page): Promise<void> {
  await page.getByLabel(/我同意.*录音录像/).check()
  await page.getByLabel(/我同意.*面容/).check()
  await page.getByRole('button', { name: '按我的选择继续' }).click()
}

export async function enter(page: Page): Promise<void> {
  await page.getByRole('button', { name: '进入通话' }).click()
  await expect(page.locator('.v-stage')).toBeVisible()
}

/** What is due at the officer's desk. */
export const due = (officer: Page): Locator => officer.getByRole('region', { name: '现在' })

/** Somebody is heard: the sound that arrives has energy, whether or not a picture does. */
export const hears = (page: Page, selector: string): Promise<void> => listens(page, selector, 20_000)

/** Nobody is heard any more: soon there is silence for longer than the fake microphone ever leaves between two beeps. */
export const hearsNothing = (page: Page, selector: string): Promise<void> =>
  expect
    .poll(
      () =>
        listens(page, selector, 2_500).then(
          () => 'somebody',
          () => 'nobody',
        ),
      { timeout: 20_000, intervals: [0] },
    )
    .toBe('nobody')

/** Waits for a loud moment in the sound that arrives here; throws when none comes in time. */
async function listens(page: Page, selector: string, ms: number): Promise<void> {
  await page.evaluate(
    async ({ where, patience }) => {
      const audio = new AudioContext()
      const analyser = audio.createAnalyser()
      const wave = new Float32Array(analyser.fftSize)
      const until = performance.now() + patience
      let heard = false
      let on: MediaStreamTrack | undefined
      let source: MediaStreamAudioSourceNode | undefined
      while (!heard && performance.now() < until) {
        await new Promise((next) => setTimeout(next, 20))
        // A line that came back meanwhile has another track: whoever listens to the old one hears nothing for ever.
        const stream = document.querySelector<HTMLVideoElement>(where)?.srcObject
        const track = stream instanceof MediaStream ? stream.getAudioTracks()[0] : undefined
        if (track !== on) {
          source?.disconnect()
          source = track && audio.createMediaStreamSource(new MediaStream([track]))
          source?.connect(analyser)
          on = track
        }
        analyser.getFloatTimeDomainData(wave)
        heard = wave.some((v) => Math.abs(v) > 0.01)
      }
      await audio.close()
      if (!heard) throw new Error('nothing was heard')
    },
    { where: selector, patience: ms },
  )
}

/** A picture of somebody else runs: its time goes on. Progress, not frames a second. */
export async function picture(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (where) => (document.querySelector<HTMLVideoElement>(where)?.videoWidth ?? 0) > 0,
    selector,
    { polling: 50, timeout: 20_000 },
  )
  await moves(page, selector)
}

export async function moves(page: Page, selector: string, within = 15_000): Promise<void> {
  const at = await frames(page, selector)
  await expect.poll(() => frames(page, selector), { timeout: within }).toBeGreaterThan(at + 3)
}

/** How high the picture is that arrives. */
export const heightOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate((where) => document.querySelector<HTMLVideoElement>(where)?.videoHeight ?? 0, selector)

const frames = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (where) => document.querySelector<HTMLVideoElement>(where)?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
    selector,
  )

/** A case that waits for the meeting, its applicant and an officer in the call, the applicant identified. */
export async function identifiedCall(
  page: Page,
  browser: Browser,
  h: TestHouse,
  { begins = caseThatMeets, who }: { begins?: (h: TestHouse) => Promise<string>; who?: DemoKey } = {},
): Promise<{ id: string; officer: Page }> {
  openHours(h)
  const id = await begins(h)
  const officer = await officerAtWindow(browser, h, REVIEWER)
  await citizenCalls(page, officer, h, id, who)
  await identify(page, officer)
  return { id, officer }
}

/** Opening, code and identity, as an officer presses them by keys. */
export async function identify(page: Page, officer: Page): Promise<void> {
  const now = due(officer)
  await expect(now.getByRole('heading', { name: '念出口令,核对是否一致' })).toBeVisible()
  await officer.locator('body').press('1')
  await expect(now.getByRole('heading', { name: '说开场白' })).toBeVisible()
  await officer.locator('body').press('1')
  await page.getByRole('button', { name: '一样', exact: true }).click()
  await answerAll(officer, '身份核验结论')
  await answerOne(officer)
}

/** The title of what is due now. */
export const dueNow = (officer: Page): Promise<string> => due(officer).getByRole('heading').first().innerText()

/** Answers what is due with "1", and waits until something else is. */
export async function answerOne(officer: Page): Promise<void> {
  const now = due(officer)
  const title = await dueNow(officer)
  const note = now.getByLabel('对方的原话或说明')
  if (await note.isVisible()) await note.fill('搬家时和旧家具一起丢了')
  // A photo that the item does not insist on is left out.
  const skip = now.locator('button[aria-keyshortcuts="3"]')
  const spare = (await now.getByRole('button', { name: '拍清晰照' }).isVisible()) && (await skip.isVisible())
  await (spare ? skip : now.locator('button[aria-keyshortcuts="1"]')).click()
  await expect(now.getByRole('heading').first()).not.toHaveText(title)
}

/** Answers what is due with "1" until something else is due. */
export async function answerAll(officer: Page, until: string): Promise<void> {
  for (let steps = 0; steps < 24; steps++) {
    if ((await dueNow(officer)) === until) return
    await answerOne(officer)
  }
  throw new Error(`the officer never came to "${until}"`)
}

/** The own hand on the screen, and the name. */
export async function signOnPhone(page: Page, name: string): Promise<void> {
  // The document comes a moment after it was asked for, and may have several pages.
  await expect(page.locator('.v-paper')).toBeVisible()
  while (await page.getByRole('button', { name: '下一页' }).isVisible())
    await page.getByRole('button', { name: '下一页' }).click()
  await page.getByLabel('您的姓名').fill(name)
  const box = await page.locator('canvas.sign').boundingBox()
  if (!box) throw new Error('no box to sign in')
  await page.locator('canvas.sign').scrollIntoViewIfNeeded()
  const pad = (await page.locator('canvas.sign').boundingBox()) ?? box
  await page.mouse.move(pad.x + 20, pad.y + 20)
  await page.mouse.down()
  await page.mouse.move(pad.x + 60, pad.y + 40, { steps: 4 })
  await page.mouse.move(pad.x + 110, pad.y + 22, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: '签名', exact: true }).click()
}

/** Where the pictures go, for who wants to look at the screens. */
const LOOK = process.env['LOOK']

/** Nothing for axe to find and nothing wider than the screen, in each of these widths and lights. */
export async function looksWell(
  page: Page,
  name: string,
  looks: readonly (readonly [width: number, light: 'light' | 'dark'])[],
): Promise<void> {
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: width < 600 ? 740 : 860 })
    // Reduced motion: a colour that is still changing is judged by axe as it is.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (LOOK) await page.screenshot({ path: `${LOOK}/${name} ${width} ${colorScheme}.png` })
    await expectAccessible(page, `${name} ${width} ${colorScheme}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
}
