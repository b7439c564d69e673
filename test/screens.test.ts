import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixtures, shellFor } from '#web/citizen/fixtures.ts'
import type { Lang } from '#web/kit/i18n.ts'

/** Every page of the citizen site in every state, in every dress: nothing axe can find, nothing that runs off a small phone. */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const assets = new URL('../dist/apps/assets/', import.meta.url)
const css = readdirSync(assets).filter((name) => name.startsWith('theme-') && name.endsWith('.css'))
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const DRESSES = (['zh', 'en'] as Lang[]).flatMap((lang) =>
  (['light', 'dark'] as const).flatMap((theme) => [false, true].map((elder) => ({ lang, theme, elder }))),
)

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  const sheet = css.map((name) => readFileSync(new URL(name, assets), 'utf8')).join('\n')
  await page.route('**/*.css', (route) => route.fulfill({ contentType: 'text/css', body: sheet }))
  await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
})
afterAll(() => browser.close())

describe.each(DRESSES)('$lang $theme elder=$elder', ({ lang, theme, elder }) => {
  test('every page is sound', { timeout: 120_000 }, async () => {
    const found: string[] = []
    for (const { id, draw } of fixtures(lang)) {
      const html = draw(shellFor(lang, { prefs: { theme, elder, contrast: false } }))
      await page.route(
        'http://screens.test/',
        (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
        { times: 1 },
      )
      await page.goto('http://screens.test/')
      found.push(...(await faults(page)).map((fault) => `${id}: ${fault}`))
    }
    expect(found).toEqual([])
  })
})

async function faults(at: Page): Promise<string[]> {
  await at.evaluate(axe)
  return at.evaluate(async (tags) => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
        }
      }
    ).axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['runs off the side'] : []
    return [...wide, ...violations.map((v) => `${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)]
  }, TAGS)
}
