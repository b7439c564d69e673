import type { LawRef } from '../service.ts'
import type { Text } from '../text.ts'
import type { Evidence, IdentityStep, OnFail, StepResult, StepType } from './terms.ts'

/** One thing the officer does, shows or asks, one at a time. */
export interface ChecklistStep {
  id: string
  kind: StepType
  text: Text
  /** The same in the statement that the person signs: what was found, told or said, not what the officer is to do. */
  stated: Text
  required: boolean
  law?: LawRef | undefined
  evidence: Evidence
  onFail: OnFail
  /** About the second person: only after that person's own consents. */
  of?: 'second' | undefined
  /** The second person comes in here: from an own device, or the officer says that both are at one. */
  meets?: 'second' | undefined
  /** This one is asked alone: the other person is muted meanwhile, or has stepped aside in the same room. */
  apart?: 'owner' | 'second' | undefined
}

/** The order of one conversation: versioned, in force from a day; running conversations stay on theirs. */
export interface Checklist {
  service: string
  version: number
  from: string
  risk: 'low' | 'mid' | 'high'
  /** What the officer says before the person states the own will: the act and its effect, in one sentence. */
  will: Text
  steps: readonly ChecklistStep[]
  /** A second person must be in the call and be asked separately, the other muted or out of the room. */
  second?: 'spouse' | undefined
}

/** What has been answered, by step. */
export type Answers = Readonly<Record<string, { result: StepResult } | undefined>>

/** The step that is shown now: the first that is required and not yet done, then any that is still open. */
export function nextStep(list: Checklist, answers: Answers): ChecklistStep | undefined {
  const open = list.steps.filter((s) => answers[s.id] === undefined || mayRetry(s, answers))
  return open.find((s) => s.required) ?? open[0]
}

/** Required steps that are not done: what an outcome with effect still lacks. */
export const openSteps = (list: Checklist, answers: Answers): ChecklistStep[] =>
  list.steps.filter((s) => s.required && answers[s.id]?.result !== 'done')

/** Steps that failed and what that leads to: the gravest first (reject, counter, a second officer, once more). */
export function failures(list: Checklist, answers: Answers): { step: ChecklistStep; leads: OnFail }[] {
  const gravity: readonly OnFail[] = ['reject', 'counter', 'refer', 'retry']
  return list.steps
    .filter((s) => answers[s.id]?.result === 'failed')
    .map((step) => ({ step, leads: step.onFail }))
    .sort((a, b) => gravity.indexOf(a.leads) - gravity.indexOf(b.leads))
}

/** A required step cannot be waved through as not needed. */
export const mayAnswer = (step: ChecklistStep, result: StepResult): boolean => result !== 'not-needed' || !step.required

const mayRetry = (step: ChecklistStep, answers: Answers): boolean =>
  answers[step.id]?.result === 'failed' && step.onFail === 'retry'

/**
 * Identity steps by risk: low 0, 1, 3; middle 4 and 6 more; high all. There is no machine comparison (step 2): a person looks
 * (measures on face recognition, 1 June 2025), and a city that has a certified one adds the step.
 */
export const IDENTITY_BY_RISK: Readonly<Record<Checklist['risk'], readonly IdentityStep[]>> = {
  low: ['account', 'cues', 'face'],
  mid: ['account', 'cues', 'face', 'card', 'surroundings'],
  high: ['account', 'cues', 'face', 'card', 'questions', 'surroundings', 'will'],
}
