import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as drafts from '#api/drafts.ts'
import * as mine from '#api/my-cases.ts'
import { addDays, addMonths, shanghaiDate } from '#domain/calendar.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, goodPhoto, standsAt, upload } from '#test/journey.ts'
import { carOf, choiceOf, first, lookUp, named, signInTo, type World, worldOf } from '#test/world.ts'

/** What the items about a registered car refuse: told before anything is typed, on the field it is about, or after the answers. */

let h: TestHouse
let world: World
beforeAll(async () => {
  h = await house({ people: 150 })
  world = await worldOf(h)
})
afterAll(() => h.close())

const own = (key: DemoKey): Car => carOf(world, named(world, key))
const byPapers = (car: Car) => ({ ...choiceOf(car), engineLast6: car.registration?.engineNo.slice(-6) ?? '' })
const today = shanghaiDate(new Date())

async function toldOf(service: string, key: DemoKey, choice: Record<string, string>): Promise<string[]> {
  const { blocked, codes } = await lookUp(await h.citizen(key), service, choice)
  expect(blocked).toBe(true)
  return codes
}

describe('before anything is typed', () => {
  test.each([
    ['use-type-change-ride-hailing-out', 'wang-xiuying', 'USE_TYPE'],
    ['vehicle-relocate', 'wang-xiuying', 'RELOCATE_HERE'],
    ['spouse-co-owner-change', 'wu-fang', 'VEHICLE_MORTGAGED'],
    ['vehicle-loss-deregistration', 'wu-fang', 'VEHICLE_MORTGAGED'],
    ['inspection-mark-issue', 'wang-xiuying', 'TEST_NONE'],
    ['inspection-mark-issue', 'wang-xiuying', 'TOO_EARLY'],
  ] as const)('%s: %s hears %s of the own car', async (service, key, code) => {
    expect(await toldOf(service, key, choiceOf(own(key)))).toContain(code)
  })

  test.each([
    'use-type-change-ride-hailing-out',
    'spouse-co-owner-change',
    'vehicle-relocate',
    'mortgage-register',
    'pledge-record',
    'vehicle-loss-deregistration',
    'inspection-mark-issue',
  ])("%s is not for somebody else's car, and nothing else is told about it", async (service) => {
    expect(await toldOf(service, 'zhang-wei', choiceOf(own('wu-fang')))).toEqual(['NOT_OWNER'])
  })

  test('a seized car: every change of title is refused, a mark is not', async () => {
    const signIn = signInTo(h)
    const car = first('a seized car', world.cars, (c) => c.registration?.states.includes('查封') === true)
    const owner = first('its owner', world.people, (p) => p.idNumber === car.registration?.owner.idNumber)
    const who = await signIn(owner)
    const heard = async (service: string) => (await lookUp(who, service, choiceOf(car))).codes
    for (const service of ['spouse-co-owner-change', 'vehicle-loss-deregistration', 'mortgage-register'])
      expect(await heard(service), service).toContain('VEHICLE_SEIZED')
    expect(await heard('inspection-mark-issue')).not.toContain('VEHICLE_SEIZED')
  })

  test('violations bar a move, and neither a loss nor a mortgage (order 164 art. 83(4))', async () => {
    const signIn = signInTo(h)
    const car = first('violations', world.cars, (c) => c.registration?.states.includes('违法未处理') === true)
    const owner = first('its owner', world.people, (p) => p.idNumber === car.registration?.owner.idNumber)
    const who = await signIn(owner)
    expect((await lookUp(who, 'vehicle-relocate', choiceOf(car))).codes).toContain('VIOLATION_PENDING')
    for (const service of ['vehicle-loss-deregistration', 'mortgage-register', 'spouse-co-owner-change'])
      expect((await lookUp(who, service, choiceOf(car))).codes, service).toEqual([])
  })

  test('a used car without an invoice, or bought by somebody else', async () => {
    expect(await toldOf('vehicle-transfer-registration', 'zhang-wei', byPapers(own('dong-hao')))).toEqual([
      'INVOICE_MISMATCH',
    ])
    expect(await toldOf('vehicle-transfer-registration', 'shi-yun', byPapers(own('wu-fang')))).toEqual(
      expect.arrayContaining(['INVOICE_MISMATCH', 'VEHICLE_MORTGAGED']),
    )
    expect(await toldOf('vehicle-transfer-registration', 'shi-yun', byPapers(own('ma-chao')))).toContain(
      'VEHICLE_ELSEWHERE',
    )
  })

  test('binding: the own car, a ride-hailing car, a driver whose licence has run out', async () => {
    expect(await toldOf('vehicle-bind-non-owned', 'zhang-wei', byPapers(own('zhang-wei')))).toContain('BIND_DONE')
    expect(await toldOf('vehicle-bind-non-owned', 'zhang-wei', byPapers(own('fan-qiang')))).toContain('BIND_KIND')
    expect(await toldOf('vehicle-bind-non-owned', 'huang-li', byPapers(own('wang-xiuying')))).toContain(
      'LICENCE_EXPIRED_1Y',
    )
  })

  test("attaching a person's car, and an identity that never was the owner's", async () => {
    expect(await toldOf('vehicle-affiliation-apply', 'hu-bin', byPapers(own('wang-xiuying')))).toEqual(['NOT_OF_UNIT'])
    expect(await toldOf('owner-identity-record-change', 'hu-bin', byPapers(own('wang-xiuying')))).toEqual(['NOT_OWNER'])
  })

  test('a person cannot ask for a special plate: it is the company that does', async () => {
    const who = await h.citizen('zhou-tao')
    const started = await who.call(drafts.startDraft, { body: { service: 'oversize-temp-plate' } })
    expect(started).toMatchObject({ status: 409, problem: { code: 'COMPANY_ONLY' } })
  })
})

