import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#api/makers.ts'
import * as companies from '#api/companies.ts'
import * as drafts from '#api/drafts.ts'
import { makeVin } from '#domain/rules/generate.ts'
import {
  type Inspection,
  inspectionOf,
  type Shot,
  shotsOf,
  signatureOf,
  signedLine,
  signedTable,
} from '#sandbox/maker.ts'
import { creditCodeOf } from '#sandbox/world/demo-companies.ts'
import { demoPerson } from '#sandbox/world/demo-people.ts'
import type { Car } from '#sandbox/world/shapes.ts'
import { generateKeyPair } from '#server/kit/crypto-signatures.ts'
import { house, type TestHouse } from '#test/house.ts'
import { type MakerPortal, makerPortal, newPair } from '#test/maker.ts'
import type { Visitor } from '#test/people.ts'
import { carOf, named, worldOf } from '#test/world.ts'

const OTHER = { wmi: 'LFM', descriptor: 'N1A2B', year: 2025, serial: 888_888 }

let h: TestHouse
let portal: MakerPortal
let maker: Visitor
let id: string
let car: Car
let shots: Shot[]
beforeAll(async () => {
  h = await house()
  portal = await makerPortal(h)
  maker = portal.visitor
  id = portal.id
  const world = await worldOf(h)
  car = carOf(world, named(world, 'zhao-min'))
  shots = await shotsOf(car.vin)
})
afterAll(() => h.close())

const said = (wrong: Partial<Inspection> = {}): Inspection =>
  inspectionOf(car, shots, { inspectedAt: '2026-01-05 09:30', ...wrong })
const send = (...list: Inspection[]) => portal.send(signedTable(portal.pair, list))
const settled = (batch: string) => portal.settled(batch)

