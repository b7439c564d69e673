import { addDays, addMonths } from '#domain/calendar.ts'
import type { Case } from '#domain/case.ts'
import { vinOf } from '#domain/plate-pool.ts'
import { offered } from '#domain/plates/sitting.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import { lapseOn } from '#domain/plates/validity.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { type SittingRow, sittingsById } from './engine.sql.ts'
import { insertBlock, insertHolding, lapsesOf, pressesBySitting, releasesSince, sittingOfCase } from './plates.sql.ts'
import { countsAgainst } from './counts-against.ts'
import { freeOldNumber } from './rights.ts'
import { mayChooseNow } from './room-gate.ts'
import { settingsAt } from './settings.ts'
import { ownerIndex, vehicleIndex, wish } from './sittings.ts'
import { change, endTurn, put, takeTurn, type Turn, write } from './turn.ts'

export interface Press {
  press: number
  numbers: { number: string; free: boolean }[]
  until: Date
  epoch: number
  seq: number
}

/** The presses of a case so far, first to last, each number with whether it can still be taken. */
export async function pressesOf(
  tx: Pick<Tx, 'many'>,
  house: Pick<House, 'time'>,
  c: Pick<Case, 'office' | 'id'>,
): Promise<Press[]> {
  const [sitting] = await tx.many(sittingsById, [c.office, [c.id]])
  const now = house.time.now()
  const free = (number: string): boolean =>
    sitting !== undefined && ['open', 'paused'].includes(sitting.state) && offered(sitting.data, number, now)
  return (await tx.many(pressesBySitting, [c.office, c.id])).map((row) => ({
    press: row.press,
    numbers: row.numbers.map((number) => ({ number, free: free(number) })),
    until: row.until,
    epoch: row.epoch,
    seq: row.seq,
  }))
}

/**
 * Presses once: ten more numbers out of the free ones of the car's pool, each free number equally likely, none shown to this
 * case before. `press` names the press that is meant: one that was made already is shown again, so that a double click or a
 * reload uses up nothing. Throws Refused: 409 WRONG_STEP, PLATE_PRESSES_USED, PLATE_SITTING_OVER, PLATE_EMPTY, PLATE_ROOM.
 */
export async function draw(
  tx: Tx,
  house: House,
  c: Case,
  { press, noFour }: { press?: number | undefined; noFour?: boolean } = {},
): Promise<Press> {
  await mayChooseNow(tx, house, c, press)
  const answer = await wish(tx, house, c, { kind: 'press', press, noFour })
  const made = (await pressesOf(tx, house, c)).find((p) => p.press === answer.press)
  if (!made) throw refusedBy(409, { code: 'PLATE_CONFIRMED' })
  return made
}

/** Puts the chosen number on the car (preselected → assigned). Throws Error when the case has no chosen number: it may not reach the register without one. */
export async function assignPlate(tx: Tx, house: House, c: Case): Promise<void> {
  const vin = vinOf(c.data)
  if (!vin) throw new Error('a plate is put on a car, and this case is about none')
  const found = await tx.one(sittingOfCase, [c.office, c.id])
  if (!found) throw new Error('the case has no chosen plate')
  const old = c.data.subject.kind === 'vehicle' ? c.data.subject.vehicle : undefined
  // The old number first: the car bears one number at a time, and a pool's turn is ended before the next begins.
  if (old) await freeOldNumber(tx, house, c.office, old)
  const { turn, sitting } = await turnOf(tx, house, c, found)
  if (sitting.state !== 'confirmed' || !sitting.number) throw new Error('the case has no chosen plate')
  const owner = ownerIndex(house, c.data.applicant.idNumber)
  change(turn, sitting.number, 'preselected', 'assigned', { sitting: sitting.id })
  write(
    house,
    turn,
    'assign',
    { tag: sitting.vehicle.toString('hex'), number: sitting.number },
    { to: { [PLATE_STATES.assigned]: [sitting.number] } },
  )
  put(turn, sitting, { state: 'assigned', ended_at: turn.now })
  await endTurn(tx, turn)
  await tx.run(insertHolding, [c.office, sitting.number, vehicleIndex(house, vin), owner, turn.now, c.id])
}

/**
 * Gives back what a case holds when it ends without a result. A chosen number is on its way back into the pool and listed the
 * day before it gets there; a pre-selection that the case only took over stays the person's until its own last day.
 */
export async function releasePlate(tx: Tx, house: House, c: Case): Promise<void> {
  const found = await tx.one(sittingOfCase, [c.office, c.id])
  if (!found) return
  const { turn, sitting } = await turnOf(tx, house, c, found)
  if (sitting.used_by === c.id && sitting.state === 'confirmed') {
    write(house, turn, 'keep', { tag: sitting.vehicle.toString('hex') })
    put(turn, sitting, { used_by: null })
  } else if (sitting.state === 'confirmed') await giveUp(tx, house, turn, sitting, WAY_OUT[c.state] ?? 'void')
  else if (sitting.state === 'open' || sitting.state === 'paused') {
    const free = sitting.data.reserve ? [...sitting.data.lease, sitting.data.reserve] : [...sitting.data.lease]
    write(house, turn, 'end', { tag: sitting.vehicle.toString('hex'), free })
    const data = { ...sitting.data, lease: [], leaseUntil: null, reserve: null, reserveUntil: null }
    put(turn, sitting, { state: 'ended', data, ended_at: turn.now })
  }
  await endTurn(tx, turn)
}

/** Only what the person let go counts against the person. */
const WAY_OUT: Readonly<Partial<Record<Case['state'], 'released' | 'lapsed' | 'void'>>> = {
  withdrawn: 'released',
  lapsed: 'lapsed',
  refused: 'void',
}

/** Ends a confirmed choice; the second release within a year, and a number not registered in time, may cost the block. */
export async function giveUp(
  tx: Tx,
  house: House,
  turn: Turn,
  sitting: SittingRow,
  how: 'released' | 'lapsed' | 'void',
): Promise<void> {
  const { number } = sitting
  if (!number) throw new Error('nothing was chosen at this sitting')
  const settings = settingsAt(turn.now)
  const today = turn.day
  change(turn, number, 'preselected', 'returning')
  write(
    house,
    turn,
    how === 'void' ? 'void' : how === 'lapsed' ? 'lapse' : 'release',
    { tag: sitting.vehicle.toString('hex'), number },
    { to: { [PLATE_STATES.returning]: [number] } },
  )
  put(turn, sitting, { state: how, ended_at: turn.now })
  const key = [turn.office, await countsAgainst(tx, turn.office, sitting)] as const
  const releases = how === 'released' ? ((await tx.one(releasesSince, [...key, addMonths(today, -12)]))?.n ?? 0) : 0
  if (how === 'void' || (how === 'released' && releases < settings.releasesPerYear)) return
  const lapse = lapseOn(addDays(today, 1), settings, (await tx.one(lapsesOf, key))?.n ?? 0)
  await tx.run(insertBlock, [...key, sitting.id, number, lapse.from, lapse.until, lapse.forgiven])
}

/** The turn at the pool of a sitting, and the sitting as it is under the lock. */
export async function turnOf(
  tx: Tx,
  house: House,
  c: Pick<Case, 'office'>,
  found: { id: string; pool: string },
): Promise<{ turn: Turn; sitting: SittingRow }> {
  const turn = await takeTurn(tx, house, c.office, found.pool)
  const [sitting] = await tx.many(sittingsById, [c.office, [found.id]])
  if (!sitting) throw new Error('a sitting is missing')
  return { turn, sitting }
}
