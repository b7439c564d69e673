import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as cases from '#api/cases.ts'
import * as coSigns from '#api/co-signs.ts'
import * as drafts from '#api/drafts.ts'
import * as messages from '#api/messages.ts'
import * as mine from '#api/my-cases.ts'
import * as payments from '#api/payments.ts'
import * as plates from '#api/plates.ts'
import * as production from '#api/production.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { DemoKey } from '#sandbox/world/demo-people.ts'
import { NUMBER_PLATES } from '#sandbox/world/demo-plate-cars.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import { apply, payAll, review, standsAt } from '#test/journey.ts'
import { PRODUCER, REVIEWER, type Visitor } from '#test/people.ts'
import { book, choose, collect, take } from '#test/plates-journey.ts'
import { carOf, choiceOf, first, lookUp, named, type World, worldOf } from '#test/world.ts'

/** Choosing a number ahead, exchanging blue plates for green ones, swapping two own cars' numbers: each to its end, on one house. */

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 20 })
  world = await worldOf(h)
})
afterAll(() => h.close())

const own = (key: DemoKey): Car => carOf(world, named(world, key))
const byPapers = (car: Car) => ({ ...choiceOf(car), engineLast6: car.registration?.engineNo.slice(-6) ?? '' })
const carNow = async (vin: string) => first('the car', (await worldOf(h)).cars, (c) => c.vin === vin)
const applyFor = (who: Visitor, key: DemoKey, service: string, choice: Record<string, string>) =>
  apply(who, { service, choice, signature: named(world, key).name })

async function atDesk(id: string) {
  const desk = await h.officer(REVIEWER)
  const { version } = (await desk.call(cases.readCase, { params: { id } })).body
  return { desk, params: { id }, version }
}

const heldBy = async (who: Visitor) => (await who.call(plates.myPlates)).body.held

/** Chooses ahead: the case is done, and the number stays the person's until its last day. */
async function preselect(who: Visitor, key: DemoKey, service: string, choice: Record<string, string>): Promise<string> {
  const { id } = await applyFor(who, key, service, choice)
  const number = await choose(who, id)
  const done = await standsAt(who, id, 'choose-plate', 'done')
  expect(done.steps.map((s) => s.kind)).toEqual(['check', 'choose-plate'])
  expect((await who.call(payments.myBills, { params: { id } })).body.bills).toEqual([])
  const [kept] = await heldBy(who)
  expect(kept).toMatchObject({ case: id, number, mayRelease: true })
  expect(kept && kept.validUntil > shanghaiDate(new Date())).toBe(true)
  return number
}

/** The later case of the same car is offered that number and no other, and uses it. */
async function takeOver(who: Visitor, id: string, number: string, next: string): Promise<void> {
  await standsAt(who, id, 'choose-plate')
  const opened = await who.call(plates.openSitting, { params: { id }, body: {} })
  expect(opened.body.held?.number).toBe(number)
  await take(who, id, number)
  await standsAt(who, id, next)
  expect((await heldBy(who)).every((p) => !p.mayRelease)).toBe(true)
}

/** The city says that this item takes it over: nothing is pressed, and the applicant is told. */
async function takenOver(who: Visitor, id: string, number: string, next: string): Promise<void> {
  await standsAt(who, id, next)
  expect((await who.call(mine.readMyCase, { params: { id } })).body.plate).toBe(number)
  expect((await heldBy(who)).every((p) => !p.mayRelease)).toBe(true)
  const told = (await who.call(messages.listMessages, { query: { lang: 'zh', page: 1 } })).body.items
  expect(told.filter((m) => m.caseId === id && m.template === 'plate-taken-over')).toHaveLength(1)
  expect(told.filter((m) => m.caseId === id && m.template === 'choose-plate')).toEqual([])
  const [event] = await h.sql(`select actor_kind from case_events where case_id = $1 and kind = 'choose-plate'`, [id])
  expect(event).toEqual({ actor_kind: 'system' })
}

