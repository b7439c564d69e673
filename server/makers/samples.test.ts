import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as desk from '#api/desk.ts'
import * as cases from '#api/my-cases.ts'
import * as drafts from '#api/drafts.ts'
import * as api from '#api/maker-samples.ts'
import * as makers from '#api/makers.ts'
import * as messages from '#api/messages.ts'
import { wantedOf } from '#domain/makers/sampling.ts'
import { inspectionOf, shotsOf, signedTable } from '#sandbox/maker.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { apply, standsAt } from '#test/journey.ts'
import { type MakerPortal, makerPortal, yardOf } from '#test/maker.ts'
import { AUDITOR, OTHER_OFFICE, REVIEWER, SECOND_REVIEWER, SUPERVISOR, type Visitor } from '#test/people.ts'
import { carOf, named, worldOf } from '#test/world.ts'
import { drawAll } from './draws.ts'

/** The rules of these tests: a share of 50 %, and enough samples after five. */
let h: TestHouse
let portal: MakerPortal
let yard: Car[]
let officer: Visitor
let second: Visitor
let lead: Visitor
let bought: Car
beforeAll(async () => {
  h = await house()
  Object.assign(h.house, {
    rules: {
      ...h.house.rules,
      settings: [
        ...h.house.rules.settings,
        { from: '2020-01-02', makerSamplePercent: 50, makerLeastJudged: 5, makerObjectionPercent: 20 },
      ],
    },
  })
  portal = await makerPortal(h)
  const world = await worldOf(h)
  yard = yardOf(world.cars)
  bought = carOf(world, named(world, 'zhao-min'))
  ;[officer, second, lead] = await Promise.all([h.officer(REVIEWER), h.officer(SECOND_REVIEWER), h.officer(SUPERVISOR)])
})
afterAll(() => h.close())

const open = async () => (await officer.call(api.listSamples, { query: {} })).body
const overview = async () => {
  const { body } = await lead.call(api.makersOverview)
  const one = body.makers.find((m) => m.id === portal.id)
  if (!one) throw new Error('the maker is not in the overview')
  return one
}
const standing = async () => (await portal.visitor.call(makers.makerStanding, { params: portal.params })).body
/** What the buyer of the maker's car is told at the start. */
const told = async (): Promise<string[]> => {
  const buyer = await h.citizen('zhao-min')
  const { body } = await buyer.call(drafts.startDraft, { body: { service: 'new-vehicle-registration' } })
  const checked = await buyer.call(drafts.checkDraft, { params: { id: body.id }, body: { vin: bought.vin } })
  return checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
}
const object = (id: string, finding: 'unreadable' | 'differs' | 'other-car', who = officer) =>
  who.call(api.objectToSample, { params: { id }, body: { finding, reason: '识别代号照片反光' } })
const inbox = async () =>
  (await portal.visitor.call(messages.listMessages, { query: { page: 1, lang: 'zh' } })).body.items.map((m) => m.title)

