import { actIfFits } from '#server/cases/cases.ts'
import { caseAt, type StepRun } from './step-run.ts'

/** The time is over and nobody answered. A question asked anew meanwhile has a job of its own with the same key. */
export const runCoSign: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (c) await house.db.tx((tx) => actIfFits(tx, house, c.id, { type: 'co-sign-over' }))
}
