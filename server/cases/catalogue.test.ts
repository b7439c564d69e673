import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as accounts from '#api/accounts.ts'
import * as cases from '#api/cases.ts'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import * as production from '#api/production.ts'
import type { Car, Person } from '#sandbox/world/shapes.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, payAll, post, produce, review, standsAt } from '#test/journey.ts'
import { PRODUCER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'

/** Every item of the catalogue that walks the plain steps, from application to the end, on one house. */

interface World {
  people: Person[]
  cars: Car[]
}

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 150 })
  world = await worldNow()
})
afterAll(() => h.close())

const worldNow = async (): Promise<World> => (await (await fetch(`${h.sandboxUrl}/admin/world`)).json()) as World

const signedIn = new Map<string, Promise<Visitor>>()

/** Anybody of the world, signed in once. */
function signIn({ idNumber, mobile, name }: Person): Promise<Visitor> {
  const enter = async (): Promise<Visitor> => {
    const who = h.anyone()
    await who.call(accounts.requestCode, { body: { mobile } })
    const code = await h.codeFor(mobile)
    const signed = await who.call(accounts.signIn, { body: { mobile, code, name, idNumber } })
    if (signed.status !== 200) throw new Error(`sign in: ${JSON.stringify(signed.problem)}`)
    return who
  }
  const known = signedIn.get(idNumber) ?? enter()
  signedIn.set(idNumber, known)
  return known
}

function first<T>(what: string, list: readonly T[], fits: (one: T) => boolean): T {
  const found = list.find(fits)
  if (!found) throw new Error(`nobody in the world: ${what}`)
  return found
}

const named = (key: DemoKey): Person => first(key, world.people, (p) => p.idNumber === demoPerson(key).idNumber)
const ownerOf = (car: Car): Person =>
  first('owner', world.people, (p) => p.idNumber === (car.registration?.owner.idNumber ?? car.invoice?.buyerIdNumber))
const carOf = (who: Person): Car =>
  first(
    'a car',
    world.cars,
    (c) => (c.registration?.owner ?? { idNumber: c.invoice?.buyerIdNumber }).idNumber === who.idNumber,
  )
const byPlate = (car: Car) => ({
  plate: car.registration?.plate ?? '',
  plateType: car.registration?.plateType ?? '02',
})

/** An ordinary driver: the licence is in order and nothing is pending. */
const plainDriver = (more: (p: Person) => boolean = () => true): Person =>
  first(
    'a plain driver',
    world.people,
    (p) => p.licence?.state === '正常' && p.violations.pending === 0 && p.licence.validTo !== 'long' && more(p),
  )
