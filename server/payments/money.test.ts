import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, loadCase } from '#server/cases/cases.ts'
import { type BackRooms, backRooms, caseAt, giveCodes, paymentOf, runJob } from '#server/agency/testing.ts'
import { billsOf } from './bills.ts'
import { paymentInvariants } from './invariants.ts'
import { paymentJobs } from './payment-jobs.ts'
import { paymentPush } from '#domain/pushes.ts'

let rooms: BackRooms
beforeAll(async () => {
  rooms = await backRooms()
})
afterAll(() => rooms.close())

const tell = (payments: unknown[], id?: string) => rooms.push('pay', paymentPush.path, { payments }, id)
const withdraw = async (caseId: string) => {
  const c = await loadCase(rooms.house.db.read, rooms.house, caseId)
  await rooms.house.db.tx((tx) =>
    act(tx, rooms.house, { kind: 'citizen', id: c.applicant }, caseId, undefined, { type: 'withdraw' }),
  )
}

test('a posted new car is billed in three streams that add up to its fees', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'pay')
  const bills = await billsOf(rooms.house.db.read, c.id)
  expect(bills.map((bill) => [bill.kind, bill.payee, bill.amountFen, bill.state])).toEqual([
    ['plates', 'finance', 10_000, 'draft'],
    ['papers', 'finance', 2_000, 'draft'],
    ['post', 'post', 2_000, 'draft'],
  ])
  expect(await rooms.waiting('request-codes')).toContainEqual(expect.objectContaining({ payload: { case: c.id } }))
})

test('the case goes on exactly when its last bill is paid, and each bill has its receipt', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'pay')
  const [first, ...rest] = await giveCodes(rooms, c.id)
  if (!first) throw new Error('no bill')
  expect((await tell([paymentOf(first)])).body).toMatchObject({
    payments: [{ billNo: first.number, result: 'booked' }],
  })
  expect((await loadCase(rooms.house.db.read, rooms.house, c.id)).step).toBe('pay')
  await tell(rest.map(paymentOf))
  const after = await loadCase(rooms.house.db.read, rooms.house, c.id)
  expect([after.step, after.data.paidAt !== undefined]).toEqual(['review', true])
  expect((await billsOf(rooms.house.db.read, c.id)).map((bill) => bill.receipt?.number)).toEqual(
    [first, ...rest].toSorted((a, b) => (a.number < b.number ? -1 : 1)).map((bill) => `R${bill.code}`),
  )
})

test('a payment that does not fit our books changes nothing and is kept as a difference', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  const [bill] = await giveCodes(rooms, c.id)
  if (!bill) throw new Error('no bill')
  const good = paymentOf(bill)
  const wrong = [
    { ...good, amountFen: good.amountFen - 1 },
    { ...good, code: '9'.repeat(20) },
    { ...good, billNo: 'nobody-knows' },
  ]
  const answer = await tell(wrong)
  expect([answer.status, answer.body]).toMatchObject([
    200,
    { payments: [{ reason: 'amount' }, { reason: 'code' }, { reason: 'unknown-bill' }] },
  ])
  expect((await billsOf(rooms.house.db.read, c.id)).every((one) => one.state === 'open' && !one.receipt)).toBe(true)
  expect(
    (
      await rooms.sql(
        `select kind, ours_fen, theirs_fen from payment_differences where bill_number = $1 and kind = 'amount'`,
        [bill.number],
      )
    )[0],
  ).toEqual({ kind: 'amount', ours_fen: bill.amount_fen, theirs_fen: bill.amount_fen - 1 })
  expect(
    await rooms.sql(`select outcome from exchanges where agency = 'pay' and direction = 'told' and message_id = $1`, [
      answer.headers['x-message-id'],
    ]),
  ).toEqual([{ outcome: 'refused' }])
})

