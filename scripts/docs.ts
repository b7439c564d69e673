import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { agencyName } from '#domain/agencies.ts'
import { CHECKS } from '#domain/checks/check.ts'
import type { Fee } from '#domain/fees.ts'
import type { Field } from '#domain/fields.ts'
import { citeLaw } from '#domain/law.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { asksMoney, isOpen, type LawRef, type Service } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import { loadFees } from '#server/kit/city.ts'
import { writePinyin } from './pinyin.ts'

const FILE = new URL('../docs/services.md', import.meta.url)

/** The catalogue as a page for readers: what each service item asks, checks, costs and ends in. Pure: the same catalogue gives the same text. */
export function servicesPage(all: readonly Service[], fees: readonly Fee[]): string {
  const open = all.filter(isOpen)
  return `${[
    '# Services',
    'Generated from `domain/services/` by `npm run docs`. Do not edit it by hand: a test fails when it is not current.',
    `${all.length} service items: ${open.length} work, ${all.length - open.length} are declared. The next is [one more file](../CONTRIBUTING.md#a-service-item).`,
    '*works*: from the application to its end, or on its page. *declared*: rules, refusals and guide page are there; applying opens with the machinery that is named.',
    ['| Item | In English | State | File | Test |', '|---|---|---|---|---|', ...all.map(line)].join('\n'),
    ...all.map((service) => chapter(service, fees)),
  ].join('\n\n')}\n`
}

/** True when docs/services.md says what the catalogue says. */
export const servicesPageIsCurrent = (): boolean => readFileSync(FILE, 'utf8') === servicesPage(services, loadFees())

const line = (s: Service): string => {
  const file = `domain/services/${s.category}/${s.code}.ts`
  const test = testOf(s)
  const state = s.opensWith ? `declared (${s.opensWith})` : s.page ? `works (page \`${s.page}\`)` : 'works'
  return `| [${s.name.zh}](#${s.code}) | ${s.name.en} | ${state} | [${s.code}](../${file}) | ${test ? `[${test.split('/').at(-1)}](../${test})` : ''} |`
}

/** The test that walks or judges an item: its own, else the first that names it. */
export function testOf(s: Pick<Service, 'category' | 'code'>): string | undefined {
  const own = `domain/services/${s.category}/${s.code}.test.ts`
  return existsSync(new URL(own, ROOT)) ? own : TESTS.find(({ text }) => text.includes(`'${s.code}'`))?.path
}

const ROOT = new URL('../', import.meta.url)
/** Tests that take items to their end come first, then the rules of items, then all others. */
const TESTS = ['server/cases', 'domain/services', 'domain', 'server', 'e2e']
  .flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(test|e2e)\.ts$/.test(name))
      .toSorted((a, b) => Number(a.includes('refusals')) - Number(b.includes('refusals')) || (a < b ? -1 : 1))
      .map((name) => join(folder, name)),
  )
  .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') }))

function chapter(s: Service, fees: readonly Fee[]): string {
  return [
    `<a id="${s.code}"></a>\n\n## ${s.name.zh} · ${s.name.en}`,
    `${s.summary.zh}<br>${s.summary.en}`,
    facts(s, fees),
    `### Checks asked of other agencies\n\n${checks(s)}`,
    `### Form\n\n${form(s)}`,
    `### Materials\n\n${s.materials.map((m) => `- ${m.name.zh} (${m.name.en}): ${m.how === 'networked' ? 'looked up, never asked for' : `a picture from the citizen${m.required ? ', in some cases' : ''}`}`).join('\n')}`,
    `### Refusals\n\n${refusals(s)}`,
  ].join('\n\n')
}

function facts(s: Service, fees: readonly Fee[]): string {
  const rows: [string, string][] = [
    ['Code', `\`${s.code}\`, version ${s.version}, category ${s.category}`],
    ['Law', s.law.map(cite).join('; ')],
    ['Who may apply', s.applicants.join(', ')],
    ['Channels', s.channels.join(', ')],
    ['Steps', s.steps.map(step).join(' → ')],
    [
      'Legal limit',
      `${s.limit.workingDays} working day(s), ${s.limit.law ? cite(s.limit.law) : 'a promise; no law sets one'}`,
    ],
    ['Promise', `${s.promise.zh} (${s.promise.en})`],
    [
      'Fees',
      asksMoney(s)
        ? [...s.fees, 'post'].flatMap((code) => fees.filter((f) => f.code === code).map(fee)).join('; ')
        : 'none',
    ],
    ['You receive', s.products.join(', ') || 'an entry in the register; no paper'],
    ['Act of the national register', `\`${s.register}\``],
  ]
  return table(['', ''], rows)
}

const step = (s: Service['steps'][number]): string =>
  `\`${s.kind}\`${s.hours ? ` (${s.hours} h)` : ''}${s.when ? ' (in some cases)' : ''}`

const fee = (f: Fee): string =>
  `${f.name.zh} ${(f.fen / 100).toFixed(2)} yuan${f.code === 'post' ? ' when posted' : ''} (from ${f.from}${f.to ? ` to ${f.to}` : ''})`

const cite = (ref: LawRef): string => citeLaw(ref).zh

const checks = (s: Service): string =>
  table(
    ['Check', 'Name', 'Who answers'],
    s.checks.map((name) => [
      `\`${name}\``,
      `${CHECKS[name].label.zh} (${CHECKS[name].label.en})`,
      agencyName(CHECKS[name].agency).zh,
    ]),
  )

const form = (s: Service): string =>
  table(
    ['Part', 'Field', 'Kind', 'Required', 'Why we ask'],
    s.form.flatMap((part) =>
      part.fields.map((f) => [part.title.zh, f.label.zh, kind(f), requirement(f), f.purpose.zh]),
    ),
  )

const kind = (f: Field): string =>
  f.options ? `${f.kind}: ${f.options.map((option) => option.label.zh).join(', ')}` : f.kind

const requirement = (f: Field): string =>
  typeof f.required === 'function' ? 'in some cases' : f.required ? 'yes' : 'no'

const refusals = (s: Service): string =>
  table(
    ['Code', 'What the citizen is told', 'What to do'],
    s.refusals.map((code) => {
      const text = REFUSALS[code]
      if (!text) throw new Error(`${s.code} names the refusal ${code}, which has no sentence`)
      return [`\`${code}\``, text.message.zh, text.next.zh]
    }),
  )

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** `npm run docs` writes the page and the table of pinyin; with --check it only says whether the page is current. */
if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  if (!values.check) {
    writeFileSync(FILE, servicesPage(services, loadFees()))
    writePinyin()
  } else if (!servicesPageIsCurrent()) {
    console.error('docs/services.md is not current: run "npm run docs"')
    process.exit(1)
  }
}
