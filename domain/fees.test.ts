import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BillDraft, billsFor, type Fee, feeOn, parseFees, rebill } from './fees.ts'

const fee = (code: string, bill: Fee['bill'], fen: number): Fee => ({
  code,
  name: { zh: code, en: code },
  fen,
  unit: 'once',
  payee: bill === 'post' ? 'post' : 'finance',
  bill,
  from: '2020-01-01',
  maxFen: fen,
})
const TABLE = [
  fee('plateCar', 'plates', 10_000),
  fee('plateMoto', 'plates', 3_500),
  fee('plateTemp', 'plates', 500),
  fee('vehicleLicence', 'papers', 1_000),
  fee('certificate', 'papers', 0),
  fee('post', 'post', 2_000),
]
const demands = fc.subarray(TABLE.map((f) => f.code)).map((codes) => billsFor(TABLE, codes, '2026-03-01'))

interface Kept extends BillDraft {
  paid: boolean
  expired: boolean
}

/** What a case goes through: it asks for something, and of what is asked some is paid and some of the codes run out. */
const rounds = fc.array(
  fc.record({ demanded: demands, pays: fc.array(fc.boolean()), expires: fc.array(fc.boolean()) }),
  {
    minLength: 1,
    maxLength: 8,
  },
)

test('whatever was asked and paid before: what is kept and added is exactly what is demanded now, and nothing is asked twice', () => {
  fc.assert(
    fc.property(rounds, (all) => {
      let asked: Kept[] = []
      let [paidIn, sentBack] = [0, 0]
      for (const { demanded, pays, expires } of all) {
        const { keep, drop, add } = rebill(demanded, asked)
        const sum = (bills: readonly BillDraft[]) => bills.reduce((fen, bill) => fen + bill.amountFen, 0)
        expect(sum([...keep, ...add])).toBe(sum(demanded))
        const kinds = [...keep, ...add].map((bill) => bill.kind)
        expect(new Set(kinds).size).toBe(kinds.length)
        expect(new Set([...keep, ...drop])).toEqual(new Set(asked))
        sentBack += sum(drop.filter((bill) => bill.paid))
        asked = [...keep, ...add.map((bill) => ({ ...bill, paid: false, expired: false }))].map((bill, n) => {
          const pay = !bill.paid && pays[n] === true
          if (pay) paidIn += bill.amountFen
          return { ...bill, paid: bill.paid || pay, expired: !bill.paid && !pay && expires[n] === true }
        })
        expect(paidIn - sentBack).toBe(sum(asked.filter((bill) => bill.paid)))
      }
    }),
  )
})

test('a bill for the same fees stays though the table has another price since', () => {
  const [bill] = billsFor(TABLE, ['post'], '2026-03-01')
  const dearer = billsFor([fee('post', 'post', 2_500)], ['post'], '2026-04-01')
  if (!bill) throw new Error('no bill')
  expect(rebill(dearer, [bill])).toEqual({ keep: [bill], drop: [], add: [] })
})

test('one bill for each stream and purpose, of exactly what its fees come to', () => {
  const bills = billsFor(TABLE, ['plateCar', 'vehicleLicence', 'plateTemp', 'post'], '2026-03-01')
  expect(bills.map(({ kind, payee, amountFen }) => [kind, payee, amountFen])).toEqual([
    ['plates', 'finance', 10_500],
    ['papers', 'finance', 1_000],
    ['post', 'post', 2_000],
  ])
})

const until = { ...fee('plateCar', 'plates', 10_000), to: '2026-02-28' }
const since = { ...fee('plateCar', 'plates', 9_000), from: '2026-03-01' }

test('a fee costs what is in force on the day: to the last day of the old price, from the first of the new', () => {
  const cost = (date: string) => feeOn([since, until], 'plateCar', date).fen
  expect(['2026-02-28', '2026-03-01'].map(cost)).toEqual([10_000, 9_000])
  expect(() => cost('2019-12-31')).toThrow('no fee plateCar')
})

test.each<[string, Fee[], boolean]>([
  ['one after the other', [until, since], true],
  ['both on a day', [{ ...until, to: '2026-03-01' }, since], false],
  ['both for ever', [fee('plateCar', 'plates', 10_000), since], false],
  ['of two things', [until, fee('plateMoto', 'plates', 3_500)], true],
  ['for nothing', [{ ...since, fen: 0 }], true],
  ['below nothing', [{ ...since, fen: -1 }], false],
  ['a part of a fen', [{ ...since, fen: 0.5 }], false],
  ['at its bound', [{ ...since, maxFen: 9_000 }], true],
  ['above it', [{ ...since, maxFen: 8_999 }], false],
])('prices %s: %#', (_, table, fine) => {
  if (fine) expect(parseFees(table)).toBe(table)
  else expect(() => parseFees(table)).toThrow(/^fee plateCar/)
})