test('a bill paid twice by two payments is booked once; the second is a difference', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  const [bill] = await giveCodes(rooms, c.id)
  if (!bill) throw new Error('no bill')
  const good = paymentOf(bill)
  expect(
    (await tell([good, { ...good, bankNo: `${good.bankNo}-2`, receipt: { no: 'another', checkCode: 'x' } }])).body,
  ).toMatchObject({ payments: [{ result: 'booked' }, { result: 'refused', reason: 'paid-twice' }] })
  expect(
    await rooms.sql(`select r.number from receipts r join bills b on b.id = r.bill_id where b.number = $1`, [
      bill.number,
    ]),
  ).toEqual([{ number: good.receipt.no }])
})

test('a receipt of one bill cannot pay for another', async () => {
  const [a, b] = [
    await caseAt(rooms, 'licence-replace-lost', 'pay'),
    await caseAt(rooms, 'licence-replace-lost', 'pay'),
  ]
  const [[mine], [other]] = [await giveCodes(rooms, a.id), await giveCodes(rooms, b.id)]
  if (!mine || !other) throw new Error('no bills')
  await tell([paymentOf(mine)])
  expect((await tell([{ ...paymentOf(other), receipt: paymentOf(mine).receipt }])).body).toMatchObject({
    payments: [{ result: 'refused', reason: 'receipt' }],
  })
})

test('many copies of one notice at the same moment book it once and get one answer', async () => {
  const c = await caseAt(rooms, 'registration-cert-replace', 'pay')
  const payments = (await giveCodes(rooms, c.id)).map(paymentOf)
  const same = await Promise.all(Array.from({ length: 6 }, () => tell(payments, `paid:same:${c.id}`)))
  expect(new Set(same.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1)
  const others = await Promise.all(Array.from({ length: 6 }, (_, n) => tell(payments, `paid:other:${n}:${c.id}`)))
  expect(
    others.every(
      (answer) => answer.status === 200 && answer.text.includes('"known"') && !answer.text.includes('"booked"'),
    ),
  ).toBe(true)
  expect(
    await rooms.sql(`select count(*)::int as n from case_events where case_id = $1 and kind = 'paid'`, [c.id]),
  ).toEqual([{ n: 1 }])
})

test('a payment and a withdrawal that meet end without a deadlock, and the money goes back or the bill is cancelled', async () => {
  for (let round = 0; round < 8; round += 1) {
    const c = await caseAt(rooms, 'registration-cert-replace', 'pay')
    const payments = (await giveCodes(rooms, c.id)).map(paymentOf)
    const [told] = await Promise.all([tell(payments), withdraw(c.id)])
    expect(told.status).toBe(200)
    const bills = await billsOf(rooms.house.db.read, c.id)
    expect(bills.map((bill) => bill.state)).toEqual(bills.map(() => 'refund-asked'))
  }
  expect(await rooms.broken(paymentInvariants)).toEqual([])
})

test('closing twice asks for one refund', async () => {
  const c = await caseAt(rooms, 'new-vehicle-registration', 'review')
  await withdraw(c.id)
  await expect(withdraw(c.id)).rejects.toMatchObject({ status: 409 })
  const refunds = await rooms.waiting('refund-bill')
  const ids = (await billsOf(rooms.house.db.read, c.id)).map((bill) => bill.id)
  expect(refunds.filter((job) => ids.includes(String(job.payload['bill']))).length).toBe(ids.length)
})

test('while the bank does not answer, nobody lapses; the job fails and comes again', async () => {
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  await giveCodes(rooms, c.id)
  await rooms.sql(`update bills set opened_at = opened_at - interval '80 hours' where case_id = $1`, [c.id])
  await runJob(rooms.house, paymentJobs, 'lapse-unpaid', {})
  expect(await rooms.waiting('lapse-case')).toContainEqual(expect.objectContaining({ payload: { case: c.id } }))
  await expect(runJob(rooms.house, paymentJobs, 'lapse-case', { case: c.id })).rejects.toThrow(/bank does not answer/)
  expect((await loadCase(rooms.house.db.read, rooms.house, c.id)).state).toBe('open')
})

type Move = { kind: 'pay' | 'again' | 'short' | 'over' | 'second-payment'; bill: number } | { kind: 'withdraw' }
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'pay' as const,
        'again' as const,
        'short' as const,
        'over' as const,
        'second-payment' as const,
      ),
      bill: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const) }) },
)

