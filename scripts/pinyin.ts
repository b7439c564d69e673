import { readFileSync, writeFileSync } from 'node:fs'
import { customPinyin, pinyin } from 'pinyin-pro'
import type { Service } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'

// Words of the trade that a general dictionary reads wrong.
customPinyin({ 行驶证: 'xíng shǐ zhèng', 行驶: 'xíng shǐ', 车行: 'chē háng', 还款: 'huán kuǎn', 还贷: 'huán dài' })

const FILE = new URL('../server/site/pinyin.json', import.meta.url)

/**
 * How every item's names and everyday words are typed on a keyboard without Chinese: whole syllables and their first letters.
 * Made here, once, and committed: the house needs no dictionary when it runs.
 */
export const pinyinTable = (all: readonly Service[]): string =>
  `${JSON.stringify(
    Object.fromEntries(
      all
        .toSorted((a, b) => (a.code < b.code ? -1 : 1))
        .map((s) => [s.code, [...new Set([s.name.zh, ...s.keywords].flatMap(typed))]]),
    ),
    null,
    1,
  )}\n`

/** "过户" → "guohu gh". Words without Chinese are found as they are. */
function typed(words: string): string[] {
  if (!/\p{Script=Han}/u.test(words)) return []
  const parts = pinyin(words, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '')
  return [`${parts.join('')} ${parts.map((part) => (/^\d/.test(part) ? part : part[0])).join('')}`]
}

export const pinyinIsCurrent = (): boolean => readFileSync(FILE, 'utf8') === pinyinTable(services)
export const writePinyin = (): void => writeFileSync(FILE, pinyinTable(services))