describe('a car that is not the own is named by who holds its papers', () => {
  test('a wrong engine number and a plate that does not exist are the same answer, and no record comes back', async () => {
    const who = await h.citizen('chen-jing')
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'vehicle-bind-non-owned' } })
    const ask = (body: Record<string, string>) => who.call(drafts.checkDraft, { params: { id: draft.id }, body })
    const car = own('wang-xiuying')
    const wrong = await ask({ ...choiceOf(car), engineLast6: '000000' })
    const missing = await ask({ plate: '鲁B99999', plateType: '02', engineLast6: '000000' })
    const none = await ask(choiceOf(car))
    for (const answer of [wrong, missing, none])
      expect(answer).toMatchObject({ status: 422, problem: { code: 'VEHICLE_UNKNOWN' } })
    expect(wrong.problem).toMatchObject({ detail: missing.problem.detail })
    const right = await ask(byPapers(car))
    expect(right.status).toBe(200)
    const { idNumber, name, mobile } = demoPerson('wang-xiuying')
    for (const secret of [idNumber, name, mobile, car.registration?.engineNo ?? '?'])
      expect(JSON.stringify(right.body)).not.toContain(secret)
  })

  test('trying engine numbers comes to an end', async () => {
    const who = await h.citizen('sun-lei')
    const { body: draft } = await who.call(drafts.startDraft, { body: { service: 'vehicle-bind-non-owned' } })
    const tries = Array.from({ length: 22 }, (_, n) => String(100_000 + n))
    const statuses: number[] = []
    for (const engineLast6 of tries)
      statuses.push(
        (
          await who.call(drafts.checkDraft, {
            params: { id: draft.id },
            body: { ...choiceOf(own('wang-xiuying')), engineLast6 },
          })
        ).status,
      )
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(422))
    expect(statuses.slice(20)).toEqual([429, 429])
  })
})

