import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import type { Service } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import { parse } from '#server/kit/parse.ts'

/** Code → "guohu gh", one for each name and everyday word; made by `npm run docs`. */
const TABLE = parse(
  Type.Record(Type.String(), Type.Array(Type.String())),
  JSON.parse(readFileSync(new URL('./pinyin.json', import.meta.url), 'utf8')) as unknown,
)

/**
 * Finds items by everyday words, in Chinese, English, pinyin or its first letters: a word that is the query or holds it counts
 * most, then the pairs of characters that query and item share, so that word order and small words do not matter.
 * Best first; nothing alike gives nothing.
 */
export function searchServices(query: string): Service[] {
  const asked = normal(query)
  if (asked === '') return []
  return services
    .map((service) => ({ service, score: scoreOf(service, asked) }))
    .filter((hit) => hit.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map((hit) => hit.service)
}

/** What is known of an item, made ready once. */
interface Known {
  /** Names and everyday words. */
  words: readonly string[]
  pairs: ReadonlySet<string>
  /** Names and everyday words as one line, and the same with the summary. */
  named: string
  all: string
}
const known = new WeakMap<Service, Known>()

function knownOf(service: Service): Known {
  const ready = known.get(service)
  if (ready) return ready
  const words = [service.name.zh, service.name.en, ...service.keywords].map(normal)
  const named = normal([service.name.en, ...service.keywords].join(' '))
  const made = {
    words,
    pairs: new Set([...words, normal(service.summary.zh), normal(service.summary.en)].flatMap(pairs)),
    named,
    all: `${named} ${normal(service.summary.en)}`,
  }
  known.set(service, made)
  return made
}

function scoreOf(service: Service, asked: string): number {
  const item = knownOf(service)
  const whole = Math.max(0, ...item.words.map((word) => likeness(word, asked)))
  const wanted = pairs(asked)
  const shared = wanted.filter((p) => item.pairs.has(p)).length
  // One shared pair in a long question says nothing.
  const alike = shared * 2 >= wanted.length && /[^a-z0-9]/.test(asked) ? shared : 0
  return whole + alike + englishWords(item, asked) + typedScore(service, asked)
}

/** The word itself, the beginning of it, a part of it; a word inside a longer question. */
function likeness(word: string, asked: string): number {
  if (word === asked) return 1_000
  if (asked.length < 2) return word.includes(asked) ? 50 : 0
  if (word.startsWith(asked)) return 500
  if (word.includes(asked)) return 300
  return word.length > 1 && asked.includes(word) ? 200 + word.length : 0
}

/** Words of an English question that the item knows; small words say nothing. */
function englishWords({ named, all }: Known, asked: string): number {
  if (!/^[a-z0-9 ]+$/.test(asked)) return 0
  const wanted = asked.split(' ').filter((w) => w.length > 2 && !SMALL.has(w))
  const has = (text: string, word: string): boolean =>
    text.includes(word) || text.includes(word.replace(/(s|ed|ing)$/, ''))
  const hits = wanted.filter((w) => has(all, w)).length
  return hits * 2 > wanted.length ? hits * 60 + wanted.filter((w) => has(named, w)).length * 40 : 0
}
const SMALL = new Set(['the', 'for', 'and', 'how', 'can', 'get', 'want', 'need', 'with', 'have', 'from', 'that'])

/** Syllables as typed ("jia shi zheng"), or at least two first letters ("jszdl"). */
function typedScore(service: Service, asked: string): number {
  const keys = asked.replaceAll(' ', '')
  if (keys.length < 2 || !/^[a-z0-9]+$/.test(keys)) return 0
  const scores = (TABLE[service.code] ?? []).map((entry) => {
    const [syllables = '', letters = ''] = entry.split(' ')
    if (syllables === keys) return 900
    if (letters === keys) return 800
    if (keys.length >= 4 && syllables.startsWith(keys)) return 400
    if (keys.length >= 3 && letters.startsWith(keys)) return 250
    return keys.length >= 4 && (syllables.includes(keys) || letters.includes(keys)) ? 150 : 0
  })
  return Math.max(0, ...scores)
}

/** Lower case, punctuation away; spaces stay between Latin words and nowhere else. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, ' ')
    .replace(/(?<=[^a-z0-9]) | (?=[^a-z0-9])/g, '')
    .trim()
const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
