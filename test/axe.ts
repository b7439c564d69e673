import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Rules {
  type: 'tag' | 'rule'
  values: string[]
}

/** WCAG 2.2 AA and good practice. */
export const EVERYTHING: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** All rules of axe that look at colours: what can be found in a page that was sound and is now only dark. */
export const COLOURS: Rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

interface Axe {
  run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/**
 * What axe finds, one line for each rule that is broken. Axe stays in a window as long as that lives; its own builder brings it anew
 * and opens a page each time, and tells also what is in order: three times the work (measured). Pages have no frames.
 */
export async function axeFaults(page: Page, rules = EVERYTHING): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE)
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.map((v) => `${v.id} ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
  }, rules)
}
