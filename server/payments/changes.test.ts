import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseAt, giveCodes, paymentOf, runJob, waitingJobs } from '#server/agency/testing.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import type { Case, CaseActor } from '#domain/case.ts'
import type { Command } from '#domain/commands.ts'
import { mended } from '#test/cases.ts'
import { broken, type Tools, tools } from '#test/tools.ts'
import { billsOf } from './bills.ts'
import { bookPayments } from './book.ts'
import { paymentInvariants } from './invariants.ts'
import { paymentJobs } from './payment-jobs.ts'

/** What happens to money while the case goes on: a correction asks for another sum, a code runs out at the counter. */
let t: Tools
beforeAll(async () => {
  t = await tools({ withTown: true })
})
afterAll(() => t.close())

const OFFICER: CaseActor = { kind: 'officer', id: '3702000213', office: 370200, roles: ['reviewer'] }
const job = (name: string, payload: Record<string, unknown>) => runJob(t.house, paymentJobs, name, payload)
const bills = (c: Case) => billsOf(t.house.db.read, c.id)
const now = (c: Case) => loadCase(t.house.db.read, t.house, c.id)
const by = (c: Case, actor: CaseActor, command: Command) =>
  t.house.db.tx((tx) => act(tx, t.house, actor, c.id, undefined, command))
const told = async (c: Case) =>
  (await bills(c)).map((bill) => `${bill.number.slice(c.number.length + 1)} ${bill.state}`)

/** Returned, mended by the applicant, checked again. */
async function corrected(c: Case, change: Case['data']['form']): Promise<Case> {
  const returned = await by(c, OFFICER, { type: 'return', defects: [{ target: 'deliveryMethod', reason: '请更正' }] })
  await by(c, { kind: 'citizen', id: c.applicant }, mended(returned, change))
  return by(c, { kind: 'system', id: 'house' }, { type: 'checked', results: [] })
}

/** What the bank and the queue do until the case has gone on. */
async function settle(c: Case): Promise<Case> {
  const open = await giveCodes(t, c.id)
  if (open.length === 0) await job('settle-case', { case: c.id })
  else await t.house.db.tx((tx) => bookPayments(tx, t.house, `paid:${open[0]?.number}`, open.map(paymentOf)))
  return now(c)
}

test('post changed to pickup: the postage that was paid goes back, nothing is asked, the applicant is told', async () => {
  const c = await caseAt(t, 'new-vehicle-registration', 'review')
  const again = await corrected(c, { deliveryMethod: 'pickup', pickupSite: 'main' })
  expect(again.step).toBe('pay')
  expect(await told(c)).toEqual(['1 paid', '2 paid', '3 refund-asked'])
  const [postage] = (await bills(c)).filter((bill) => bill.kind === 'post')
  expect(await waitingJobs(t, 'refund-bill')).toContainEqual(
    expect.objectContaining({ payload: { bill: postage?.id ?? '' } }),
  )
  expect(await broken(t, paymentInvariants)).toEqual([])
  await job('settle-case', { case: c.id })
  expect((await now(c)).step).toBe('review')
  const said = await t.sql<{ template: string }>(`select template from messages where case_id = $1`, [c.id])
  expect(said.filter(({ template }) => template === 'paid-back' || template === 'paid')).toEqual([
    { template: 'paid' },
    { template: 'paid-back' },
  ])
})

test('and changed to post once more: a bill of its own, under a number of its own', async () => {
  const c = await caseAt(t, 'new-vehicle-registration', 'review')
  await corrected(c, { deliveryMethod: 'pickup', pickupSite: 'main' })
  await settle(c)
  await corrected(await now(c), { deliveryMethod: 'post' })
  expect(await told(c)).toEqual(['1 paid', '2 paid', '3 refund-asked', '3-2 draft'])
  expect((await settle(c)).step).toBe('review')
  expect(await told(c)).toEqual(['1 paid', '2 paid', '3 refund-asked', '3-2 paid'])
})

test('another address costs the same: no step, no bill, no refund', async () => {
  const c = await caseAt(t, 'new-vehicle-registration', 'review')
  const before = await bills(c)
  expect((await corrected(c, { address: '香港中路 12 号' })).step).toBe('review')
  expect(await bills(c)).toEqual(before)
})

const CHANGES = [
  { deliveryMethod: 'pickup', pickupSite: 'main' },
  { deliveryMethod: 'post', address: '香港中路 10 号 3 单元 502' },
  { deliveryMethod: 'post', address: '香港中路 12 号' },
]
const DUE = { pickup: 12_000, post: 14_000 } as const

