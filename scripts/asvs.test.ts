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
  expect(items.length).toBeGreaterThan(70)
})

/** The chosen items, and those most often forgotten. */
const CHOSEN =
  '1.2.6 1.2.7 1.2.8 1.3.8 1.3.9 2.3.1 2.3.4 2.3.5 2.4.2 3.3.3 3.4.7 3.4.8 3.5.4 3.5.6 3.5.7 3.5.8 4.1.4 4.1.5 4.3.1 4.3.2 4.4.2 5.2.4 5.2.5 5.2.6 5.3.3 6.3.3 6.3.5 6.3.7 6.3.8 6.4.4 6.5.1 6.5.6 6.7.1 6.7.2 6.8.3 7.4.2 7.5.3 8.2.3 8.2.4 8.3.2 8.3.3 8.4.2 9.* 10.* 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 12.1.2 13.3.3 13.3.4 13.4.6 13.4.7 14.2.1 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5 15.3.6 15.4.1 15.4.2 15.4.3 16.3.2 16.4.2 16.4.3 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8'
test('none of the chosen items is left out, in their order', () => {
  expect(items.map(({ id }) => id).join(' ')).toBe(CHOSEN)
})

test('a test that was renamed or removed is found, as is a claim without one', () => {
  expect(problems({ tests: ['domain/decide.test.ts::no such story'] })).toEqual([
    expect.stringContaining('has no test "no such story"'),
  ])
  expect(problems({ tests: ['domain/nowhere.test.ts'] })).toEqual([expect.stringContaining('there is no test')])
  expect(problems({ tests: ['domain/decide.ts'] })).toEqual([expect.stringContaining('there is no test')])
  expect(problems({ tests: [] })).toEqual([expect.stringContaining('has no test')])
  expect(problems({ applies: 'no', where: 'no' })).toEqual([expect.stringContaining('does not say why not')])
  expect(problems({ applies: 'perhaps' })).toHaveLength(2)
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
