import { afterEach, beforeEach, expect, test } from 'vitest'
import { somebody, type Tools, tools } from '#test/tools.ts'
import { renewKeyboard, keyboardOfPool } from './keyboards.ts'
import { publicSegments } from './public.ts'
import { giveUp, turnOf } from './plates.ts'
import { endTurn } from './turn.ts'
import { listReturns, releaseReturns } from './returns.ts'
import { approve, makeSegment, release, withdraw } from './segments.ts'
import { fill, preselecting, press, take } from './testing.ts'

/** What the public page says is left of each segment is what is left, whatever happens and whichever process is asked. */

const DAY = 86_400_000
let t: Tools
beforeEach(async () => {
  t = await tools()
})
afterEach(() => t.close())

const by = (id: string) => ({ id, office: t.house.city.homeOffice })
const publishIn = (ms: number, pattern: string): Promise<string> =>
  t.house.db.tx(async (tx) => {
    const releaseAt = new Date(t.house.time.now().getTime() + ms)
    const made = await makeSegment(tx, t.house, by('one'), { pool: '02', pattern, exclusions: [], releaseAt })
    await release(tx, t.house, by('one'), await approve(tx, t.house, by('two'), made.id))
    return made.id
  })

/** What both processes say, which has to be what the table says. */
async function agree(): Promise<Record<string, number>> {
  const counted = Object.fromEntries(
    (
      await t.sql<{ id: string; n: number }>(
        `select s.id, (select count(*)::int from plate_numbers p where p.segment = s.id and p.state = 0) as n from plate_segments s`,
      )
    ).map((row) => [row.id, row.n]),
  )
  for (const house of [t.house, t.other]) {
    const said = await publicSegments(house.db.read, house)
    expect(Object.fromEntries(said.map((s) => [s.id, s.left]))).toEqual(counted)
  }
  return counted
}

async function takesOne(): Promise<{ id: string; office: number; number: string }> {
  const c = await preselecting(t, await somebody(t))
  const number = (await press(t, c)).numbers[0]?.number ?? ''
  await take(t, c, number)
  return { id: c.id, office: c.office, number }
}

test('taken, given back, announced later and taken back by a notice: always what the table says', async () => {
  await fill(t, '02', 60, 'D')
  await agree()
  const one = await takesOne()
  await takesOne()
  expect(Object.values(await agree())).toEqual([58])
  const later = await publishIn(4 * DAY, '鲁BE00##')
  expect((await agree())[later]).toBe(99)
  await t.house.db.tx((tx) => withdraw(tx, t.house, by('one'), later, '号段有误,撤回'))
  expect((await agree())[later]).toBe(0)
  await t.house.db.tx(async (tx) => {
    const { turn, sitting } = await turnOf(tx, t.house, one, { id: one.id, pool: '02' })
    await giveUp(tx, t.house, turn, sitting, 'released')
    await endTurn(tx, turn)
  })
  await t.house.db.tx((tx) => listReturns(tx, t.house))
  await agree()
  t.later(2 * DAY)
  expect(await t.house.db.tx((tx) => releaseReturns(tx, t.house))).toBe(1)
  expect(Object.values(await agree()).toSorted((a, b) => a - b)).toEqual([0, 59])
})

test('the keyboard has for each place the signs of the free numbers that may be composed, and no others', async () => {
  const numbers = await fill(t, '02', 12, 'D')
  const office = t.house.city.homeOffice
  // Announced, and drawn only: neither is open for composing.
  await publishIn(4 * DAY, '鲁BE77##')
  const keys = async () => {
    await t.house.db.tx((tx) => renewKeyboard(tx, t.house, office, '02'))
    return (await keyboardOfPool(t.house.db.read, t.house, office, '02')).places
  }
  expect(await keys()).toEqual(['鲁', 'B', 'D', '0', '0', '01', '0123456789'])
  await t.sql(`update plate_numbers set state = 9, rule = 'test' where number = any ($1)`, [
    numbers.filter((n) => n.endsWith('7')),
  ])
  expect(await keys()).toEqual(['鲁', 'B', 'D', '0', '0', '01', '012345689'])
  await fill(t, '52-battery', 2, 'DA')
  await t.house.db.tx((tx) => renewKeyboard(tx, t.house, office, '52-battery'))
  expect((await keyboardOfPool(t.house.db.read, t.house, office, '52-battery')).places).toEqual([
    '鲁',
    'B',
    'D',
    'A',
    '0',
    '0',
    '0',
    '12',
  ])
  await t.sql(`update plate_numbers set state = 9, rule = 'test'`)
  expect(await keys()).toEqual(['', '', '', '', '', '', ''])
})
