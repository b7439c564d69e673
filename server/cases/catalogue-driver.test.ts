import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as payments from '#api/payments.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import { findService } from '#domain/services/index.ts'
import type { DriverKey } from '#sandbox/world/demo-drivers.ts'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import type { Person } from '#sandbox/world/shapes.ts'
import { personFor } from '#server/accounts/people.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { DRIVER_FORMS } from '#test/forms/driver.ts'
import { dataFor } from '#test/cases.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, goodPhoto, payAll, post, produce, review, standsAt } from '#test/journey.ts'
import { REVIEWER, SECOND_REVIEWER, type Visitor } from '#test/people.ts'
import { lookUp, named, signInTo, type World, worldOf } from '#test/world.ts'
import { loadCase, submit } from './cases.ts'

/** Learning to drive, adding a class, review, restoration, school bus: every item from application to the end, on one house. */

let h: TestHouse
let world: World
let signIn: (person: Person) => Promise<Visitor>
beforeAll(async () => {
  h = await house({ people: 10 })
  world = await worldOf(h)
  signIn = signInTo(h)
})
afterAll(() => h.close())

interface Item {
  service: string
  who: DriverKey | DemoKey
  steps: string
  /** What the register holds afterwards. */
  wrote?: (after: Person, before: Person) => void
  /** What the same person is told when the same is asked for again. */
  again?: string
  /** What is paid, in fen. */
  fen?: number
}

const PAPERS = 'check pay register make deliver'
const today = () => shanghaiDate(new Date())

const ITEMS: readonly Item[] = [
  {
    service: 'licence-first-apply',
    who: 'ma-li',
    steps: 'check review register',
    again: 'EXAM_RUNNING',
    wrote: ({ learner }) =>
      expect(learner).toMatchObject({ class: 'C1', first: true, place: '3702', permit: null, acceptedOn: today() }),
  },
  {
    service: 'licence-add-class-medical',
    who: 'song-gang',
    steps: 'check review register',
    again: 'EXAM_RUNNING',
    wrote: ({ learner, licence }) => {
      expect(learner).toMatchObject({ class: 'A2', first: false, permit: null })
      expect(licence?.classes).toEqual(['B2'])
    },
  },
  {
    service: 'school-bus-driver-qualification',
    who: 'du-qiang',
    steps: 'check review second-review pay register make deliver',
    fen: 3_000,
    wrote: ({ licence }) => expect(licence?.schoolBus).toBe('large'),
  },
  {
    service: 'licence-review',
    who: 'yu-bo',
    steps: 'check register',
    again: 'STUDY_MISSING',
    wrote: ({ licence }) => expect(licence?.reviewedOn).toBe(today()),
  },
  {
    service: 'licence-restore',
    who: 'xie-ting',
    steps: PAPERS,
    fen: 3_000,
    again: 'LICENCE_STATE',
    wrote: ({ licence }) => {
      expect(licence).toMatchObject({ state: '正常', validFrom: today(), validityYears: 10 })
      expect(licence?.cancelled).toBeUndefined()
    },
  },
  { service: 'learner-permit-print', who: 'gao-yuan', steps: 'check register' },
  { service: 'exam-result-query', who: 'gao-yuan', steps: 'check register' },
  {
    service: 'exam-fee-pay',
    who: 'gao-yuan',
    steps: 'check pay register',
    fen: 24_000,
    again: 'FEE_PAID',
    wrote: ({ learner }) => expect(learner?.bookings.map((b) => b.paid)).toEqual([true]),
  },
  {
    service: 'exam-change-class',
    who: 'lin-hao',
    steps: 'check register',
    wrote: ({ learner }, before) =>
      expect(learner).toMatchObject({ class: 'C2', results: before.learner?.results, permit: before.learner?.permit }),
  },
  {
    service: 'exam-change-place',
    who: 'lin-hao',
    steps: 'check register',
    wrote: ({ learner }) => expect(learner).toMatchObject({ place: '3701', placeChanges: 1 }),
  },
  { service: 'exam-misconduct-report', who: 'zhang-wei', steps: 'check review' },
]

const secondReview = async (id: string): Promise<void> => {
  const desk = await h.officer(SECOND_REVIEWER)
  const shown = await desk.call(cases.readCase, { params: { id } })
  const passed = await desk.call(cases.secondPass, { params: { id }, body: { version: shown.body.version } })
  expect(passed.status).toBe(200)
}

const BY_HAND: Readonly<Record<string, (who: Visitor, id: string) => Promise<void>>> = {
  review: (_who, id) => review(h, id),
  'second-review': (_who, id) => secondReview(id),
  pay: (who, id) => payAll(h, who, id),
  make: async (_who, id) => post(h, await produce(h, id)),
}

const personNow = async (person: Person): Promise<Person> => {
  const found = (await worldOf(h)).people.find((p) => p.idNumber === person.idNumber)
  if (!found) throw new Error(`${person.name} is gone`)
  return found
}

