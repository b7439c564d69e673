import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { extend, setPause } from './pause.sql.ts'
import { endTurn, takeTurn, type Turn, write } from './turn.ts'
import { extendAdmissions } from './waiting-room.sql.ts'

/** Nobody chooses while a pool is paused; what is on offer then lasts longer by the pause. A paused pool stays paused. */
export async function pausePool(tx: Tx, house: House, office: number, pool: string): Promise<void> {
  const turn = await takeTurn(tx, house, office, pool)
  if (turn.pausedFrom) return
  await tx.one(setPause, [office, pool, turn.now])
  write(house, turn, 'pause-pool')
  await endTurn(tx, turn)
}

/** Goes on, and gives back the time of the pause. */
export async function endPause(tx: Tx, house: House, office: number, pool: string): Promise<void> {
  const turn = await takeTurn(tx, house, office, pool)
  if (!turn.pausedFrom) return
  await tx.one(setPause, [office, pool, null])
  await giveTimeBack(tx, house, turn, turn.pausedFrom, 'pause')
  await endTurn(tx, turn)
}

/** Lengthens every lease, and every admission, that ran at `from` by the time until now: our own fault is nobody's loss. `why` goes into the log. */
export async function giveTimeBack(tx: Tx, house: House, turn: Turn, from: Date, why: string): Promise<void> {
  const ms = Math.max(0, turn.now.getTime() - from.getTime())
  await tx.one(extend, [turn.office, turn.pool, from, ms])
  await tx.run(extendAdmissions, [turn.office, turn.pool, from, ms])
  write(house, turn, 'extend', { from: from.toISOString(), ms, why })
}
