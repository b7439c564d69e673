import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BackRooms, backRooms, caseAt, giveCodes, paymentOf } from '#server/agency/testing.ts'
import { createConnectors } from '#server/connectors/connectors.ts'
import { createExchange } from '#server/connectors/exchange.ts'
import { ensureAgencyKeys, ensureHouseKey, publicHalves } from '#server/connectors/keys.ts'
import type { Payment } from '#server/connectors/pay.ts'
import { agencyKeyId, signReply } from '#server/connectors/wire.ts'
import { canonicalJson } from '#server/kit/canonical.ts'
import { bookPayments } from './book.ts'
import { paymentInvariants } from './invariants.ts'
import { reconcileDay } from './reconcile.ts'

/** A bank whose list of the day says whatever it is told to, signed as the bank signs. */
let rooms: BackRooms
let bank: Server
let list: Payment[] = []
let lies = false
beforeAll(async () => {
  rooms = await backRooms()
  const keys = ensureAgencyKeys(rooms.keysDir, 'sm')
  bank = createServer((request, reply) => {
    const signer = { keyId: agencyKeyId('pay'), pair: keys.pay, suite: 'sm', now: () => new Date() } as const
    const text = canonicalJson({ payments: list })
    const headers = signReply(signer, 200, String(request.headers['x-message-id']), text)
    if (lies) headers['x-signature'] = headers['x-signature'].split('').toReversed().join('')
    request.resume().on('end', () => reply.writeHead(200, headers).end(text))
  })
  await new Promise<void>((ready) => bank.listen(0, '127.0.0.1', ready))
  rooms.house.connectors = createConnectors(
    createExchange({
      baseUrl: `http://127.0.0.1:${(bank.address() as AddressInfo).port}`,
      houseKey: ensureHouseKey(rooms.keysDir, 'sm'),
      agencyKeys: publicHalves(keys),
      suite: 'sm',
    }),
  )
})
afterAll(async () => {
  bank.closeAllConnections()
  bank.close()
  await rooms.close()
})

/** What became of a bill, here and at the bank. `booked`: we had heard of it before the list came. */
const FATES = [
  'agreed',
  'listed-again',
  'notice-lost',
  'only-ours',
  'short',
  'over',
  'short-booked',
  'twice',
  'twice-booked',
  'other-payment',
  'other-code',
  'receipt-of-another',
  'unpaid',
] as const
type Fate = (typeof FATES)[number]

const EXPECTED: Readonly<Record<Fate, { kind?: string; paid: boolean }>> = {
  agreed: { paid: true },
  'listed-again': { paid: true },
  'notice-lost': { paid: true },
  'only-ours': { kind: 'not-at-bank', paid: true },
  short: { kind: 'amount', paid: false },
  over: { kind: 'amount', paid: false },
  'short-booked': { kind: 'amount', paid: true },
  twice: { kind: 'paid-twice', paid: true },
  'twice-booked': { kind: 'paid-twice', paid: true },
  'other-payment': { kind: 'paid-twice', paid: true },
  'other-code': { kind: 'code', paid: false },
  'receipt-of-another': { kind: 'receipt', paid: false },
  unpaid: { paid: false },
}
const BOOKED: readonly Fate[] = ['agreed', 'listed-again', 'only-ours', 'short-booked', 'twice-booked', 'other-payment']

/** What the bank's list says about a payment with such a fate. */
function listed(fate: Fate, good: Payment, another: string): Payment[] {
  const second = { ...good, bankNo: `${good.bankNo}-2`, receipt: { no: `${good.receipt.no}-2`, checkCode: 'x' } }
  const said: Partial<Record<Fate, Payment[]>> = {
    'listed-again': [good, good],
    'only-ours': [],
    unpaid: [],
    short: [{ ...good, amountFen: good.amountFen - 1 }],
    over: [{ ...good, amountFen: good.amountFen + 1 }],
    'short-booked': [{ ...good, amountFen: good.amountFen - 1 }],
    twice: [good, second],
    'twice-booked': [good, second],
    'other-payment': [second],
    'other-code': [{ ...good, code: '9'.repeat(20) }],
    'receipt-of-another': [{ ...good, receipt: { no: another, checkCode: 'x' } }],
  }
  return said[fate] ?? [good]
}

let day = 0
/** A day of its own for each history, long ago. */
function nextDay(): { day: string; at: string } {
  day += 1
  const text = new Date(Date.UTC(2021, 0, day)).toISOString().slice(0, 10)
  return { day: text, at: `${text}T02:00:00.000Z` }
}
const differencesOf = (of: string) =>
  rooms.sql<{ bill_number: string; kind: string }>(
    `select bill_number, kind from payment_differences where source = $1 order by 1, 2`,
    [`day:${of}`],
  )

