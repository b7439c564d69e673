import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as payments from '#api/payments.ts'
import * as production from '#api/production.ts'
import type { Car, Person } from '#sandbox/world/shapes.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, payAll, post, produce, review, standsAt } from '#test/journey.ts'
import { PRODUCER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'
import { carOf, choiceOf, first, lookUp, named, ownerOf, signInTo, type World, worldOf } from '#test/world.ts'

/** Every item of the catalogue that walks the plain steps, from application to the end, on one house. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
beforeAll(async () => {
  h = await house({ people: 150 })
  world = await worldOf(h)
  signIn = signInTo(h)
})
afterAll(() => h.close())

/** An ordinary driver: the licence is in order and nothing is pending. */
const plainDriver = (more: (p: Person) => boolean = () => true): Person =>
  first(
    'a plain driver',
    world.people,
    (p) => p.licence?.state === '正常' && p.violations.pending === 0 && p.licence.validTo !== 'long' && more(p),
  )
const plainCar = (n: number): Car => {
  const people = new Set(world.people.map((p) => p.idNumber))
  const plain = world.cars.filter(
    ({ registration: r }) => r?.states.join() === '正常' && /^鲁[BU]/.test(r.plate) && people.has(r.owner.idNumber),
  )
  const car = plain[n]
  if (!car) throw new Error('too few cars')
  return car
}

interface Item {
  service: string
  /** Who applies; for vehicle items with which car. */
  who: () => Person
  car?: () => Car
  /** The steps it walks. */
  steps: string
  /** What the same person is told when the same is asked for again. */
  again?: string
  /** What the national register holds afterwards. */
  wrote?: (after: { person: Person; car: Car | undefined }, before: { person: Person; car: Car | undefined }) => void
}

const PAPERS = 'check pay register make deliver'

const ITEMS: readonly Item[] = [
  {
    service: 'vehicle-licence-replace',
    who: () => ownerOf(world, plainCar(12)),
    car: () => plainCar(12),
    steps: PAPERS,
    wrote: ({ car }, before) =>
      expect(car?.registration?.replacedTimes12m).toBe((before.car?.registration?.replacedTimes12m ?? 0) + 1),
  },
  {
    service: 'plate-replace',
    who: () => ownerOf(world, plainCar(13)),
    car: () => plainCar(13),
    steps: PAPERS,
    wrote: ({ car }, before) => expect(car?.registration?.plate).toBe(before.car?.registration?.plate),
  },
  {
    service: 'inspection-mark-replace',
    who: () => ownerOf(world, plainCar(14)),
    car: () => plainCar(14),
    steps: 'check register',
  },
  {
    service: 'inspection-exempt-mark',
    who: () => named(world, 'tang-jun'),
    car: () => carOf(world, named(world, 'tang-jun')),
    again: 'TOO_EARLY',
    steps: PAPERS,
    wrote: ({ car }, before) =>
      expect(Number(car?.registration?.inspectionValidTo.slice(0, 4))).toBe(
        Number(before.car?.registration?.inspectionValidTo.slice(0, 4)) + 2,
      ),
  },
  {
    service: 'vehicle-contact-change',
    who: () => ownerOf(world, plainCar(15)),
    car: () => plainCar(15),
    steps: 'check register',
    wrote: ({ car }) => expect(car?.registration?.contactMobile).toBe('13900139000'),
  },
  { service: 'driver-contact-change', who: () => plainDriver(), steps: 'check register' },
  {
    service: 'licence-info-change',
    who: () => named(world, 'cao-ning'),
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.name).toBe('曹宁'),
  },
  {
    service: 'licence-transfer-in',
    who: () => named(world, 'luo-yan'),
    again: 'LICENCE_HERE',
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.fileNo).toMatch(/^3702/),
  },
  {
    service: 'licence-downgrade',
    who: () => plainDriver((p) => p.licence?.classes.join() === 'B2'),
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.classes).toEqual(['C1']),
  },
  {
    service: 'licence-renew-overage',
    who: () => named(world, 'he-ping'),
    again: 'OVERAGE_NOT_DUE',
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.classes).toEqual(['C2', 'C6']),
  },
  {
    service: 'defer-licence-renewal',
    who: () => named(world, 'zhou-tao'),
    steps: 'check register',
    wrote: ({ person }) => expect(person.licence?.deferred?.renewal?.years).toBe(2),
  },
  {
    service: 'defer-licence-review',
    who: () => named(world, 'zhou-tao'),
    steps: 'check register',
    wrote: ({ person }) => expect(person.licence?.deferred?.review?.years).toBe(1),
  },
  {
    service: 'defer-medical-certificate',
    who: () => named(world, 'li-jianguo'),
    again: 'DEFER_USED',
    steps: 'check review register',
    wrote: ({ person }) => expect(person.licence?.deferred?.medical?.years).toBe(3),
  },
  { service: 'medical-certificate-submit', who: () => named(world, 'li-jianguo'), steps: 'check register' },
  {
    service: 'mortgage-release',
    who: () => named(world, 'xu-na'),
    car: () => carOf(world, named(world, 'xu-na')),
    again: 'NOT_MORTGAGED',
    steps: 'check register',
    wrote: ({ car }) => {
      expect(car?.registration?.states).toEqual(['正常'])
      expect(car?.registration?.mortgagee).toBeUndefined()
    },
  },
  {
    service: 'owner-name-address-change',
    who: () => named(world, 'cao-ning'),
    car: () => carOf(world, named(world, 'cao-ning')),
    steps: 'check review pay register make deliver',
    wrote: ({ car }) => expect(car?.registration?.owner.name).toBe('曹宁'),
  },
  {
    service: 'registration-correction',
    who: () => ownerOf(world, plainCar(16)),
    car: () => plainCar(16),
    steps: 'check review second-review register make deliver',
    wrote: ({ car }) => expect(car?.registration?.colour).toBe('珍珠白'),
  },
  {
    service: 'new-car-temp-plate',
    who: () => named(world, 'zhao-min'),
    car: () => carOf(world, named(world, 'zhao-min')),
    steps: PAPERS,
    wrote: ({ car }) => expect(car?.temporaryPlates).toBe(1),
  },
]

