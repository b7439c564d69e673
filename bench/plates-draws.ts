import { ask } from '#server/plates/lane.ts'
import type { Database } from './case-house.ts'
import { type Figure, median } from './figure.ts'
import { measured, sideBySide } from './measured.ts'
import { newcomers, type PlateHouse } from './plates-house.ts'
import type { Raw } from './plates-raw.ts'

const ROUNDS = 3
const DRAWN = 1_500
const CONNECTIONS = 64
const ROUND_MS = 2_000
const PRESSED = 200

/**
 * A press that shows fifty, with everything that belongs to it (each number offered to one car alone, a row in the log), against
 * one statement that only reads fifty numbers; and a press of ten when one in twenty of a list of 50,000 is left.
 */
export async function* draws(database: Database, house: PlateHouse, raw: Raw): AsyncGenerator<Figure> {
  await drawn(database, house, 1)
  const rounds: { rate: number; ratio: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const plain = await measured(database, () => raw.draw(ROUND_MS))
    const ours = await drawn(database, house, DRAWN)
    rounds.push({ rate: ours.rate, ratio: ours.cpuMs / ((plain.pgMs + plain.result.cpuMs) / plain.result.count) })
  }
  yield { name: 'plates.draw_per_s', value: median(rounds.map((r) => r.rate)), unit: 'requests' }
  yield { name: 'plates.draw_cpu_vs_raw', value: median(rounds.map((r) => r.ratio)), unit: 'times', goal: '<= 2' }
  yield* nearlyEmpty(database, house)
}

/** So many people press once each for a list of fifty, 64 at once: presses in a second, and the CPU of one. */
async function drawn(database: Database, bench: PlateHouse, count: number) {
  const { house } = bench
  const people = await newcomers(bench, '02', count)
  const press = async (): Promise<boolean> => {
    const s = people.pop()
    if (!s) return false
    const wish = { kind: 'press', sitting: s.id, person: s.person, hall: true } as const
    const done = await ask(house, house.city.homeOffice, '02', wish)
    if (!done.ok) throw new Error(`a press was refused: ${done.refusal.code}`)
    return true
  }
  const { pgMs, nodeMs, seconds } = await measured(database, () => sideBySide(CONNECTIONS, press))
  return { rate: count / seconds, cpuMs: (pgMs + nodeMs) / count }
}

/** A press alone, its commit included: the median of the time it takes, and the CPU of the engine and PostgreSQL for it. */
async function* nearlyEmpty(database: Database, house: PlateHouse): AsyncGenerator<Figure> {
  // Straight in the table: how the numbers went is not what is measured. The process that presses reads it anew.
  await house.owner.query(
    `update plate_numbers set state = 5 where pool = '52-battery' and state = 0
        and number not in (select number from plate_numbers where pool = '52-battery' and state = 0 order by md5(number)
                            limit (select count(*) / 20 from plate_numbers where pool = '52-battery'))`,
  )
  const people = await newcomers(house, '52-battery', PRESSED + 1)
  const other = house.another()
  const times: number[] = []
  const press = async (): Promise<boolean> => {
    const s = people.pop()
    if (!s) return false
    const from = performance.now()
    const wish = { kind: 'press', sitting: s.id, person: s.person } as const
    const done = await ask(other, other.city.homeOffice, '52-battery', wish)
    if (!done.ok) throw new Error(`a press was refused: ${done.refusal.code}`)
    times.push(performance.now() - from)
    return true
  }
  try {
    await press()
    const { pgMs, nodeMs } = await measured(database, () => sideBySide(1, press))
    yield { name: 'plates.press_ms', value: median(times.slice(1)), unit: 'ms', goal: '<= 6' }
    yield { name: 'plates.press_cpu_ms', value: (pgMs + nodeMs) / PRESSED, unit: 'ms', goal: '<= 6' }
  } finally {
    await other.close()
  }
}
