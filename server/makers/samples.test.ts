import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as desk from '#api/desk.ts'
import * as api from '#api/maker-samples.ts'
import { wantedOf } from '#domain/makers/sampling.ts'
import { inspectionOf, shotsOf, signedTable } from '#sandbox/maker.ts'
import { verifyDatabase } from '#server/verify.ts'
import { house, type TestHouse } from '#test/house.ts'
import { AUDITOR, OTHER_OFFICE, REVIEWER } from '#test/people.ts'
import { type SampledMaker, sampledMaker } from '#test/sampled-maker.ts'
import { drawAll } from './draws.ts'

let h: TestHouse
let m: SampledMaker
beforeAll(async () => {
  h = await house()
  m = await sampledMaker(h)
})
afterAll(() => h.close())

describe('the draw', () => {
  test('was committed to before the records came; the share is drawn; anybody can compute it again', async () => {
    const before = (await m.standing()).draws
    expect(before).toMatchObject([{ number: 1 }])
    expect(before[0]?.seed).toBeUndefined()
    await m.portal.bring([...m.yard.slice(0, 8), m.bought])
    await drawAll(h.house)
    const { draws } = await m.standing()
    expect(draws.map((d) => [d.number, d.size, d.seen])).toEqual([
      [2, undefined, undefined],
      [1, 9, wantedOf(9, 50, { owed: 0, drawn: 0 }).wanted],
    ])
    expect(draws[1]?.commit).toBe(before[0]?.commit)
    expect(h.house.crypto.hashHex(Buffer.from(draws[1]?.seed ?? '', 'hex'))).toBe(draws[1]?.commit)
    expect((await m.open()).total).toBe(5)
    // Nothing new: nothing is drawn, however often it is tried.
    expect(await drawAll(h.house)).toBe(0)
    await m.portal.bring(m.yard.slice(8, 11))
    await drawAll(h.house)
    // Nine and three are twelve: six of them, not five and two.
    expect((await m.open()).total).toBe(6)
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
        `update pre_inspections set draw = 2 where vin = '${m.yard[0]?.vin}'`,
        `update pre_inspections set draw = 1 where vin = '${m.yard[0]?.vin}'`,
      ),
    ).toContain(name)
    const colour = (letter: string) =>
      `update pre_inspections set record = jsonb_set(record, '{colour}', '"${letter}"') where vin = '${m.yard[0]?.vin}'`
    const [was] = await h.sql<{ colour: string }>(
      `select record ->> 'colour' as colour from pre_inspections where vin = $1`,
      [m.yard[0]?.vin],
    )
    expect(await change(colour('D'), colour(was?.colour ?? ''))).toEqual([
      'every record of a maker bears the signature of its key',
    ])
    const moved = (vin: string, to: string) =>
      `update pre_inspection_photos set vin = '${to}' where vin = '${vin}' and sha256 in (select decode(record ->> 'photoVin', 'hex') from pre_inspections where vin in ('${vin}', '${to}'))`
    const [one, other] = [m.yard[0]?.vin ?? '', 'NOBODYS']
    expect(await change(moved(one, other), moved(other, one))).toContain(
      'a maker’s record counts only when it is signed and its three photos are here',
    )
    expect(await broken()).toEqual([])
  }, 60_000)
})

describe('looking at a sample', () => {
  test('the officer sees what was signed, by which key, and the photos; each reading is written down', async () => {
    const [one] = (await m.open()).samples
    if (!one) throw new Error('no sample')
    const { body } = await m.officer.call(api.readSample, { params: { id: one.id } })
    expect(body.record.map((r) => r.name)).toContain('engineNo')
    expect(body.key).toMatchObject({ kind: 'sm2' })
    expect(body.photos).toEqual(['photoFront', 'photoRear', 'photoVin'])
    const picture = await m.officer.raw(`/api/maker-samples/${one.id}/photos/photoVin`)
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
    expect((await m.portal.visitor.call(api.listSamples, { query: {} })).status).toBe(401)
  })

  test('it is judged once; an objection takes the record out and tells the maker what to do', async () => {
    const { samples } = await m.open()
    const first = samples.find((s) => s.vin !== m.bought.vin)
    if (!first) throw new Error('no sample')
    expect((await m.officer.call(api.passSample, { params: { id: first.id } })).status).toBe(200)
    expect((await m.object(first.id, 'differs', m.second)).problem).toMatchObject({
      status: 409,
      code: 'SAMPLE_JUDGED',
    })
    const rest = (await m.open()).samples.filter((s) => s.vin !== m.bought.vin)
    const bad = rest[0]
    if (!bad) throw new Error('no sample')
    expect((await m.object(bad.id, 'unreadable')).body).toEqual({ asked: false })
    expect(await m.standing()).toMatchObject({
      objections: [{ vin: bad.vin, reason: '识别代号照片反光', mended: false, finding: { zh: '照片看不清' } }],
    })
    expect(await m.inbox()).toContain('出厂查验抽查有异议')
    // Mended it is looked at again, without any draw, and counts once it has passed.
    const car = m.yard.find((c) => c.vin === bad.vin)
    if (!car) throw new Error('no car')
    const again = await shotsOf(car.vin, `${car.vin} again`)
    const { body } = await m.portal.send(signedTable(m.portal.pair, [inspectionOf(car, again)]))
    await m.portal.settled(body.id)
    await m.portal.photos(again)
    const mended = (await m.open()).samples.find((s) => s.vin === bad.vin)
    expect(mended).toMatchObject({ version: 2 })
    expect(mended?.draw).toBeUndefined()
    await m.second.call(api.passSample, { params: { id: mended?.id ?? '' } })
    expect((await m.standing()).objections).toMatchObject([{ vin: bad.vin, mended: true }])
  })

  test('a car whose own record was objected to is shown; passed again, it need not be', async () => {
    expect(await m.told()).not.toContain('PRE_OBJECTED')
    const drawn = (await m.officer.call(api.listSamples, { query: {} })).body.samples.find(
      (s) => s.vin === m.bought.vin,
    )
    // Whether the buyer's car was drawn is the draw's to say; an objection can be to any record that was.
    const id =
      drawn?.id ??
      (
        await h.sql<{ id: string }>(
          `insert into maker_samples (office, company, vin, version, since) select 370200, company, vin, version, now() from pre_inspections where vin = $1 returning id`,
          [m.bought.vin],
        )
      )[0]?.id ??
      ''
    await m.object(id, 'differs')
    expect(await m.told()).toContain('PRE_OBJECTED')
    await m.portal.bring([m.bought], { inspector: '李检' })
    expect(await m.told()).toContain('PRE_OBJECTED')
    const mended = (await m.open()).samples.find((s) => s.vin === m.bought.vin)
    await m.officer.call(api.passSample, { params: { id: mended?.id ?? '' } })
    expect(await m.told()).not.toContain('PRE_OBJECTED')
    expect(await m.told()).not.toContain('NOT_PREINSPECTED')
  })
})
