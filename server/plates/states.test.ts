import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fits, type PoolGrammar, POOLS } from '#domain/plates/grammar.ts'
import { PLATE_STATES, type PlateState, TRANSITIONS } from '#domain/plates/states.ts'
import type { Case } from '#domain/case.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { showList } from './counter.ts'
import { giveBack } from './give-back.ts'
import { plateInvariants } from './invariants.ts'
import { listReturns, releaseReturns } from './returns.ts'
import { wish } from './sittings.ts'
import { fill, logDiffers, newCar, preselecting, press, take } from './testing.ts'
import { conserve, lapseChoices, moveOn } from './upkeep.ts'

let t: Tools
beforeAll(async () => void (t = await tools()))
afterAll(() => t.close())

test('the database allows exactly the changes of state that the rules name', async () => {
  const rows = await t.sql<{ from_state: number; to_state: number }>(
    'select from_state, to_state from plate_transitions',
  )
  const named = (Object.entries(TRANSITIONS) as [PlateState, readonly PlateState[]][]).flatMap(([from, tos]) =>
    tos.map((to) => `${PLATE_STATES[from]} → ${PLATE_STATES[to]}`),
  )
  expect(rows.map((r) => `${r.from_state} → ${r.to_state}`).toSorted()).toEqual(named.toSorted())
})

/** Every number of a pattern by the rules alone. */
function* expand(places: readonly string[], pool: PoolGrammar, begun = ''): Generator<string> {
  const signs = places[begun.length]
  if (signs !== undefined) for (const sign of signs) yield* expand(places, pool, begun + sign)
  else if (fits(begun, pool)) yield begun
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const set = (signs: string, most: number) =>
  fc.uniqueArray(fc.constantFrom(...signs.split('')), { minLength: 1, maxLength: most }).map((s) => s.join(''))

test('the database makes the same numbers of a pattern as the rules do', async () => {
  const pattern = fc.constantFrom(...POOLS).chain((pool) => {
    const rest = pool.type === '52' ? 6 : 5
    return fc
      .tuple(
        fc.constantFrom('B', 'U'),
        fc.array(set(SIGNS, 3), { minLength: rest, maxLength: rest }),
        set('0123456789', 3),
      )
      .map(([letter, places, zero]) => ({
        pool,
        // Zeros on purpose, and a first place that the pool has now and then.
        places: [
          '鲁',
          letter,
          pool.type === '52' ? 'DFZ' : (places[0] ?? ''),
          ...places.slice(1, -1),
          `0${zero.replace('0', '')}`,
        ],
      }))
  })
  let most = 0
  await fc.assert(
    fc.asyncProperty(pattern, async ({ pool, places }) => {
      const rows = await t.sql<{ n: string }>('select plate_expand($1, $2, $3, $4) as n', [
        places,
        pool.valid,
        pool.letters,
        pool.running,
      ])
      const mine = [...expand(places, pool)]
      most = Math.max(most, mine.length)
      expect(rows.map((r) => r.n).toSorted()).toEqual(mine.toSorted())
    }),
    { numRuns: 40 },
  )
  expect(most).toBeGreaterThan(0)
})

test('whole patterns: all zeros, letters and both pools of green plates', async () => {
  for (const [name, places] of [
    ['02', ['鲁', 'B', '01', '0A', '0B', '0C', '02']],
    ['52-battery', ['鲁', 'B', 'DA', '0Q', '01', '0', '0', '01']],
    ['52-other', ['鲁', 'B', 'FK', 'A0', '0', '0', '01', '01']],
  ] as const) {
    const pool = POOLS.find((p) => p.pool === name)!
    const rows = await t.sql<{ n: string }>('select plate_expand($1, $2, $3, $4) as n', [
      places,
      pool.valid,
      pool.letters,
      pool.running,
    ])
    const mine = [...expand(places, pool)]
    expect(mine.length).toBeGreaterThan(3)
    expect(rows.map((r) => r.n).toSorted()).toEqual(mine.toSorted())
  }
})

const DAY = 86_400_000
type Op =
  | {
      does: 'press' | 'hall' | 'hold' | 'reserve' | 'take' | 'compose' | 'withdraw' | 'give back' | 'pause'
      car: number
      which: number
    }
  | { does: 'night' | 'list' | 'return' }
  | { does: 'later'; ms: number }
const CARS = 5
const WHAT = [
  ...(['press', 'press', 'hall', 'hold', 'reserve', 'take', 'take'] as const),
  ...(['compose', 'withdraw', 'give back', 'pause'] as const),
]
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constantFrom(...WHAT),
      car: fc.nat(CARS - 1),
      which: fc.nat(24),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('night', 'list', 'return') }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('later' as const), ms: fc.constantFrom(30_000, 95_000, DAY, 8 * DAY) }),
  },
)

