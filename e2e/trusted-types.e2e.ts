import { expect, type Page } from '@playwright/test'
import { REVIEWER } from '#test/people.ts'
import { openDesk, test } from './officer-house.ts'

/** What the browser itself must refuse: each is a door through which a stored string could become script. */
const attack = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const doors: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('div').innerHTML = '<b>x</b>'),
      outerHTML: () => (document.body.appendChild(document.createElement('i')).outerHTML = '<b>x</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
      srcdoc: () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      'script.src': () => (document.createElement('script').src = '/assets/x.js'),
      'script.text': () => (document.createElement('script').text = 'x()'),
      'document.write': () => document.write('<b>x</b>'),
      parseFromString: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      'another policy': () =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('default', { createHTML: (text: string) => text }),
    }
    return Object.entries(doors).flatMap(([name, go]) => {
      try {
        go()
        return [name]
      } catch (error) {
        return error instanceof TypeError ? [] : [`${name}: ${String(error)}`]
      }
    })
  })

test('no string becomes markup or script, on the site nor on the desk', async ({ page, h }) => {
  const stopped: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to|TrustedScript|TrustedHTML/.test(message.text()))
      stopped.push(message.text())
  })
  await page.goto(h.url)
  // The one address the policy lets through: without it there is no page for hours without a line.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.active?.scriptURL)))
    .toMatch(/\/worker\.js\?/)
  expect(stopped, 'our own scripts meet no closed door').toEqual([])
  expect(await attack(page), 'site').toEqual([])
  stopped.length = 0
  await openDesk(page, h, REVIEWER)
  await expect(page.locator('.d-list')).toBeVisible()
  expect(stopped, 'the desk’s scripts meet no closed door').toEqual([])
  expect(await attack(page), 'desk').toEqual([])
})
