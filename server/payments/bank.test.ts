import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseAt, runJob, waitingJobs } from '#server/agency/testing.ts'
import { act, actIfFits, loadCase } from '#server/cases/cases.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { broken, type Tools, tools } from '../../test/tools.ts'
import { billsOf, payLink } from './bills.ts'
import { paymentInvariants } from './invariants.ts'
import { paymentJobs } from './payment-jobs.ts'
import { yesterday } from './reconcile.ts'

/** The house's tools beside the real sandbox. Its notices find nobody at home, as when they are lost: the house must ask. */
let t: Tools
beforeAll(async () => {
  t = await tools({ withTown: true })
})
afterAll(() => t.close())

const job = (name: string, payload: Record<string, unknown>) => runJob(t.house, paymentJobs, name, payload)
const bills = (c: Case) => billsOf(t.house.db.read, c.id)
const states = async (c: Case) => (await bills(c)).map((bill) => bill.state)
const stateOf = async (c: Case) => {
  const now = await loadCase(t.house.db.read, t.house, c.id)
  return `${now.state}/${now.step}`
}
const opened = async (service = 'registration-cert-replace') => {
  const c = await caseAt(t, service, 'pay')
  await job('request-codes', { case: c.id })
  return c
}
const payAtBank = async (c: Case) =>
  t.town('/admin/pay', { codes: (await bills(c)).flatMap((bill) => bill.code ?? []) })
const withdraw = (c: Case) =>
  t.house.db.tx((tx) => act(tx, t.house, { kind: 'citizen', id: c.applicant }, c.id, undefined, { type: 'withdraw' }))
const refundAll = async (c: Case) => {
  for (const bill of await bills(c)) await job('refund-bill', { bill: bill.id })
}

test('codes for all bills come in one exchange, once, and then the citizen is told', async () => {
  const c = await opened('new-vehicle-registration')
  await job('request-codes', { case: c.id })
  const all = await bills(c)
  expect(all.map((bill) => [bill.state, /^\d{20}$/.test(bill.code ?? '')])).toEqual([
    ['open', true],
    ['open', true],
    ['open', true],
  ])
  expect(await t.sql(`select count(*)::int as n from exchanges where message_id = $1`, [`codes:${c.id}`])).toEqual([
    { n: 1 },
  ])
  expect(
    await t.sql(`select count(*)::int as n from messages where case_id = $1 and template = 'pay'`, [c.id]),
  ).toEqual([{ n: 1 }])
  const link = payLink(t.house, all, 'http://localhost/my/cases/1') ?? ''
  expect(new URL(link).searchParams.get('codes')?.split(',')).toEqual(all.map((bill) => bill.code))
})

test('a bank that is down leaves its evidence, and the next try succeeds', async () => {
  const c = await caseAt(t, 'licence-replace-lost', 'pay')
  await t.town('/admin/modes', { agency: 'pay', mode: 'down' })
  await expect(job('request-codes', { case: c.id })).rejects.toThrow('pay/create-codes: down')
  await t.town('/admin/modes', { agency: 'pay', mode: 'good' })
  expect(await states(c)).toEqual(['draft', 'draft'])
  await job('request-codes', { case: c.id })
  expect(await states(c)).toEqual(['open', 'open'])
  expect(
    await t.sql(`select attempt, outcome from exchanges where message_id = $1 order by attempt`, [`codes:${c.id}`]),
  ).toEqual([
    { attempt: 1, outcome: 'down' },
    { attempt: 2, outcome: 'ok' },
  ])
})

test('after an outage of hours codes and refunds are asked for within minutes, a refund that was refused is not', async () => {
  const [waiting, paid, refused] = [await caseAt(t, 'licence-replace-lost', 'pay'), await opened(), await opened()]
  const fresh = await caseAt(t, 'licence-replace-lost', 'pay')
  for (const c of [paid, refused]) {
    await payAtBank(c)
    await job('poll-bills', { case: c.id, round: 0 })
    await withdraw(c)
  }
  await t.sql(
    `insert into payment_differences (source, bill_number, kind, ours_fen) select 'test', number, 'refund-refused', amount_fen from bills where case_id = $1`,
    [refused.id],
  )
  // The queue's own pauses have grown to hours.
  await t.sql(`update jobs set run_at = now() + interval '6 hours'`)
  await t.sql(`update cases set updated_at = now() - interval '11 minutes' where id <> $1`, [fresh.id])
  await job('lapse-unpaid', {})
  const due = async (name: string) =>
    (await waitingJobs(t, name)).filter((one) => one.run_at.getTime() <= Date.now() + 60_000).map((one) => one.payload)
  expect(await due('request-codes')).toEqual([{ case: waiting.id }])
  expect((await due('refund-bill')).map((one) => String(one['bill'])).toSorted()).toEqual(
    (await bills(paid)).map((bill) => bill.id).toSorted(),
  )
})

test('the notice is lost: asking the bank books the payment all the same', async () => {
  const c = await opened()
  await job('poll-bills', { case: c.id, round: 0 })
  expect([await stateOf(c), (await waitingJobs(t, 'poll-bills')).map((one) => one.payload)]).toEqual([
    'open/pay',
    [{ case: c.id, round: 1 }],
  ])
  await payAtBank(c)
  await job('poll-bills', { case: c.id, round: 1 })
  expect([await stateOf(c), await states(c)]).toEqual(['open/hold', ['paid', 'paid']])
})

test('withdrawn after paying: the money goes back the way it came, once', async () => {
  const c = await opened()
  await payAtBank(c)
  await job('poll-bills', { case: c.id, round: 0 })
  await withdraw(c)
  await refundAll(c)
  await refundAll(c)
  const after = await bills(c)
  expect(after.map((bill) => [bill.state, bill.refundedAt !== undefined])).toEqual([
    ['refunded', true],
    ['refunded', true],
  ])
  expect(await t.sql(`select count(distinct refund_no)::int as n from bills where case_id = $1`, [c.id])).toEqual([
    { n: 2 },
  ])
})