describe('answers that do not fit are named on their field', () => {
  const SPOUSE = { spouseName: '林雪', newRegion: '370202', proof: 'networked', bringsOriginals: true }
  test.each([
    [
      'spouse-co-owner-change',
      'gao-lei',
      'spouse',
      { ...SPOUSE, spouseId: demoPerson('gao-lei').idNumber },
      'spouseId',
    ],
    [
      'spouse-co-owner-change',
      'gao-lei',
      'spouse',
      { ...SPOUSE, spouseId: demoPerson('lin-xue').idNumber, newRegion: '370102' },
      'newRegion',
    ],
    ['vehicle-relocate', 'ma-chao', 'move', { newRegion: '370102', bringsCar: true }, 'newRegion'],
    [
      'vehicle-loss-deregistration',
      'xie-fang',
      'loss',
      {
        cause: 'fire',
        when: addDays(today, 1),
        story: '停在小区地面车位,夜里邻车自燃引燃本车,已烧毁。',
        proof: 'none',
        undertaking: true,
      },
      'when',
    ],
    [
      'vehicle-loss-deregistration',
      'xie-fang',
      'loss',
      {
        cause: 'fire',
        when: '2001-01-01',
        story: '停在小区地面车位,夜里邻车自燃引燃本车,已烧毁。',
        proof: 'none',
        undertaking: true,
      },
      'when',
    ],
  ] as const)('%s: %s', async (service, key, part, values, field) => {
    const who = await h.citizen(key)
    const { draft } = await lookUp(who, service, choiceOf(own(key)))
    const saved = await who.call(drafts.saveDraftPart, { params: { id: draft, part }, body: { values: { ...values } } })
    expect(saved.body.errors).toEqual([expect.objectContaining({ field, code: 'unfit' })])
  })

  test('how long a car may be attached', async () => {
    const who = await h.citizen('hu-bin')
    const car = first('of the unit', world.cars, (c) => c.registration?.owner.name === '青岛海岚物流有限公司')
    const { draft } = await lookUp(who, 'vehicle-affiliation-apply', byPapers(car))
    const errors = async (until: string) =>
      (
        await who.call(drafts.saveDraftPart, { params: { id: draft, part: 'attach' }, body: { values: { until } } })
      ).body.errors.map((e) => e.code)
    expect(await errors(today)).toEqual(['unfit'])
    expect(await errors(addDays(addMonths(today, 36), 1))).toEqual(['unfit'])
    expect(await errors('2026-02-30')).toEqual(['date'])
    expect(await errors(addMonths(today, 36))).toEqual([])
  })
})

describe('what is asked after the answers', () => {
  const problems = async (key: DemoKey, id: string) => {
    const who = await h.citizen(key)
    await standsAt(who, id, 'check', 'correcting')
    return (await who.call(mine.readMyCase, { params: { id } })).body.problems.map((p) => p.code)
  }
  const spouse = (key: DemoKey) => ({ spouseName: demoPerson(key).name, spouseId: demoPerson(key).idNumber })

  test('no marriage on the network; the paper is shown instead and the case goes on', async () => {
    const who = await h.citizen('gao-lei')
    const form = { ...spouse('zhao-min'), newRegion: '370202', proof: 'networked', bringsOriginals: true }
    const { id } = await apply(who, {
      service: 'spouse-co-owner-change',
      choice: choiceOf(own('gao-lei')),
      change: { spouse: form },
      signature: '高磊',
    })
    expect(await problems('gao-lei', id)).toEqual(['SPOUSE_MARRIAGE'])
    const { version } = (await who.call(mine.readMyCase, { params: { id } })).body
    const { body: picture } = await upload(who, 'marriage', await goodPhoto())
    const signing = { declared: true, signature: '高磊' }
    const body = { version, values: { proof: 'upload' }, materials: { marriage: [picture.id] }, ...signing }
    expect((await who.call(mine.correctCase, { params: { id }, body })).status).toBe(200)
    await standsAt(who, id, 'co-sign')
    const now = (await who.call(mine.readMyCase, { params: { id } })).body
    expect((await who.call(mine.withdrawCase, { params: { id }, body: { version: now.version } })).status).toBe(200)
  })

  test('a lender that has uploaded nothing, or something else', async () => {
    const told = async (key: DemoKey, change: Record<string, string>) => {
      const { id } = await apply(await h.citizen(key), {
        service: 'mortgage-register',
        choice: choiceOf(own(key)),
        change: { mortgage: { creditor: 'bank', creditorCode: '91370200264574251A', contractNo: 'X-118', ...change } },
        signature: demoPerson(key).name,
      })
      return problems(key, id)
    }
    expect(await told('wang-xiuying', {})).toEqual(['BANK_OFFLINE'])
    expect(await told('hu-bin', {})).toEqual(['CONTRACT_MISMATCH'])
  })

  test('a pledge that is not there cannot be released', async () => {
    const { id } = await apply(await h.citizen('peng-yu'), {
      service: 'pledge-record',
      choice: choiceOf(own('peng-yu')),
      change: { pledge: { action: 'release', pledgeeName: '高磊', pledgeeId: demoPerson('gao-lei').idNumber } },
      signature: '彭宇',
    })
    expect(await problems('peng-yu', id)).toEqual(['NOT_PLEDGED'])
  })
})
