import { afterEach, beforeEach, expect, test } from 'vitest'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import { Refused } from '#server/kit/errors.ts'
import { VEHICLE } from '#test/cases.ts'
import { broken, checked, handedIn, somebody, type Tools, tools } from '#test/tools.ts'
import type { World } from '#test/world.ts'
import { ensureSlots, freeSlots } from './appointments.ts'
import { book } from './book.ts'
import { appointmentInvariants } from './invariants.ts'
import { placesFor } from './places.ts'
import { closeVisits } from './visits.ts'

const DAY = 86_400_000

let t: Tools
beforeEach(async () => {
  t = await tools()
  await t.house.db.tx((tx) => ensureSlots(tx, t.house))
})
afterEach(() => t.close())

type Person = Awaited<ReturnType<typeof somebody>>

const waiting = async (person: Person, item: string): Promise<Case> =>
  checked(t, await handedIn(t, person, item, { subject: { kind: 'person' } }))

/** Books the first free time at the first place where the item can be booked. */
async function booked(person: Person, item = 'counter-appointment'): Promise<Case> {
  const c = await waiting(person, item)
  const place = placesFor(t.house, c)[0]?.code ?? ''
  const slot = (await freeSlots(t.house.db.read, t.house, c.office)).find((s) => s.site === place)
  if (!slot) throw new Error('no free slot')
  return t.house.db.tx((tx) =>
    book(tx, t.house, { kind: 'citizen', id: person.id }, c.id, c.version, slot.site, slot.at),
  )
}
const now = (c: Case): Promise<Case> => loadCase(t.house.db.read, t.house, c.id)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
/** Until the night after the booked day. */
const nextNight = (c: Case): void => {
  const day = shanghaiDate(new Date(c.data.appointment?.from ?? ''))
  const night = new Date(`${day}T00:30:00+08:00`).getTime() + DAY
  t.later(night - t.house.time.now().getTime())
}

test('a visit is at a site of the office, a test at a station, and never the other way round', async () => {
  const me = await somebody(t)
  const [counter, car] = [
    await waiting(me, 'counter-appointment'),
    await checked(t, await handedIn(t, me, 'inspection-appointment')),
  ]
  expect(placesFor(t.house, counter)).toEqual(t.house.city.sites)
  expect(placesFor(t.house, car)).toEqual(t.house.city.stations)
  const slots = await freeSlots(t.house.db.read, t.house, car.office)
  const at = slots.find((s) => s.site === 'station-laoshan')?.at ?? new Date(0)
  const citizen = { kind: 'citizen', id: me.id } as const
  const reserve = (c: Case, site: string) =>
    codeOf(t.house.db.tx((tx) => book(tx, t.house, citizen, c.id, c.version, site, at)))
  expect(await reserve(car, 'main')).toBe('SLOT_GONE')
  expect(await reserve(counter, 'station-laoshan')).toBe('SLOT_GONE')
  expect(await broken(t, appointmentInvariants)).toEqual([])
  expect(await reserve(car, 'station-laoshan')).toBe('ok')
})

test('who came is done; who did not has missed it the night after, not before, and the place is free', async () => {
  const [came, missed] = [await booked(await somebody(t)), await booked(await somebody(t))]
  const officer = { kind: 'officer', id: '3702000213', office: came.office, roles: ['reviewer'] } as const
  await t.house.db.tx((tx) => act(tx, t.house, officer, came.id, came.version, { type: 'meet', note: '' }))
  await closeVisits(t.house)
  expect((await now(missed)).state).toBe('open')
  nextNight(missed)
  await closeVisits(t.house)
  expect([(await now(came)).state, (await now(missed)).state]).toEqual(['done', 'lapsed'])
  expect(await t.sql(`select 1 from bookings where case_id = $1`, [missed.id])).toEqual([])
  expect(await t.sql(`select template from messages where case_id = $1 order by id desc limit 1`, [missed.id])).toEqual(
    [{ template: 'missed' }],
  )
  expect(await broken(t, appointmentInvariants)).toEqual([])
  await closeVisits(t.house)
  expect((await now(missed)).version).toBe(missed.version + 1)
})

test('after three missed within thirty days the book is closed for fifteen; applications are booked all the same', async () => {
  const me = await somebody(t)
  for (let i = 0; i < 3; i += 1) {
    const c = await booked(me)
    nextNight(c)
    await closeVisits(t.house)
    await t.house.db.tx((tx) => ensureSlots(tx, t.house))
  }
  expect(await codeOf(booked(me))).toBe('APPT_NOSHOW')
  expect(await codeOf(booked(await somebody(t)))).toBe('ok')
  const car = await checked(
    t,
    await handedIn(t, me, 'new-vehicle-registration', {
      subject: { kind: 'new-vehicle', vin: '', preInspected: false },
    }),
  )
  const citizen = { kind: 'citizen', id: me.id } as const
  const plated = await t.house.db.tx((tx) =>
    act(tx, t.house, citizen, car.id, car.version, {
      type: 'choose-plate',
      plate: { number: '鲁BD00009', type: '02' },
    }),
  )
  const slot = (await freeSlots(t.house.db.read, t.house, car.office)).find((s) => s.site === 'main')
  expect(
    await codeOf(
      t.house.db.tx((tx) => book(tx, t.house, citizen, car.id, plated.version, 'main', slot?.at ?? new Date(0))),
    ),
  ).toBe('ok')
})

test('a test the station uploaded is a visit made, whatever its result; without one the visit was missed', async () => {
  await t.close()
  t = await tools({ withTown: true })
  await t.house.db.tx((tx) => ensureSlots(tx, t.house))
  const { cars } = (await t.town('/admin/world')) as World
  const [seen, unseen] = cars.filter((car) => car.registration && !car.safetyTest)
  if (!seen || !unseen) throw new Error('too few cars')
  const visits = []
  for (const { vin } of [seen, unseen]) {
    const me = await somebody(t)
    const subject = { kind: 'vehicle', vehicle: { ...VEHICLE, vin } } as const
    const c = await checked(t, await handedIn(t, me, 'inspection-appointment', { subject }))
    const slot = (await freeSlots(t.house.db.read, t.house, c.office)).find((s) => s.site === 'station-shibei')
    visits.push(
      await t.house.db.tx((tx) =>
        book(tx, t.house, { kind: 'citizen', id: me.id }, c.id, c.version, 'station-shibei', slot?.at ?? new Date(0)),
      ),
    )
  }
  await t.town(`/admin/stations/${seen.vin}/test`, { passed: false })
  const over = new Date(Math.max(...visits.map((c) => Date.parse(c.data.appointment?.from ?? ''))) + DAY)
  await closeVisits({ ...t.house, time: { now: () => over } })
  expect(await Promise.all(visits.map(async (c) => (await now(c)).state))).toEqual(['done', 'lapsed'])
})

test('a station platform that is silent decides nothing', async () => {
  const me = await somebody(t)
  const c = await checked(t, await handedIn(t, me, 'inspection-appointment'))
  const slot = (await freeSlots(t.house.db.read, t.house, c.office)).find((s) => s.site === 'station-shibei')
  const citizen = { kind: 'citizen', id: me.id } as const
  const next = await t.house.db.tx((tx) =>
    book(tx, t.house, citizen, c.id, c.version, 'station-shibei', slot?.at ?? new Date(0)),
  )
  nextNight(next)
  await closeVisits(t.house)
  expect(await now(c)).toMatchObject({ state: 'open', step: 'meet', version: next.version })
})
