import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixtures, shellFor } from '#web/citizen/fixtures.ts'
import type { Fixture } from '#web/citizen/fixtures/make.ts'
import type { Lang } from '#web/kit/i18n.ts'
import { axeFaults, COLOURS, EVERYTHING, type Rules } from './axe.ts'

/** Every page of the citizen site in every state, in every dress: nothing axe can find, nothing that runs off a small phone. */

const assets = new URL('../dist/apps/assets/', import.meta.url)
const css = readdirSync(assets).filter((name) => name.startsWith('theme-') && name.endsWith('.css'))

const DRESSES = (['zh', 'en'] as Lang[]).flatMap((lang) => [false, true].map((elder) => ({ lang, elder })))

let server: Server
let browser: Browser
let page: Page
beforeAll(async () => {
  server = await serveAssets()
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  // All pages are written into this one window, in which axe stays: to load both anew for each took half of the time (measured).
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
afterAll(async () => {
  await browser.close()
  server.close()
})

/** The built style sheet, kept by the browser after the first page; scripts stay silent. */
function serveAssets(): Promise<Server> {
  const sheet = css.map((name) => readFileSync(new URL(name, assets), 'utf8')).join('\n')
  const served = createServer((request, response) => {
    const style = request.url?.endsWith('.css') ?? false
    const type = style ? 'text/css' : request.url?.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' }).end(style ? sheet : '')
  })
  return new Promise((done) => served.listen(0, '127.0.0.1', () => done(served)))
}

describe.each(DRESSES)('$lang elder=$elder', ({ lang, elder }) => {
  const drawn = ({ draw }: Fixture, theme: 'light' | 'dark') =>
    draw(shellFor(lang, { prefs: { theme, elder, contrast: false } }))

  test('every page is sound, light and dark', { timeout: 300_000 }, async () => {
    const found: string[] = []
    const look = async (where: string, rules: Rules) =>
      found.push(...(await faults(page, rules)).map((fault) => `${where}: ${fault}`))
    for (const fixture of fixtures(lang)) {
      const [light, dark] = [drawn(fixture, 'light'), drawn(fixture, 'dark')]
      await page.setContent(light)
      await look(`${fixture.id} light`, EVERYTHING)
      const day = await ground(page)
      // The same document in other colours: only the rules that look at colours can find more in it.
      if (withoutTheme(light) !== withoutTheme(dark)) found.push(`${fixture.id}: in the dark it says something else`)
      await page.setContent(dark)
      await look(`${fixture.id} dark`, COLOURS)
      if ((await ground(page)) === day) found.push(`${fixture.id}: as bright in the dark`)
    }
    expect(found).toEqual([])
  })
})

/** A document without what tells a light one from a dark one: its attributes, and which link of the menu is the present one. */
const withoutTheme = (html: string): string =>
  html
    .replace(/ data-theme="\w+"/, '')
    .replace(/(name="color-scheme" content=)"\w+"/, '$1')
    .replaceAll(/(href="\/prefs\?theme=\w+&[^"]*" rel="nofollow") aria-current="true"/g, '$1')

const ground = (at: Page): Promise<string> =>
  at.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

async function faults(at: Page, rules: Rules): Promise<string[]> {
  const wide = await at.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  return [...(wide ? ['runs off the side'] : []), ...(await axeFaults(at, rules))]
}
