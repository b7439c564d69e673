import { claim } from '#server/plates/choose.ts'
import { ask } from '#server/plates/lane.ts'
import { startDatabase } from './case-house.ts'
import { type Figure, median } from './figure.ts'
import { sideBySide } from './measured.ts'
import { newcomers, plateHouse } from './plates-house.ts'

const PRESSED = 200

/**
 * A whole city letter: every number of five places with at most two letters, seven million in one pool. How long it takes to take
 * them in and to open the draw, what a process that has never seen the pool needs until its first press, and what it then holds.
 */
export async function* platesMillions(): AsyncGenerator<Figure> {
  const database = await startDatabase()
  const begun = performance.now()
  const house = await plateHouse(database, 'millions', [['02', { pattern: '鲁B*****' }]])
  const office = house.house.city.homeOffice
  try {
    yield { name: 'plates.millions_open_s', value: (performance.now() - begun) / 1_000, unit: 's' }
    const { rows } = await house.owner.query<{ n: number }>(`select count(*)::int as n from plate_numbers`)
    yield { name: 'plates.millions_numbers', value: rows[0]?.n ?? 0, unit: 'requests' }
    const people = await newcomers(house, '02', PRESSED + 1)
    const cold = house.another()
    const press = async (): Promise<{ sitting: string; person: string; number: string; ms: number } | undefined> => {
      const one = people.pop()
      if (!one) return undefined
      const from = performance.now()
      const done = await ask(cold, office, '02', { kind: 'press', sitting: one.id, person: one.person })
      if (!done.ok) throw new Error(`a press was refused: ${done.refusal.code}`)
      return {
        sitting: one.id,
        person: one.person,
        number: done.sitting.data.lease[0] ?? '',
        ms: performance.now() - from,
      }
    }
    try {
      const before = process.memoryUsage.rss()
      const first = await press()
      yield { name: 'plates.millions_first_press_ms', value: first?.ms ?? 0, unit: 'ms' }
      yield { name: 'plates.millions_memory_mb', value: (process.memoryUsage.rss() - before) / 2 ** 20, unit: 'MB' }
      const pressed: NonNullable<typeof first>[] = []
      await sideBySide(1, async () => {
        const one = await press()
        if (one) pressed.push(one)
        return one !== undefined
      })
      yield { name: 'plates.millions_press_ms', value: median(pressed.map((one) => one.ms)), unit: 'ms', goal: '<= 6' }
      const claims: number[] = []
      for (const { sitting, person, number } of pressed) {
        const from = performance.now()
        await claim(cold, office, '02', sitting, person, number)
        claims.push(performance.now() - from)
      }
      yield { name: 'plates.millions_claim_ms', value: median(claims), unit: 'ms', goal: '<= 6' }
    } finally {
      await cold.close()
    }
  } finally {
    await house.close()
  }
}
