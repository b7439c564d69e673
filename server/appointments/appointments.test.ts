import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isWorkingDay, shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { act } from '#server/cases/cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import { ensureSlots, freeSlots } from './appointments.ts'
import { book } from './book.ts'
import { appointmentInvariants } from './invariants.ts'
import { openDays, SLOT_CAPACITY, slotLabel, slotTimes } from './slot-times.ts'

let t: Tools
beforeEach(async () => {
  t = await tools()
  await t.house.db.tx((tx) => ensureSlots(tx, t.house))
})
afterEach(() => t.close())

/** A case whose car must be shown: it waits for an appointment. */
async function toBeShown(): Promise<Case> {
  const c = await checked(
    t,
    await handedIn(t, await somebody(t), 'new-vehicle-registration', {
      subject: { kind: 'new-vehicle', vin: '', preInspected: false },
    }),
  )
  const citizen = { kind: 'citizen', id: c.applicant } as const
  const next = await t.house.db.tx((tx) =>
    act(tx, t.house, citizen, c.id, c.version, {
      type: 'choose-plate',
      plate: { number: `鲁B${c.number.slice(-5)}`, type: '02' },
    }),
  )
  expect(next.step).toBe('appointment')
  return next
}
const free = () => freeSlots(t.house.db.read, t.house, t.house.city.homeOffice)
const reserve = (c: Case, site: string, at: Date, house = t.house) =>
  house.db.tx((tx) => book(tx, house, { kind: 'citizen', id: c.applicant }, c.id, c.version, site, at))
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'won',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

test('a day has fourteen half hours from 9:00 to 16:30 at Shanghai time, none at lunch', () => {
  const labels = slotTimes('2026-03-02').map(slotLabel)
  expect(labels).toHaveLength(14)
  expect([labels[0], labels[5], labels[6], labels.at(-1)]).toEqual([
    '3月2日 09:00',
    '3月2日 11:30',
    '3月2日 13:00',
    '3月2日 16:30',
  ])
  expect(slotTimes('2026-03-02')[0]?.toISOString()).toBe('2026-03-02T01:00:00.000Z')
})

test('places are open on the next fourteen working days whatever the day, holidays skipped', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-11-30T00:00:00Z'), noInvalidDate: true }),
      (now) => {
        const days = openDays(now, t.house.calendar)
        expect(days).toHaveLength(14)
        expect(days.every((day) => isWorkingDay(day, t.house.calendar) && day >= shanghaiDate(now))).toBe(true)
        expect(days).toEqual([...new Set(days)].sort())
      },
    ),
  )
})

test('opening the places again, from two processes at once, adds none and keeps bookings', async () => {
  const c = await toBeShown()
  const slot = (await free())[0]
  if (!slot) throw new Error('no slot')
  await reserve(c, slot.site, slot.at)
  const before = await t.sql(`select office, site, at, capacity, booked from slots order by 1, 2, 3`)
  expect(before.length).toBe((t.house.city.sites.length + t.house.city.stations.length) * 14 * 14)
  expect(await Promise.all([t.house, t.other].map((h) => h.db.tx((tx) => ensureSlots(tx, h))))).toEqual([0, 0])
  expect(await t.sql(`select office, site, at, capacity, booked from slots order by 1, 2, 3`)).toEqual(before)
  t.later(26 * 3_600_000 * 4)
  expect(await t.house.db.tx((tx) => ensureSlots(tx, t.house))).toBeGreaterThan(0)
})

test('booking moves the case on; withdrawing frees the place', async () => {
  const c = await toBeShown()
  const slot = (await free())[0]
  if (!slot) throw new Error('no slot')
  const next = await reserve(c, slot.site, slot.at)
  expect(next).toMatchObject({
    step: 'inspect',
    data: { appointment: { site: slot.site, from: slot.at.toISOString() } },
  })
  expect((await free())[0]).toMatchObject({ at: slot.at, left: SLOT_CAPACITY - 1 })
  expect(await broken(t, appointmentInvariants)).toEqual([])
  await t.house.db.tx((tx) =>
    act(tx, t.house, { kind: 'citizen', id: c.applicant }, c.id, next.version, { type: 'withdraw' }),
  )
  expect((await free())[0]).toMatchObject({ at: slot.at, left: SLOT_CAPACITY })
  expect(await broken(t, appointmentInvariants)).toEqual([])
})

test('a time that is over or was never open cannot be booked', async () => {
  const c = await toBeShown()
  expect(await outcome(reserve(c, 'main', new Date(Date.now() - 60_000)))).toBe('SLOT_GONE')
  expect(await outcome(reserve(c, 'main', new Date('2099-01-01T03:00:00+08:00')))).toBe('SLOT_GONE')
  expect(await outcome(reserve(c, 'nowhere', (await free())[0]?.at ?? new Date()))).toBe('SLOT_GONE')
})

test('more people than places reach for one slot from two processes: exactly the capacity wins, the others hear the next free time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), async (capacity, tooMany) => {
      const slot = (await free()).find((s) => s.site === 'main' && s.left === SLOT_CAPACITY)
      if (!slot) throw new Error('no slot')
      await t.sql(`update slots set capacity = $2 where site = 'main' and at = $1`, [slot.at, capacity])
      const cars: Case[] = []
      for (let i = 0; i < capacity + tooMany; i += 1) cars.push(await toBeShown())
      const results = await Promise.all(
        cars.map((c, i) => outcome(reserve(c, 'main', slot.at, i % 2 === 0 ? t.house : t.other))),
      )
      expect(results.filter((r) => r === 'won')).toHaveLength(capacity)
      expect(results.filter((r) => r === 'SLOT_FULL')).toHaveLength(tooMany)
      expect(await t.sql(`select booked from slots where site = 'main' and at = $1`, [slot.at])).toEqual([
        { booked: capacity },
      ])
      const steps = await t.sql<{ step: string }>(`select step from cases where id = any ($1::uuid[])`, [
        cars.map((c) => c.id),
      ])
      expect(steps.filter((s) => s.step === 'inspect')).toHaveLength(capacity)
      expect(await broken(t, appointmentInvariants)).toEqual([])
    }),
    { numRuns: 3 },
  )
})

test('who finds the slot full is offered the next free one at the same site', async () => {
  const [slot, next] = (await free()).filter((s) => s.site === 'main')
  if (!slot || !next) throw new Error('no slots')
  await t.sql(`update slots set capacity = 0 where site = 'main' and at = $1`, [slot.at])
  const refusal = await reserve(await toBeShown(), 'main', slot.at).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).next).toContain(slotLabel(next.at))
})
