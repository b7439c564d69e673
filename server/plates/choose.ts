import type { Case, CaseActor } from '#domain/case.ts'
import { at } from '#domain/moves.ts'
import { poolNamed } from '#domain/plates/grammar.ts'
import { offered } from '#domain/plates/sitting.ts'
import { act, loadCase } from '#server/cases/cases.ts'
import type { Db, Tx } from '#server/kit/db.ts'
import { Refused, refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { enqueue } from '#server/kit/jobs.ts'
import { settled, type SittingRow } from './engine.sql.ts'
import { adopt } from './preselected.ts'
import { ask } from './lane.ts'
import { granted, openSitting } from './sittings.ts'
import { grant } from './wishes.ts'

/**
 * Takes one of the numbers on offer to this case, and moves the case on, both or neither. The case is locked before the
 * pool, as everywhere. Throws Refused: 409 PLATE_NOT_SHOWN, PLATE_TIMEOUT, PLATE_TAKEN, PLATE_CONFIRMED, and what `act` throws.
 */
export async function choose(
  tx: Tx,
  house: House,
  actor: CaseActor,
  caseId: string,
  version: number | undefined,
  number: string,
): Promise<Case> {
  const before = await loadCase(tx, house, caseId)
  if (!at(before, 'choose-plate')) throw refusedBy(409, { code: 'WRONG_STEP' })
  const sitting = await openSitting(tx, house, before, { hall: actor.kind === 'officer' })
  const plate = plateOf({ ...sitting, number })
  const next = await act(tx, house, actor, caseId, version, { type: 'choose-plate', plate })
  if (sitting.id !== caseId) await adopt(tx, house, sitting, next, number)
  else {
    const [outcome] = await grant(tx, house, before.office, sitting.pool, [
      { kind: 'take', sitting: sitting.id, person: before.applicant, number },
    ])
    if (outcome && !outcome.ok) throw withOthers(outcome.refusal, sitting, number, house)
  }
  await tx.run(settled, [before.office, sitting.id])
  return next
}

/** What a case keeps of a sitting's number. Throws Error when the sitting has none. */
export function plateOf({ pool, number }: Pick<SittingRow, 'pool' | 'number'>): { number: string; type: string } {
  if (number === null) throw new Error('nothing was chosen at this sitting')
  return { number, type: poolNamed(pool)?.type ?? '02' }
}

/** Who comes too late is told which numbers are still on offer. */
function withOthers(
  why: { code: string; params?: Readonly<Record<string, string | number>> },
  sitting: SittingRow,
  number: string,
  house: House,
): Refused {
  const refusal = refusedBy(409, why)
  const now = house.time.now()
  const others = [...sitting.data.lease, ...(sitting.data.reserve ? [sitting.data.reserve] : [])].filter(
    (n) => n !== number && offered(sitting.data, n, now),
  )
  return new Refused(409, refusal.code, refusal.message, {
    next: others.length > 0 ? `请另选一个号码,仍可选:${others.join('、')}。` : (refusal.next ?? ''),
    fields: others.map((other) => ({ field: 'number', code: 'free', message: other })),
    params: why.params,
  })
}

/**
 * The same for a stampede: the number is won in the pool's lane and answered after its commit; the cases follow by the job
 * `plate-follow`, asked for once a second here, and by the minute if this process dies in between.
 */
export async function claim(
  house: House,
  office: number,
  pool: string,
  sitting: string,
  person: string,
  number: string,
): Promise<SittingRow> {
  const answer = granted(await ask(house, office, pool, { kind: 'take', sitting, person, number }))
  followSoon(house)
  return answer.sitting
}

const SOON_MS = 1_000
const soon = new WeakSet<Db>()

/** One job for all claims of a second: adding one for each would cost more than the claim (measured). */
function followSoon(house: House): void {
  if (soon.has(house.db)) return
  soon.add(house.db)
  setTimeout(() => {
    soon.delete(house.db)
    house.db
      .tx((tx) => enqueue(tx, house, [{ job: 'plate-follow', payload: {}, key: 'plate-follow' }]))
      .catch((error: unknown) => house.log.warn('no job for chosen numbers', { code: String(error) }))
  }, SOON_MS).unref()
}

/** Moves the case of a confirmed sitting on with its number; a case that has moved or ended is left as it is. */
export async function settle(
  house: House,
  office: number,
  sitting: Pick<SittingRow, 'id' | 'person' | 'number' | 'pool'>,
): Promise<void> {
  if (!sitting.number) return
  const plate = plateOf(sitting)
  await house.db.tx(async (tx) => {
    try {
      await act(tx, house, { kind: 'citizen', id: sitting.person }, sitting.id, undefined, {
        type: 'choose-plate',
        plate,
      })
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error
    }
    await tx.run(settled, [office, sitting.id])
  })
}