describe('a maker', () => {
  test('says that it inspected a car: the buyer need not show it', async () => {
    const buyer = await h.citizen('zhao-min')
    const problems = async (): Promise<string[]> => {
      const { body } = await buyer.call(drafts.startDraft, { body: { service: 'new-vehicle-registration' } })
      const checked = await buyer.call(drafts.checkDraft, { params: { id: body.id }, body: { vin: car.vin } })
      return checked.body.checks.flatMap((c) => c.problems.map((p) => p.code))
    }
    expect(await problems()).toContain('NOT_PREINSPECTED')
    const sent = await send(said())
    expect(sent.body).toMatchObject({ lines: 1, waiting: 1 })
    expect((await settled(sent.body.id)).batch).toMatchObject({ accepted: 1, refused: 0 })
    // Without its photos the record does not count.
    expect(await problems()).toContain('NOT_PREINSPECTED')
    expect((await portal.photos(shots)).body.photos.map((p) => p.state)).toEqual(['taken', 'taken', 'taken'])
    expect(await problems()).not.toContain('NOT_PREINSPECTED')
  })

  test('the same table again is the same upload; the same words in another table change nothing; a correction keeps the history', async () => {
    // SM2 signs with a fresh number each time: the table itself is sent again, not signed again.
    const table = signedTable(portal.pair, [said()])
    const first = await portal.send(table)
    const again = await portal.send(table)
    expect(again.body.id).toBe(first.body.id)
    const other = await portal.send(`${table}\r\n`)
    expect(other.body.id).not.toBe(first.body.id)
    expect((await settled(other.body.id)).batch).toMatchObject({ accepted: 0, same: 1 })
    const mended = await send(said({ inspector: '李检' }))
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
    const bad = { vin: 'NONSENSE', model: '', engineNo: 'x', colour: 'Z', power: '蒸汽', seats: '10' }
    const worse = { inspectedAt: '2099-01-01 00:00', inspector: '', photoFront: '', photoRear: 'no hash' }
    const ofOther = makeVin({ wmi: 'LGX', descriptor: 'N1A2B', year: 2025, serial: 5 })
    const list = [
      said({ ...bad, ...worse }),
      said({ vin: ofOther }),
      said({ vin: strange }),
      ...(registered ? [inspectionOf(registered, shots)] : []),
      said(),
      said({ inspector: '另一人' }),
      said(),
    ]
    const rows = signedTable(portal.pair, list).split('\r\n')
    // The first line is not signed at all.
    rows[1] = rows[1]?.replace(/"[^"]*"$/, '""') ?? ''
    const { body } = await portal.send(rows.join('\r\n'))
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
      ' PRE_PHOTOS',
      '企业签名 PRE_UNSIGNED',
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
    const kept = said({ inspector: '赵检' })
    const wrong = said({ inspector: '赵检', colour: 'Z', vin: makeVin(OTHER) })
    const first = await send(kept, wrong)
    const { toMend } = await settled(first.body.id)
    expect(toMend.split('\r\n')).toHaveLength(2)
    expect(toMend).toContain('车身颜色:车身颜色应为 A 到 J 的代码。')
    const count = () => h.sql(`select count(*)::int as n from pre_inspections where vin = $1`, [car.vin])
    const before = await count()
    const right = { ...wrong, colour: 'A' }
    const signature = signatureOf(portal.pair, right)
    const mended = toMend.replace('"Z"', '"A"').replace(/"[^"]{86,98}"/, `"${signature}"`)
    const csv = `\ufeff${mended}\r\n${signedLine(portal.pair, kept)}`
    const again = await maker.call(api.uploadBatch, { params: { id }, body: { name: 'mended.csv', csv } })
    const { problems, batch } = await settled(again.body.id)
    // The colour is right now; that there is no certificate for this made-up car is what is left.
    expect(problems.map((p) => p.problems.map((q) => q.code))).toEqual([['PRE_CERTIFICATE']])
    expect(batch).toMatchObject({ lines: 2, same: 1, refused: 1 })
    expect(await count()).toEqual(before)
  })

  test('three thousand lines at once: each signature is checked by itself, and one that does not fit is refused by name', async () => {
    const list = Array.from({ length: 3_000 }, (_, n) => said({ vin: makeVin({ ...OTHER, serial: n }) }))
    // Signed for one car, sent for another; every thirtieth is as it should be.
    const one = signatureOf(portal.pair, said())
    const rows = list.map((r, n) =>
      n % 30 === 0 ? signedLine(portal.pair, r) : `${signedLine(portal.pair, r).replace(/"[^"]*"$/, '')}"${one}"`,
    )
    const began = performance.now()
    const { body } = await portal.send([signedTable(portal.pair, []), ...rows].join('\r\n'))
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(body).toMatchObject({ lines: 3_000, refused: 0, waiting: 3_000 })
    const { result } = await portal.settled(body.id, 60_000)
    const told = (words: string) => result.split('\r\n').filter((row) => row.includes(words)).length
    expect([told('企业签名:企业签名与记录内容不符'), told('合格证信息中没有这辆车')]).toEqual([2_900, 100])
  }, 90_000)

  test('what was changed after signing, or signed with a key that is not in force, is refused', async () => {
    const honest = signedLine(portal.pair, said({ vin: makeVin({ ...OTHER, serial: 4_001 }) }))
    const changed = honest.replace('"A"', '"B"')
    expect(changed).not.toBe(honest)
    const stranger = newPair('intl')
    const csv = [signedTable(portal.pair, []), changed, signedLine(stranger, said({ inspector: '外人' }))].join('\r\n')
    const refusedAs = async () =>
      (await settled((await portal.send(csv)).body.id)).problems.map((p) => p.problems.map((q) => q.code))
    expect(await refusedAs()).toEqual([['PRE_SIGNATURE'], ['PRE_SIGNATURE']])
    const add = () => maker.call(api.addMakerKey, { params: { id }, body: { pem: stranger.publicPem } })
    const { body: key } = await add()
    // The same table with another key in force is judged anew: only what was changed after signing stays out.
    expect(await refusedAs()).toEqual([['PRE_SIGNATURE']])
    expect((await add()).problem.code).toBe('MAKER_KEY_KNOWN')
    const end = () => maker.call(api.endMakerKey, { params: { id, key: key.id } })
    expect((await end()).status).toBe(200)
    expect((await end()).status).toBe(404)
    const late = signedTable(stranger, [said({ inspector: '外人二' })])
    expect((await settled((await portal.send(late)).body.id)).problems[0]?.problems[0]?.code).toBe('PRE_SIGNATURE')
    const { body } = await maker.call(api.listMakerKeys, { params: { id } })
    expect(body.keys.map((k) => [k.kind, k.endedAt !== undefined])).toEqual([
      ['sm2', false],
      ['ed25519', true],
    ])
  })

  test.each([
    ['no head', 'x,y\r\nnothing', 'PRE_HEAD'],
    ['no line', signedTable(newPair(), []), 'PRE_EMPTY'],
    [
      'too many lines',
      [signedTable(newPair(), []), ...Array.from({ length: 10_001 }, () => 'x')].join('\n'),
      'PRE_TOO_MANY',
    ],
  ])('a table with %s is refused whole', async (_, csv, code) => {
    expect((await portal.send(csv)).problem.code).toBe(code)
  })

  test('without a key in force no table is taken; a private key, nonsense or a fourth key is not taken either', async () => {
    const own = await maker.call(api.listMakerKeys, { params: { id } })
    const live = own.body.keys.filter((k) => k.endedAt === undefined)
    const add = (pem: string) => maker.call(api.addMakerKey, { params: { id }, body: { pem } })
    const { privatePem } = generateKeyPair('intl')
    expect((await add(privatePem)).problem).toMatchObject({ status: 422, code: 'MAKER_KEY_PRIVATE' })
    expect((await add('-----BEGIN PUBLIC KEY-----\nnonsense')).problem.code).toBe('MAKER_KEY')
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    expect((await add(publicKey.export({ type: 'spki', format: 'pem' }).toString())).problem.code).toBe('MAKER_KEY')
    for (let n = live.length; n < 3; n += 1) expect((await add(newPair().publicPem)).status).toBe(200)
    expect((await add(newPair().publicPem)).problem).toMatchObject({ status: 409, code: 'MAKER_KEYS_FULL' })
    const { body } = await maker.call(api.listMakerKeys, { params: { id } })
    for (const k of body.keys.filter((one) => one.endedAt === undefined))
      await maker.call(api.endMakerKey, { params: { id, key: k.id } })
    expect((await send(said({ inspector: '无钥' }))).problem).toMatchObject({ status: 409, code: 'MAKER_NO_KEY' })
    await add(portal.pair.publicPem)
  })

  test('a user of the maker uploads, and has no say about its keys', async () => {
    const user = await h.citizen('chen-jing')
    const { name, idNumber } = demoPerson('chen-jing')
    await maker.call(companies.addMember, { params: { id }, body: { name, idNumber, role: 'user' } })
    expect((await user.call(api.listBatches, { params: { id } })).status).toBe(200)
    const added = await user.call(api.addMakerKey, { params: { id }, body: { pem: newPair().publicPem } })
    expect(added.problem).toMatchObject({ status: 403, code: 'COMPANY_ADMIN' })
  })

  test('who is no user of it sees nothing; a company that is no admitted maker is told so', async () => {
    const stranger = await h.citizen('zhang-wei')
    expect((await stranger.call(api.listBatches, { params: { id } })).status).toBe(404)
    const haulier = await h.citizen('zhou-tao')
    const { body } = await haulier.call(companies.registerCompany, { body: { creditCode: creditCodeOf('haulier') } })
    expect((await haulier.call(api.listBatches, { params: { id: body.id } })).problem.code).toBe('MAKER_NOT_ADMITTED')
  })
})
