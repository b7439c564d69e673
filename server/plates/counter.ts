import type { CounterSitting } from '#api/plate-counter.ts'
import { shanghaiDate } from '#domain/calendar.ts'
import type { Case, CaseActor } from '#domain/case.ts'
import { at } from '#domain/moves.ts'
import { vehicleWords } from '#domain/plate-pool.ts'
import { hallLists } from '#domain/plates/sitting.ts'
import { personConcerned } from '#server/authorities/principals.ts'
import { act, loadCase, lockedStepEntry } from '#server/cases/cases.ts'
import { audit } from '#server/kit/audit.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import type { Officer } from '#server/kit/serve.ts'
import { insertSeen, seenMs } from './counter.sql.ts'
import { settled, type SittingRow, sittingsById } from './engine.sql.ts'
import { lastDayOn } from './last-day.ts'
import { takeOld } from './rights.ts'
import { mayChooseNow } from './room-gate.ts'
import { settingsAt } from './settings.ts'
import { openSitting, wish } from './sittings.ts'
import { plateOf } from './choose.ts'
import { sittingView } from './view.ts'

/**
 * Choosing at the counter, with the person there. The officer has compared the identity paper (kept, and good for some minutes);
 * everything else is the engine's. What was used up online does not bind here, a block neither; the list of
 * the hall is shown once a day, so that nobody's goodwill can show another one.
 */

/** What the counter's screen shows. Throws Refused 409 WRONG_STEP for a case about no car. */
export async function counterView(
  tx: Pick<Tx, 'one' | 'many'>,
  house: House,
  officer: Officer,
  c: Case,
): Promise<CounterSitting> {
  const now = house.time.now()
  const today = shanghaiDate(now)
  const settings = settingsAt(now)
  const { pass: _, ...sitting } = await sittingView(tx, house, c)
  const [row] = await tx.many(sittingsById, [c.office, [c.id]])
  const ms = (await tx.one(seenMs, [c.office, c.id, officer.id, settings.checkMinutes]))?.ms ?? 0
  return {
    ...sitting,
    caseNumber: c.number,
    version: c.version,
    vehicle: vehicleWords(c.data),
    hall: {
      numbers: settings.hallNumbers,
      seconds: settings.hallSeconds,
      left: Math.max(0, settings.hallListsADay - (row ? hallLists(row.data, today) : 0)),
    },
    ...(ms > 0 ? { seenUntil: new Date(now.getTime() + ms).toISOString() } : {}),
    seenMinutes: settings.checkMinutes,
    lastDay: lastDayOn(house, today, settings),
  }
}

/** The officer says that the person is here and the identity paper was compared. Begins choosing, or goes on. */
export async function see(tx: Tx, house: House, officer: Officer, c: Case): Promise<void> {
  if (!at(c, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  await openSitting(tx, house, c, { hall: true })
  await tx.run(insertSeen, [c.office, c.id, officer.id])
  await audit(tx, officer, {
    act: 'plate-counter',
    object: { kind: 'case', id: c.id },
    person: await personConcerned(tx, c),
    purpose: `本人到场,窗口选号 ${c.number}`,
    result: 'done',
  })
}

/** Throws Refused 409 PLATE_NOT_SEEN unless this officer saw the person within the last minutes. */
export async function mustBeSeen(tx: Pick<Tx, 'one'>, house: House, officer: Officer, c: Case): Promise<void> {
  const { checkMinutes } = settingsAt(house.time.now())
  const ms = (await tx.one(seenMs, [c.office, c.id, officer.id, checkMinutes]))?.ms ?? 0
  if (ms <= 0) throw refusedBy(409, { code: 'PLATE_NOT_SEEN', params: { n: checkMinutes } })
}

/** Shows the list of the hall; while it is on offer the same one again. Throws Refused 409 PLATE_HALL_USED, PLATE_EMPTY. */
export async function showList(tx: Tx, house: House, c: Case, noFour?: boolean): Promise<void> {
  const sitting = await openSitting(tx, house, c, { hall: true })
  const now = house.time.now()
  const { hall, leaseUntil } = sitting.data
  const shown = hallLists(sitting.data, shanghaiDate(now)) > 0 && hall !== undefined
  if (shown && leaseUntil !== null && Date.parse(leaseUntil) > now.getTime()) return
  await mayChooseNow(tx, house, c)
  await wish(tx, house, c, { kind: 'press', hall: true, noFour })
}

/** Tries own numbers in their order. The case is locked first, as everywhere, and moves on with the number in the same commit. */
export async function composeHere(
  tx: Tx,
  house: House,
  actor: CaseActor,
  caseId: string,
  numbers: readonly string[],
): Promise<void> {
  await lockedStepEntry(tx, caseId)
  const c = await loadCase(tx, house, caseId)
  await mayChooseNow(tx, house, c)
  const { sitting } = await wish(tx, house, c, { kind: 'compose', numbers, hall: true })
  if (sitting.number) await goOn(tx, house, actor, c, sitting)
}

/** Takes the own old number for the car. Throws Refused as `takeOld` does. */
export async function takeOldHere(
  tx: Tx,
  house: House,
  actor: CaseActor,
  caseId: string,
  right: string,
): Promise<void> {
  await lockedStepEntry(tx, caseId)
  const c = await loadCase(tx, house, caseId)
  await goOn(tx, house, actor, c, await takeOld(tx, house, c, right, { hall: true }))
}

async function goOn(tx: Tx, house: House, actor: CaseActor, c: Case, sitting: SittingRow): Promise<void> {
  await act(tx, house, actor, c.id, undefined, { type: 'choose-plate', plate: plateOf(sitting) })
  await tx.run(settled, [c.office, sitting.id])
}
