import { shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import { bookedBetween, keepDifference } from './bills.sql.ts'
import { bookPayments } from './book.ts'

const DAY_MS = 86_400_000
/** So many payments are booked in one transaction: each locks its case. */
const CHUNK = 100

/** The Shanghai day before today, 'YYYY-MM-DD'. */
export const yesterday = (house: Pick<House, 'time'>): string =>
  shanghaiDate(new Date(house.time.now().getTime() - DAY_MS))

/**
 * Compares one day of the bank's list with our books. What the bank has and we do not is
 * booked; what differs, or stands only in our books, is kept as a difference for a person. Repeating it adds nothing.
 */
export async function reconcileDay(house: House, day: string): Promise<void> {
  const asked = await house.connectors.pay.dayList({ day })
  await house.db.tx((tx) => keepEvidence(tx, house, undefined, [asked.evidence]))
  if (!asked.ok) throw new Error(`pay/day-list: ${asked.why}`)
  const { payments } = asked.answer
  const source = `day:${day}`
  for (let from = 0; from < payments.length; from += CHUNK) {
    await house.db.tx((tx) => bookPayments(tx, house, source, payments.slice(from, from + CHUNK)))
  }
  await house.db.tx(async (tx) => {
    const start = shanghaiMoment(day)
    const ours = await tx.many(bookedBetween, [start, new Date(start.getTime() + DAY_MS)])
    const known = new Set(payments.map((payment) => payment.billNo))
    for (const bill of ours.filter((one) => !known.has(one.number))) {
      await tx.run(keepDifference, [source, bill.number, 'not-at-bank', bill.amount_fen, null])
      tx.afterCommit(() => house.log.warn('payment difference', { kind: 'not-at-bank', source }))
    }
  })
}