describe('each item, from application to the end', () => {
  test.each(ITEMS.map((item) => [item.service, item] as const))('%s', async (service, item) => {
    const person = await personNow(named(world, item.who))
    const who = await signIn(person)
    const photo = service === 'licence-first-apply' ? { photo: await goodPhoto() } : {}
    const { id } = await apply(who, { service, signature: person.name, ...photo })
    const steps = item.steps.split(' ')
    for (const step of steps.filter((s) => BY_HAND[s])) {
      const shown = await standsAt(who, id, step)
      expect(shown.steps.map((s) => s.kind)).toEqual(steps)
      await BY_HAND[step]?.(who, id)
    }
    const done = await standsAt(who, id, 'deliver', 'done')
    expect(done.steps.map((s) => s.kind)).toEqual(steps)
    const { bills } = (await who.call(payments.myBills, { params: { id } })).body
    expect(bills.reduce((sum, bill) => sum + bill.amountFen, 0)).toBe(item.fen ?? 0)
    item.wrote?.(await personNow(person), person)
    if (item.again) expect(await lookUp(who, service, {})).toMatchObject({ blocked: true, codes: [item.again] })
  })
})

describe('other channels', () => {
  test('at the counter the case goes on where it stood', async () => {
    const person = named(world, 'wang-xiuying')
    const who = await signIn(person)
    const { id } = await apply(who, { service: 'exam-misconduct-report', signature: person.name })
    const { version } = await standsAt(who, id, 'review')
    const desk = await h.officer(REVIEWER)
    const moved = await desk.call(cases.moveOnSite, {
      params: { id },
      body: { version, reason: '请到窗口当面说明', site: 'main' },
    })
    expect(moved.status).toBe(200)
    const { version: there } = await standsAt(who, id, 'review', 'on-site')
    expect((await desk.call(cases.continueAtCounter, { params: { id }, body: { version: there } })).status).toBe(200)
    await review(h, id)
    await standsAt(who, id, 'review', 'done')
    expect((await loadCase(h.house.db.read, h.house, id)).channel).toBe('counter')
  })

  test.each([
    ['kiosk', 'learner-permit-print', 'gao-yuan'],
    ['kiosk', 'exam-result-query', 'gao-yuan'],
    ['counter', 'licence-review', 'zhou-tao'],
    ['counter', 'exam-result-query', 'gao-yuan'],
  ] as const)('an application of the %s: %s', async (channel, code, key) => {
    const service = findService(code)
    if (!service) throw new Error(code)
    const { name, idNumber, mobile, licence } = named(world, key)
    const form = Object.assign({}, ...Object.values(DRIVER_FORMS[code] ?? {}))
    const data = dataFor(service, {
      applicant: { name, idNumber, mobile },
      subject: service.subject === 'licence' && licence ? { kind: 'licence', licence } : { kind: 'person' },
      form,
    })
    const id = uuidv7()
    await h.house.db.tx(async (tx) => {
      const applicant = await personFor(tx, h.house, { name, idNumber, mobile })
      const office = h.house.city.homeOffice
      await submit(tx, h.house, { id, office, service, applicant, channel, data }, { kind: 'citizen', id: applicant })
    })
    const done = await until(`${code} done`, async () => {
      const c = await loadCase(h.house.db.read, h.house, id)
      return c.state === 'done' ? c : undefined
    })
    expect(done.channel).toBe(channel)
    expect(done.data.registered?.['registrationNo']).toMatch(/^3702/)
  })
})

test('an electronic result says the permit, its days and every test', async () => {
  const person = named(world, 'gao-yuan')
  const who = await signIn(person)
  const { id } = await apply(who, { service: 'learner-permit-print', signature: person.name })
  await standsAt(who, id, 'register', 'done')
  const { registered } = (await loadCase(h.house.db.read, h.house, id)).data
  expect(registered).toMatchObject({
    permitNo: person.learner?.permit?.number,
    validFrom: person.learner?.permit?.from,
    validTo: person.learner?.permit?.to,
    testResults: expect.stringMatching(/^1 \d{4}-\d{2}-\d{2} 96 passed$/),
  })
})

test('from the accepted application through subject 1 to the permit', async () => {
  const person = named(world, 'ma-li')
  const who = await signIn(person)
  const sit = (score: number) =>
    fetch(`${h.sandboxUrl}/admin/drivers/${person.idNumber}/test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ part: '1', score, passed: score >= 90 }),
    })
  expect((await personNow(person)).learner?.class).toBe('C1')
  expect((await sit(84)).status).toBe(200)
  expect(await lookUp(who, 'learner-permit-print', {})).toMatchObject({ blocked: true, codes: ['EXAM_STATE'] })
  expect((await sit(95)).status).toBe(200)
  const { id } = await apply(who, { service: 'learner-permit-print', signature: person.name })
  await standsAt(who, id, 'register', 'done')
  const { registered } = (await loadCase(h.house.db.read, h.house, id)).data
  expect(registered).toMatchObject({ permitNo: expect.stringMatching(/^3702/), validFrom: today() })
})
