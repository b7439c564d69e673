import { randomInt } from 'node:crypto'
import type { Case } from '#domain/case.ts'
import { at } from '#domain/moves.ts'
import { NUMBERS_PER_PRESS, plateTypeOf, PRESSES, vinOf } from '#domain/plate-pool.ts'
import type { Tx } from '#server/kit/db.ts'
import { type Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import {
  assign,
  type DrawRow,
  drawsOf,
  fewFree,
  freeAt,
  insertDraw,
  lockPool,
  poolSize,
  publish,
  release,
} from './plates.sql.ts'

export interface Press {
  press: number
  numbers: { number: string; free: boolean }[]
}

/** The presses of a case so far, first to last, each number with whether it can still be taken. */
export async function pressesOf(tx: Pick<Tx, 'many'>, c: Pick<Case, 'office' | 'id'>): Promise<Press[]> {
  return (await tx.many(drawsOf, [c.office, c.id])).map(toPress)
}

/**
 * Presses once: ten more numbers out of the free ones of the car's plate type, each free number equally likely, none shown
 * to this case before. `press` names the press that is meant: one that was made already is shown again, so that a double
 * click or a reload uses up nothing. Throws Refused: 409 WRONG_STEP, PLATE_PRESSES_USED, PLATE_EMPTY.
 */
export async function draw(tx: Tx, house: House, c: Case, press?: number): Promise<Press> {
  const type = plateTypeOf(c.data)
  if (!type || !at(c, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  const before = await tx.many(drawsOf, [c.office, c.id])
  const known = before.find((row) => row.press === press)
  if (known) return toPress(known)
  const next = before.length + 1
  if (next > PRESSES) throw refusedBy(409, { code: 'PLATE_PRESSES_USED' })
  const numbers = await candidates(
    tx,
    c.office,
    type,
    before.flatMap((row) => row.numbers),
  )
  if (numbers.length === 0) throw emptyPool(house, c.office, type)
  await tx.run(insertDraw, [c.office, c.id, next, numbers])
  // Two presses at the same moment: the first one counts, and both see it.
  const kept = (await tx.many(drawsOf, [c.office, c.id])).find((row) => row.press === next)
  if (!kept) throw new Error('a press was not stored')
  return toPress(kept)
}

/** Puts the chosen number on the car (1 → 2). Throws Error when the case has no chosen number: it may not reach the register without one. */
export async function assignPlate(tx: Tx, house: House, c: Case): Promise<void> {
  const vin = vinOf(c.data)
  if (!vin) throw new Error('a plate is put on a car, and this case is about none')
  const changed = await tx.run(assign, [c.office, c.id, house.crypto.blindIndex('plates.vehicle', vin)])
  if (changed !== 1) throw new Error('the case has no chosen plate')
}

/** Gives a chosen number back (1 → 0). A number on a car stays there; a case without one changes nothing. */
export async function releasePlate(tx: Tx, _house: House, c: Case): Promise<void> {
  await tx.run(release, [c.office, c.id])
}

/** Adds numbers to the pool, in random order; those it knows already are left alone. Gives how many are new. */
export async function publishPlates(tx: Tx, office: number, type: string, numbers: readonly string[]): Promise<number> {
  await tx.run(lockPool, [office, type])
  return tx.run(publish, [office, type, shuffled([...new Set(numbers)])])
}

/**
 * Ten free numbers, each equally likely. Places are dense (0 … size − 1), so a place drawn at random that is free is a fair
 * pick; one that is not is drawn again. Taking neighbours of one random point would favour numbers behind wide gaps.
 */
async function candidates(tx: Tx, office: number, type: string, shown: readonly string[]): Promise<string[]> {
  const size = (await tx.one(poolSize, [office, type]))?.size ?? 0
  if (size === 0) return []
  const places = [...new Set(Array.from({ length: 16 * NUMBERS_PER_PRESS }, () => randomInt(size)))]
  const hit = await tx.many(freeAt, [office, type, places, shown])
  const rows = hit.length >= NUMBERS_PER_PRESS ? hit : await tx.many(fewFree, [office, type, shown, NUMBERS_PER_PRESS])
  return rows.slice(0, NUMBERS_PER_PRESS).map((row) => row.number)
}

const toPress = (row: DrawRow): Press => ({
  press: row.press,
  numbers: row.numbers.map((number) => ({ number, free: row.free.includes(number) })),
})

function emptyPool(house: House, office: number, type: string): Refused {
  house.log.warn('the plate pool is empty', { code: `${office}/${type}` })
  return refusedBy(409, { code: 'PLATE_EMPTY' })
}

/** Fisher and Yates, with the operating system's randomness. */
function shuffled<T>(list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1)
    const swap = list[i] as T
    list[i] = list[j] as T
    list[j] = swap
  }
  return list
}
