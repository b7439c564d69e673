import type { FastifyInstance } from 'fastify'
import type { Tx } from '#server/kit/db.ts'
import type { House } from '#server/kit/house.ts'
import { giveTimeBack } from './pause.ts'
import { endTurn, takeTurn } from './turn.ts'
import { beat, insertDowntime, lastBeat, poolNames } from './upkeep.sql.ts'

const EVERY_MS = 5_000
/** No beat for longer than this: nobody served, and what was on offer then is on offer as much longer. */
const SILENCE_MS = 20_000

/** While a process serves pages it beats; the first to come back after a silence gives the lost time back. */
export function beats(app: FastifyInstance, house: House): void {
  let timer: NodeJS.Timeout | undefined
  const tick = (): void =>
    void house.db
      .tx((tx) => oneBeat(tx, house))
      .catch((error: unknown) => house.log.warn('no beat', { code: String(error) }))
  app.addHook('onReady', async () => {
    await house.db.tx((tx) => oneBeat(tx, house)).catch(() => undefined)
    timer = setInterval(tick, EVERY_MS)
    timer.unref()
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

/** One beat. After a silence of ours every lease that ran when it began is lengthened by it, once, whoever beats first. */
export async function oneBeat(tx: Tx, house: House): Promise<number> {
  const office = house.city.homeOffice
  const silent = Number((await tx.one(lastBeat, [office]))?.ms ?? 0)
  await tx.run(beat, [office])
  if (silent <= SILENCE_MS) return 0
  const now = house.time.now()
  const from = new Date(now.getTime() - silent)
  await tx.run(insertDowntime, [office, from, now, 'silence'])
  for (const { pool } of await tx.many(poolNames, [office])) {
    const turn = await takeTurn(tx, house, office, pool)
    await giveTimeBack(tx, house, turn, from, 'downtime')
    await endTurn(tx, turn)
  }
  return silent
}
