import { plateInvariants } from '#server/plates/invariants.ts'
import { ask } from '#server/plates/lane.ts'
import type { Figure } from './figure.ts'
import { sideBySide } from './measured.ts'
import { newcomers, type PlateHouse, type Sitter } from './plates-house.ts'

const WANT_IT = 200
const VEHICLES = 10_000
const CONNECTIONS = 64
const POOL = '52-other'

/** Two hundred compose the same number at the same moment, half of them in another process's place. */
export async function* hotNumber(house: PlateHouse): AsyncGenerator<Figure> {
  // The last by the order in which the sitters of the claims were given theirs: on offer to nobody.
  const { rows } = await house.owner.query<{ number: string }>(
    `select number from plate_numbers where pool = '02' and state = 0 order by md5(number) desc limit 1`,
  )
  const numbers = rows.map((row) => row.number)
  const people = await newcomers(house, '02', WANT_IT)
  const other = house.another()
  try {
    const answers = await Promise.all(
      people.map((s, i) => {
        const wish = { kind: 'compose', sitting: s.id, person: s.person, numbers } as const
        return ask(i % 2 === 0 ? house.house : other, other.city.homeOffice, '02', wish)
      }),
    )
    const won = answers.filter((answer) => answer.ok && answer.outcomes?.[0] === 'won').length
    if (won === 0) throw new Error('nobody got the hot number')
    yield { name: 'plates.hot_number_winners', value: won, unit: 'requests', goal: '<= 1' }
  } finally {
    await other.close()
  }
}

/**
 * Ten thousand cars at the opening of a segment of five thousand: each presses and takes the first number shown, and is served
 * or told that there is none. Afterwards everything that must hold for plates holds, the count of numbers among it.
 */
export async function* stampede(house: PlateHouse): AsyncGenerator<Figure> {
  const people = await newcomers(house, POOL, VEHICLES)
  const { rows } = await house.owner.query<{ n: number }>(
    `select count(*)::int as n from plate_numbers where pool = $1 and state = 0`,
    [POOL],
  )
  const [given, refusals, from] = [[] as string[], new Map<string, number>(), performance.now()]
  await sideBySide(CONNECTIONS, async () => {
    const s = people.pop()
    if (!s) return false
    const answer = await chooseFirst(house, s)
    if (answer.number === undefined) refusals.set(answer.code, (refusals.get(answer.code) ?? 0) + 1)
    else given.push(answer.number)
    return true
  })
  const seconds = (performance.now() - from) / 1_000
  const told = refusals.get('PLATE_EMPTY') ?? 0
  yield { name: 'plates.stampede_s', value: seconds, unit: 's' }
  yield {
    name: 'plates.stampede_numbers_left',
    value: (rows[0]?.n ?? 0) - given.length,
    unit: 'requests',
    goal: '<= 0',
  }
  yield { name: 'plates.doubles', value: given.length - new Set(given).size, unit: 'requests', goal: '<= 0' }
  yield { name: 'plates.stampede_unserved', value: VEHICLES - given.length - told, unit: 'requests', goal: '<= 0' }
  yield { name: 'plates.stampede_rules_broken', value: await broken(house), unit: 'requests', goal: '<= 0' }
}

type Answer = { number: string } | { number?: undefined; code: string }

async function chooseFirst({ house }: PlateHouse, { id: sitting, person }: Sitter): Promise<Answer> {
  const office = house.city.homeOffice
  const shown = await ask(house, office, POOL, { kind: 'press', sitting, person })
  if (!shown.ok) return { code: shown.refusal.code }
  const number = shown.sitting.data.lease[0] ?? ''
  const taken = await ask(house, office, POOL, { kind: 'take', sitting, person, number })
  return taken.ok ? { number } : { code: taken.refusal.code }
}

/** How many rules for plates do not hold. Those that look at the cars of the list emptied by hand are about that list alone. */
async function broken({ owner }: PlateHouse): Promise<number> {
  let count = 0
  for (const { name, sql } of plateInvariants) {
    const { rows } = await owner.query<{ pool?: string; number?: string }>(sql)
    const ours = rows.filter((row) => row.pool !== '52-battery' && !row.number?.startsWith('鲁BD'))
    if (ours.length > 0) console.error(`plates: ${name}: ${JSON.stringify(ours[0])}`)
    count += ours.length > 0 ? 1 : 0
  }
  return count
}