describe('the draw', () => {
  test('was committed to before the records came; the share is drawn; anybody can compute it again', async () => {
    const before = (await standing()).draws
    expect(before).toMatchObject([{ number: 1 }])
    expect(before[0]?.seed).toBeUndefined()
    await portal.bring([...yard.slice(0, 8), bought])
    await drawAll(h.house)
    const { draws } = await standing()
    expect(draws.map((d) => [d.number, d.size, d.seen])).toEqual([
      [2, undefined, undefined],
      [1, 9, wantedOf(9, 50, { owed: 0, drawn: 0 }).wanted],
    ])
    expect(draws[1]?.commit).toBe(before[0]?.commit)
    expect(h.house.crypto.hashHex(Buffer.from(draws[1]?.seed ?? '', 'hex'))).toBe(draws[1]?.commit)
    expect((await open()).total).toBe(5)
    // Nothing new: nothing is drawn, however often it is tried.
    expect(await drawAll(h.house)).toBe(0)
    await portal.bring(yard.slice(8, 11))
    await drawAll(h.house)
    // Nine and three are twelve: six of them, not five and two.
    expect((await open()).total).toBe(6)
  })

  test('a sample that was put in, a seed or a list that was changed is found by verify', async () => {
    const broken = async () =>
      (await verifyDatabase(h.databaseUrl, 'sm')).broken.map((b) => b.name).filter((name) => name.includes('maker'))
    expect(await broken()).toEqual([])
    const change = async (sql: string, back: string) => {
      await h.sql(sql)
      const found = await broken()
      await h.sql(back)
      return found
    }
    const name = 'every draw of a maker computes again, and its samples are the ones drawn'
    const id = randomUUID()
    expect(
      await change(
        `insert into maker_samples (office, id, company, draw, place, vin, version, since)
         select 370200, '${id}', company, 1, 0, vin, version, now() from pre_inspections p
          where draw = 1 and not exists (select from maker_samples s where s.vin = p.vin) limit 1`,
        `delete from maker_samples where id = '${id}'`,
      ),
    ).toContain(name)
    expect(
      await change(
        `update maker_draws set percent = 1 where number = 1`,
        `update maker_draws set percent = 50 where number = 1`,
      ),
    ).toContain(name)
    expect(
      await change(
        `update pre_inspections set draw = 2 where vin = '${yard[0]?.vin}'`,
        `update pre_inspections set draw = 1 where vin = '${yard[0]?.vin}'`,
      ),
    ).toContain(name)
    const colour = (letter: string) =>
      `update pre_inspections set record = jsonb_set(record, '{colour}', '"${letter}"') where vin = '${yard[0]?.vin}'`
    const [was] = await h.sql<{ colour: string }>(
      `select record ->> 'colour' as colour from pre_inspections where vin = $1`,
      [yard[0]?.vin],
    )
    expect(await change(colour('D'), colour(was?.colour ?? ''))).toEqual([
      'every record of a maker bears the signature of its key',
    ])
    const moved = (vin: string, to: string) =>
      `update pre_inspection_photos set vin = '${to}' where vin = '${vin}' and sha256 in (select decode(record ->> 'photoVin', 'hex') from pre_inspections where vin in ('${vin}', '${to}'))`
    const [one, other] = [yard[0]?.vin ?? '', 'NOBODYS']
    expect(await change(moved(one, other), moved(other, one))).toContain(
      'a maker’s record counts only when it is signed and its three photos are here',
    )
    expect(await broken()).toEqual([])
  }, 60_000)
})

