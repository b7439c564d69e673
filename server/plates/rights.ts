import { addDays, shanghaiDate } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import type { VehicleRecord } from '#domain/records.ts'
import { PLATE_STATES, stateName } from '#domain/plates/states.ts'
import { rightOf } from '#domain/plates/validity.ts'
import type { Tx } from '#server/kit/db.ts'
import { notFound, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { findPerson } from '#server/accounts/people.ts'
import { numbersByNumber, type SittingRow } from './engine.sql.ts'
import { cool, endRight, holdingOf, insertRight, removeHolding, type RightRow, rightsOf } from './plates.sql.ts'
import { openSitting, ownerIndex } from './sittings.ts'
import { change, endTurn, takeTurn, write } from './turn.ts'
import { confirm } from './wishes.ts'

/**
 * A number comes off a car (transfer, moving out, cancellation, exchange for green plates). Used for a year it stays its
 * former owner's for two (order 164 art. 44), else it cools before it goes back. A number this house does not keep is left alone.
 * Gives the last day on which the former owner may have it again, undefined when there is none or the number is not ours.
 */
export async function freeOldNumber(
  tx: Tx,
  house: House,
  office: number,
  vehicle: Pick<VehicleRecord, 'plate' | 'owner' | 'registeredOn'>,
): Promise<string | undefined> {
  const [known] = await tx.many(numbersByNumber, [office, [vehicle.plate], house.time.now()])
  const from = known && stateName(known.state)
  if (!known || (from !== 'assigned' && from !== 'in-use')) return undefined
  const turn = await takeTurn(tx, house, office, known.pool)
  const held = await tx.one(holdingOf, [office, vehicle.plate])
  const settings = turn.settings
  const today = turn.day
  const since = held ? shanghaiDate(held.since) : vehicle.registeredOn
  const last = rightOf(since, today, settings)
  const to = last === undefined ? 'cooling' : 'right'
  change(turn, vehicle.plate, from, to)
  write(
    house,
    turn,
    to,
    { number: vehicle.plate, ...(last ? { until: last } : {}) },
    { to: { [PLATE_STATES[to]]: [vehicle.plate] } },
  )
  await endTurn(tx, turn)
  await tx.run(removeHolding, [office, vehicle.plate])
  const owner = held?.owner ?? ownerIndex(house, vehicle.owner.idNumber)
  if (last) await tx.run(insertRight, [office, vehicle.plate, known.pool, owner, since, last, held?.case_id ?? null])
  else await tx.run(cool, [office, vehicle.plate, addDays(today, settings.coolingDays)])
  return last
}

/** A person's rights to old numbers. */
export async function rightsOfPerson(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  office: number,
  person: string,
): Promise<RightRow[]> {
  const { idNumber } = await findPerson(tx, house, person)
  return tx.many(rightsOf, [office, ownerIndex(house, idNumber)])
}

/** Rights of whom the case is for: who acts for others brings no number of the own, and may use theirs (order 164 art. 44). */
export const rightsOfCase = (
  tx: Pick<Tx, 'many'>,
  house: House,
  c: Pick<Case, 'office' | 'data'>,
): Promise<RightRow[]> => tx.many(rightsOf, [c.office, ownerIndex(house, c.data.applicant.idNumber)])

/** Takes the owner's old number for the case's car, same kind of plate. Throws Refused: 404, 409 PLATE_REUSE, PLATE_CONFIRMED. */
export async function takeOld(
  tx: Tx,
  house: House,
  c: Case,
  right: string,
  where?: { hall: boolean },
): Promise<SittingRow> {
  const sitting = await openSitting(tx, house, c, where)
  if (sitting.number !== null) throw refusedBy(409, { code: 'PLATE_CONFIRMED' })
  const mine = (await rightsOfCase(tx, house, c)).find((r) => r.id === right)
  if (!mine) throw notFound()
  const today = shanghaiDate(house.time.now())
  if (mine.state !== 'open' || mine.last_day < today)
    throw refusedBy(409, { code: 'PLATE_REUSE', params: { reason: '保留期已过或已使用' } })
  if (mine.pool !== sitting.pool) throw refusedBy(409, { code: 'PLATE_REUSE', params: { reason: '号牌种类不同' } })
  const turn = await takeTurn(tx, house, c.office, sitting.pool)
  const next = confirm({ house, turn }, sitting, mine.number, 'right', 'former')
  await endTurn(tx, turn)
  await tx.run(endRight, [c.office, mine.id, 'used'])
  return next
}

/** Gives the right up early: the number cools and goes back to everybody. Throws Refused 404, 409 PLATE_REUSE. */
export async function waive(tx: Tx, house: House, office: number, person: string, right: string): Promise<RightRow> {
  const mine = (await rightsOfPerson(tx, house, office, person)).find((r) => r.id === right)
  if (!mine) throw notFound()
  if (mine.state !== 'open') throw refusedBy(409, { code: 'PLATE_REUSE', params: { reason: '保留期已过或已使用' } })
  await endOpenRight(tx, house, office, mine, 'waived')
  return { ...mine, state: 'waived' }
}

export async function endOpenRight(
  tx: Tx,
  house: House,
  office: number,
  right: Pick<RightRow, 'id' | 'number' | 'pool'>,
  state: 'waived' | 'lapsed',
): Promise<void> {
  const turn = await takeTurn(tx, house, office, right.pool)
  const until = addDays(turn.day, turn.settings.coolingDays)
  change(turn, right.number, 'right', 'cooling')
  write(
    house,
    turn,
    state === 'waived' ? 'waive' : 'right-lapsed',
    { number: right.number, until },
    { to: { [PLATE_STATES.cooling]: [right.number] } },
  )
  await endTurn(tx, turn)
  await tx.run(endRight, [office, right.id, state])
  await tx.run(cool, [office, right.number, until])
}
