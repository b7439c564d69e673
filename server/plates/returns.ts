import { randomBytes, randomInt } from 'node:crypto'
import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { takeTurn, change, endTurn, write } from './turn.ts'
import { insertReturn, poolNames, returnReleased, returnsDue, unlisted } from './upkeep.sql.ts'
import { mirrorAt } from './mirror.ts'

const FIRST_MINUTE = 9 * 60
const LAST_MINUTE = 17 * 60

const context = (pool: string, day: string): string => `plate_returns|minute|${pool}|${day}`

/**
 * Lists what goes back into the pools tomorrow, with a commitment to the minute: insiders know no more than anybody. Gives how
 * many numbers. A second run on the same day adds nothing.
 */
export async function listReturns(tx: Tx, house: House): Promise<number> {
  const office = house.city.homeOffice
  let listed = 0
  for (const { pool } of await tx.many(poolNames, [office])) {
    const turn = await takeTurn(tx, house, office, pool)
    const numbers = (await tx.many(unlisted, [office, pool])).map((r) => r.number)
    if (numbers.length === 0) continue
    const day = addDays(turn.day, 1)
    const secret = `${randomInt(FIRST_MINUTE, LAST_MINUTE)}|${randomBytes(16).toString('hex')}`
    const commit = house.crypto.hash(secret)
    const sealed = house.crypto.seal(secret, context(pool, day))
    if ((await tx.run(insertReturn, [office, pool, day, numbers, sealed, commit, turn.now])) !== 1) continue
    write(house, turn, 'list', { numbers, why: day, hash: commit.toString('hex') })
    await endTurn(tx, turn)
    listed += numbers.length
  }
  return listed
}

/** Releases the lists whose minute has come, in random order; the secret of the minute is told in the log. Gives how many numbers. */
export async function releaseReturns(tx: Tx, house: House): Promise<number> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const today = shanghaiDate(now)
  const minute = minuteOfDay(now)
  let released = 0
  for (const list of await tx.many(returnsDue, [office, today])) {
    const secret = house.crypto.open(list.minute_sealed, context(list.pool, list.day)).toString('utf8')
    if (list.day === today && Number(secret.split('|')[0]) > minute) continue
    const turn = await takeTurn(tx, house, office, list.pool)
    await mirrorAt(tx, house, turn)
    if ((await tx.run(returnReleased, [office, list.pool, list.day, turn.now])) !== 1) continue
    const order = shuffled(list.numbers)
    for (const number of order) change(turn, number, 'returning', 'pool')
    write(house, turn, 'return', { why: list.day, value: secret }, { to: { [PLATE_STATES.pool]: order } })
    await endTurn(tx, turn)
    released += order.length
  }
  return released
}

/** What was sealed of a list whose numbers are back: 'minute|…'. */
export const minuteSecret = (
  house: Pick<House, 'crypto'>,
  list: { pool: string; day: string; minute_sealed: Buffer; released_at: Date | null },
): string | undefined =>
  list.released_at ? house.crypto.open(list.minute_sealed, context(list.pool, list.day)).toString('utf8') : undefined

const minuteOfDay = (now: Date): number =>
  Math.floor((now.getTime() - shanghaiMoment(shanghaiDate(now)).getTime()) / 60_000)

/** Fisher and Yates, with the operating system's randomness. */
function shuffled(list: readonly string[]): string[] {
  const order = [...list]
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1)
    const swap = order[i] as string
    order[i] = order[j] as string
    order[j] = swap
  }
  return order
}
