import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house, type TestHouse } from '#test/house.ts'
import { measured, parseMeasured } from './views/measured.ts'

/** 我们承诺什么,怎么查: what stands there can be done, and the figures are those that were written down last. */

let h: TestHouse
beforeAll(async () => {
  h = await house({ jobs: false })
})
afterAll(() => h.close())

const HTML = { accept: 'text/html' }
const read = async (path: string): Promise<string> => {
  const answer = await fetch(h.url + path, { headers: HTML })
  expect(answer.status, path).toBe(200)
  return answer.text()
}

describe('the page', () => {
  test('is found from the foot of every page, in both languages, without a script', async () => {
    expect(await read('/')).toContain('href="/promise/checks"')
    expect(await read('/promise')).toContain('href="/promise/checks"')
    const zh = await read('/promise/checks')
    expect(zh).toContain('<h1>我们承诺什么,怎么查</h1>')
    expect(zh).toContain('我们不能承诺的')
    const english = await read('/promise/checks?lang=en')
    expect(english).toContain('What we promise and how to check it')
  })

  test('says the newest figures with their day', async () => {
    const { day, figures } = measured()
    const page = await read('/promise/checks')
    for (const name of [
      'page.home_kb',
      'services.count',
      'backup.restore_s',
      'plates.stampede_s',
      'plates.hot_number_winners',
    ])
      expect(page, name).toMatch(new RegExp(`${day}[^<]*\\b${figures.get(name)?.replace('.', '\\.')} ?[^<]*<`))
    expect(figures.get('plates.hot_number_winners')).toBe('1')
  })

  test('every command is one that exists, on files that exist; every page is there for strangers or behind the sign-in', async () => {
    const page = await read('/promise/checks')
    const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts)
    const commands = [...page.matchAll(/<pre class="command"><code>([^<]+)</g)].map(([, command = '']) => command)
    expect(commands.length).toBeGreaterThan(4)
    expect(commands).toContain(`npm run verify-log -- ${h.url} kept.json`)
    for (const command of commands) {
      const [first, second, third = '', ...rest] = command.split(' ')
      if (first === 'npm') expect(scripts, command).toContain(third)
      else {
        expect([first, second]).toEqual(['npx', 'vitest'])
        for (const path of rest.filter((word) => word.includes('/'))) expect(existsSync(path), command).toBe(true)
      }
    }
    const links = [...(page.split('<main')[1]?.split('</main>')[0] ?? '').matchAll(/href="([^"]+)"/g)].map(
      ([, href = '']) => href,
    )
    expect(links.length).toBeGreaterThan(4)
    for (const href of links)
      if (href !== '/api/log/checkpoint')
        expect([200, 303], href).toContain((await fetch(h.url + href, { redirect: 'manual', headers: HTML })).status)
  })
})

describe('the table of last figures', () => {
  const table = (rows: string) =>
    `# x\n\n## Last figures\n2026-01-02, a machine\n| figure | value | goal |\n|---|---|---|\n${rows}\n\n## more\n| \`z\` | 9 |`

  test('gives each figure its number', () => {
    const { day, figures } = parseMeasured(
      table('| `a` / `b.c` | 1,234 (why) / **0.39 missed** | – |\n| `d`; words | 14 s for all; 0, 0 | 0 |'),
    )
    expect(day).toBe('2026-01-02')
    expect(Object.fromEntries(figures)).toEqual({ a: '1,234', 'b.c': '0.39', d: '14' })
  })

  test('a row with more names than values, or without a number, gives none', () => {
    expect(parseMeasured(table('| `a` / `b` | 1 | |\n| `c` | none | |')).figures.size).toBe(0)
  })

  test('a table without its day is a mistake', () => {
    expect(() => parseMeasured('## Last figures\nsome day')).toThrow('on which day')
  })
})
