import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actWord } from '#web/officer/board/act-words.ts'

/** What the features write into the log, read from their source: whoever adds an act gives it its words. */
const WRITTEN = /\baudit\([^;]{0,200}?act: '([^']+)'|\blogged\(\w+, \w+, '([^']+)'|act = '(read-[a-z-]+)'/g

test('every act of the access log has its words in both languages', () => {
  const sources = globSync('server/**/*.ts').filter((path) => !path.endsWith('.test.ts'))
  const acts = new Set(
    sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(WRITTEN)].map((m) => m[1] ?? m[2] ?? m[3] ?? '')),
  )
  expect(acts.size).toBeGreaterThan(20)
  expect([...acts].filter((act) => actWord(act, 'en') === act || actWord(act, 'zh') === act)).toEqual([])
  expect(actWord('unmask applicant.mobile', 'en')).toBe('unmasked a field')
})