test('after any corrections: what is paid less what goes back is what the last form costs', async () => {
  const run = fc.asyncProperty(
    fc.constantFrom('post' as const, 'pickup' as const),
    fc.array(fc.constantFrom(...CHANGES), { minLength: 1, maxLength: 5 }),
    async (first, changes) => {
      let c = await caseAt(t, 'new-vehicle-registration', 'review', first)
      for (const change of changes) {
        c = await corrected(c, change)
        if (c.step === 'pay') c = await settle(c)
        expect(c.step).toBe('review')
      }
      const all = await bills(c)
      const sum = (some: typeof all) => some.reduce((fen, bill) => fen + bill.amountFen, 0)
      const back = all.filter((bill) => bill.state === 'refund-asked' || bill.state === 'refunded')
      expect(sum(all.filter((bill) => bill.paidAt)) - sum(back)).toBe(
        DUE[c.data.form['deliveryMethod'] === 'post' ? 'post' : 'pickup'],
      )
    },
  )
  await fc.assert(run, { numRuns: 10 })
  expect(await broken(t, paymentInvariants)).toEqual([])
})

test('the refund of a correction reaches the bank, once, and says why', async () => {
  const c = await caseAt(t, 'new-vehicle-registration', 'pay')
  await job('request-codes', { case: c.id })
  await t.town('/admin/pay', { codes: (await bills(c)).flatMap((bill) => bill.code ?? []) })
  await job('poll-bills', { case: c.id, round: 0 })
  await corrected(await now(c), { deliveryMethod: 'pickup', pickupSite: 'main' })
  for (const bill of [...(await bills(c)), ...(await bills(c))]) await job('refund-bill', { bill: bill.id })
  expect(await told(c)).toEqual(['1 paid', '2 paid', '3 refunded'])
})

/** At the counter for longer than a payment code lives. */
async function codesExpired(): Promise<Case> {
  const c = await caseAt(t, 'registration-cert-replace', 'pay')
  await job('request-codes', { case: c.id })
  await by(c, OFFICER, { type: 'move-on-site', reason: '核对原件', site: 'main' })
  await t.sql(`update bills set code_expires_at = now() - interval '1 minute' where case_id = $1`, [c.id])
  return c
}
const codesOf = async (c: Case, state: 'open' | 'cancelled') =>
  (await bills(c)).flatMap((bill) => (bill.state === state && bill.code ? [bill.code] : []))

test('back from the counter after the code ran out: a new one comes by itself, the old one is dead at the bank', async () => {
  const c = await codesExpired()
  const old = await codesOf(c, 'open')
  await by(c, OFFICER, { type: 'continue-at-counter' })
  await job('request-codes', { case: c.id })
  await job('void-codes', { case: c.id })
  expect(await told(c)).toEqual(['2 cancelled', '2-2 open', '3 cancelled', '3-2 open'])
  expect(await t.town('/admin/pay', { codes: old })).toEqual({ paid: 0 })
  expect(await t.town('/admin/pay', { codes: await codesOf(c, 'open') })).toEqual({ paid: 2 })
  await job('poll-bills', { case: c.id, round: 0 })
  expect((await now(c)).step).toBe('hold')
})

test('the old code was paid in time and nobody told: booked late and sent back once, the new one pays the case', async () => {
  const c = await codesExpired()
  await t.town('/admin/pay', { codes: await codesOf(c, 'open') })
  await by(c, OFFICER, { type: 'continue-at-counter' })
  await job('request-codes', { case: c.id })
  for (let round = 0; round < 2; round += 1) await job('void-codes', { case: c.id })
  expect(await told(c)).toEqual(['2 refund-asked', '2-2 open', '3 refund-asked', '3-2 open'])
  for (const bill of [...(await bills(c)), ...(await bills(c))]) await job('refund-bill', { bill: bill.id })
  expect(await told(c)).toEqual(['2 refunded', '2-2 open', '3 refunded', '3-2 open'])
  await t.town('/admin/pay', { codes: await codesOf(c, 'open') })
  await job('poll-bills', { case: c.id, round: 0 })
  expect((await now(c)).step).toBe('hold')
})

test('while it still stands at the counter the house finds it by the clock, and what is paid there counts there', async () => {
  const c = await codesExpired()
  await job('lapse-unpaid', {})
  expect(await waitingJobs(t, 'renew-codes')).toContainEqual(expect.objectContaining({ payload: { case: c.id } }))
  await job('renew-codes', { case: c.id })
  await job('renew-codes', { case: c.id })
  await job('request-codes', { case: c.id })
  expect(await told(c)).toEqual(['2 cancelled', '2-2 open', '3 cancelled', '3-2 open'])
  await t.town('/admin/pay', { codes: await codesOf(c, 'open') })
  await job('poll-bills', { case: c.id, round: 0 })
  expect((await now(c)).data.paidAt).toBeDefined()
  await by(c, OFFICER, { type: 'continue-at-counter' })
  expect((await now(c)).step).toBe('hold')
})

test('after all this the books are in order', async () => {
  expect(await broken(t, paymentInvariants)).toEqual([])
})
