import { type Database, startDatabase } from './case-house.ts'
import type { Figure } from './figure.ts'
import { claims } from './plates-claims.ts'
import { draws } from './plates-draws.ts'
import { plateHouse } from './plates-house.ts'
import { hotNumber, stampede } from './plates-stampede.ts'
import { rawPlates } from './plates-raw.ts'

/** Numbers of plates: a claim against the naive single statement, a provable draw against a plain one, a stampede. */
export async function* plates(): AsyncGenerator<Figure> {
  const database: Database = await startDatabase()
  const raw = await rawPlates(await database.create('raw'))
  const house = await plateHouse(database, 'plates', [
    ['02', { pattern: '鲁B@@###' }],
    ['52-battery', { pattern: '鲁BD[ABCDE]####' }],
    // 5,000 numbers: the zero is no digit of the pattern, so that none is excluded by the rule against all zeros.
    ['52-other', { pattern: '鲁BFA[12345]###' }],
  ])
  try {
    yield* claims(database, house, raw)
    yield* hotNumber(house)
    yield* draws(database, house, raw)
    yield* stampede(house)
  } finally {
    await raw.close()
    await house.close()
  }
}
