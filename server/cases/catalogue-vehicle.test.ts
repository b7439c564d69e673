import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as appointments from '#api/appointments.ts'
import * as cases from '#api/cases.ts'
import * as coSigns from '#api/co-signs.ts'
import * as companies from '#api/companies.ts'
import * as payments from '#api/payments.ts'
import * as plates from '#api/plates.ts'
import * as production from '#api/production.ts'
import { addMonths, shanghaiDate } from '#domain/calendar.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, payAll, post, produce, review, standsAt } from '#test/journey.ts'
import { PRODUCER, REVIEWER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'
import { carOf, choiceOf, first, lookUp, named, type World, worldOf } from '#test/world.ts'

/** Changing, moving, selling, charging, losing and binding a registered car: every item from application to the end, on one house. */

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 20 })
  world = await worldOf(h)
})
afterAll(() => h.close())

const today = () => shanghaiDate(new Date())
const own = (key: DemoKey): Car => carOf(world, named(world, key))
const unitCar = (): Car =>
  first('a car of the unit', world.cars, (c) => c.registration?.owner.idNumber === creditCodeOf('haulier'))
const special = (): Car => first('the special vehicle', world.cars, (c) => c.specialPlates !== undefined)
/** Named by who holds its vehicle licence. */
const byPapers = (car: Car) => ({ ...choiceOf(car), engineLast6: car.registration?.engineNo.slice(-6) ?? '' })

interface Item {
  service: string
  who: DemoKey
  car: () => Car
  /** Named by plate and engine number, as it is not the own. */
  other?: true
  /** Who has to agree. */
  with?: DemoKey
  /** In the name of the applicant's company. */
  company?: true
  steps: string
  collected?: true
  again?: string
  /** What the page of the finished case says of the result. */
  says?: string
  wrote?: (after: Car, before: Car) => void
}

const ITEMS: readonly Item[] = [
  {
    service: 'use-type-change-ride-hailing-out',
    who: 'fan-qiang',
    car: () => own('fan-qiang'),
    steps: 'check meet review pay register make deliver',
    collected: true,
    again: 'USE_TYPE',
    wrote: ({ registration }, before) =>
      expect(registration).toMatchObject({ useType: '预约出租转非', plate: before.registration?.plate }),
  },
  {
    service: 'spouse-co-owner-change',
    who: 'gao-lei',
    with: 'lin-xue',
    car: () => own('gao-lei'),
    steps: 'check co-sign meet review second-review pay register make deliver',
    collected: true,
    again: 'NOT_OWNER',
    wrote: ({ registration }, before) =>
      expect(registration).toMatchObject({
        owner: { name: '林雪', idNumber: named(world, 'lin-xue').idNumber },
        plate: before.registration?.plate,
      }),
  },
  {
    service: 'vehicle-relocate',
    who: 'ma-chao',
    car: () => own('ma-chao'),
    steps: 'check fetch-file choose-plate appointment inspect review pay register make deliver',
    says: '原号牌号码为原车主保留至',
    wrote: ({ registration }) => expect(registration?.plate).toMatch(/^鲁[BU]/),
  },
  {
    service: 'vehicle-transfer-registration',
    who: 'shi-yun',
    with: 'dong-hao',
    car: () => own('dong-hao'),
    other: true,
    steps: 'check co-sign choose-plate appointment inspect review second-review pay register make deliver',
    wrote: ({ registration }, before) => {
      expect(registration?.owner.name).toBe('石云')
      expect(registration?.plate).not.toBe(before.registration?.plate)
      expect(registration?.ownedSince).toBe(today())
    },
  },
  {
    service: 'mortgage-register',
    who: 'hu-bin',
    car: () => own('hu-bin'),
    steps: 'check register',
    wrote: ({ registration }) =>
      expect(registration).toMatchObject({ states: ['抵押'], mortgagee: '青岛海岚汽车金融有限公司' }),
  },
  {
    service: 'pledge-record',
    who: 'zhang-wei',
    with: 'gao-lei',
    car: () => own('zhang-wei'),
    steps: 'check co-sign meet register',
    wrote: ({ registration }) => expect(registration).toMatchObject({ states: ['质押'], pledgee: '高磊' }),
  },
  {
    service: 'vehicle-loss-deregistration',
    who: 'xie-fang',
    car: () => own('xie-fang'),
    steps: 'check meet review second-review register',
    says: '注销证明编号',
    wrote: ({ registration }) => expect(registration?.states).toEqual(['注销']),
  },
  {
    service: 'inspection-mark-issue',
    who: 'peng-yu',
    car: () => own('peng-yu'),
    steps: 'check register',
    again: 'TOO_EARLY',
    wrote: ({ registration }, before) =>
      expect(registration?.inspectionValidTo).toBe(addMonths(before.registration?.inspectionValidTo ?? '', 24)),
  },
  {
    service: 'owner-identity-record-change',
    who: 'yu-hong',
    car: () => first('under the former number', world.cars, (c) => c.registration?.owner.name === '于红'),
    other: true,
    steps: 'check meet review register',
    wrote: ({ registration }) => expect(registration?.owner.idNumber).toBe(named(world, 'yu-hong').idNumber),
  },
  {
    service: 'vehicle-bind-non-owned',
    who: 'shi-yun',
    with: 'wang-xiuying',
    car: () => own('wang-xiuying'),
    other: true,
    steps: 'check co-sign register',
    again: 'BIND_DONE',
    wrote: ({ boundTo }) => expect(boundTo).toEqual([named(world, 'shi-yun').idNumber]),
  },
  {
    service: 'vehicle-affiliation-apply',
    who: 'hu-bin',
    with: 'zhou-tao',
    car: unitCar,
    other: true,
    steps: 'check co-sign register',
    again: 'BIND_DONE',
    wrote: ({ attachedTo }) => expect(attachedTo?.idNumber).toBe(named(world, 'hu-bin').idNumber),
  },
  {
    service: 'oversize-temp-plate',
    who: 'zhou-tao',
    company: true,
    car: special,
    steps: 'check review pay register make deliver',
    wrote: ({ specialPlates }) => expect(specialPlates).toMatchObject({ issued: 2 }),
  },
]

