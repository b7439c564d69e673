import { Type } from 'typebox'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { STEP_KINDS, type StepKind } from '#domain/service.ts'
import { runCheck } from './check.ts'
import { runCoSign } from './co-sign.ts'
import { runFetchFile } from './fetch-file.ts'
import { runHold } from './hold.ts'
import { runRegister } from './register.ts'
import type { StepRun } from './step-run.ts'

/** What the house itself does at a step; at all other steps a person or another feature acts. */
const RUN: Partial<Record<StepKind, StepRun>> = {
  check: runCheck,
  'co-sign': runCoSign,
  'fetch-file': runFetchFile,
  hold: runHold,
  register: runRegister,
}

const isStep = (text: string): text is StepKind => (STEP_KINDS as readonly string[]).includes(text)

export const stepJobs: readonly Job[] = [
  defineJob({
    name: 'run-step',
    payload: Type.Object({ case: Type.String(), step: Type.String(), entered: Type.Integer() }),
    run: async (house, payload) => {
      if (isStep(payload.step))
        await RUN[payload.step]?.(house, { caseId: payload.case, step: payload.step, entered: payload.entered })
    },
  }),
]