test('withdrawn before paying: the codes are void at the bank', async () => {
  const c = await opened()
  await withdraw(c)
  await job('void-codes', { case: c.id })
  expect(await payAtBank(c)).toEqual({ paid: 0 })
  expect(await states(c)).toEqual(['cancelled', 'cancelled'])
})

test('paid at the bank in the moment of the withdrawal: booked late, with receipt, and sent back', async () => {
  const c = await opened()
  await payAtBank(c)
  await withdraw(c)
  await job('void-codes', { case: c.id })
  expect((await bills(c)).map((bill) => [bill.state, bill.receipt !== undefined])).toEqual([
    ['refund-asked', true],
    ['refund-asked', true],
  ])
  await refundAll(c)
  expect([await states(c), await stateOf(c)]).toEqual([['refunded', 'refunded'], 'withdrawn/pay'])
})

test('unpaid for 72 hours: the case lapses; not a moment before, and not when the bank knows of a payment', async () => {
  const [unpaid, paid] = [await opened(), await opened()]
  const age = (c: Case, hours: number) =>
    t.sql(`update bills set opened_at = now() - $2 * interval '1 hour' where case_id = $1`, [c.id, hours])
  await age(unpaid, 71.9)
  await job('lapse-case', { case: unpaid.id })
  expect(await stateOf(unpaid)).toBe('open/pay')
  await payAtBank(paid)
  for (const c of [unpaid, paid]) {
    await age(c, 72.1)
    await job('lapse-case', { case: c.id })
  }
  expect([await stateOf(unpaid), await states(unpaid)]).toEqual(['lapsed/pay', ['cancelled', 'cancelled']])
  expect([await stateOf(paid), await states(paid)]).toEqual(['open/hold', ['paid', 'paid']])
})

test('a case that comes back from the counter has its whole time to pay again', async () => {
  const c = await opened()
  const officer = { kind: 'officer', id: '3702000213', office: c.office, roles: ['reviewer'] } as const
  const by = (command: Command) => t.house.db.tx((tx) => act(tx, t.house, officer, c.id, undefined, command))
  await by({ type: 'move-on-site', reason: '核对原件', site: 'main' })
  await t.sql(`update bills set opened_at = now() - interval '80 hours' where case_id = $1`, [c.id])
  await by({ type: 'continue-at-counter' })
  await job('request-codes', { case: c.id })
  await job('lapse-case', { case: c.id })
  expect(await stateOf(c)).toBe('open/pay')
  await payAtBank(c)
  await job('poll-bills', { case: c.id, round: 0 })
  expect(await stateOf(c)).toBe('open/hold')
})

test('nothing lapses but what is unpaid or was missed', async () => {
  const c = await caseAt(t, 'registration-cert-replace', 'review')
  const lapse = t.house.db.tx((tx) => actIfFits(tx, t.house, c.id, { type: 'lapse' }))
  expect(await lapse).toBeUndefined()
  expect(await stateOf(c)).toBe('open/review')
})

test('withdrawn while the codes are under way: they are kept to be made void', async () => {
  const c = await caseAt(t, 'licence-replace-lost', 'pay')
  await t.town('/admin/modes', { agency: 'pay', mode: 'slow', seconds: 0.5 })
  const asking = job('request-codes', { case: c.id })
  await withdraw(c)
  await asking
  await t.town('/admin/modes', { agency: 'pay', mode: 'good' })
  expect((await bills(c)).map((bill) => [bill.state, bill.code !== undefined])).toEqual([
    ['cancelled', true],
    ['cancelled', true],
  ])
  expect(await waitingJobs(t, 'void-codes')).toContainEqual(expect.objectContaining({ payload: { case: c.id } }))
})

test('a refund the bank refuses stays asked for, and becomes a difference for a person', async () => {
  const c = await opened()
  await payAtBank(c)
  await job('poll-bills', { case: c.id, round: 0 })
  const [bill] = await bills(c)
  await t.house.connectors.pay.refund('by-hand', {
    billNo: bill?.number ?? '',
    amountFen: bill?.amountFen ?? 0,
    reason: '柜台退款',
  })
  await withdraw(c)
  await job('refund-bill', { bill: bill?.id ?? '' })
  expect((await bills(c))[0]?.state).toBe('refund-asked')
  expect(await t.sql(`select kind from payment_differences where bill_number = $1`, [bill?.number])).toEqual([
    { kind: 'refund-refused' },
  ])
})

test('the day is compared with the bank: a lost payment is booked, what only we have is a difference, twice adds nothing', async () => {
  const [lost, ours] = [await opened('licence-replace-lost'), await caseAt(t, 'licence-replace-lost', 'register')]
  await payAtBank(lost)
  const day = shanghaiDate(new Date())
  for (let round = 0; round < 2; round += 1) await job('reconcile-payments', { day })
  expect([await stateOf(lost), await states(lost)]).toEqual(['open/register', ['paid', 'paid']])
  const numbers = (await bills(ours)).map((bill) => bill.number)
  const kept = await t.sql(
    `select bill_number, kind from payment_differences where source = $1 and kind = 'not-at-bank' order by 1`,
    [`day:${day}`],
  )
  expect(kept).toEqual(numbers.map((bill_number) => ({ bill_number, kind: 'not-at-bank' })))
  expect(yesterday({ time: { now: () => new Date('2026-03-01T17:00:00Z') } })).toBe('2026-03-01')
})

test('after all this the books are in order', async () => {
  expect(await broken(t, paymentInvariants)).toEqual([])
})