const plainCar = (n: number): Car => {
  const plain = world.cars.filter((c) => c.registration?.states.join() === '正常')
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
    who: () => ownerOf(plainCar(12)),
    car: () => plainCar(12),
    steps: PAPERS,
    wrote: ({ car }, before) =>
      expect(car?.registration?.replacedTimes12m).toBe((before.car?.registration?.replacedTimes12m ?? 0) + 1),
  },
  {
    service: 'plate-replace',
    who: () => ownerOf(plainCar(13)),
    car: () => plainCar(13),
    steps: PAPERS,
    wrote: ({ car }, before) => expect(car?.registration?.plate).toBe(before.car?.registration?.plate),
  },
  {
    service: 'inspection-mark-replace',
    who: () => ownerOf(plainCar(14)),
    car: () => plainCar(14),
    steps: 'check register',
  },
  {
    service: 'inspection-exempt-mark',
    who: () => named('tang-jun'),
    car: () => carOf(named('tang-jun')),
    again: 'TOO_EARLY',
    steps: PAPERS,
    wrote: ({ car }, before) =>
      expect(Number(car?.registration?.inspectionValidTo.slice(0, 4))).toBe(
        Number(before.car?.registration?.inspectionValidTo.slice(0, 4)) + 2,
      ),
  },
  {
    service: 'vehicle-contact-change',
    who: () => ownerOf(plainCar(15)),
    car: () => plainCar(15),
    steps: 'check register',
    wrote: ({ car }) => expect(car?.registration?.contactMobile).toBe('13900139000'),
  },
  { service: 'driver-contact-change', who: () => plainDriver(), steps: 'check register' },
  {
    service: 'licence-info-change',
    who: () => named('cao-ning'),
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.name).toBe('曹宁'),
  },
  {
    service: 'licence-transfer-in',
    who: () => named('luo-yan'),
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
    who: () => named('he-ping'),
    again: 'OVERAGE_NOT_DUE',
    steps: PAPERS,
    wrote: ({ person }) => expect(person.licence?.classes).toEqual(['C2', 'C6']),
  },
  {
    service: 'defer-licence-renewal',
    who: () => named('zhou-tao'),
    steps: 'check register',
    wrote: ({ person }) => expect(person.licence?.deferred?.renewal?.years).toBe(2),
  },
  {
    service: 'defer-licence-review',
    who: () => named('zhou-tao'),
    steps: 'check register',
    wrote: ({ person }) => expect(person.licence?.deferred?.review?.years).toBe(1),
  },
  {
    service: 'defer-medical-certificate',
    who: () => named('li-jianguo'),
    again: 'DEFER_USED',
    steps: 'check review register',
    wrote: ({ person }) => expect(person.licence?.deferred?.medical?.years).toBe(3),
  },
  { service: 'medical-certificate-submit', who: () => named('li-jianguo'), steps: 'check register' },
  {
    service: 'mortgage-release',
    who: () => named('xu-na'),
    car: () => carOf(named('xu-na')),
    again: 'NOT_MORTGAGED',
    steps: 'check register',
    wrote: ({ car }) => {
      expect(car?.registration?.states).toEqual(['正常'])
      expect(car?.registration?.mortgagee).toBeUndefined()
    },
  },
  {
    service: 'owner-name-address-change',
    who: () => named('cao-ning'),
    car: () => carOf(named('cao-ning')),
    steps: 'check review pay register make deliver',
    wrote: ({ car }) => expect(car?.registration?.owner.name).toBe('曹宁'),
  },
  {
    service: 'registration-correction',
    who: () => ownerOf(plainCar(16)),
    car: () => plainCar(16),
    steps: 'check review second-review register make deliver',
    wrote: ({ car }) => expect(car?.registration?.colour).toBe('珍珠白'),
  },
  {
    service: 'new-car-temp-plate',
    who: () => named('zhao-min'),
    car: () => carOf(named('zhao-min')),
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

/** What is told at the look-up, before anything is typed. */
async function toldOf(service: string, person: Person, choice: Record<string, string> = {}): Promise<string[]> {
  const who = await signIn(person)
  const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
  const { body } = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: choice })
  expect(body.blocked).toBe(true)
  return body.checks.flatMap((c) => c.problems.map((p) => p.code))
}

describe('refusals are seen before anything is typed', () => {
  test.each([
    ['licence-info-change', 'luo-yan', 'LICENCE_ELSEWHERE'],
    ['licence-info-change', 'huang-li', 'LICENCE_EXPIRED_1Y'],
    ['driver-contact-change', 'luo-yan', 'LICENCE_ELSEWHERE'],
    ['licence-transfer-in', 'zhang-wei', 'LICENCE_HERE'],
    ['licence-transfer-in', 'zheng-kai', 'DRIVER_VIOLATION'],
    ['licence-downgrade', 'huang-li', 'LICENCE_EXPIRED_1Y'],
    ['licence-renew-overage', 'zhang-wei', 'OVERAGE_NOT_DUE'],
    ['medical-certificate-submit', 'zhang-wei', 'MEDICAL_MISSING'],
    ['defer-licence-renewal', 'huang-li', 'DEFER_LATE'],
    ['defer-licence-review', 'huang-li', 'DEFER_LATE'],
    ['defer-medical-certificate', 'huang-li', 'DEFER_LATE'],
  ] as const)('%s: %s hears %s', async (service, key, code) => {
    expect(await toldOf(service, named(key))).toContain(code)
  })

  test.each([
    ['inspection-exempt-mark', 'wang-xiuying', 'TOO_EARLY'],
    ['inspection-exempt-mark', 'zhang-wei', 'MUST_TEST'],
    ['mortgage-release', 'wu-fang', 'BANK_PENDING'],
    ['mortgage-release', 'wang-xiuying', 'NOT_MORTGAGED'],
  ] as const)('%s: %s hears %s of the own car', async (service, key, code) => {
    expect(await toldOf(service, named(key), byPlate(carOf(named(key))))).toContain(code)
  })

  test.each([
    'vehicle-licence-replace',
    'plate-replace',
    'inspection-mark-replace',
    'vehicle-contact-change',
    'owner-name-address-change',
    'registration-correction',
  ])("%s is not for somebody else's car", async (service) => {
    expect(await toldOf(service, named('zhang-wei'), byPlate(carOf(named('wang-xiuying'))))).toContain('NOT_OWNER')
  })

  test('a temporary plate: every fault of invoice and insurance at once', async () => {
    const who = named('sun-lei')
    expect(await toldOf('new-car-temp-plate', who, { vin: carOf(who).vin })).toEqual(
      expect.arrayContaining(['INVOICE_MISMATCH', 'INSURANCE_NONE']),
    )
  })

  test('violations of a car bar its mark, and nothing but its mark', async () => {
    const car = first('violations', world.cars, (c) => c.registration?.states.includes('违法未处理') === true)
    expect(await toldOf('inspection-exempt-mark', ownerOf(car), byPlate(car))).toContain('VIOLATION_PENDING')
    const who = await signIn(ownerOf(car))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'plate-replace' } })
    const { body } = await who.call(drafts.checkDraft, { params: { id: draft.id }, body: byPlate(car) })
    expect(body.blocked).toBe(false)
  })
})

