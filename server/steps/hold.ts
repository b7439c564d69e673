import { actIfFits } from '#server/cases/cases.ts'
import { caseAt, type StepRun } from './step-run.ts'

/** The day of waiting is over and nobody objected. */
export const runHold: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (c) await house.db.tx((tx) => actIfFits(tx, house, c.id, { type: 'hold-over' }))
}
