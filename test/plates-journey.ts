import { expect } from 'vitest'
import * as appointments from '#api/appointments.ts'
import * as plates from '#api/plates.ts'
import * as production from '#api/production.ts'
import { standsAt } from './journey.ts'
import { PRODUCER, type Visitor } from './people.ts'
import type { TestHouse } from './start-house.ts'
import { first } from './world.ts'

/** What people do with numbers and plates, through the API: choose, book the day, collect. */

export async function choose(who: Visitor, id: string): Promise<string> {
  await standsAt(who, id, 'choose-plate')
  await who.call(plates.openSitting, { params: { id }, body: {} })
  const { body } = await who.call(plates.drawPlates, { params: { id }, body: { press: 1 } })
  const number = body.random.group?.numbers.find((n) => n.free)?.number ?? ''
  await take(who, id, number)
  return number
}

export async function take(who: Visitor, id: string, number: string): Promise<void> {
  const taken = await who.call(plates.choosePlate, { params: { id }, body: { number } })
  expect(taken.status, JSON.stringify(taken.problem)).toBe(200)
}

export async function book(who: Visitor, id: string): Promise<void> {
  const { version } = await standsAt(who, id, 'appointment')
  const { body } = await who.call(appointments.readSlots, { params: { id } })
  const place = first('a free place', body.sites, (s) => s.slots.length > 0)
  const booked = { site: place.code, from: place.slots[0]?.from ?? '', version }
  expect((await who.call(appointments.bookSlot, { params: { id }, body: booked })).status).toBe(200)
}

/** Papers made at the bench, exchanged at the counter for what comes back. */
export async function collect(h: TestHouse, who: Visitor, id: string, sets = 1): Promise<void> {
  await standsAt(who, id, 'make')
  const bench = await h.officer(PRODUCER)
  const { body } = await bench.call(production.productionQueue, { query: { state: 'queued' } })
  const papers = body.items.filter((p) => p.caseId === id)
  expect(papers.map((p) => `${p.product} ${p.copy}`).toSorted()).toEqual(
    ['plates', 'vehicle-licence'].flatMap((p) => Array.from({ length: sets }, (_, n) => `${p} ${n + 1}`)),
  )
  for (const paper of papers) {
    const printed = await bench.call(production.printProduct, { params: { id: paper.id }, body: {} })
    await bench.call(production.checkProduct, { params: { id: paper.id }, body: { scan: printed.body.code } })
  }
  await bench.call(production.shelveForPickup, { params: { caseId: id } })
  const taken = await bench.call(production.collectPickup, { params: { caseId: id }, body: { identitySeen: true } })
  expect(taken.status).toBe(200)
}
