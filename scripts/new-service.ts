import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LAW } from '#domain/law.ts'
import { CATEGORIES, type Category, type LawRef } from '#domain/service.ts'
import { findService } from '#domain/services/index.ts'

const USAGE = `npm run new-service -- <category> <code> [--zh 名称] [--en "Name"] [--law L164:52]… [--dir folder]
  category  ${CATEGORIES.join(', ')}
  code      small letters, digits and hyphens; never changes once people have applied
  --law     an article, by a key of domain/law.ts: ${Object.keys(LAW).join(', ')}
  --dir     where a city keeps items of its own (SERVICES_DIR); without it domain/services/<category>`

export interface NewService {
  category: Category
  code: string
  zh: string
  en: string
  law: readonly LawRef[]
  /** The folder that gets the two files. */
  dir: string
}

/** Writes the skeleton of an item and of its test. Throws a sentence when the code is taken or malformed. */
export function writeSkeleton(item: NewService): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(item.code))
    throw new Error(`"${item.code}" is no code: small letters, digits and single hyphens`)
  if (findService(item.code)) throw new Error(`there is a service item "${item.code}" already`)
  mkdirSync(item.dir, { recursive: true })
  const files: [string, string][] = [
    [join(item.dir, `${item.code}.ts`), declaration(item)],
    [join(item.dir, `${item.code}.test.ts`), firstTest(item)],
  ]
  for (const [path] of files) if (existsSync(path)) throw new Error(`${path} is there already`)
  for (const [path, text] of files) writeFileSync(path, text)
  return files.map(([path]) => path)
}

const constant = (code: string): string => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const SUBJECT: Partial<Record<Category, string>> = { driver: 'licence', vehicle: 'vehicle' }

function declaration({ category, code, zh, en, law }: NewService): string {
  const subject = SUBJECT[category] ?? 'person'
  const record = { licence: ', licenceRecord', vehicle: ', vehicleRecord', person: '' }[subject] ?? ''
  const checks = subject === 'vehicle' ? `['identity', 'vehicle-owner']` : `['identity']`
  return `import { defineService } from '#domain/service.ts'
import { anyRefusals, contact, electronic, identityLookedUp${record} } from '#domain/services/parts.ts'

/** Say here which articles make the rules, and what they do not ask for. */
export const ${constant(code)} = defineService({
  code: '${code}',
  version: 1,
  name: { zh: ${quoted(zh)}, en: ${quoted(en)} },
  summary: { zh: ${quoted(zh)}, en: ${quoted(en)} },
  category: '${category}',
  keywords: [${quoted(zh)}],
  law: [${law.map((ref) => `{ source: '${ref.source}', article: ${ref.article} }`).join(', ')}],
  channels: ['web', 'counter'],
  applicants: ['self'],
  subject: '${subject}',
  checks: ${checks},
  form: [contact],
  materials: [identityLookedUp${record}],
  steps: electronic,
  fees: [],
  limit: { workingDays: 1 },
  promise: { zh: '马上办结', en: 'Done at once' },
  products: [],
  refusals: [...anyRefusals${subject === 'vehicle' ? `, 'NOT_OWNER'` : ''}],
  register: '${code}',
})
`
}

const firstTest = ({ code }: NewService): string => `import { expect, test } from 'vitest'
import { citeLaw } from '#domain/law.ts'
import { walkTo } from '#test/cases.ts'
import { ${constant(code)} as service } from './${code}.ts'

test('an item stands on an article of law', () => {
  expect(service.law.length).toBeGreaterThan(0)
  for (const ref of service.law) expect(citeLaw(ref).zh).toMatch(/第\\d+条$/)
})

test('a good case comes to its end', () => {
  expect(walkTo(service, 'done').state).toBe('done')
})
`

const lawRef = (text: string): LawRef => {
  const [source = '', article] = text.split(':')
  if (!Object.hasOwn(LAW, source) || !Number.isInteger(Number(article)))
    throw new Error(`"${text}" is no article: write for example L164:52`)
  return { source, article: Number(article) }
}

const isCategory = (text: string | undefined): text is Category => CATEGORIES.some((c) => c === text)

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      zh: { type: 'string' },
      en: { type: 'string' },
      law: { type: 'string', multiple: true, default: [] },
      dir: { type: 'string' },
    },
  })
  const [category, code] = positionals
  try {
    if (!isCategory(category) || !code) throw new Error(USAGE)
    const files = writeSkeleton({
      category,
      code,
      zh: values.zh ?? code,
      en: values.en ?? code,
      law: values.law.map(lawRef),
      dir: values.dir ?? join(import.meta.dirname, '..', 'domain', 'services', category),
    })
    console.log(`${files.join('\n')}\nNow read them, say what the law says, and run: npm test`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
