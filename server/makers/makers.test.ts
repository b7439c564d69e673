import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#api/makers.ts'
import * as companies from '#api/companies.ts'
import * as drafts from '#api/drafts.ts'
import { makeVin } from '#domain/rules/generate.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { house, type TestHouse, until } from '#test/house.ts'
import type { Visitor } from '#test/people.ts'
import { carOf, named, worldOf } from '#test/world.ts'

const OTHER = { wmi: 'LFM', descriptor: 'N1A2B', year: 2025, serial: 888_888 }
const HEAD = '车辆识别代号,车辆型号,发动机号,车身颜色,动力种类,核定载客,查验时间,查验员'

let h: TestHouse
let maker: Visitor
let id: string
let car: Car
beforeAll(async () => {
  h = await house()
  maker = await h.citizen('xu-na')
  id = (await maker.call(companies.registerCompany, { body: { creditCode: creditCodeOf('maker') } })).body.id
  const world = await worldOf(h)
  car = carOf(world, named(world, 'zhao-min'))
})
afterAll(() => h.close())

const lineFor = (c: Car, inspector = '王检'): string =>
  [c.vin, c.certificate.model, c.certificate.engineNo, 'A', '汽油', '5', '2026-01-05 09:30', inspector].join(',')
const send = (lines: string[], head = HEAD) =>
  maker.call(api.uploadBatch, { params: { id }, body: { name: 'cars.csv', csv: [head, ...lines].join('\r\n') } })
const settled = (batch: string) =>
  until('every line checked', async () => {
    const { body } = await maker.call(api.readBatch, { params: { id, batch } })
    return body.batch.waiting === 0 ? body : undefined
  })

