import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REFUSALS } from '#domain/refusals.ts'

const ROOT = new URL('..', import.meta.url).pathname

/** Codes as they are written where something is refused: refuse('…'), block('…'), refusedBy(…), new Refused(…), code: '…', return '…'. */
const WRITTEN =
  /(?:refuse\(|block\(|refusedBy\([^,]+, \{ code: |new Refused\([^,]+, |code: |return )'([A-Z][A-Z0-9_]{3,})'/g

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}

test('every code that a decision, a check or the server can answer has its sentences', () => {
  const files = [...sources('domain').filter((f) => /^domain\/(decide|moves|checks\/)/.test(f)), ...sources('server')]
  const missing = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(WRITTEN)]
      .map((m) => m[1] ?? '')
      .filter((code) => !Object.hasOwn(REFUSALS, code))
      .map((code) => `${file}: ${code}`),
  )
  expect(missing).toEqual([])
})

test('the search itself finds the codes of the decisions', () => {
  const text = readFileSync(join(ROOT, 'domain/decide-officer.ts'), 'utf8')
  expect([...text.matchAll(WRITTEN)].map((m) => m[1])).toEqual(
    expect.arrayContaining(['SAME_PERSON', 'WRONG_STEP', 'INSPECTION_FAILED']),
  )
})