describe('numbers chosen ahead', () => {
  test('a new car: kept after the case is done, taken over by the registration, on the car at its end', async () => {
    const who = await h.citizen('liu-yang')
    const number = await preselect(who, 'liu-yang', 'plate-preselect-new', choiceOf(own('liu-yang')))
    expect(number).toMatch(/^鲁[BU][DABCE]/)
    const { id } = await applyFor(who, 'liu-yang', 'new-vehicle-registration', choiceOf(own('liu-yang')))
    await takeOver(who, id, number, 'pay')
    await payAll(h, who, id)
    await standsAt(who, id, 'review')
    await review(h, id)
    await standsAt(who, id, 'make')
    expect((await carNow(own('liu-yang').vin)).registration?.plate).toBe(number)
    expect(await heldBy(who)).toEqual([])
  })

  test('a used car: the buyer chooses before the transfer; withdrawing the transfer leaves the number', async () => {
    const who = await h.citizen('shi-yun')
    const car = own('dong-hao')
    const number = await preselect(who, 'shi-yun', 'plate-preselect-transfer', byPapers(car))
    const { id } = await applyFor(who, 'shi-yun', 'vehicle-transfer-registration', byPapers(car))
    const seller = await h.citizen('dong-hao')
    const asked = await until('the question', async () =>
      (await seller.call(coSigns.listCoSigns)).body.coSigns.find((q) => q.id === id && q.state === 'asked'),
    )
    const body = { version: asked.version, agreed: true, signature: '董浩' }
    expect((await seller.call(coSigns.signCoSign, { params: { id }, body })).status).toBe(200)
    await takenOver(who, id, number, 'appointment')
    const { version } = (await who.call(mine.readMyCase, { params: { id } })).body
    expect((await who.call(mine.withdrawCase, { params: { id }, body: { version } })).status).toBe(200)
    expect(await heldBy(who)).toMatchObject([{ number, mayRelease: true }])
  })

  test('a car that moves in: chosen ahead, taken over once its file is here; a car of this city needs none', async () => {
    const who = await h.citizen('ma-chao')
    const early = await lookUp(who, 'plate-preselect-inbound', choiceOf(own('ma-chao')))
    expect(early).toMatchObject({ blocked: true, codes: ['FILE_NOT_PASSED'] })
    // Asked for by an application that was given up; the file stays where it went.
    const first = await applyFor(who, 'ma-chao', 'vehicle-relocate', choiceOf(own('ma-chao')))
    const { version } = await standsAt(who, first.id, 'choose-plate')
    await who.call(mine.withdrawCase, { params: { id: first.id }, body: { version } })
    const number = await preselect(who, 'ma-chao', 'plate-preselect-inbound', choiceOf(own('ma-chao')))
    const { id } = await applyFor(who, 'ma-chao', 'vehicle-relocate', choiceOf(own('ma-chao')))
    await takenOver(who, id, number, 'appointment')
    const local = await h.citizen('wang-xiuying')
    const { codes } = await lookUp(local, 'plate-preselect-inbound', choiceOf(own('wang-xiuying')))
    expect(codes).toEqual(['RELOCATE_HERE'])
  })

  test('a used car without an invoice to the applicant, and a new car bought by somebody else', async () => {
    const who = await h.citizen('zhang-wei')
    const used = await lookUp(who, 'plate-preselect-transfer', byPapers(own('dong-hao')))
    expect(used).toMatchObject({ blocked: true, codes: ['INVOICE_MISMATCH'] })
    expect((await lookUp(who, 'plate-preselect-new', choiceOf(own('zhao-min')))).blocked).toBe(true)
  })
})