test('whatever the bank and the citizen do in whatever order: every payment is booked at most once, and its money is kept or asked back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { minLength: 1, maxLength: 14 }),
      fc.constantFrom('new-vehicle-registration', 'registration-cert-replace'),
      async (moves, service) => {
        const c = await caseAt(rooms, service, 'pay')
        const bills = await giveCodes(rooms, c.id)
        const paid = new Map<string, number>()
        const repeated = new Map<string, string>()
        let withdrawn = false
        for (const one of moves) {
          if (one.kind === 'withdraw') {
            if (!withdrawn) await withdraw(c.id)
            withdrawn = true
            continue
          }
          const bill = bills[one.bill % bills.length]
          if (!bill) throw new Error('no bill')
          const answer = await tell(
            [variant(bill, one.kind)],
            one.kind === 'again' ? `again:${bill.number}` : undefined,
          )
          const before = one.kind === 'again' ? repeated.get(bill.number) : undefined
          if (before !== undefined) {
            expect(answer.text).toBe(before)
            continue
          }
          if (one.kind === 'again') repeated.set(bill.number, answer.text)
          const result = resultOf(answer.body)
          if (result === 'booked' || result === 'refunding') {
            expect(paid.has(bill.number) || one.kind === 'short' || one.kind === 'over').toBe(false)
            paid.set(bill.number, bill.amount_fen)
          }
        }
        await expectBooks(c.id, paid, withdrawn)
      },
    ),
    { numRuns: 25 },
  )
  expect(await rooms.broken(paymentInvariants)).toEqual([])
}, 120_000)

/** The result of the only payment in an answer; undefined when the message id was used before with another body. */
function resultOf(body: Record<string, unknown>): string | undefined {
  const [first] = Array.isArray(body['payments']) ? body['payments'] : []
  return first?.result
}

/** The same bill as the bank may wrongly or repeatedly tell it. */
function variant(bill: { number: string; code: string; amount_fen: number }, kind: Exclude<Move['kind'], 'withdraw'>) {
  const good = paymentOf(bill)
  if (kind === 'short' || kind === 'over') return { ...good, amountFen: good.amountFen + (kind === 'short' ? -1 : 1) }
  return kind === 'second-payment'
    ? { ...good, bankNo: `${good.bankNo}x`, receipt: { no: `${good.receipt.no}x`, checkCode: 'x' } }
    : good
}

/** paid ⇔ one receipt; Σ receipts = Σ paid; refunds ≤ paid; the case moved exactly when all was paid and nobody withdrew. */
async function expectBooks(caseId: string, paid: ReadonlyMap<string, number>, withdrawn: boolean): Promise<void> {
  const bills = await billsOf(rooms.house.db.read, caseId)
  for (const bill of bills.filter((one) => paid.has(one.number))) {
    expect(bill.receipt?.number).toBeDefined()
    expect(bill.state).toBe(withdrawn ? 'refund-asked' : 'paid')
  }
  const booked = bills.filter((bill) => bill.paidAt !== undefined)
  expect(booked.every((bill) => bill.receipt !== undefined)).toBe(true)
  expect(booked.reduce((sum, bill) => sum + bill.amountFen, 0)).toBe(
    [...paid.values()].reduce((sum, fen) => sum + fen, 0),
  )
  const [{ events } = { events: 0 }] = await rooms.sql<{ events: number }>(
    `select count(*)::int as events from case_events where case_id = $1 and kind = 'paid'`,
    [caseId],
  )
  if (events > 0) expect(booked.length).toBe(bills.length)
}
