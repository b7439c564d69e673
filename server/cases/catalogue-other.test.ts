import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as appointments from '#api/appointments.ts'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { addDays, addMonths, shanghaiDate } from '#domain/calendar.ts'
import { isOpen } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import type { Car, Person } from '#sandbox/world/shapes.ts'
import { closeVisits } from '#server/appointments/visits.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { REVIEWER, type Visitor } from '#test/people.ts'
import { carOf, choiceOf, first, lookUp, named, ownerOf, signInTo, type World, worldOf } from '#test/world.ts'

/** Appointments from application to the end; violations and information: listed, explained, open or not. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
let today: string
beforeAll(async () => {
  h = await house({ people: 150 })
  world = await worldOf(h)
  signIn = signInTo(h)
  today = shanghaiDate(h.house.time.now())
})
afterAll(() => h.close())

const sitesOf = async (who: Visitor, id: string) =>
  (await who.call(appointments.readSlots, { params: { id } })).body.sites

/** Books the last free time of a place: no other test reaches for it. */
async function book(who: Visitor, id: string): Promise<{ site: string; from: string }> {
  const { version } = await standsAt(who, id, 'appointment')
  const place = (await sitesOf(who, id)).at(-1)
  const from = place?.slots.at(-1)?.from
  if (!place || !from) throw new Error('nothing is free')
  const booked = await who.call(appointments.bookSlot, { params: { id }, body: { site: place.code, from, version } })
  expect(booked.status).toBe(200)
  await standsAt(who, id, 'meet')
  return { site: place.code, from }
}

const leftAt = async (who: Visitor, id: string, { site, from }: { site: string; from: string }) =>
  (await sitesOf(who, id)).find((s) => s.code === site)?.slots.find((s) => s.from === from)?.left

async function seeAtCounter(id: string): Promise<void> {
  const desk = await h.officer(REVIEWER)
  const shown = await desk.call(cases.readCase, { params: { id } })
  expect(shown.body.form.at(-1)?.label.zh).toBe('预约')
  const met = await desk.call(cases.meetCase, {
    params: { id },
    body: { version: shown.body.version, note: '本人到场' },
  })
  expect(met.status).toBe(200)
}

/** A car with plates whose mark runs out in the next three months. */
const dueCar = (fits: (car: Car) => boolean = () => true): Car =>
  first('a car that is due', world.cars, (c) => {
    const due = c.registration?.inspectionValidTo
    return due !== undefined && due >= today && addMonths(due, -3) <= today && fits(c)
  })

