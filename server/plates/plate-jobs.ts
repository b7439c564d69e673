import { Type } from 'typebox'
import type { House } from '#server/kit/house.ts'
import type { Tx } from '#server/kit/db.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { settle } from './choose.ts'
import { unsettled } from './engine.sql.ts'
import { renewKeyboard } from './keyboards.ts'
import { listReturns, releaseReturns } from './returns.ts'
import { conserve, keepRights, lapseChoices, moveOn, openComposing, planDraws, remindChoices } from './upkeep.ts'
import { poolNames } from './upkeep.sql.ts'
import { takeOverJobs } from './take-over.ts'
import { grantNothing } from './wishes.ts'

/** Who chose so long ago and whose case has not followed: its process died in between. */
const FOLLOW_MS = 5_000

const job = (name: string, cron: string, run: (house: House) => Promise<void>): Job =>
  defineJob({ name, payload: Type.Object({}), cron, run })

const each = async (
  house: House,
  work: (tx: Tx, house: House, office: number, pool: string) => Promise<void>,
): Promise<void> => {
  const office = house.city.homeOffice
  for (const { pool } of await house.db.read.many(poolNames, [office]))
    await house.db.tx((tx) => work(tx, house, office, pool))
}

/** Moves the cases on whose numbers were claimed before an instant, until there are none. */
async function followAll(house: House, before: Date): Promise<void> {
  const office = house.city.homeOffice
  for (;;) {
    const rows = await house.db.read.many(unsettled, [office, before])
    for (const sitting of rows) await settle(house, office, sitting)
    if (rows.length === 0) return
  }
}

/** Cron times are UTC; China is eight hours ahead. */
export const plateJobs: readonly Job[] = [
  ...takeOverJobs,
  job('plate-minute', '* * * * *', async (house) => {
    // A draw whose minute has come opens even when nobody presses.
    await each(house, grantNothing)
    await house.db.tx((tx) => releaseReturns(tx, house))
    await followAll(house, new Date(house.time.now().getTime() - FOLLOW_MS))
  }),
  defineJob({ name: 'plate-follow', payload: Type.Object({}), run: (house) => followAll(house, house.time.now()) }),
  job('plate-keyboards', '*/5 * * * *', (house) => each(house, renewKeyboard)),
  job('plate-composing', '0 2 * * *', async (house) => {
    // The keyboard afterwards: to walk over a large pool takes seconds, in which nobody could choose while its lock is held.
    if ((await house.db.tx((tx) => openComposing(tx, house))) > 0) await each(house, renewKeyboard)
  }),
  job('plate-returns', '0 10 * * *', async (house) => void (await house.db.tx((tx) => listReturns(tx, house)))),
  job('plate-draws', '0 12 * * *', (house) => house.db.tx((tx) => planDraws(tx, house))),
  job('plate-reminders', '30 1 * * *', (house) => house.db.tx((tx) => remindChoices(tx, house))),
  job('plate-night', '20 16 * * *', async (house) => {
    // As many as there are, some hundreds at a time.
    while ((await house.db.tx((tx) => lapseChoices(tx, house))) > 0);
    await house.db.tx((tx) => keepRights(tx, house))
    await house.db.tx((tx) => moveOn(tx, house))
    await house.db.tx((tx) => conserve(tx, house))
  }),
]
