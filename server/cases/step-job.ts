import type { StepKind } from '#domain/service.ts'
import type { JobSpec } from '#server/kit/jobs.ts'

export interface StepTask {
  caseId: string
  step: StepKind
  /** Version with which the step was entered; the idempotency key of what is sent out, so that a repeat is the same message. */
  entered: number
}

/**
 * The work of the house at a step. It carries the version it belongs to: when the case has moved on, the job finds nothing to do.
 * One that waits is replaced by the next of the same step.
 */
export const stepJob = ({ caseId, step, entered }: StepTask, at?: string): JobSpec => ({
  job: 'run-step',
  payload: { case: caseId, step, entered },
  at,
  key: `step:${caseId}:${step}`,
})