describe('looking at a sample', () => {
  test('the officer sees what was signed, by which key, and the photos; each reading is written down', async () => {
    const [one] = (await open()).samples
    if (!one) throw new Error('no sample')
    const { body } = await officer.call(api.readSample, { params: { id: one.id } })
    expect(body.record.map((r) => r.name)).toContain('engineNo')
    expect(body.key).toMatchObject({ kind: 'sm2' })
    expect(body.photos).toEqual(['photoFront', 'photoRear', 'photoVin'])
    const picture = await officer.raw(`/api/maker-samples/${one.id}/photos/photoVin`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const log = await (
      await h.officer(AUDITOR)
    ).call(desk.readAccessLog, {
      body: { purpose: '抽查', officer: REVIEWER, number: '', before: '' },
    })
    expect(log.body.rows.filter((r) => r.act === 'read-maker-sample')).toHaveLength(2)
    // Another office neither sees nor judges; who only produces papers does not even see the list.
    const away = await h.officer(OTHER_OFFICE)
    expect((await away.call(api.readSample, { params: { id: one.id } })).status).toBe(404)
    expect((await away.call(api.passSample, { params: { id: one.id } })).status).toBe(404)
    expect((await away.call(api.listSamples, { query: {} })).body.total).toBe(0)
    expect((await away.call(api.makersOverview)).body.makers).toEqual([])
    expect((await portal.visitor.call(api.listSamples, { query: {} })).status).toBe(401)
  })

  test('it is judged once; an objection takes the record out and tells the maker what to do', async () => {
    const { samples } = await open()
    const first = samples.find((s) => s.vin !== bought.vin)
    if (!first) throw new Error('no sample')
    expect((await officer.call(api.passSample, { params: { id: first.id } })).status).toBe(200)
    expect((await object(first.id, 'differs', second)).problem).toMatchObject({ status: 409, code: 'SAMPLE_JUDGED' })
    const rest = (await open()).samples.filter((s) => s.vin !== bought.vin)
    const bad = rest[0]
    if (!bad) throw new Error('no sample')
    expect((await object(bad.id, 'unreadable')).body).toEqual({ asked: false })
    expect(await standing()).toMatchObject({
      objections: [{ vin: bad.vin, reason: '识别代号照片反光', mended: false, finding: { zh: '照片看不清' } }],
    })
    expect(await inbox()).toContain('出厂查验抽查有异议')
    // Mended it is looked at again, without any draw, and counts once it has passed.
    const car = yard.find((c) => c.vin === bad.vin)
    if (!car) throw new Error('no car')
    const again = await shotsOf(car.vin, `${car.vin} again`)
    const { body } = await portal.send(signedTable(portal.pair, [inspectionOf(car, again)]))
    await portal.settled(body.id)
    await portal.photos(again)
    const mended = (await open()).samples.find((s) => s.vin === bad.vin)
    expect(mended).toMatchObject({ version: 2 })
    expect(mended?.draw).toBeUndefined()
    await second.call(api.passSample, { params: { id: mended?.id ?? '' } })
    expect((await standing()).objections).toMatchObject([{ vin: bad.vin, mended: true }])
  })

  test('a car whose own record was objected to is shown; passed again, it need not be', async () => {
    expect(await told()).not.toContain('PRE_OBJECTED')
    const drawn = (await officer.call(api.listSamples, { query: {} })).body.samples.find((s) => s.vin === bought.vin)
    // Whether the buyer's car was drawn is the draw's to say; an objection can be to any record that was.
    const id =
      drawn?.id ??
      (
        await h.sql<{ id: string }>(
          `insert into maker_samples (office, company, vin, version, since) select 370200, company, vin, version, now() from pre_inspections where vin = $1 returning id`,
          [bought.vin],
        )
      )[0]?.id ??
      ''
    await object(id, 'differs')
    expect(await told()).toContain('PRE_OBJECTED')
    await portal.bring([bought], { inspector: '李检' })
    expect(await told()).toContain('PRE_OBJECTED')
    const mended = (await open()).samples.find((s) => s.vin === bought.vin)
    await officer.call(api.passSample, { params: { id: mended?.id ?? '' } })
    expect(await told()).not.toContain('PRE_OBJECTED')
    expect(await told()).not.toContain('NOT_PREINSPECTED')
  })
})

describe('suspending a maker', () => {
  const ask = (who: Visitor, kind: 'suspend' | 'lift') =>
    who.call(api.askForMeasure, { params: { id: portal.id }, body: { kind, reason: '整改后抽查合格' } })
  const decide = (who: Visitor, id: string, approved: boolean) =>
    who.call(api.decideMeasure, { params: { id }, body: { approved, words: '情况属实' } })
  const waiting = async () => (await overview()).measures.find((m) => m.approved === undefined)

  test('a grave finding asks for it; nothing changes until another officer approves, then every car of the maker is shown', async () => {
    await portal.bring(yard.slice(11, 15))
    await drawAll(h.house)
    const [one] = (await open()).samples
    expect((await object(one?.id ?? '', 'other-car')).body).toEqual({ asked: true })
    const asked = await waiting()
    expect(asked).toMatchObject({ kind: 'suspend', why: 'grave', askedBy: REVIEWER, sample: one?.id })
    expect(await told()).not.toContain('MAKER_SUSPENDED')
    expect((await standing()).suspended).toBeUndefined()
    // Reviewers ask, they do not decide; a second request waits for the first.
    expect((await decide(second, asked?.id ?? '', true)).status).toBe(403)
    expect((await ask(second, 'suspend')).problem).toMatchObject({ status: 409, code: 'MAKER_MEASURE_OPEN' })
    expect((await decide(lead, asked?.id ?? '', true)).status).toBe(200)
    expect((await decide(lead, asked?.id ?? '', true)).problem.code).toBe('MAKER_MEASURE_DECIDED')
    expect(await told()).toContain('MAKER_SUSPENDED')
    expect((await standing()).suspended).toMatchObject({ reason: expect.stringContaining(one?.vin ?? '?') })
    expect(await inbox()).toContain('出厂查验信息暂停采信')
    expect((await ask(officer, 'suspend')).problem).toMatchObject({ status: 409, code: 'MAKER_STANDS_SO' })
  })

  test('a registration that begins while the maker is suspended leads to the on-site check', async () => {
    const buyer = await h.citizen('zhao-min')
    const choice = { vin: bought.vin }
    const c = await apply(buyer, { service: 'new-vehicle-registration', choice, signature: '赵敏' })
    await standsAt(buyer, c.id, 'choose-plate')
    const { body } = await buyer.call(cases.readMyCase, { params: { id: c.id } })
    expect(body.steps.map((s) => s.kind)).toEqual(expect.arrayContaining(['appointment', 'inspect']))
    const { version } = body
    expect((await buyer.call(cases.withdrawCase, { params: { id: c.id }, body: { version } })).status).toBe(200)
  })

  test('it goes on uploading meanwhile; lifted by two, it is believed again, and old objections count no longer', async () => {
    expect(await portal.bring(yard.slice(15, 16))).toMatchObject({ accepted: 1 })
    // Who asks cannot decide as well, whatever the roles.
    expect((await ask(lead, 'lift')).status).toBe(200)
    const own = await waiting()
    expect((await decide(lead, own?.id ?? '', true)).problem).toMatchObject({ status: 403, code: 'SAME_PERSON' })
    await h.sql(`update maker_measures set asked_by = $2 where id = $1`, [own?.id, REVIEWER])
    expect((await decide(lead, own?.id ?? '', false)).status).toBe(200)
    expect(await told()).toContain('MAKER_SUSPENDED')
    await ask(officer, 'lift')
    expect((await decide(lead, (await waiting())?.id ?? '', true)).status).toBe(200)
    expect(await told()).not.toContain('MAKER_SUSPENDED')
    expect((await standing()).suspended).toBeUndefined()
    expect(await inbox()).toContain('出厂查验信息恢复采信')
    expect(await overview()).toMatchObject({ judged: 0, objected: 0, grave: 0 })
    expect((await ask(officer, 'lift')).problem.code).toBe('MAKER_STANDS_SO')
  })

  test('too many objections among enough samples ask for it as well', async () => {
    const { samples } = await open()
    expect(samples.length).toBeGreaterThan(2)
    await portal.bring(yard.slice(16, 26))
    await drawAll(h.house)
    const now = (await open()).samples
    const results: boolean[] = []
    for (const [n, s] of now.slice(0, 6).entries()) {
      if (n < 4) await officer.call(api.passSample, { params: { id: s.id } })
      else results.push((await object(s.id, 'unreadable')).body.asked)
    }
    // One of five is a fifth and not above it; two of six are.
    expect(results).toEqual([false, true])
    const asked = await waiting()
    expect(asked).toMatchObject({ why: 'rate', reason: '抽查 6 辆,异议 2 辆,超过 20%。' })
    expect((await decide(lead, asked?.id ?? '', false)).status).toBe(200)
    expect(await told()).not.toContain('MAKER_SUSPENDED')
  })

  test('everything that was asked and decided stands in the log, and the books add up', async () => {
    const acts = await h.sql<{ act: string }>(
      `select distinct act from audit_events where act like 'maker-%' order by act`,
    )
    expect(acts.map((a) => a.act)).toEqual(
      expect.arrayContaining([
        'maker-key-add',
        'maker-lift',
        'maker-lift-ask',
        'maker-measure-reject',
        'maker-sample-object',
        'maker-sample-pass',
        'maker-suspend',
        'maker-suspend-ask',
      ]),
    )
    expect((await verifyDatabase(h.databaseUrl, 'sm')).broken).toEqual([])
  })
})
