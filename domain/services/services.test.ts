import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '#domain/checks/check.ts'
import { citeLaw } from '#domain/law.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { CATEGORIES } from '#domain/service.ts'
import { findService, services } from './index.ts'

const files = CATEGORIES.flatMap((folder) =>
  readdirSync(new URL(`./${folder}/`, import.meta.url))
    .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
    .map((f) => `${folder}/${f.replace(/(\.v\d+)?\.ts$/, '')}`),
)

test('every file of the folders is in the catalogue, under its own name, in the folder of its category', () => {
  expect([...new Set(files)].sort()).toEqual(services.map((s) => `${s.category}/${s.code}`).sort())
})

test('an item takes no more than 120 lines; what it shares with others is written beside it', () => {
  const lines = (name: string): number =>
    readFileSync(new URL(`./${name}.ts`, import.meta.url), 'utf8').split('\n').length - 1
  expect(files.filter((name) => lines(name) > 120)).toEqual([])
})

describe.each(services.map((s) => [s.code, s] as const))('%s', (code, service) => {
  test('names what exists: articles, checks, refusals', () => {
    for (const ref of [...service.law, ...(service.limit.law ? [service.limit.law] : [])])
      expect(citeLaw(ref).zh).toMatch(/第\d+条$/)
    for (const check of service.checks) expect(CHECKS[check]).toBeDefined()
    for (const refusal of service.refusals) expect(REFUSALS[refusal], refusal).toBeDefined()
  })
  test('field names are unique and every field says why it is asked', () => {
    const fields = service.form.flatMap((p) => p.fields)
    expect(new Set(fields.map((f) => f.name)).size).toBe(fields.length)
    for (const f of fields) expect(f.purpose.zh && f.purpose.en && f.label.zh && f.label.en, f.name).toBeTruthy()
  })
  test('masks what is told of persons: names, identity numbers, mobiles, street addresses', () => {
    const fields = service.form.flatMap((p) => p.fields)
    const ofPersons = fields.filter(
      (f) => ['mobile', 'id-number', 'person-name'].includes(f.kind) || /^(recipient|address)$/.test(f.name),
    )
    expect(ofPersons.filter((f) => !f.personal).map((f) => f.name)).toEqual([])
  })
  test('is found by its code, and by its version while cases run on it', () => {
    expect(findService(code)).toBe(service)
    expect(findService(code, service.version)).toBe(service)
    expect(findService(code, 999)).toBeUndefined()
  })
})
