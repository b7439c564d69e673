import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '#domain/case.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { oneBeat } from './downtime.ts'
import { plateInvariants } from './invariants.ts'
import { ask } from './lane.ts'
import { openSitting, wish } from './sittings.ts'
import { fill, logDiffers, newCar, outcome, press, take } from './testing.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
})
afterEach(() => t.close())

const office = () => t.house.city.homeOffice
const cars = async (n: number): Promise<Case[]> => {
  const made: Case[] = []
  for (let i = 0; i < n; i += 1) made.push(await newCar(t))
  return made
}
const allIsWell = async () => {
  expect(await broken(t, plateInvariants)).toEqual([])
  expect(await logDiffers(t)).toEqual([])
}

test('claims without a turn: alone, beside another process that writes too, and beside presses of this one', async () => {
  await fill(t, '02', 900, 'D')
  const people = await cars(36)
  const wants: { c: Case; number: string }[] = []
  for (const c of people) wants.push({ c, number: (await press(t, c)).numbers[0]?.number ?? '' })
  const take = (i: number, house = t.house) => {
    const { c, number } = wants[i] ?? { c: people[0]!, number: '' }
    return ask(house, office(), '02', { kind: 'take', sitting: c.id, person: c.applicant, number })
  }
  // The first takes a turn and learns the pool; after it this process looks, and writes if it still holds.
  for (let i = 0; i < 24; i += 1) expect(await take(i)).toMatchObject({ ok: true, sitting: { state: 'confirmed' } })
  // Asked twice: the same answer. Another's number: refused, and nothing is written.
  expect(await take(3)).toMatchObject({ ok: true, sitting: { number: wants[3]?.number } })
  const [late] = await cars(1)
  const [theirs] = wants
  expect(
    await ask(t.house, office(), '02', {
      kind: 'take',
      sitting: late?.id ?? '',
      person: late?.applicant ?? '',
      number: theirs?.number ?? '',
    }),
  ).toMatchObject({ ok: false })
  const both = await Promise.all([
    ...[24, 26, 28, 30, 32, 34].map((i) => take(i)),
    ...[25, 27, 29, 31, 33, 35].map((i) => take(i, t.other)),
    ...(late ? [1, 2, 3].map((n) => press(t, late, n).then(() => ({ ok: true }))) : []),
  ])
  expect(both.every((answer) => answer.ok)).toBe(true)
  await allIsWell()
})

test('forty people in two processes want the same ten numbers at once: ten winners, everybody else is told', async () => {
  const numbers = await fill(t, '02', 10, 'D')
  const people = await cars(40)
  for (const c of people) await t.house.db.tx((tx) => openSitting(tx, t.house, c))
  const answers = await Promise.all(
    people.map(async (c, i) => {
      const house = i % 2 === 0 ? t.house : t.other
      const number = numbers[i % 10] ?? ''
      const want = { kind: 'compose', sitting: c.id, person: c.applicant, numbers: [number] } as const
      // Half of them in the lane, where many are decided at once, half each in a transaction of its own.
      const answer =
        i % 4 < 2
          ? await ask(house, office(), '02', want)
          : await house.db.tx((tx) => wish(tx, house, c, { kind: 'compose', numbers: [number] }))
      return { number, said: answer.ok ? answer.outcomes?.[0] : answer.refusal.code }
    }),
  )
  const won = answers.filter((a) => a.said === 'won').map((a) => a.number)
  expect(won.toSorted()).toEqual(numbers)
  expect(answers.filter((a) => a.said === 'taken')).toHaveLength(30)
  const held = await t.sql<{ number: string }>(
    `select number from plate_sittings where state = 'confirmed' order by number`,
  )
  expect(held.map((r) => r.number)).toEqual(numbers)
  await allIsWell()
}, 90_000)

test('forty people press at once over thirty numbers: nobody is shown what is on offer to another', async () => {
  await fill(t, '02', 30, 'D')
  const people = await cars(40)
  const said = await Promise.all(
    people.map(async (c, i) => {
      try {
        return (await press(t, c, 1, i % 2 === 0 ? t.house : t.other)).numbers.map((n) => n.number)
      } catch (error) {
        expect(error).toMatchObject({ code: 'PLATE_EMPTY' })
        return []
      }
    }),
  )
  expect(said.filter((g) => g.length > 0)).toHaveLength(3)
  expect(new Set(said.flat()).size).toBe(30)
  const lucky = people.filter((_, i) => said[i]?.length)
  const results = await Promise.all(
    lucky.flatMap((c, i) => [0, 1].map((n) => outcome(take(t, c, said.filter((g) => g.length > 0)[i]?.[n] ?? '')))),
  )
  // The same person twice at once: one number.
  expect(results.filter((r) => r === 'won')).toHaveLength(3)
  await allIsWell()
}, 90_000)

describe('the clock', () => {
  test('what was not confirmed in time goes to others; who is late is told how many groups are left', async () => {
    await fill(t, '02', 10, 'D')
    const [late, other] = await cars(2)
    if (!late || !other) throw new Error('two cars are needed')
    const [first] = (await press(t, late)).numbers
    expect(await outcome(press(t, other, 1, t.other))).toBe('PLATE_EMPTY')
    t.later(91_000)
    expect((await press(t, other, 1, t.other)).numbers).toHaveLength(10)
    expect(await take(t, late, first?.number ?? '').catch((error: unknown) => error)).toMatchObject({
      code: 'PLATE_TIMEOUT',
      params: { n: 4 },
      fields: [],
    })
    await take(t, other, first?.number ?? '', t.other)
    await allIsWell()
  })

  test('when it is put back, what has gone to another since stays there, and who comes is told', async () => {
    await fill(t, '02', 10, 'D')
    const [early, other] = await cars(2)
    if (!early || !other) throw new Error('two cars are needed')
    const [first, second] = (await press(t, early)).numbers.map((n) => n.number)
    t.later(91_000)
    await press(t, other, 1, t.other)
    t.later(-91_000)
    // On offer to another by now, whatever the own book says.
    expect(await take(t, early, second ?? '').catch((error: unknown) => error)).toMatchObject({
      code: 'PLATE_TIMEOUT',
      params: { n: 4 },
    })
    await take(t, other, first ?? '', t.other)
    expect(await outcome(take(t, early, first ?? ''))).toBe('PLATE_TAKEN')
    await allIsWell()
  })

  test('a silence of ours lengthens every lease that ran, once; others keep out as long', async () => {
    await fill(t, '02', 10, 'D')
    const [mine, other] = await cars(2)
    if (!mine || !other) throw new Error('two cars are needed')
    const [first] = (await press(t, mine)).numbers
    const beat = (house = t.house) => house.db.tx((tx) => oneBeat(tx, house))
    expect(await beat()).toBe(0)
    await t.sql(`update plate_beats set at = at - interval '60 seconds'`)
    expect(await beat()).toBeGreaterThan(59_000)
    expect(await beat(t.other)).toBe(0)
    expect(await t.sql('select 1 from plate_downtimes')).toHaveLength(1)
    t.later(100_000)
    expect(await outcome(press(t, other, 1, t.other))).toBe('PLATE_EMPTY')
    await take(t, mine, first?.number ?? '')
    await allIsWell()
  })
})
