import { actIfFits } from '#server/cases/cases.ts'
import { caseAt, isStill, type StepRun } from './step-run.ts'

/** The day of waiting is over and nobody objected. */
export const runHold: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (!c) return
  await house.db.tx(async (tx) => {
    if (await isStill(tx, task)) await actIfFits(tx, house, c.id, { type: 'hold-over' })
  })
}
