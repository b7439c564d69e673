import { actIfFits } from '#server/cases/cases.ts'
import { caseAt, isStill, type StepRun } from './step-run.ts'

/** The time is over and nobody answered. A question asked anew meanwhile has a job of its own with the same key. */
export const runCoSign: StepRun = async (house, task) => {
  const c = await caseAt(house, task)
  if (!c) return
  await house.db.tx(async (tx) => {
    if (await isStill(tx, task)) await actIfFits(tx, house, c.id, { type: 'co-sign-over' })
  })
}
