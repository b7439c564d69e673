import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** The directions of imports are law only if the linter really stops a wrong one: each is tried on a small file in a copy of the layout. */

const run = promisify(execFile)
const ROOT = new URL('../', import.meta.url).pathname
const dir = mkdtempSync(join(tmpdir(), 'yc-lint-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Whatever folder stands below server/: a new one is held to the rules without being named anywhere. */
const FOLDERS = readdirSync(join(ROOT, 'server'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const FEATURES = FOLDERS.filter((name) => !['kit', 'connectors', 'site'].includes(name))
/** All that the other side of the wire may know of the kit. */
const SHARED = ['canonical.ts', 'crypto.ts', 'crypto-keyfiles.ts', 'crypto-signatures.ts', 'http-line.ts']
const KIT = readdirSync(join(ROOT, 'server/kit')).filter((name) => !name.endsWith('.test.ts'))

const FORBIDDEN: [from: string, imports: string][] = [
  ...FEATURES.flatMap((feature): [string, string][] => [
    [`server/${feature === 'cases' ? 'plates' : 'cases'}/bad.ts`, `#server/${feature}/x.sql.ts`],
    [`server/${feature === 'cases' ? 'plates' : 'cases'}/bad.ts`, `../${feature}/below/x.http.ts`],
    [`server/${feature}/bad.ts`, '#server/kit/health.http.ts'],
    [`server/${feature}/bad.ts`, '#web/citizen/paths.ts'],
    [`server/${feature}/bad.ts`, '#sandbox/sandbox.ts'],
    ['server/site/routes/bad.ts', `#server/${feature}/x.sql.ts`],
    ['server/site/routes/bad.ts', `../../${feature}/x.http.ts`],
    ['server/connectors/bad.ts', `#server/${feature}/x.ts`],
    ['server/connectors/bad.ts', `../${feature}/x.ts`],
    ['sandbox/bad.ts', `#server/${feature}/x.ts`],
    ['sandbox/agencies/bad.ts', `../../server/${feature}/x.ts`],
  ]),
  ...KIT.filter((name) => !SHARED.includes(name)).map((name): [string, string] => [
    'sandbox/bad.ts',
    `#server/kit/${name}`,
  ]),
  ['domain/bad.ts', '#server/kit/db.ts'],
  ['domain/bad.ts', '#api/route.ts'],
  ['domain/bad.ts', '#web/kit/client.ts'],
  ['domain/bad.ts', '#sandbox/sandbox.ts'],
  ['domain/rules/bad.ts', 'node:fs'],
  ['domain/services/bad.ts', 'pg'],
  ['domain/bad.ts', 'fastify'],
  ['domain/bad.ts', 'preact'],
  ['api/bad.ts', '#server/kit/db.ts'],
  ['api/bad.ts', '#web/kit/client.ts'],
  ['api/bad.ts', '#sandbox/sandbox.ts'],
  ['api/bad.ts', 'node:crypto'],
  ['api/bad.ts', 'pg'],
  ['web/bad.ts', '#server/kit/db.ts'],
  ['web/officer/bad.ts', '#server/cases/cases.ts'],
  ['web/citizen/bad.tsx', '#sandbox/sandbox.ts'],
  ['web/kit/bad.ts', 'node:fs'],
  ['server/cases/bad.ts', '#server/payments/bills.sql.ts'],
  ['server/payments/bad.ts', '#server/cases/cases.sql.ts'],
  ['server/plates/bad.ts', '../cases/cases.sql.ts'],
  ['domain/rules/bad.ts', '../../server/kit/db.ts'],
  ['api/bad.ts', '../server/kit/db.ts'],
  ['web/officer/bad.ts', '../../server/kit/db.ts'],
  ['server/kit/bad.ts', '../../sandbox/sandbox.ts'],
  ['server/messages/bad.ts', '#server/accounts/accounts.http.ts'],
  ['server/connectors/bad.ts', '#api/cases.ts'],
  ['server/connectors/bad.ts', '#web/kit/client.ts'],
  ['server/connectors/bad.ts', '#sandbox/sandbox.ts'],
  ['sandbox/bad.ts', '#web/kit/client.ts'],
  ['sandbox/bad.ts', '#api/cases.ts'],
]
const ALLOWED: [from: string, imports: string][] = [
  ['domain/good.ts', '#domain/case.ts'],
  ['api/good.ts', '#domain/case.ts'],
  ['web/good.ts', '#api/cases.ts'],
  ['server/cases/good.ts', './cases.sql.ts'],
  ['server/cases/good.ts', '#server/payments/bills.ts'],
  ['server/connectors/good.ts', '#server/kit/crypto.ts'],
  ['sandbox/good.ts', '#server/connectors/pay.ts'],
  ...SHARED.map((name): [string, string] => ['sandbox/good.ts', `#server/kit/${name}`]),
  ...FEATURES.map((feature): [string, string] => ['server/cases/good.ts', `#server/${feature}/x.ts`]),
  ['server/connectors/good.ts', '../kit/crypto.ts'],
  ['server/video/media/good.ts', '../x.sql.ts'],
  ['server/house.ts', '#server/cases/cases.http.ts'],
  ['server/site/routes/good.ts', '#web/citizen/paths.ts'],
  ['server/site/routes/good.ts', '#server/cases/cases.ts'],
]

interface Diagnostic {
  code: string
  filename: string
}
let found: Diagnostic[]

/** One file for each line of the tables, in a folder of its own name so that none hides another. */
const fileOf = (from: string, imports: string, table: readonly (readonly [string, string])[]): string => {
  if (from === 'server/house.ts') return from
  const nth = table.findIndex((each) => each[0] === from && each[1] === imports)
  return from.replace(/\.(tsx?)$/, `-${nth}.$1`)
}

beforeAll(async () => {
  // Types are not at stake here, and need the whole project.
  const config = JSON.parse(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
  writeFileSync(join(dir, '.oxlintrc.json'), JSON.stringify({ ...config, options: {} }))
  for (const table of [FORBIDDEN, ALLOWED]) {
    for (const [from, imports] of table) {
      const file = join(dir, fileOf(from, imports, table))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `import * as it from '${imports}'\n\nexport const seen = Object.keys(it)\n`)
    }
  }
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
    cwd: dir,
    maxBuffer: 10_000_000,
  }).catch((error: unknown) => error as { stdout: string })
  found = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics
})

const stopped = (file: string): boolean =>
  found.some((d) => d.code.includes('no-restricted-imports') && d.filename.endsWith(file))

describe('a wrong direction is an error', () => {
  test.each(FORBIDDEN)('%s must not import %s', (from, imports) => {
    expect(stopped(fileOf(from, imports, FORBIDDEN))).toBe(true)
  })
})

describe('a right one is none', () => {
  test.each(ALLOWED)('%s may import %s', (from, imports) => {
    expect(stopped(fileOf(from, imports, ALLOWED))).toBe(false)
  })
})
