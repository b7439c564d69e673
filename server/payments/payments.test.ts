import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as payments from '#api/payments.ts'
import * as production from '#api/production.ts'
import { productionInvariants } from '#server/production/invariants.ts'
import { house, type TestHouse, until } from '../../test/house.ts'
import { apply, payAll, post, produce, standsAt } from '../../test/journey.ts'
import { OTHER_OFFICE, PRODUCER, REVIEWER } from '../../test/people.ts'
import { broken } from '../../test/tools.ts'
import { paymentInvariants } from './invariants.ts'

/** Money and papers over HTTP, on the whole house with its jobs and the real sandbox. */
let h: TestHouse
beforeAll(async () => {
  h = await house()
})
afterAll(() => h.close())

const atPay = async () => {
  const who = await h.citizen('zhang-wei')
  const { id, number } = await apply(who, { service: 'licence-replace-lost', signature: '张伟' })
  await standsAt(who, id, 'pay')
  const overview = await until('codes', async () => {
    const { body } = await who.call(payments.myBills, { params: { id } })
    return body.bills.every((bill) => bill.state === 'open') ? body : undefined
  })
  return { who, id, number, overview }
}

test('from the bill to the letter box: own bills, one way to the bank, receipts, tracking', async () => {
  const { who, id, number, overview } = await atPay()
  expect([overview.bills.map((bill) => bill.kind), overview.totalFen, overview.openFen]).toEqual([
    ['papers', 'post'],
    3_000,
    3_000,
  ])
  expect(new Date(overview.lapsesAt ?? 0).getTime() - new Date(overview.bills[0]?.openedAt ?? 0).getTime()).toBe(
    72 * 3_600_000,
  )

  const key = randomUUID()
  const [first, again] = [
    await who.call(payments.payMyBills, { params: { id }, key }),
    await who.call(payments.payMyBills, { params: { id }, key }),
  ]
  expect([first.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([200, first.body, 'true'])
  const bank = new URL(first.body.url)
  expect([bank.origin, bank.searchParams.get('codes')?.split(',').length, bank.searchParams.get('return')]).toEqual([
    new URL(h.sandboxUrl).origin,
    2,
    `${h.url}/my/cases/${id}`,
  ])
  expect((await fetch(bank)).status).toBe(200)

  const stranger = await h.citizen('wang-xiuying')
  for (const route of [payments.myBills, payments.payMyBills])
    expect((await stranger.call(route, { params: { id } })).status).toBe(404)
  expect((await who.call(payments.myReceipt, { params: { billId: overview.bills[0]?.id ?? '' } })).problem.code).toBe(
    'NO_RECEIPT',
  )

  await payAll(h, who, id)
  await standsAt(who, id, 'make')
  const { body: receipt } = await who.call(payments.myReceipt, { params: { billId: overview.bills[0]?.id ?? '' } })
  expect([receipt.bill.state, receipt.receipt.number, receipt.receipt.checkCode].every(Boolean)).toBe(true)
  expect((await stranger.call(payments.myReceipt, { params: { billId: overview.bills[0]?.id ?? '' } })).status).toBe(
    404,
  )
  expect((await who.call(payments.payMyBills, { params: { id } })).problem.code).toBe('NOTHING_TO_PAY')

  await sheetIsLogged(id, number)
  const waybill = await produce(h, id)
  const producer = await h.officer(PRODUCER)
  const { body: away } = await producer.call(production.listParcels, { query: { state: 'accepted' } })
  expect(away.items).toMatchObject([{ caseNumber: number, waybill, who: '张*', state: 'accepted' }])
  await post(h, waybill)
  await standsAt(who, id, 'deliver', 'done')
  expect(await broken(h, [...paymentInvariants, ...productionInvariants])).toEqual([])
})

/** The whole data of a person leaves only as a logged read, for a producer of the own office. */
async function sheetIsLogged(id: string, number: string): Promise<void> {
  const [producer, reviewer, other] = [
    await h.officer(PRODUCER),
    await h.officer(REVIEWER),
    await h.officer(OTHER_OFFICE),
  ]
  const { body: queue } = await producer.call(production.productionQueue, { query: {} })
  const item = queue.items.find((one) => one.caseId === id)
  expect(item).toMatchObject({
    caseNumber: number,
    product: 'driving-licence',
    state: 'queued',
    who: '张*',
    delivery: 'post',
    late: false,
    parcel: { state: 'ready' },
  })
  const params = { id: item?.id ?? '' }
  const sheet = await producer.call(production.productionSheet, { params })
  expect(sheet.body.lines).toContainEqual({ label: { zh: '姓名', en: 'Name' }, value: '张伟' })
  const logged = await h.sql(
    `select purpose, result from audit_events where act = 'production.sheet' and object_id = $1`,
    [id],
  )
  expect(logged).toEqual([{ purpose: expect.stringMatching(/^制证 \d{19}$/), result: 'done' }])
  expect([
    (await reviewer.call(production.productionSheet, { params })).status,
    (await h.anyone().call(production.productionSheet, { params })).status,
  ]).toEqual([403, 401])
  expect(
    (await other.call(production.productionQueue, { query: {} })).body?.items?.some((one) => one.caseId === id) ??
      false,
  ).toBe(false)
  expect((await other.call(production.productionSheet, { params })).status).toBe(403)
}

test('stock over HTTP: a load twice is one load; letters before digits are kept', async () => {
  const producer = await h.officer(PRODUCER)
  const load = { product: 'plates' as const, from: 'QD17', count: 3 }
  expect((await producer.call(production.addStock, { body: load })).body).toEqual({
    added: 3,
    first: 'QD00000017',
    last: 'QD00000019',
  })
  expect((await producer.call(production.addStock, { body: load })).body).toMatchObject({ added: 0 })
  expect((await producer.call(production.addStock, { body: { ...load, count: 4 } })).problem).toMatchObject({
    status: 409,
    code: 'SERIAL_OVERLAP',
  })
  expect((await producer.call(production.readStock)).body.products.map((row) => row.product)).toContain('plates')
})

test('a bank that tells everything twice changes nothing', async () => {
  await fetch(`${h.sandboxUrl}/admin/modes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agency: 'pay', mode: 'twice' }),
  })
  const { who, id } = await atPay()
  await payAll(h, who, id)
  await standsAt(who, id, 'make')
  const told = await until('both copies', async () => {
    const state = (await (await fetch(`${h.sandboxUrl}/admin/state`)).json()) as {
      outboxWaiting: number
      outbox: { agency: string; last: string; done: number }[]
    }
    return state.outboxWaiting === 0 ? state.outbox.filter((one) => one.agency === 'pay') : undefined
  })
  expect(told.every((one) => one.done === 1 && one.last === '200 signed')).toBe(true)
  expect(await h.sql(`select count(*)::int as n from case_events where case_id = $1 and kind = 'paid'`, [id])).toEqual([
    { n: 1 },
  ])
})

test('collected at the office: no postage; shelved papers are never late; the officer hands them over', async () => {
  const who = await h.citizen('zhang-wei')
  const { id, number } = await apply(who, {
    service: 'licence-replace-damaged',
    change: { delivery: { deliveryMethod: 'pickup', pickupSite: 'main' } },
    signature: '张伟',
  })
  await standsAt(who, id, 'pay')
  await payAll(h, who, id)
  await standsAt(who, id, 'make')
  const { body: bills } = await who.call(payments.myBills, { params: { id } })
  expect(bills.bills.map((bill) => [bill.kind, bill.state])).toEqual([['papers', 'paid']])

  const producer = await h.officer(PRODUCER)
  await h.sql(`update cases set clock = clock || '{"promiseFrom": "2026-01-05T01:00:00.000Z"}' where id = $1`, [id])
  const inQueue = async () =>
    (await producer.call(production.productionQueue, { query: {} })).body.items.find((one) => one.caseId === id)
  const job = await inQueue()
  expect(job).toMatchObject({ caseNumber: number, delivery: 'pickup', state: 'queued', late: true })
  const params = { id: job?.id ?? '' }
  const { body: first } = await producer.call(production.printProduct, { params, body: {} })
  expect((await producer.call(production.spoilProduct, { params, body: { reason: '卡纸' } })).body).toMatchObject({
    state: 'queued',
    spoiled: first.serial,
  })
  const { body: second } = await producer.call(production.printProduct, { params, body: {} })
  expect((await producer.call(production.checkProduct, { params, body: { scan: first.code } })).problem.code).toBe(
    'SCAN_MISMATCH',
  )
  expect((await producer.call(production.checkProduct, { params, body: { scan: second.code } })).status).toBe(200)

  const ofCase = { params: { caseId: id } }
  expect((await producer.call(production.shelveForPickup, ofCase)).status).toBe(200)
  expect(await inQueue()).toMatchObject({ state: 'bagged', late: false })
  expect((await producer.call(production.collectPickup, { ...ofCase, body: { identitySeen: true } })).status).toBe(200)
  await standsAt(who, id, 'deliver', 'done')
  expect(await broken(h, [...paymentInvariants, ...productionInvariants])).toEqual([])
})