/** Papers that are collected: checked, shelved, taken with the identity card. */
async function collect(id: string): Promise<void> {
  const bench = await h.officer(PRODUCER)
  const papers = await until('papers in the queue', async () => {
    const { body } = await bench.call(production.productionQueue, { query: { state: 'queued' } })
    const own = body.items.filter((p) => p.caseId === id)
    return own.length > 0 ? own : undefined
  })
  for (const paper of papers) {
    const printed = await bench.call(production.printProduct, { params: { id: paper.id }, body: {} })
    await bench.call(production.checkProduct, { params: { id: paper.id }, body: { scan: printed.body.code } })
  }
  expect((await bench.call(production.shelveForPickup, { params: { caseId: id } })).status).toBe(200)
  const taken = await bench.call(production.collectPickup, {
    params: { caseId: id },
    body: { identitySeen: true as const },
  })
  expect(taken.status).toBe(200)
}

/** What has to be done by people for a case to leave each step. */
const BY_HAND: Readonly<Record<string, (who: Visitor, id: string, posted: boolean) => Promise<void>>> = {
  review: (_who, id) => review(h, id),
  'second-review': async (_who, id) => {
    const desk = await h.officer(SECOND_REVIEWER)
    const shown = await desk.call(cases.readCase, { params: { id } })
    const passed = await desk.call(cases.secondPass, { params: { id }, body: { version: shown.body.version } })
    expect(passed.status).toBe(200)
  },
  pay: (who, id) => payAll(h, who, id),
  make: async (_who, id, posted) => (posted ? post(h, await produce(h, id)) : collect(id)),
}

describe('each item, from application to the end', () => {
  test.each(ITEMS.map((item) => [item.service, item] as const))('%s', async (service, item) => {
    const person = item.who()
    const car = item.car?.()
    const who = await signIn(person)
    const choice = choiceOf(car)
    const { id } = await apply(who, { service, choice, signature: person.name })
    const steps = item.steps.split(' ')
    for (const step of steps.filter((s) => BY_HAND[s])) {
      const shown = await standsAt(who, id, step)
      expect(shown.steps.map((s) => s.kind)).toEqual(steps)
      await BY_HAND[step]?.(who, id, !['owner-name-address-change', 'registration-correction'].includes(service))
    }
    const done = await standsAt(who, id, 'deliver', 'done')
    expect(done.steps.map((s) => s.kind)).toEqual(steps)
    if (!steps.includes('pay')) expect((await who.call(payments.myBills, { params: { id } })).body.bills).toEqual([])
    const now = await worldOf(h)
    item.wrote?.(
      {
        person: first('the person', now.people, (p) => p.idNumber === person.idNumber),
        car: now.cars.find((c) => c.vin === car?.vin),
      },
      { person, car },
    )
    if (item.again)
      expect(await lookUp(who, service, choice)).toMatchObject({
        blocked: true,
        codes: expect.arrayContaining([item.again]),
      })
  })
})