/** What a person or a job does; a refusal is an answer. Gives whether it was done. */
async function run(cars: readonly Case[], letter: string, o: Op): Promise<boolean> {
  const { house, later } = t
  try {
    if (o.does === 'later') later(o.ms)
    else if ('car' in o) await does(cars[o.car]!, letter, o)
    else if (o.does === 'list') await house.db.tx((tx) => listReturns(tx, house))
    else if (o.does === 'return') await house.db.tx((tx) => releaseReturns(tx, house))
    else {
      await house.db.tx((tx) => lapseChoices(tx, house))
      await house.db.tx((tx) => moveOn(tx, house))
    }
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

async function does(begun: Case, letter: string, { does: what, which }: Extract<Op, { car: number }>): Promise<void> {
  const { house } = t
  const c = await house.db.tx((tx) => loadCase(tx, house, begun.id))
  const [sitting] = await t.sql<{ lease: string[] }>(
    `select data -> 'lease' as lease from plate_sittings where id = $1`,
    [c.id],
  )
  const shown = sitting?.lease[which % 10] ?? ''
  if (what === 'press') await press(t, c)
  else if (what === 'hall') await house.db.tx((tx) => showList(tx, house, c))
  else if (what === 'hold') await house.db.tx((tx) => wish(tx, house, c, { kind: 'hold' }))
  else if (what === 'take') await take(t, c, shown)
  else if (what === 'reserve') await house.db.tx((tx) => wish(tx, house, c, { kind: 'reserve', number: shown }))
  else if (what === 'pause') await house.db.tx((tx) => wish(tx, house, c, { kind: 'pause' }))
  else if (what === 'give back') await house.db.tx((tx) => giveBack(tx, house, c))
  else if (what === 'withdraw')
    await house.db.tx((tx) =>
      act(tx, house, { kind: 'citizen', id: c.applicant }, c.id, undefined, { type: 'withdraw' }),
    )
  else {
    const number = `鲁B${letter}00${String(which + 1).padStart(2, '0')}`
    await house.db.tx((tx) => wish(tx, house, c, { kind: 'compose', numbers: [number] }))
  }
}

/** Numbers on offer to two cars, or on offer and gone. */
const onOfferTwice = () =>
  t.sql(
    `select n.number from plate_sittings s cross join lateral (select distinct x as number from json_array_elements_text(s.data -> 'lease') as x where (s.data ->> 'leaseUntil')::timestamptz > $1
        union select s.data ->> 'reserve' where (s.data ->> 'reserveUntil')::timestamptz > $1) n
       join plate_numbers p on p.office = s.office and p.number = n.number
      where s.state in ('open', 'paused') group by n.number having count(*) > 1 or max(p.state) > 0`,
    [t.house.time.now()],
  )

test('whatever people and jobs do in whatever order, every number is in one place and the log tells it', async () => {
  const letters = 'DEFGHJKLMNPQRSUV'.split('').values()
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 15, maxLength: 40 }), async (ops) => {
      const letter = letters.next().value ?? 'W'
      await fill(t, '02', 25, letter)
      const cars: Case[] = []
      for (let i = 0; i < CARS; i += 1) cars.push(i < 2 ? await newCar(t) : await preselecting(t))
      for (const o of ops) {
        if (await run(cars, letter, o)) done += 1
        expect(await onOfferTwice()).toEqual([])
      }
      expect(await broken(t, plateInvariants)).toEqual([])
      expect(await t.house.db.tx((tx) => conserve(tx, t.house))).toEqual([])
      const [sum] = await t.sql<{ counted: number; made: number }>(
        `select (select sum(c)::int from plate_pools, unnest(counts) as c) as counted, (select sum(count)::int from plate_segments) as made`,
      )
      expect(sum?.counted).toBe(sum?.made)
      expect(await logDiffers(t)).toEqual([])
    }),
    // The runs share one house: made shorter, a run that failed would be judged by what the last one left.
    { numRuns: 6, endOnFailure: true },
  )
  expect(done).toBeGreaterThan(40)
}, 60_000)
