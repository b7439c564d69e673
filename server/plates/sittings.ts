import { shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { at } from '#domain/moves.ts'
import { vinOf } from '#domain/plate-pool.ts'
import type { PoolGrammar } from '#domain/plates/grammar.ts'
import { isPending, newSitting } from '#domain/plates/sitting.ts'
import type { Tx } from '#server/kit/db.ts'
import { type Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { lastOfVehicle, pendingOfPerson, pendingOfVehicle, sit, type SittingRow, sittingsById } from './engine.sql.ts'
import { blockNow, ensurePool, holdChoosing, lockPerson } from './plates.sql.ts'
import { chosenFor } from './chosen-for.ts'
import { countsAgainst } from './counts-against.ts'
import { admitted } from './room-gate.ts'
import { poolOfCase, settingsAt } from './settings.ts'
import type { Outcome, Wish } from './wish.ts'
import { grant } from './wishes.ts'

/** The vehicle in the log and in the draw: a keyed hash of its VIN, the same for life. */
export const vehicleIndex = (house: Pick<House, 'crypto'>, vin: string): Buffer =>
  house.crypto.blindIndex('plates.vehicle', vin)
export const ownerIndex = (house: Pick<House, 'crypto'>, idNumber: string): Buffer =>
  house.crypto.blindIndex('plates.owner', idNumber)

/** The pool, and the car, of a case that chooses. Throws Refused 409 WRONG_STEP when the case is about no car. */
export function choiceOf(c: Pick<Case, 'data'>): { pool: PoolGrammar; vin: string } {
  const [pool, vin] = [poolOfCase(c.data), vinOf(c.data)]
  if (!pool || !vin) throw refusedBy(409, { code: 'WRONG_STEP' })
  return { pool, vin }
}

/**
 * Sits down before the choice, or back to it. One vehicle has one pending choice; what it used up before stays used. A number
 * that was pre-selected for the vehicle earlier is given back as its own sitting: it can be taken over with one press.
 * `hall`: at the counter, where a block for choosing online does not count. Throws Refused: 409 WRONG_STEP, PLATE_ELSEWHERE,
 * PLATE_BAN, PLATE_HELD, PLATE_ROOM.
 */
export async function openSitting(tx: Tx, house: House, c: Case, { hall } = { hall: false }): Promise<SittingRow> {
  const { pool, vin } = choiceOf(c)
  const [mine] = await tx.many(sittingsById, [c.office, [c.id]])
  if (mine && isPending(mine.state)) return mine.state === 'paused' ? resume(tx, house, c, mine) : mine
  if (!at(c, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  if (mine) throw refusedBy(409, { code: 'PLATE_SITTING_OVER' })
  const vehicle = vehicleIndex(house, vin)
  await tx.run(lockPerson, [c.applicant])
  const pending = await tx.one(pendingOfVehicle, [c.office, vehicle])
  // Sat down by another press of this moment: one sitting, not somebody else's.
  if (pending) return pending.id === c.id ? pending : preselected(tx, pending, c)
  // The case as it is now, and held: a sitting for a case that was withdrawn meanwhile would keep its car from choosing for good.
  if (!(await tx.one(holdChoosing, [c.office, c.id]))) throw refusedBy(409, { code: 'WRONG_STEP' })
  const now = house.time.now()
  await admitted(tx, house, c)
  if (!hall) await notBlocked(tx, c, now)
  await hasRoomForOneMore(tx, c, now)
  const last = await tx.one(lastOfVehicle, [c.office, vehicle, pool.pool])
  const used = last?.state === 'ended' ? last.data : undefined
  await tx.run(ensurePool, [c.office, pool.pool, pool.type])
  const data = newSitting(settingsAt(now), now, used)
  await tx.run(sit, [c.office, c.id, pool.pool, c.applicant, vehicle, JSON.stringify(data)])
  const [made] = await tx.many(sittingsById, [c.office, [c.id]])
  if (!made) throw new Error('a sitting was not stored')
  return made
}

async function preselected(tx: Tx, pending: SittingRow, c: Case): Promise<SittingRow> {
  if (await chosenFor(tx, pending, c)) return pending
  throw refusedBy(409, { code: 'PLATE_ELSEWHERE' })
}

async function hasRoomForOneMore(tx: Tx, c: Case, now: Date): Promise<void> {
  const held = await tx.many(pendingOfPerson, [c.office, c.applicant])
  if (held.length < settingsAt(now).openPerPerson) return
  const first = held.find((s) => s.number !== null)
  throw refusedBy(
    409,
    first?.number && first.valid_until
      ? { code: 'PLATE_HELD', params: { plate: first.number, date: first.valid_until } }
      : { code: 'PLATE_OPEN', params: { n: held.length } },
  )
}

async function notBlocked(tx: Tx, c: Case, now: Date): Promise<void> {
  const person = await countsAgainst(tx, c.office, { id: c.id, person: c.applicant })
  const block = await tx.one(blockNow, [c.office, person, shanghaiDate(now)])
  if (block) throw refusedBy(409, { code: 'PLATE_BAN', params: { date: block.until_day } })
}

async function resume(tx: Tx, house: House, c: Case, mine: SittingRow): Promise<SittingRow> {
  const [outcome] = await grant(tx, house, c.office, mine.pool, [
    { kind: 'resume', sitting: mine.id, person: c.applicant },
  ])
  return granted(outcome).sitting
}

/** The answer to a wish; a refusal is thrown as 409. */
export function granted(outcome: Outcome | undefined): Extract<Outcome, { ok: true }> {
  if (!outcome) throw new Error('a wish was not answered')
  if (!outcome.ok) throw refusal(outcome)
  return outcome
}

const refusal = ({ refusal: why }: Extract<Outcome, { ok: false }>): Refused => refusedBy(409, why)

type OwnWish = Wish extends infer W ? (W extends Wish ? Omit<W, 'sitting' | 'person'> : never) : never

/** Opens the sitting where needed and grants one wish, in the caller's transaction. Throws Refused 409. */
export async function wish(tx: Tx, house: House, c: Case, want: OwnWish): Promise<Extract<Outcome, { ok: true }>> {
  const hall = 'hall' in want && want.hall === true
  const sitting = await openSitting(tx, house, c, { hall })
  // A sitting that was opened at the counter is no way around a block.
  if (!hall && (want.kind === 'press' || want.kind === 'compose')) await notBlocked(tx, c, house.time.now())
  const [outcome] = await grant(tx, house, c.office, sitting.pool, [
    { ...want, sitting: sitting.id, person: c.applicant } as Wish,
  ])
  return granted(outcome)
}
