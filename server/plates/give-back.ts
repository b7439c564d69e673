import type { Case } from '#domain/case.ts'
import { addMonths } from '#domain/calendar.ts'
import type { Tx } from '#server/kit/db.ts'
import { refusedBy } from '#server/kit/errors.ts'
import type { House } from '#server/kit/house.ts'
import { sittingsById } from './engine.sql.ts'
import { countsAgainst } from './counts-against.ts'
import { giveUp } from './plates.ts'
import { releasesSince } from './plates.sql.ts'
import { endTurn, takeTurn } from './turn.ts'

/**
 * Gives a pre-selected number back of one's own will, before its last day: no block, once a year. A number that a running
 * registration uses is given back by withdrawing that. Throws Refused 409 PLATE_NONE_HELD, PLATE_RELEASE_YEAR.
 */
export async function giveBack(tx: Tx, house: House, c: Case): Promise<void> {
  const [seen] = await tx.many(sittingsById, [c.office, [c.id]])
  if (!seen) throw refusedBy(409, { code: 'PLATE_NONE_HELD' })
  const turn = await takeTurn(tx, house, c.office, seen.pool)
  const [sitting] = await tx.many(sittingsById, [c.office, [c.id]])
  if (sitting?.state !== 'confirmed' || sitting.used_by !== null || c.state !== 'done')
    throw refusedBy(409, { code: 'PLATE_NONE_HELD' })
  const settings = turn.settings
  const year = addMonths(turn.day, -12)
  if (
    ((await tx.one(releasesSince, [c.office, await countsAgainst(tx, c.office, sitting), year]))?.n ?? 0) >=
    settings.releasesPerYear
  )
    throw refusedBy(409, { code: 'PLATE_RELEASE_YEAR' })
  await giveUp(tx, house, turn, sitting, 'released')
  await endTurn(tx, turn)
}
