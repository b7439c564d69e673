import { createHmac } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RoomPlace } from '#api/plate-rooms.ts'
import type { Case } from '#domain/case.ts'
import { lot } from '#domain/plates/waiting-room.ts'
import { Refused } from '#server/kit/errors.ts'
import { type Tools, tools } from '#test/tools.ts'
import { approve, makeSegment, release } from './segments.ts'
import { openSitting } from './sittings.ts'
import { fill, newCar } from './testing.ts'
import { join, leave, openDueRooms, tick } from './waiting-room.ts'
import { placeNow } from './waiting-place.ts'
import { allPlaces, listRooms, openRoom, type RoomRow } from './waiting-room.sql.ts'

/** Before a release: the early draw lots, the late queue, and only those let in may choose. */

const MINUTE = 60_000
const open: Tools[] = []
let t: Tools

beforeEach(async () => {
  t = await tools()
  open.push(t)
  await fill(t, '02', 40, 'A')
  const by = (id: string) => ({ id, office: t.house.city.homeOffice })
  const releaseAt = new Date(t.house.time.now().getTime() + 20 * MINUTE)
  await t.house.db.tx(async (tx) => {
    const made = await makeSegment(tx, t.house, by('one'), {
      pool: '02',
      pattern: '鲁BC####',
      exclusions: [],
      releaseAt,
    })
    await release(tx, t.house, by('one'), await approve(tx, t.house, by('two'), made.id))
    await openDueRooms(tx, t.house)
  })
})
afterAll(async () => {
  for (const one of open) await one.close()
})

const enter = (c: Case, house = t.house) => house.db.tx((tx) => join(tx, house, c))
const places = (cases: readonly Case[]): Promise<RoomPlace[]> => Promise.all(cases.map((c) => placeNow(t.house, c)))
const theRoom = async (): Promise<RoomRow> => {
  const room = await t.house.db.read.one(openRoom, [t.house.city.homeOffice, '02', t.house.time.now()])
  if (!room) throw new Error('no room is open')
  return room
}
const sit = (c: Case): Promise<string> =>
  t.house.db
    .tx((tx) => openSitting(tx, t.house, c))
    .then(
      () => 'sits',
      (error: unknown) => {
        if (error instanceof Refused) return error.code
        throw error
      },
    )
/** Lets the queue move on until nobody waits who may come in. */
async function letIn(): Promise<void> {
  t.later(1_000)
  await t.house.db.tx(async (tx) => tick(tx, t.house, await theRoom()))
}
const cars = (n: number): Promise<Case[]> => Promise.all(Array.from({ length: n }, () => newCar(t)))

describe('the minute of the release', () => {
  test('the early get places by lot, the late behind them in their order, and all come in', async () => {
    const early = await cars(6)
    await Promise.all(early.map((c) => enter(c)))
    expect((await places(early)).map((p) => p.state)).toEqual(Array(6).fill('early'))
    t.later(21 * MINUTE)
    const [late, later] = await cars(2)
    if (!late || !later) throw new Error('no cars')
    await enter(late)
    await enter(later)
    await letIn()
    const given = await places([...early, late, later])
    expect(new Set(given.slice(0, 6).map((p) => p.place))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    expect(given.slice(6).map((p) => p.place)).toEqual([7, 8])
    expect(given.map((p) => p.state)).toEqual(Array(8).fill('admitted'))
  })

  test('only who has been let in may begin to choose; before the minute anybody may', async () => {
    const [inside, outside, before] = await cars(3)
    if (!inside || !outside || !before) throw new Error('no cars')
    expect(await sit(before)).toBe('sits')
    await enter(inside)
    t.later(21 * MINUTE)
    expect(await sit(inside)).toBe('PLATE_ROOM')
    await letIn()
    expect(await sit(outside)).toBe('PLATE_ROOM')
    expect(await sit(inside)).toBe('sits')
    // Whoever sits already goes on.
    expect(await sit(before)).toBe('sits')
  })

  test('two processes at once: nobody is lost, nobody is there twice, and the lot is drawn once', async () => {
    const early = await cars(10)
    await Promise.all(early.flatMap((c) => [enter(c), enter(c, t.other)]))
    t.later(21 * MINUTE)
    const late = await cars(10)
    await Promise.all([
      ...late.map((c, i) => enter(c, i % 2 ? t.house : t.other)),
      ...late.map((c) => enter(c, t.other)),
      placeNow(t.house, early[0] as Case),
      placeNow(t.other, early[1] as Case),
    ])
    const room = await theRoom()
    const rows = await t.house.db.read.many(allPlaces, [room.office, room.id])
    expect(rows.map((r) => r.place)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(rows.slice(0, 10).every((r) => r.early)).toBe(true)
    expect(rows.slice(10).some((r) => r.early)).toBe(false)
  })
})

describe('a place', () => {
  test('is given up, and the next one is at the end', async () => {
    const [first, second] = await cars(2)
    if (!first || !second) throw new Error('no cars')
    t.later(21 * MINUTE)
    await enter(first)
    await enter(second)
    await t.house.db.tx((tx) => leave(tx, t.house, first))
    expect((await placeNow(t.house, first)).state).toBe('left')
    await enter(first)
    const [back] = await places([first])
    expect(back?.place).toBe(3)
  })

  test('that is not used within ten minutes is over; one may come again', async () => {
    const [slow] = await cars(1)
    if (!slow) throw new Error('no car')
    await enter(slow)
    t.later(21 * MINUTE)
    await letIn()
    t.later(9 * MINUTE)
    expect((await placeNow(t.house, slow)).state).toBe('admitted')
    const [other] = await cars(1)
    if (other) await enter(other)
    t.later(2 * MINUTE)
    expect((await placeNow(t.house, slow)).state).toBe('over')
    expect(await sit(slow)).toBe('PLATE_ROOM')
    await enter(slow)
    await letIn()
    expect((await placeNow(t.house, slow)).state).toBe('admitted')
    expect(await sit(slow)).toBe('sits')
  })
})

test('the room closes when nobody waits any more, and then everybody can draw the lot again', async () => {
  const early = await cars(5)
  for (const c of early) await enter(c)
  t.later(21 * MINUTE)
  await letIn()
  const room = await theRoom()
  t.later(11 * MINUTE)
  await t.house.db.tx((tx) => tick(tx, t.house, room))
  expect((await places(early)).map((p) => p.state)).toEqual(Array(5).fill('none'))
  const closed = await t.house.db.read.one(listRooms, [room.office, room.id])
  const rows = await t.house.db.read.many(allPlaces, [room.office, room.id])
  const seed = closed?.seed
  if (!seed) throw new Error('the seed was not told')
  expect(t.house.crypto.hash(seed)).toEqual(room.commit)
  const tags = rows.map((r) => r.tag).toSorted()
  expect(lot(tags, (tag) => createHmac('sm3', seed).update(tag).digest('hex'))).toEqual(rows.map((r) => r.tag))
})
