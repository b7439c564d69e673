import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inEnglish } from './param-words.ts'
import { fill } from './text.ts'

const WRITTEN = /(?:reason: |state\(|no\(|\{ state: )'([^']*\p{Script=Han}[^']*)'/gu

test('every reason that a check about drivers and learners gives has English words', () => {
  const folder = new URL('./checks/', import.meta.url)
  const files = readdirSync(folder).filter((f) => /^(licence|exam)[a-z-]*\.ts$/.test(f))
  const reasons = files.flatMap((f) =>
    [...readFileSync(new URL(f, folder), 'utf8').matchAll(WRITTEN)].map((m) => m[1] ?? ''),
  )
  expect(reasons.length).toBeGreaterThan(40)
  expect(reasons.filter((reason) => /\p{Script=Han}/u.test(inEnglish(reason)))).toEqual([])
})

test('an English sentence takes the English word, a Chinese one the Chinese', () => {
  const params = { state: '注销', name: '王芳', n: 3 }
  expect(fill('The licence is “{state}”.', params)).toBe('The licence is “cancelled”.')
  expect(fill('驾驶证状态为“{state}”。', params)).toBe('驾驶证状态为“注销”。')
  expect(fill('{n} for {name}, {missing}', params)).toBe('3 for 王芳, {missing}')
})

test('several words in one place: each in English, joined as English joins them', () => {
  expect(inEnglish('号牌号码、机动车所有人姓名')).toBe('plate number, name of the owner')
  expect(inEnglish('A1、A2')).toBe('A1, A2')
  expect(fill('不一致({field})。', { field: '购买方、销售方' })).toBe('不一致(购买方、销售方)。')
})

test('a day in a sentence is written as people write it', () => {
  expect(fill('最早{date}可办。', { date: '2028-06-23' })).toBe('最早2028年6月23日可办。')
  expect(fill('You can apply after {date}.', { date: '2028-06-23' })).toBe('You can apply after 23 June 2028.')
})