describe('a visit, from application to the end', () => {
  test('a counter: booked with its needs, seen by an officer, done', async () => {
    const person = named(world, 'li-jianguo')
    const who = await signIn(person)
    const { id } = await apply(who, { service: 'counter-appointment', signature: person.name })
    expect((await standsAt(who, id, 'appointment')).steps.map((s) => s.kind)).toEqual(['check', 'appointment', 'meet'])
    expect((await sitesOf(who, id)).map((s) => s.code)).toEqual(h.house.city.sites.map((s) => s.code))
    await book(who, id)
    await expect(apply(who, { service: 'counter-appointment', signature: person.name })).rejects.toThrow('DUPLICATE')
    await seeAtCounter(id)
    await standsAt(who, id, 'meet', 'done')
  })

  test('given back in time, its place is free again; and it can be booked anew', async () => {
    const person = named(world, 'zhang-wei')
    const who = await signIn(person)
    const { id } = await apply(who, { service: 'counter-appointment', signature: person.name })
    await standsAt(who, id, 'appointment')
    const slot = (await sitesOf(who, id)).at(-1)?.slots.at(-1)
    const taken = await book(who, id)
    expect(await leftAt(who, id, taken)).toBe((slot?.left ?? 0) - 1)
    const { version } = await standsAt(who, id, 'meet')
    expect((await who.call(mine.withdrawCase, { params: { id }, body: { version } })).status).toBe(200)
    expect(await leftAt(who, id, taken)).toBe(slot?.left)
    const next = await apply(who, { service: 'counter-appointment', signature: person.name })
    await standsAt(who, next.id, 'appointment')
  })

  test('a place in the registration channel, for a car that only its VIN tells', async () => {
    const person = named(world, 'liu-yang')
    const car = carOf(world, person)
    const who = await signIn(person)
    const { id } = await apply(who, {
      service: 'onsite-vehicle-check-appointment',
      choice: choiceOf(car),
      change: { purpose: { purpose: 'new' } },
      signature: person.name,
    })
    await book(who, id)
    await seeAtCounter(id)
    await standsAt(who, id, 'meet', 'done')
  })

  test('a test: booked at a station, and over when the station has uploaded it', async () => {
    const car = dueCar((c) => c.registration?.states.join() === '正常')
    const person = ownerOf(world, car)
    const who = await signIn(person)
    const { id } = await apply(who, {
      service: 'inspection-appointment',
      choice: choiceOf(car),
      signature: person.name,
    })
    const { site, from } = await book(who, id)
    expect(h.house.city.stations.map((s) => s.code)).toContain(site)
    const on = shanghaiDate(new Date(from))
    const tested = await fetch(`${h.sandboxUrl}/admin/stations/${car.vin}/test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ on, passed: false }),
    })
    expect(tested.status).toBe(200)
    const after = new Date(`${addDays(on, 1)}T00:30:00+08:00`)
    await closeVisits({ ...h.house, time: { now: () => after } })
    await standsAt(who, id, 'meet', 'done')
  })
})

describe('refusals are seen before anything is typed', () => {
  const ask = async (service: string, person: Person, car: Car) => {
    const { blocked, codes } = await lookUp(await signIn(person), service, choiceOf(car))
    return { blocked, codes }
  }
  test('a test of somebody else’s car', async () => {
    const car = carOf(world, named(world, 'wang-xiuying'))
    expect(await ask('inspection-appointment', named(world, 'zhang-wei'), car)).toMatchObject({
      blocked: true,
      codes: expect.arrayContaining(['V_NOT_BOUND']),
    })
  })
  test('a test before the last three months', async () => {
    const car = first(
      'a car not yet due',
      world.cars,
      (c) => addMonths(c.registration?.inspectionValidTo ?? today, -3) > today,
    )
    expect(await ask('inspection-appointment', ownerOf(world, car), car)).toMatchObject({
      blocked: true,
      codes: expect.arrayContaining(['TOO_EARLY']),
    })
  })
  test('who needs no test, or has violations, is told and may book', async () => {
    const person = named(world, 'tang-jun')
    expect(await ask('inspection-appointment', person, carOf(world, person))).toEqual({
      blocked: false,
      codes: ['MARK_NO_TEST'],
    })
    const car = first('violations', world.cars, (c) => c.registration?.states.includes('违法未处理') === true)
    expect((await ask('inspection-appointment', ownerOf(world, car), car)).codes).toContain('VIOLATION_PENDING')
  })
  test('a car that nobody knows may be shown all the same', async () => {
    const who = await signIn(named(world, 'zhang-wei'))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'onsite-vehicle-check-appointment' } })
    const { body } = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: { vin: 'LGBH52E00RY000001' } })
    expect(body.blocked).toBe(false)
    expect(body.checks.flatMap((c) => c.problems.map((p) => p.code))).toEqual(['VEHICLE_MISMATCH'])
  })
})

const own = services.filter((s) => ['violation', 'appointment', 'information'].includes(s.category))

describe('items that open later', () => {
  const declared = own.filter((s) => !isOpen(s)).map((s) => s.code)
  test('there are some', () => expect(declared).toContain('violation-handle'))
  test.each(declared)('%s is listed and explained, and no application begins', async (service) => {
    const who = await signIn(named(world, 'zhang-wei'))
    const begun = await who.call(drafts.startDraft, { body: { service } })
    expect([begun.status, begun.problem.code]).toEqual([409, 'SERVICE_NOT_OPEN'])
    const guide = await who.raw(`/services/${service}`, { headers: { accept: 'text/html' } })
    const text = await guide.text()
    expect(guide.status).toBe(200)
    expect(text).toContain(h.house.city.hotline)
    expect(text).not.toContain(`/services/${service}/start`)
  })
})

test.each([
  ['progress-query', '/my/cases'],
  ['account-identity', '/my'],
  ['service-guide', '/services'],
])('%s is a page of the site, and the guide leads there', async (service, page) => {
  const who = await signIn(named(world, 'zhang-wei'))
  expect((await who.call(drafts.startDraft, { body: { service } })).status).toBe(409)
  expect(await (await who.raw(`/services/${service}`, { headers: { accept: 'text/html' } })).text()).toContain(
    `href="${page}"`,
  )
  expect((await who.raw(page, { headers: { accept: 'text/html' } })).status).toBe(200)
})