describe('blue plates for green ones', () => {
  const [PRE, DAY] = ['plate-preselect-nev-exchange', 'nev-plate-exchange-appointment'] as const

  test('no day is booked before a number is chosen, and only for a new-energy car with ordinary plates', async () => {
    const who = await h.citizen('qin-yue')
    expect((await lookUp(who, DAY, choiceOf(own('qin-yue')))).codes).toEqual(['PLATE_NONE'])
    const petrol = await h.citizen('wang-xiuying')
    expect((await lookUp(petrol, PRE, choiceOf(own('wang-xiuying')))).codes).toEqual(['VEHICLE_KIND'])
    expect((await lookUp(petrol, DAY, choiceOf(own('wang-xiuying')))).codes).toEqual(['VEHICLE_KIND', 'PLATE_NONE'])
    expect((await lookUp(petrol, PRE, choiceOf(own('qin-yue')))).codes).toEqual(['NOT_OWNER'])
  })

  test('chosen, booked, shown, paid, made and handed out against the old plates', async () => {
    const [who, car] = [await h.citizen('qin-yue'), own('qin-yue')]
    const number = await preselect(who, 'qin-yue', PRE, choiceOf(car))
    const { id } = await applyFor(who, 'qin-yue', DAY, choiceOf(car))
    await takeOver(who, id, number, 'appointment')
    await book(who, id)
    await standsAt(who, id, 'inspect')
    const { desk, params, version } = await atDesk(id)
    const seen = await desk.call(cases.inspectCase, { params, body: { version, passed: true, note: '车架号相符' } })
    expect(seen.status).toBe(200)
    await payAll(h, who, id)
    await collect(h, who, id)
    const done = await standsAt(who, id, 'deliver', 'done')
    expect(done.steps.map((s) => s.kind).join(' ')).toBe(
      'check choose-plate appointment inspect pay register make deliver',
    )
    expect((await carNow(car.vin)).registration).toMatchObject({ plate: number, plateType: '52' })
  })
})

describe('new plates for lost ones', () => {
  test('who wants a temporary plate pays for it and has it before the plates', async () => {
    const [who, bench] = [await h.citizen('wang-xiuying'), await h.officer(PRODUCER)]
    const applied = async () => {
      const reason = { reason: 'lost', side: 'both', temporary: 'yes' }
      const given = { service: 'plate-replace', choice: choiceOf(own('wang-xiuying')), change: { reason } }
      const { id } = await apply(who, { ...given, signature: '王秀英' })
      await standsAt(who, id, 'pay')
      await payAll(h, who, id)
      await standsAt(who, id, 'make')
      return id
    }
    const papersOf = async (id: string) =>
      (await bench.call(production.productionQueue, { query: { state: 'queued' } })).body.items.filter(
        (p) => p.caseId === id,
      )
    const print = async (id: string) => {
      const { body } = await bench.call(production.printProduct, { params: { id }, body: {} })
      await bench.call(production.checkProduct, { params: { id }, body: { scan: body.code } })
    }
    const id = await applied()
    const { bills } = (await who.call(payments.myBills, { params: { id } })).body
    expect(bills.flatMap((b) => b.lines.map((l) => l.fen)).toSorted((a, b) => a - b)).toContain(500)
    const papers = await papersOf(id)
    const ahead = first('the temporary plate', papers, (p) => p.apart)
    const plate = first('the plates', papers, (p) => !p.apart)
    expect([ahead.product, plate.product]).toEqual(['temporary-plate', 'plates'])
    const sheet = await bench.call(production.productionSheet, { params: { id: ahead.id } })
    expect(JSON.stringify(sheet.body.lines)).toMatch(/鲁B\d{4}临/)
    const give = (paper: string) =>
      bench.call(production.handOutApart, { params: { id: paper }, body: { identitySeen: true } })
    expect((await give(ahead.id)).problem.code).toBe('NOT_READY')
    await print(ahead.id)
    expect((await give(plate.id)).problem.code).toBe('NOT_APART')
    expect((await give(ahead.id)).status).toBe(200)
    const { items } = (await who.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })).body
    expect(items.map((m) => m.title)).toContain('临时号牌已制好')
    // The plates go their way without it.
    await print(plate.id)
    const bagged = await bench.call(production.bagParcel, {
      params: { caseId: id },
      body: { scan: (await who.call(mine.readMyCase, { params: { id } })).body.number },
    })
    expect(bagged.status, JSON.stringify(bagged.problem)).toBe(200)
  })
})

