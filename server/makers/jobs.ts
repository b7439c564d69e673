import type { Job } from '#server/kit/jobs.ts'
import { checkJob } from './check.ts'
import { drawJob } from './draws.ts'

export const makerJobs: readonly Job[] = [checkJob, drawJob]
