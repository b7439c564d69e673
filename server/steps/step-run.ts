import type { Case } from '#domain/case.ts'
import { actIfFits, loadCase, lockedStepEntry } from '#server/cases/cases.ts'
import { stepJob, type StepTask } from '#server/cases/step-job.ts'
import type { Evidence } from '#server/connectors/exchange.ts'
import { keepEvidence } from '#server/kit/evidence.ts'
import type { House } from '#server/kit/house.ts'
import type { Tx } from '#server/kit/db.ts'
import { enqueue, wakeIn } from '#server/kit/jobs.ts'

export type StepRun = (house: House, task: StepTask) => Promise<void>

/** The case, if it still stands at the task's step; a job that comes late or twice finds nothing to do. */
export async function caseAt(house: House, task: StepTask): Promise<Case | undefined> {
  const c = await loadCase(house.db.read, house, task.caseId)
  return c.state === 'open' && c.step === task.step ? c : undefined
}

/**
 * Whether the case is still in the stay at the step for which the task was made; its row is locked until the commit. What an agency
 * said, or that it said nothing, belongs to that stay: meanwhile another run may have been answered, or the citizen may have asked anew.
 */
export const isStill = async (tx: Tx, task: Pick<StepTask, 'caseId' | 'entered'>): Promise<boolean> =>
  (await lockedStepEntry(tx, task.caseId)) === task.entered

const RETRY = { first: 15_000, most: 600_000 }

/** An agency is down: the case waits with its reason told, the clock stands, and the same task comes again. */
export async function parkAndRetry(
  house: House,
  c: Case,
  task: StepTask,
  agency: string,
  evidence: readonly Evidence[],
): Promise<void> {
  const now = house.time.now().getTime()
  const waited = c.parked ? now - new Date(c.parked.since).getTime() : 0
  const delay = Math.min(RETRY.most, Math.max(RETRY.first, waited / 4))
  await house.db.tx(async (tx) => {
    const still = await isStill(tx, task)
    await keepEvidence(tx, house, c.id, evidence)
    if (!still) return
    if (!c.parked) await actIfFits(tx, house, c.id, { type: 'park', agency })
    await runAgainIn(tx, house, task, delay)
  })
}

/** The same task once more, after a while. */
export const runAgainIn = (tx: Tx, house: House, task: StepTask, ms: number): Promise<void> =>
  enqueue(tx, house, [stepJob(task, wakeIn(ms))])