describe('a maker', () => {
  test('says that it inspected a car: the buyer need not show it', async () => {
    const buyer = await h.citizen('zhao-min')
    const problems = async (): Promise<string[]> => {
      const { body } = await buyer.call(drafts.startDraft, { body: { service: 'new-vehicle-registration' } })
      const checked = await buyer.call(drafts.checkDraft, { params: { id: body.id }, body: { vin: car.vin } })
      return checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
    }
    expect(await problems()).toContain('NOT_PREINSPECTED')
    const sent = await send([lineFor(car)])
    expect(sent.body).toMatchObject({ lines: 1, waiting: 1 })
    expect((await settled(sent.body.id)).batch).toMatchObject({ accepted: 1, refused: 0 })
    expect(await problems()).not.toContain('NOT_PREINSPECTED')
  })

  test('the same table again is the same upload; the same words in another table change nothing; a correction keeps the history', async () => {
    const first = await send([lineFor(car)])
    const again = await send([lineFor(car)])
    expect(again.body.id).toBe(first.body.id)
    const other = await send([lineFor(car), ''])
    expect((await settled(other.body.id)).batch).toMatchObject({ accepted: 0, same: 1 })
    const mended = await send([lineFor(car, '李检')])
    expect((await settled(mended.body.id)).batch).toMatchObject({ accepted: 1 })
    expect(
      await h.sql(`select version, record->>'inspector' as who from pre_inspections where vin = $1 order by version`, [
        car.vin,
      ]),
    ).toEqual([
      { version: 1, who: '王检' },
      { version: 2, who: '李检' },
    ])
  })

  test('every line is judged, every problem of a line is named, the result is a table', async () => {
    const world = await worldOf(h)
    const registered = world.cars.find((c) => c.registration && c.vin.startsWith('LFM'))
    const strange = makeVin({ wmi: 'LFM', descriptor: 'N1A2B', year: 2025, serial: 777_777 })
    const { body } = await send([
      'nonsense,,x,Z,蒸汽,10,2099-01-01 00:00,',
      lineFor({ ...car, vin: makeVin({ wmi: 'LGX', descriptor: 'N1A2B', year: 2025, serial: 5 }) }),
      lineFor({ ...car, vin: strange }),
      ...(registered ? [lineFor(registered)] : []),
      lineFor(car),
      lineFor(car, '另一人'),
      `"${car.vin}","${car.certificate.model}",${car.certificate.engineNo},A,汽油,5,2026-01-05 09:30,王检`,
    ])
    const { problems, batch, result } = await settled(body.id)
    expect(problems[0]).toMatchObject({ line: 2 })
    const told = (n: number) => problems.at(n)?.problems.map((p) => `${p.column} ${p.code}`)
    expect(told(0)).toEqual([
      '车辆识别代号 PRE_VIN',
      '车辆型号 PRE_MODEL',
      '发动机号 PRE_ENGINE',
      '车身颜色 PRE_COLOUR',
      '动力种类 PRE_POWER',
      '核定载客 PRE_SEATS',
      '查验时间 PRE_TIME',
      '查验员 PRE_INSPECTOR',
    ])
    expect(told(1)).toEqual(['车辆识别代号 PRE_OTHER_MAKER'])
    expect(told(2)).toEqual([' PRE_CERTIFICATE'])
    if (registered) expect(told(3)).toContain('车辆识别代号 PRE_REGISTERED')
    expect(told(-1)).toEqual(['车辆识别代号 PRE_TWICE'])
    for (const { message, next } of problems.flatMap((p) => p.problems))
      expect([message.zh, message.en, next.zh, next.en].every((words) => words !== '')).toBe(true)
    expect(batch.accepted + batch.same + batch.refused).toBe(batch.lines)
    expect(result.split('\r\n')).toHaveLength(batch.lines + 1)
  })

  test('the lines to be mended come back as a table that is sent again as it is; what was taken before is no second record', async () => {
    const first = await send([
      lineFor(car, '赵检'),
      lineFor(car, '赵检').replace(',A,', ',Z,').replace(car.vin, makeVin(OTHER)),
    ])
    const { toMend } = await settled(first.body.id)
    expect(toMend.split('\r\n')).toHaveLength(2)
    expect(toMend).toContain('车身颜色:车身颜色应为 A 到 J 的代码。')
    const count = () => h.sql(`select count(*)::int as n from pre_inspections where vin = $1`, [car.vin])
    const before = await count()
    const mended = toMend.replace('"Z"', '"A"')
    const body = { name: 'mended.csv', csv: `\ufeff${mended}\r\n${lineFor(car, '赵检')}` }
    const again = await maker.call(api.uploadBatch, { params: { id }, body })
    const { problems, batch } = await settled(again.body.id)
    // The colour is right now; that there is no certificate for this made-up car is what is left.
    expect(problems.map((p) => p.problems.map((q) => q.code))).toEqual([['PRE_CERTIFICATE']])
    expect(batch).toMatchObject({ lines: 2, same: 1, refused: 1 })
    expect(await count()).toEqual(before)
  })

  test('three thousand lines at once', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) =>
      lineFor({ ...car, vin: makeVin({ wmi: 'LGX', descriptor: 'N1A2B', year: 2025, serial: n }) }).slice(0, 70),
    )
    const { body } = await send(lines)
    expect(body).toMatchObject({ lines: 3_000, refused: 3_000, waiting: 0 })
  })

  test.each([
    ['no head', ['x,y'], 'nothing', 'PRE_HEAD'],
    ['no line', [], HEAD, 'PRE_EMPTY'],
    ['too many lines', Array.from({ length: 10_001 }, () => 'x'), HEAD, 'PRE_TOO_MANY'],
  ])('a table with %s is refused whole', async (_, lines, head, code) => {
    expect((await send(lines, head)).problem.code).toBe(code)
  })

  test('who is no user of it sees nothing; a company that is no admitted maker is told so', async () => {
    const stranger = await h.citizen('zhang-wei')
    expect((await stranger.call(api.listBatches, { params: { id } })).status).toBe(404)
    const haulier = await h.citizen('zhou-tao')
    const { body } = await haulier.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } })
    expect((await haulier.call(api.listBatches, { params: { id: body.id } })).problem.code).toBe('MAKER_NOT_ADMITTED')
  })
})
