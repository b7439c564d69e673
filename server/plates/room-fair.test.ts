import { afterEach, beforeEach, expect, test } from 'vitest'
import { act } from '#server/cases/cases.ts'
import type { Case } from '#domain/case.ts'
import { handedIn, checked, somebody, type Tools, tools } from '#test/tools.ts'
import { oneBeat } from './downtime.ts'
import { endPause, pausePool } from './pause.ts'
import { mayChooseNow } from './room-gate.ts'
import { approve, makeSegment, release, withdraw } from './segments.ts'
import { openSitting, wish } from './sittings.ts'
import { CERTIFICATE, fill, newCar, outcome, press, take } from './testing.ts'
import { voidPlate } from './void.ts'
import { join, openDueRooms, tick } from './waiting-room.ts'
import { placeNow } from './waiting-place.ts'
import { openRoom, type RoomRow } from './waiting-room.sql.ts'

/** Ways past the waiting room, and ways in which somebody could lose a place through no fault of the own. */

const MINUTE = 60_000
let t: Tools
let segment: string

beforeEach(async () => {
  t = await tools()
  await fill(t, '02', 60, 'A')
  segment = await releaseIn(20 * MINUTE, '鲁BC####')
  await t.house.db.tx((tx) => openDueRooms(tx, t.house))
})
afterEach(() => t.close())

const by = (id: string) => ({ id, office: t.house.city.homeOffice })

/** A published segment. */
async function releaseIn(ms: number, pattern: string): Promise<string> {
  const releaseAt = new Date(t.house.time.now().getTime() + ms)
  return t.house.db.tx(async (tx) => {
    const made = await makeSegment(tx, t.house, by('one'), { pool: '02', pattern, exclusions: [], releaseAt })
    await release(tx, t.house, by('one'), await approve(tx, t.house, by('two'), made.id))
    return made.id
  })
}
const enter = (c: Case) => t.house.db.tx((tx) => join(tx, t.house, c))
const theRoom = async (): Promise<RoomRow> => {
  const room = await t.house.db.read.one(openRoom, [t.house.city.homeOffice, '02', t.house.time.now()])
  if (!room) throw new Error('no room is open')
  return room
}
async function letIn(): Promise<void> {
  t.later(1_000)
  await t.house.db.tx(async (tx) => tick(tx, t.house, await theRoom()))
}
const mayChoose = (c: Case): Promise<string> => outcome(t.house.db.tx((tx) => mayChooseNow(tx, t.house, c)))
const stateOf = async (c: Case): Promise<string> => (await placeNow(t.house, c)).state

test('who sat down before the release waits like everybody: a paused sitting is no way past the room', async () => {
  const sat = await newCar(t)
  await press(t, sat, 1)
  await t.house.db.tx((tx) => wish(tx, t.house, sat, { kind: 'pause' }))
  expect(await mayChoose(sat)).toBe('won')
  t.later(21 * MINUTE)
  expect(await mayChoose(sat)).toBe('PLATE_ROOM')
  await enter(sat)
  await letIn()
  expect(await mayChoose(sat)).toBe('won')
})

test('who was let in goes on when the admission has run out, and whoever begins anew after a void choice needs no place', async () => {
  const inside = await newCar(t)
  const voided = await newCar(t)
  const number = (await press(t, voided)).numbers[0]?.number ?? ''
  const chosen = await take(t, voided, number)
  await t.house.db.tx((tx) => voidPlate(tx, t.house, chosen))
  await enter(inside)
  t.later(21 * MINUTE)
  await letIn()
  await t.house.db.tx((tx) => openSitting(tx, t.house, inside))
  t.later(11 * MINUTE)
  expect(await mayChoose(inside)).toBe('won')
  expect(await mayChoose(voided)).toBe('won')
})

test('a clock that is put back lets nobody wait for it', async () => {
  const c = await newCar(t)
  t.later(25 * MINUTE)
  await letIn()
  await enter(c)
  t.later(-3 * MINUTE)
  await letIn()
  expect(await stateOf(c)).toBe('admitted')
})

test('time that the house was away or paused is not taken from an admission', async () => {
  const [one, two] = [await newCar(t), await newCar(t)]
  await enter(one)
  await enter(two)
  t.later(21 * MINUTE)
  await letIn()
  const until = async (c: Case) => Date.parse((await placeNow(t.house, c)).until ?? '')
  const before = [await until(one), await until(two)]
  // Nobody served for a quarter of an hour.
  await t.house.db.tx((tx) => oneBeat(tx, t.house))
  await t.sql(`update plate_beats set at = at - interval '15 minutes'`)
  t.later(15 * MINUTE)
  await t.house.db.tx((tx) => oneBeat(tx, t.house))
  expect(await stateOf(one)).toBe('admitted')
  expect((await until(one)) - (before[0] ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE)
  const office = t.house.city.homeOffice
  await t.house.db.tx((tx) => pausePool(tx, t.house, office, '02'))
  t.later(12 * MINUTE)
  await t.house.db.tx((tx) => endPause(tx, t.house, office, '02'))
  expect(await stateOf(two)).toBe('admitted')
  expect((await until(two)) - (before[1] ?? 0)).toBeGreaterThanOrEqual(27 * MINUTE)
})

test('the place of a withdrawn case is its car’s next case’s', async () => {
  const me = await somebody(t)
  const subject = { kind: 'new-vehicle' as const, vin: '', preInspected: true, certificate: CERTIFICATE }
  const first = await checked(t, await handedIn(t, me, 'plate-preselect-new', { subject }))
  await enter(first)
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: me.id }, first.id, undefined, { type: 'withdraw' }),
  )
  const second = await newCar(t, '汽油', me)
  await enter(second)
  expect(await stateOf(second)).toBe('early')
  t.later(21 * MINUTE)
  await letIn()
  expect(await stateOf(second)).toBe('admitted')
})

test('no room keeps anybody waiting for a release that was taken back', async () => {
  const c = await newCar(t)
  await t.house.db.tx((tx) => withdraw(tx, t.house, by('one'), segment, '号段有误,撤回'))
  t.later(21 * MINUTE)
  expect(await stateOf(c)).toBe('none')
  expect(await mayChoose(c)).toBe('won')
})

test('the room tells what can be had at this release, not what is announced for later', async () => {
  await releaseIn(4 * 24 * 60 * MINUTE, '鲁BE####')
  const c = await newCar(t)
  expect((await placeNow(t.house, c)).room?.numbersLeft).toBe(60 + 9_999)
  t.later(21 * MINUTE)
  expect((await placeNow(t.house, c)).room?.numbersLeft).toBe(60 + 9_999)
})
