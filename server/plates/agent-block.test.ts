import { afterEach, beforeEach, expect, test } from 'vitest'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { openSitting } from './sittings.ts'
import { choosesFor, fill, outcome, press, take } from './testing.ts'
import { lapseChoices } from './upkeep.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 80, 'D')
})
afterEach(() => t.close())

test('numbers that lapse count against whom they were chosen for, not against who acted', async () => {
  const [agent, owner, another] = [await somebody(t), await somebody(t), await somebody(t)]
  for (let n = 0; n < 2; n += 1) {
    const c = await choosesFor(t, agent, owner)
    await take(t, c, (await press(t, c)).numbers[0]?.number ?? '')
    t.later(12 * 86_400_000)
    expect(await t.house.db.tx((tx) => lapseChoices(tx, t.house))).toBe(1)
  }
  // The agent goes on for others …
  const next = await choosesFor(t, agent, another)
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, next)))).toBe('won')
  // … and the owner is blocked, whoever acts.
  const again = await choosesFor(t, agent, owner)
  expect(await outcome(t.house.db.tx((tx) => openSitting(tx, t.house, again)))).toBe('PLATE_BAN')
})
