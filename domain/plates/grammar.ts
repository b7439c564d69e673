import { plate } from '../rules/index.ts'
import type { Text } from '../text.ts'

/** One pool of numbers: what may be drawn from it and by which cars. */
export interface PoolGrammar {
  pool: string
  /** 号牌种类 (GA 24.7). */
  type: '02' | '52'
  name: Text
  /** What stands after province and office letter, as a regular expression that JavaScript and PostgreSQL read alike. */
  valid: string
  /** Most letters after the office letter (GA 36-2014 5.8.1). */
  letters: number
  /** 1-based place in the whole number from which a digit other than zero must stand: a category letter does not count. */
  running: number
}

const ANY = '0-9A-HJ-NP-Z'

/** 52 is two pools: the first letter tells battery cars (D A B C E) from other new-energy cars (F G H J K). */
export const POOLS: readonly PoolGrammar[] = [
  {
    pool: '02',
    type: '02',
    name: { zh: '小型汽车(蓝牌)', en: 'Small cars (blue)' },
    valid: `^[${ANY}]{5}$`,
    letters: 2,
    running: 3,
  },
  {
    pool: '52-battery',
    type: '52',
    name: { zh: '小型新能源汽车(纯电动)', en: 'Small new-energy cars, battery' },
    valid: `^[A-E][${ANY}][0-9]{4}$`,
    letters: 2,
    running: 4,
  },
  {
    pool: '52-other',
    type: '52',
    name: { zh: '小型新能源汽车(非纯电动)', en: 'Small new-energy cars, other' },
    valid: `^[FGHJK][${ANY}][0-9]{4}$`,
    letters: 2,
    running: 4,
  },
]

export function poolNamed(pool: string): PoolGrammar | undefined {
  return POOLS.find((p) => p.pool === pool)
}

/** The pool a car of this plate type and fuel chooses from. */
export const poolFor = (type: '02' | '52', fuel: string | undefined): PoolGrammar => {
  const name = type === '02' ? '02' : fuel === '纯电动' ? '52-battery' : '52-other'
  return poolNamed(name) as PoolGrammar
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '0123456789'
const SIGNS: Readonly<Record<string, string>> = { '#': DIGITS, '@': LETTERS, '*': DIGITS + LETTERS }

/**
 * A segment's pattern as one alphabet for each place: a literal, '#' a digit, '@' a letter, '*' either, or a set like [DEK].
 * undefined when it is no pattern of this pool or does not begin with one of the city's prefixes.
 */
export function placesOf(pattern: string, pool: PoolGrammar, prefixes: readonly string[]): string[] | undefined {
  const signs = pattern.match(/\[[0-9A-Z]+\]|./gu) ?? []
  const places = signs.map((sign) => {
    const set = sign.length > 1 && sign.startsWith('[') ? sign.slice(1, -1) : (SIGNS[sign] ?? sign)
    return [...new Set(set)].join('')
  })
  const prefix = places.slice(0, 2).join('')
  if (places.length !== (pool.type === '52' ? 8 : 7) || !prefixes.includes(prefix)) return undefined
  const known = new RegExp(`^[${ANY}]+$`)
  return places.slice(2).every((set) => known.test(set)) ? places : undefined
}

/** Whether a number may stand in the pool: the formal rules of GA 36 and the pool's own letters. */
export function fits(number: string, pool: PoolGrammar): boolean {
  return plate({ type: pool.type, input: number }).ok && new RegExp(pool.valid).test(number.slice(2))
}
