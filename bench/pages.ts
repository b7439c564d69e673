import { request as get } from 'node:http'
import pg from 'pg'
import { type Browser, chromium, type Page } from '@playwright/test'
import * as drafts from '#api/drafts.ts'
import { CHROMIUM, QUIET } from './browser.ts'
import { startDatabase, startHouse, type BenchHouse } from './case-house.ts'
import { openJourney } from './case-journey.ts'
import { ensurePeers } from './peer-case.ts'
import { type Figure, median } from './figure.ts'
import { lighthouse } from './lighthouse.ts'
import { atEnd } from './processes.ts'

/** What a citizen's phone and an officer's desk must fetch and compute before something can be read. */
export async function* pages(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const house = await startHouse(database, 'sm', 3)
  const [first, second] = house.applicants
  if (!first || !second) throw new Error('nobody can apply')
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
  atEnd(() => browser.close())
  const citizen = `yunchuang-citizen=${first.who.cookies.get('yunchuang-citizen')}`
  const journey = await openJourney(house)
  const { id: caseId } = await journey.toReview(first)
  const { body: draft } = await first.who.call(drafts.startDraft, { body: { service: 'licence-replace-damaged' } })
  await first.who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
  const places = {
    home: '/',
    guide: '/services/licence-replace-lost',
    form: `/my/drafts/${draft.id}/form/damage`,
    progress: `/my/cases/${caseId}`,
    search: `/services?q=${encodeURIComponent('驾照丢了')}`,
    documents: '/my/documents',
    messages: '/my/messages',
    payment: `/my/cases/${caseId}/bills`,
  }

  for (const name of ['home', 'form', 'progress'] as const)
    yield {
      name: `page.${name}_kb`,
      value: await firstLoad(browser, house.url + places[name], citizen),
      unit: 'KB',
      goal: '<= 20',
    }
  const officer = `yunchuang-officer=${house.reviewer.cookies.get('yunchuang-officer')}`
  yield {
    name: 'officer.first_kb',
    value: await firstLoad(browser, `${house.url}/desk`, officer),
    unit: 'KB',
    goal: '<= 80',
  }
  // Another person's case: whoever owns the copies cannot open their sealed data, and the pages below are the first person's.
  await fill(house, (await journey.toReview(second)).id, 10_000)
  yield { name: 'officer.rows_ms', value: await timeToRows(browser, house.url, officer), unit: 'ms', goal: '<= 150' }
  await journey.close()
  await browser.close()
  ensurePeers()
  for (const [name, path] of Object.entries(places)) {
    const { performance, accessibility } = await lighthouse(house.url + path, citizen)
    yield { name: `lighthouse.${name}_performance`, value: performance, unit: 'points', goal: '>= 98' }
    yield { name: `lighthouse.${name}_accessibility`, value: accessibility, unit: 'points', goal: '>= 100' }
  }
  await house.close()
}

/** KB of the page, its styles and scripts as they travel, in brotli where the house packs them (a browser asks for brotli only over https, so they are fetched again here). */
async function firstLoad(browser: Browser, url: string, cookie: string): Promise<number> {
  const page = await openWith(browser, cookie, url)
  const wanted: string[] = []
  let broken = 0
  page.on('response', (response) => {
    if (!response.ok() && response.request().resourceType() === 'document') broken = response.status()
    if (['document', 'stylesheet', 'script'].includes(response.request().resourceType())) wanted.push(response.url())
  })
  await page.goto(url)
  await page.locator('main').first().waitFor()
  // The event stream of news never ends: the network is never idle, but the scripts are there when the page has been loaded.
  await page.waitForLoadState('load')
  await page.context().close()
  if (broken) throw new Error(`${new URL(url).pathname} answers ${broken}`)
  const sizes = await Promise.all(wanted.map((one) => brotliBytes(one, cookie)))
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024
}

function brotliBytes(url: string, cookie: string): Promise<number> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': 'br', accept: 'text/html,*/*', cookie } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => done(bytes))
    })
      .on('error', fail)
      .end()
  })
}

/** A context of its own: nothing is in its cache. */
async function openWith(browser: Browser, cookie: string, url: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: new URL(url).origin }])
  return context.newPage()
}

/** Copies one case ten thousand times, as the owner of the database: what a list shows is in its open columns. */
async function fill(house: BenchHouse, caseId: string, rows: number): Promise<void> {
  const owner = new pg.Client({ connectionString: house.databaseUrl })
  await owner.connect()
  await owner.query(
    `insert into cases (office, number, service, service_version, channel, applicant, subject_index, state, step, version, data, who, what, clock, due, head, submitted_at)
     select office, number || lpad(g::text, 5, '0'), service, service_version, channel, applicant, decode(md5(g::text), 'hex'), 'open', 'review', 1, data, who, what, clock, current_date + g % 20, head, submitted_at + g * interval '1 second'
       from cases, generate_series(1, $2::int) g where id = $1`,
    [caseId, rows - 1],
  )
  await owner.query('analyze cases')
  await owner.end()
}

/** Main-thread CPU in ms (thread ticks, so that waiting for the house does not count) from an empty page to the rows; the median of five. */
async function timeToRows(browser: Browser, url: string, cookie: string): Promise<number> {
  const page = await openWith(browser, cookie, url)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (): Promise<number> =>
    ((await cdp.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration')?.value ?? 0) * 1000
  const figures: number[] = []
  for (let i = 0; i < 5; i++) {
    await page.goto('about:blank')
    const before = await spent()
    await page.goto(`${url}/desk`)
    await page.locator('.d-row').first().waitFor()
    figures.push((await spent()) - before)
  }
  await page.context().close()
  return median(figures)
}
