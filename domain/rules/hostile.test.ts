import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as rules from '#domain/rules/index.ts'
import vectors from '#test/vectors.json' with { type: 'json' }

/** The rules stand at the border: whatever arrives, they answer. */
const functions = Object.entries(rules).map(([name, rule]): { name: string; rule: (q: unknown) => unknown } => ({
  name,
  rule,
}))

const FIELDS = [
  'input',
  'type',
  'today',
  'domestic',
  'class',
  'age',
  'options',
  'classes',
  'extended',
  'group',
  'road',
  'overPercent',
  'kind',
  'current',
  'points',
  'sameVehicle',
  'online',
  'totalPoints',
  'timesInCycle',
  'big',
  'entries',
  'reducedThisCycle',
  'step',
  'vehicle',
  'registered',
  'use',
  'size',
  'fullPoints',
  'validTo',
  'issued',
  'code',
  'vehicleType',
  'newEnergy',
  'subject',
  'cls',
  'date',
  'permitFrom',
  'permitTo',
  'bookedTimes',
  'lastFailed',
  'passed',
  'fine',
  'received',
  'paid',
  'from',
  'days',
  'calendar',
]

/** Values that have broken look-ups and parsers before, beside anything at all. */
const NASTY: readonly unknown[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  '\udfff鲁B12345',
  '鲁\0B12345',
  '',
  ' ',
  '9999-12-31',
  '1000-01-01',
  '2026-02-30',
  '0000-00-00',
  '+010000-01-01',
  NaN,
  Infinity,
  -0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  null,
  undefined,
  Symbol('s'),
  12n,
  [],
  {},
  Object.create(null),
  () => 0,
  new Date(Number.NaN),
  /x/g,
  new Map(),
  { off: new Set(), on: new Set() },
  { off: [], on: [] },
  { off: 'ab', on: 7 },
]

const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 30 }), fc.anything())

const query = fc.record(Object.fromEntries(FIELDS.map((field) => [field, nasty])), { requiredKeys: [] })

/** An answer is there, and no figure of it is worked out of something that is none. */
function expectAnswer(answer: unknown): void {
  expect(answer).toBeDefined()
  expect(JSON.stringify(answer, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value))).not.toMatch(/NaN/)
}

const CALENDAR = { off: [], on: [] }

/** Well-formed questions of a rule: a few rows of its table, each as it stands. */
function wellFormed(name: string): Record<string, unknown>[] {
  const rows: unknown = vectors[name as keyof typeof vectors]
  const list = Array.isArray(rows) ? rows : Object.values(rows as object).flat()
  const questions = list.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
  return questions.slice(0, 10).map((row) => ({ today: '2026-03-02', calendar: CALENDAR, ...row }))
}

describe.each(functions)('$name', ({ name, rule }) => {
  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(query, query, nasty), (q) => expectAnswer(rule(q))),
      { numRuns: 100 },
    )
  })

  test('answers when one thing is wrong and all else is right', () => {
    for (const right of wellFormed(name))
      for (const field of Object.keys(right))
        for (const value of NASTY) expectAnswer(rule({ ...right, [field]: value }))
  })
})

const readers: [string, (input: unknown) => unknown][] = [
  ['plate', (input) => rules.plate({ type: '02', input })],
  ['id', (input) => rules.id({ input, today: '2026-01-01' })],
  ['vin', (input) => rules.vin({ input })],
  ['uscc', (input) => rules.uscc({ input })],
  ['mobile', (input) => rules.mobile({ input })],
  ['classString', (input) => rules.classString({ input })],
  ['fileNo', (input) => rules.fileNo({ input })],
]

test.each(readers)('%s refuses what no person types, at once', (_name, read) => {
  const million = 1_000_000
  const inputs = [
    '__proto__',
    '\ud800',
    '1'.repeat(million),
    '鲁'.repeat(million),
    '\ufdfa'.repeat(million),
    ' '.repeat(million),
  ]
  const before = process.threadCpuUsage()
  for (const input of [...inputs, undefined, null, 7, {}, ['鲁B12345'], { toString: () => '鲁B12345' }]) {
    expect(read(input)).toMatchObject({ ok: false, why: expect.stringMatching(/^[A-Z0-9_]+$/) })
  }
  // One second of this thread, in microseconds: how busy the machine is does not count.
  const { user, system } = process.threadCpuUsage(before)
  expect(user + system).toBeLessThan(1_000_000)
})

test('a code or a type is never found among what every object inherits', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'valueOf']) {
    expect(rules.useType({ code: name })).toEqual({ ok: false })
    expect(rules.plate({ type: name, input: '鲁B12345' })).toMatchObject({ why: 'PLATE_TYPE_UNKNOWN' })
    expect(rules.plateTypeFor({ vehicleType: name, newEnergy: false })).toEqual({ plateType: null })
    expect(rules.scrap({ use: name, size: name })).toMatchObject({ ok: false })
    expect(rules.mayApply({ class: name, age: 30 })).toMatchObject({ why: 'CLASS_UNKNOWN' })
    expect(rules.passMark({ class: name })).toMatchObject({ ok: false })
  }
})