describe('answers that do not fit this licence or car are named on their field', () => {
  test.each([
    [
      'licence-downgrade',
      'zhang-wei',
      'target',
      { reason: 'voluntary', target: 'B2', handsInLicence: true, photoChoice: 'stored' },
      'target',
    ],
    [
      'licence-info-change',
      'zhang-wei',
      'change',
      { change: 'name', handsInLicence: true, photoChoice: 'stored' },
      'change',
    ],
    ['defer-licence-renewal', 'zhou-tao', 'deferral', { reason: 'abroad', years: '3', noDriving: true }, 'years'],
    [
      'driver-contact-change',
      'zhang-wei',
      'new-contact',
      { newMobile: '13900139000', newRegion: '370202', newAddress: '香港中路 18 号', employer: '青岛公交集团' },
      'employer',
    ],
  ] as const)('%s: %s', async (service, key, part, values, field) => {
    const who = await signIn(named(key))
    const { body: draft } = await who.call(drafts.startDraft, { body: { service } })
    await who.call(drafts.checkDraft, { params: { id: draft.id }, body: {} })
    const saved = await who.call(drafts.saveDraftPart, {
      params: { id: draft.id, part },
      body: { values: { ...values } },
    })
    expect(saved.body.errors).toEqual([expect.objectContaining({ field, code: 'unfit' })])
    const signature = demoPerson(key).name
    const sent = await who.call(drafts.submitDraft, { params: { id: draft.id }, body: { declared: true, signature } })
    expect(sent.status).toBe(422)
  })

  test('who steps down for health is asked for the medical result after the answers, not before', async () => {
    const person = named('zhang-wei')
    const who = await signIn(person)
    const { id } = await apply(who, {
      service: 'licence-downgrade',
      signature: person.name,
      change: { target: { reason: 'health', target: 'C2', handsInLicence: true, photoChoice: 'stored' } },
    })
    await standsAt(who, id, 'check', 'correcting')
    const { body } = await who.call(mine.readMyCase, { params: { id } })
    expect(body.problems.map((p) => p.code)).toEqual(['MEDICAL_MISSING'])
  })
})

describe('each item, from application to the end', () => {
  test.each(ITEMS.map((item) => [item.service, item] as const))('%s', async (service, item) => {
    const person = item.who()
    const car = item.car?.()
    const who = await signIn(person)
    const choice: Record<string, string> = car ? (car.registration ? byPlate(car) : { vin: car.vin }) : {}
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
    const now = await worldNow()
    item.wrote?.(
      {
        person: first('the person', now.people, (p) => p.idNumber === person.idNumber),
        car: now.cars.find((c) => c.vin === car?.vin),
      },
      { person, car },
    )
    if (item.again) expect(await toldOf(service, person, choice)).toContain(item.again)
  })
})