test('whatever is planted between our books and the bank’s list of the day is found, and nothing else is', async () => {
  const first = await caseAt(rooms, 'licence-replace-lost', 'pay')
  const [taken] = (await giveCodes(rooms, first.id)).map((bill) => paymentOf(bill))
  if (!taken) throw new Error('no bill')
  await rooms.house.db.tx((tx) => bookPayments(tx, rooms.house, 'notice', [taken]))
  const seen = new Set<Fate>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...FATES), { minLength: 4, maxLength: 12 }),
      fc.nat({ max: 3 }),
      fc.infiniteStream(fc.nat()),
      async (fates, strays, dice) => {
        const of = nextDay()
        const bills: Payment[] = []
        while (bills.length < fates.length) {
          const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
          bills.push(...(await giveCodes(rooms, c.id)).map((bill) => ({ ...paymentOf(bill), paidAt: of.at })))
        }
        const fated = fates.map((fate, i) => ({ fate, good: bills[i] ?? taken }))
        const told = fated.filter(({ fate }) => BOOKED.includes(fate)).map(({ good }) => good)
        await rooms.house.db.tx((tx) => bookPayments(tx, rooms.house, `notice:${of.day}`, told))
        const unknown = Array.from({ length: strays }, (_, i) => ({
          ...taken,
          billNo: `stray-${of.day}-${i}`,
          paidAt: of.at,
        }))
        list = [...fated.flatMap(({ fate, good }) => listed(fate, good, taken.receipt.no)), ...unknown]
          .map((payment) => ({ payment, at: dice.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ payment }) => payment)
        await reconcileDay(rooms.house, of.day)
        await reconcileDay(rooms.house, of.day)
        const planted = [
          ...fated.flatMap(({ fate, good }) => {
            const { kind } = EXPECTED[fate]
            return kind ? [{ bill_number: good.billNo, kind }] : []
          }),
          ...unknown.map((one) => ({ bill_number: one.billNo, kind: 'unknown-bill' })),
        ].toSorted((a, b) => (a.bill_number < b.bill_number ? -1 : 1))
        expect(await differencesOf(of.day)).toEqual(planted)
        const paid = await rooms.sql<{ number: string; paid: boolean; receipts: number }>(
          `select b.number, b.paid_at is not null as paid, count(r.bill_id)::int as receipts from bills b left join receipts r on r.bill_id = b.id
            where b.number = any ($1::text[]) group by b.id, b.number, b.paid_at`,
          [fated.map(({ good }) => good.billNo)],
        )
        for (const { fate, good } of fated) {
          seen.add(fate)
          const row = paid.find((p) => p.number === good.billNo)
          expect([fate, row?.paid, row?.receipts]).toEqual([fate, EXPECTED[fate].paid, EXPECTED[fate].paid ? 1 : 0])
        }
      },
    ),
    { numRuns: 40 },
  )
  expect([...seen].toSorted()).toEqual([...FATES].toSorted())
  expect(await rooms.broken(paymentInvariants)).toEqual([])
}, 180_000)

test('a list that the bank did not sign is believed in nothing: the day is asked for again', async () => {
  const of = nextDay()
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  list = (await giveCodes(rooms, c.id)).map((bill) => ({ ...paymentOf(bill), paidAt: of.at }))
  lies = true
  await expect(reconcileDay(rooms.house, of.day)).rejects.toThrow('pay/day-list: bad-signature')
  expect(await differencesOf(of.day)).toEqual([])
  expect(await rooms.sql('select 1 from bills where case_id = $1 and paid_at is not null', [c.id])).toEqual([])
  lies = false
  await reconcileDay(rooms.house, of.day)
  expect(await rooms.sql('select 1 from bills where case_id = $1 and paid_at is null', [c.id])).toEqual([])
})

test('an amount changed by SQL after it was booked is found by the next list', async () => {
  const of = nextDay()
  const c = await caseAt(rooms, 'licence-replace-lost', 'pay')
  list = (await giveCodes(rooms, c.id)).map((bill) => ({ ...paymentOf(bill), paidAt: of.at }))
  await rooms.house.db.tx((tx) => bookPayments(tx, rooms.house, `notice:${of.day}`, list))
  const [one] = list
  await rooms.sql('update bills set amount_fen = amount_fen - 500 where number = $1', [one?.billNo])
  await reconcileDay(rooms.house, of.day)
  expect(await differencesOf(of.day)).toEqual([{ bill_number: one?.billNo, kind: 'amount' }])
  expect(await rooms.broken(paymentInvariants)).toEqual(['the lines of a bill add up to its amount'])
})
