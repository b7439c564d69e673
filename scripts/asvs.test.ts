import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Item, parseSheet, sheetProblems } from './asvs.ts'

/** Nothing is claimed of ASVS that no test shows. */

const items = parseSheet(readFileSync('docs/asvs.csv', 'utf8'))
const problems = (change: Partial<Item>) => {
  const [first, ...rest] = items.filter(({ applies }) => applies === 'yes')
  return first ? sheetProblems([{ ...first, ...change }, ...rest], process.cwd()) : []
}

test('each item that is said to be met names tests that are there; each other one says why not', () => {
  expect(sheetProblems(items, process.cwd())).toEqual([])
  const count = (applies: string) => items.filter((item) => item.applies === applies).length
  expect(readFileSync('docs/trust.md', 'utf8')).toContain(
    `Of ${items.length} rows ${count('yes')} are met, ${count('not met')} are not and say what is missing, ${count('no')} do not apply`,
  )
})

/** Of level 3, chosen because of what the house is. */
const CHOSEN =
  '1.2.10 2.3.5 2.4.2 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 4.1.4 4.1.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.3 6.3.5 6.3.7 6.3.8 6.5.6 6.7.1 6.7.2 7.5.3 8.2.4 8.3.2 8.3.3 8.4.2 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 13.3.3 13.3.4 13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5 15.4.1 15.4.2 15.4.3 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8'.split(
    ' ',
  )
/** Items of levels 1 and 2 in each section; V9 and V10 (tokens, OAuth) are one row each, as the house has neither. */
const SECTIONS =
  '1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2'.split(
    ' ',
  )

test('every item of levels 1 and 2 is there, and each chosen one of level 3, in their order', () => {
  expect(CHOSEN.filter((id) => !items.some((item) => item.id === id))).toEqual([])
  // 6.3.3 and 16.3.2 are of level 2 and ask more at level 3, as does 12.1.2: one row each.
  const lower = items.filter(({ id }) => !CHOSEN.includes(id) || id === '6.3.3')
  const counts = Map.groupBy(lower, ({ id }) => id.split('.').slice(0, 2).join('.'))
  expect(
    [...counts].filter(([section]) => !section.endsWith('*')).map(([section, found]) => `${section}:${found.length}`),
  ).toEqual(SECTIONS)
  const places = items.map(({ id }) => id.split('.').map((part) => (part === '*' ? 0 : Number(part))))
  expect(places).toEqual(
    places.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0)),
  )
})

test('a test that was renamed or removed is found, as is a claim without one', () => {
  expect(problems({ tests: ['domain/decide.test.ts::no such story'] })).toEqual([
    expect.stringContaining('has no test "no such story"'),
  ])
  expect(problems({ tests: ['domain/nowhere.test.ts'] })).toEqual([expect.stringContaining('there is no test')])
  expect(problems({ tests: ['domain/decide.ts'] })).toEqual([expect.stringContaining('there is no test')])
  expect(problems({ tests: [] })).toEqual([expect.stringContaining('has no test')])
  expect(problems({ applies: 'no', where: 'no' })).toEqual([expect.stringContaining('does not say why not')])
  expect(problems({ applies: 'perhaps' })).toHaveLength(1)
  expect(() => parseSheet('id\n1,2')).toThrow('2 cells')
})

test('every test and script that docs/trust.md and docs/operations.md name is there', () => {
  for (const doc of [
    'docs/trust.md',
    'docs/operations.md',
    'SECURITY.md',
    'docs/cryptography.md',
    'docs/dependencies.md',
  ]) {
    const named = [
      ...readFileSync(doc, 'utf8').matchAll(/`((?:[a-z0-9-]+\/)+[A-Za-z0-9._-]+\.(?:tsx?|mjs|sql|json|csv|md))`/g),
    ].map(([, path = '']) => path)
    expect(
      named.filter((path) => !existsSync(path)),
      doc,
    ).toEqual([])
  }
})