/** Papers that are collected: checked, shelved, taken with the identity card. */
async function collect(id: string): Promise<void> {
  const bench = await h.officer(PRODUCER)
  const papers = await until('papers in the queue', async () => {
    const { body } = await bench.call(production.productionQueue, { query: { state: 'queued' } })
    const found = body.items.filter((p) => p.caseId === id)
    return found.length > 0 ? found : undefined
  })
  for (const paper of papers) {
    const printed = await bench.call(production.printProduct, { params: { id: paper.id }, body: {} })
    await bench.call(production.checkProduct, { params: { id: paper.id }, body: { scan: printed.body.code } })
  }
  await bench.call(production.shelveForPickup, { params: { caseId: id } })
  const taken = await bench.call(production.collectPickup, {
    params: { caseId: id },
    body: { identitySeen: true as const },
  })
  expect(taken.status).toBe(200)
}

async function atDesk(officer: string, id: string) {
  const desk = await h.officer(officer)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  return { desk, params: { id }, version }
}

/** A company account of the person, made the first time. */
async function companyOf(who: Visitor): Promise<string> {
  const { body } = await who.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } })
  return `company:${body.id}`
}

/** What has to be done by people for a case to leave each step. */
const BY_HAND: Readonly<Record<string, (who: Visitor, id: string, item: Item) => Promise<void>>> = {
  'co-sign': async (_who, id, item) => {
    if (!item.with) throw new Error('nobody to agree')
    if (item.service === 'vehicle-affiliation-apply') await companyOf(await h.citizen(item.with))
    const other = await h.citizen(item.with)
    const asked = await until('the question', async () => {
      const { body } = await other.call(coSigns.listCoSigns)
      return body.coSigns.find((q) => q.id === id && q.state === 'asked')
    })
    const signature = named(world, item.with).name
    const body = { version: asked.version, agreed: true, signature }
    expect((await other.call(coSigns.signCoSign, { params: { id }, body })).status).toBe(200)
  },
  'choose-plate': async (who, id) => {
    await who.call(plates.openSitting, { params: { id }, body: {} })
    const { body } = await who.call(plates.drawPlates, { params: { id }, body: { press: 1 } })
    const number = body.random.group?.numbers.find((n) => n.free)?.number ?? ''
    const taken = await who.call(plates.choosePlate, { params: { id }, body: { number } })
    expect(taken.status, JSON.stringify(taken.problem)).toBe(200)
  },
  appointment: async (who, id) => {
    const { version } = await standsAt(who, id, 'appointment')
    const { body } = await who.call(appointments.readSlots, { params: { id } })
    const place = body.sites.find((s) => s.slots.length > 0)
    const from = place?.slots[0]?.from ?? ''
    const booked = await who.call(appointments.bookSlot, {
      params: { id },
      body: { site: place?.code ?? '', from, version },
    })
    expect(booked.status, JSON.stringify(booked.problem)).toBe(200)
  },
  inspect: async (_who, id) => {
    const { desk, params, version } = await atDesk(REVIEWER, id)
    const seen = await desk.call(cases.inspectCase, {
      params,
      body: { version, passed: true, note: '车辆识别代号相符' },
    })
    expect(seen.status).toBe(200)
  },
  meet: async (_who, id) => {
    const { desk, params, version } = await atDesk(REVIEWER, id)
    const met = await desk.call(cases.meetCase, { params, body: { version, note: '人证一致,本人自愿' } })
    expect(met.status).toBe(200)
  },
  review: (_who, id) => review(h, id),
  'second-review': async (_who, id) => {
    const { desk, params, version } = await atDesk(SECOND_REVIEWER, id)
    expect((await desk.call(cases.secondPass, { params, body: { version } })).status).toBe(200)
  },
  pay: (who, id) => payAll(h, who, id),
  make: async (_who, id, item) => (item.collected ? collect(id) : post(h, await produce(h, id))),
}

describe('each item, from application to the end', () => {
  test.each(ITEMS.map((item) => [item.service, item] as const))('%s', async (service, item) => {
    const [who, car] = [await h.citizen(item.who), item.car()]
    const choice = item.other ? byPapers(car) : choiceOf(car)
    const behalf = item.company ? { for: await companyOf(who) } : {}
    const { id } = await apply(who, { service, choice, signature: named(world, item.who).name, ...behalf })
    const steps = item.steps.split(' ')
    for (const step of steps.filter((s) => BY_HAND[s])) {
      const shown = await standsAt(who, id, step)
      expect(shown.steps.map((s) => s.kind)).toEqual(steps)
      await BY_HAND[step]?.(who, id, item)
    }
    const done = await standsAt(who, id, 'register', 'done')
    expect(done.steps.map((s) => s.kind)).toEqual(steps)
    if (!steps.includes('pay')) expect((await who.call(payments.myBills, { params: { id } })).body.bills).toEqual([])
    const shown = await (await who.raw(`/my/cases/${id}`, { headers: { accept: 'text/html' } })).text()
    if (item.says) expect(shown).toContain(item.says)
    const now = await worldOf(h)
    item.wrote?.(
      first('the car', now.cars, (c) => c.vin === car.vin),
      car,
    )
    if (item.again) expect((await lookUp(who, service, choice)).codes).toEqual(expect.arrayContaining([item.again]))
  })
})

test('afterwards the books are in order', async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})
