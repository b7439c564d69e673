import { addDays, shanghaiDate, shanghaiMoment } from '#domain/calendar.ts'
import { PLATE_STATES } from '#domain/plates/states.ts'
import { reminderDue } from '#domain/plates/validity.ts'
import { loadCase } from '#server/cases/cases.ts'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { tell } from '#server/messages/messages.ts'
import { epochRow, sittingsById } from './engine.sql.ts'
import { commitEpoch, waitingEpoch } from './epochs.ts'
import { giveUp } from './plates.ts'
import { endOpenRight } from './rights.ts'
import { composeDue, openCompose, takeTime } from './segments.sql.ts'
import { composeDay } from './segments.ts'
import { settingsAt } from './settings.ts'
import { change, endTurn, takeTurn, type Turn, write } from './turn.ts'
import {
  checkedPool,
  cooled,
  countedNow,
  lapsing,
  lastDayIs,
  onTheRoad,
  openRights,
  poolNames,
  remind,
  warm,
} from './upkeep.sql.ts'

/** Pre-selected numbers that were not registered in time go back; their holders are told. Gives how many. */
export async function lapseChoices(tx: Tx, house: House): Promise<number> {
  const office = house.city.homeOffice
  const today = shanghaiDate(house.time.now())
  const due = await tx.many(lapsing, [office, today])
  for (const { id, pool } of due) {
    const turn = await takeTurn(tx, house, office, pool)
    const [sitting] = await tx.many(sittingsById, [office, [id]])
    if (sitting?.state !== 'confirmed' || sitting.used_by !== null) continue
    await giveUp(tx, house, turn, sitting, 'lapsed')
    await endTurn(tx, turn)
    await tell(tx, house, await loadCase(tx, house, id), 'plate-lapsed')
  }
  return due.length
}

/** The day before the last day of a pre-selected number. */
export async function remindChoices(tx: Tx, house: House): Promise<void> {
  const office = house.city.homeOffice
  const tomorrow = addDays(shanghaiDate(house.time.now()), 1)
  for (const { id } of await tx.many(lastDayIs, [office, tomorrow]))
    await tell(tx, house, await loadCase(tx, house, id), 'plate-last-day', { until: tomorrow })
}

/** Rights of former owners: reminders 90, 30 and 7 days before, and the end. */
export async function keepRights(tx: Tx, house: House): Promise<void> {
  const office = house.city.homeOffice
  const today = shanghaiDate(house.time.now())
  for (const right of await tx.many(openRights, [office, addDays(today, 90)])) {
    if (right.last_day < today) {
      await endOpenRight(tx, house, office, right, 'lapsed')
      continue
    }
    const days = reminderDue(right.last_day, today, right.told)
    if (days === undefined || right.case_id === null) continue
    await tx.run(remind, [office, right.id, days])
    await tell(tx, house, await loadCase(tx, house, right.case_id), 'plate-right', { until: right.last_day })
  }
}

/** Numbers whose plates were handed over are in use; numbers that have cooled are on their way back. */
export async function moveOn(tx: Tx, house: House): Promise<void> {
  const office = house.city.homeOffice
  for (const { pool } of await tx.many(poolNames, [office])) {
    const turn = await takeTurn(tx, house, office, pool)
    moveAll(
      house,
      turn,
      (await tx.many(onTheRoad, [office, pool])).map((r) => r.number),
      'assigned',
      'in-use',
    )
    const warmed = (await tx.many(cooled, [office, pool, turn.day])).map((r) => r.number)
    moveAll(house, turn, warmed, 'cooling', 'returning')
    await endTurn(tx, turn)
    await tx.run(warm, [office, warmed])
  }
}

function moveAll(
  house: House,
  turn: Turn,
  numbers: readonly string[],
  from: 'assigned' | 'cooling',
  to: 'in-use' | 'returning',
): void {
  if (numbers.length === 0) return
  for (const number of numbers) change(turn, number, from, to)
  write(house, turn, to, {}, { to: { [PLATE_STATES[to]]: numbers } })
}

/** Opens segments for composing on the day that was drawn for them. */
export async function openComposing(tx: Tx, house: House): Promise<number> {
  const office = house.city.homeOffice
  const now = house.time.now()
  const due = (await tx.many(composeDue, [office, now])).filter((s) => composeDay(house, s) <= shanghaiDate(now))
  for (const segment of due) {
    const turn = await takeTurn(tx, house, office, segment.pool)
    await tx.run(openCompose, [office, segment.id, turn.now])
    write(house, turn, 'compose', { hash: segment.hash.toString('hex'), why: composeDay(house, segment) })
    await endTurn(tx, turn)
  }
  return due.length
}

/** Few numbers of the running draw's list are left: the next draw is committed to, over what is left, for tomorrow at nine. */
export async function planDraws(tx: Tx, house: House): Promise<void> {
  const office = house.city.homeOffice
  const now = house.time.now()
  for (const { pool, epoch, counts } of await tx.many(poolNames, [office])) {
    const row = await tx.one(epochRow, [office, pool, epoch])
    const left = counts[PLATE_STATES.pool] ?? 0
    if (!row || left * 100 >= row.size * settingsAt(now).newDrawBelowPercent || left === 0) continue
    if (await waitingEpoch(tx, office, pool)) continue
    await commitEpoch(tx, house, office, pool, shanghaiMoment(addDays(shanghaiDate(now), 1), '09:00'))
  }
}

/** Nightly: every pool's numbers are those of its segments, and its counters are right. Gives the pools that do not add up. */
export async function conserve(tx: Tx, house: House): Promise<string[]> {
  const office = house.city.homeOffice
  const broken: string[] = []
  // Seven million numbers are counted in more seconds than a page may take.
  await tx.run(takeTime)
  for (const row of await tx.many(countedNow, [office])) {
    const sound = row.counted === row.published && row.kept
    await tx.run(checkedPool, [office, row.pool, sound])
    if (!sound) broken.push(row.pool)
  }
  for (const pool of broken) house.log.error('a plate pool does not add up', new Error(pool), {})
  return broken
}