describe('two own cars swap numbers', () => {
  const [NUMBER, OTHER] = NUMBER_PLATES
  const byNumber = (plate: string) => first(plate, world.cars, (c) => c.registration?.plate === plate)

  test('seen by an officer, paid for both, written for both; not again within a year', async () => {
    const who = await h.citizen('jiang-bo')
    const { id } = await applyFor(who, 'jiang-bo', 'plate-swap', choiceOf(byNumber(NUMBER)))
    await standsAt(who, id, 'meet')
    const { desk, params, version } = await atDesk(id)
    const met = await desk.call(cases.meetCase, { params, body: { version, note: '人证一致,本人自愿' } })
    expect(met.status).toBe(200)
    await standsAt(who, id, 'review')
    await review(h, id)
    await payAll(h, who, id)
    const { bills } = (await who.call(payments.myBills, { params: { id } })).body
    expect(bills.map((b) => b.amountFen).toSorted((a, b) => a - b)).toEqual([2_000, 20_000])
    await setsOfBoth(who, id)
    await collect(h, who, id, 2)
    const done = await standsAt(who, id, 'deliver', 'done')
    expect(done.steps.map((s) => s.kind).join(' ')).toBe('check meet review pay register make deliver')
    const page = await (await who.raw(`/my/cases/${id}`, { headers: { accept: 'text/html' } })).text()
    expect(page).toContain('另一辆车现在的号码')
    const swappedOn = shanghaiDate(new Date())
    expect((await carNow(byNumber(NUMBER).vin)).registration).toMatchObject({ plate: OTHER, swappedOn })
    expect((await carNow(byNumber(OTHER).vin)).registration).toMatchObject({ plate: NUMBER, swappedOn })
    const again = await lookUp(who, 'plate-swap', choiceOf(byNumber(NUMBER)))
    expect(again).toMatchObject({ blocked: true, codes: ['SWAP_YEAR'] })
  })

  /** Each set bears the facts of its own car. */
  async function setsOfBoth(who: Visitor, id: string): Promise<void> {
    await standsAt(who, id, 'make')
    const bench = await h.officer(PRODUCER)
    const { body } = await bench.call(production.productionQueue, {
      query: { state: 'queued', product: 'vehicle-licence' },
    })
    const stands = async (copy: number) => {
      const job = first('the paper', body.items, (p) => p.caseId === id && p.copy === copy)
      const { lines } = (await bench.call(production.productionSheet, { params: { id: job.id } })).body
      return Object.fromEntries(lines.map((l) => [l.label.en, l.value]))
    }
    const [mine, theirs] = [byNumber(NUMBER), byNumber(OTHER)]
    expect(await stands(1)).toMatchObject({ Plate: OTHER, VIN: mine.vin, 'Engine number': mine.registration?.engineNo })
    expect(await stands(2)).toMatchObject({
      Plate: NUMBER,
      VIN: theirs.vin,
      'Engine number': theirs.registration?.engineNo,
    })
  }

  test('a number that is no number, or the own one, is named on its field', async () => {
    const who = await h.citizen('zhang-wei')
    const { draft } = await lookUp(who, 'plate-swap', choiceOf(own('zhang-wei')))
    const params = { id: draft, part: 'swap' }
    for (const otherPlate of ['鲁B12I45', own('zhang-wei').registration?.plate ?? '', '鲁BD12345']) {
      const { body } = await who.call(drafts.saveDraftPart, {
        params,
        body: { values: { otherPlate, bringsBoth: true } },
      })
      expect(body.errors).toEqual([expect.objectContaining({ field: 'otherPlate', code: 'unfit' })])
    }
  })

  test("somebody else's car is not swapped with; nothing else is told about it", async () => {
    const who = await h.citizen('zhang-wei')
    const otherPlate = own('wu-fang').registration?.plate ?? ''
    const { id } = await apply(who, {
      service: 'plate-swap',
      choice: choiceOf(own('zhang-wei')),
      change: { swap: { otherPlate, bringsBoth: true } },
      signature: '张伟',
    })
    await standsAt(who, id, 'check', 'correcting')
    const { problems } = (await who.call(mine.readMyCase, { params: { id } })).body
    expect(problems.map((p) => p.code)).toEqual(['NOT_OWNER'])
  })
})

test('afterwards the books are in order', async () => {
  expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
})
