import { changed, type Handlers, refuse } from './session-commands.ts'
import type { Session } from './session.ts'
import type { MachineLevel } from './terms.ts'

/**
 * The machine's 1:1 comparison of a still of the call with the photo on file. Advice: the officer answers first, and only then hears
 * what the machine says.
 */
export const machineHandlers: Handlers<'machine-asked' | 'machine-done' | 'machine-failed'> = {
  'machine-asked': (s, { id }, ctx) => {
    if (!mayCompare(s)) return refuse('VIDEO_NO_FACE_CONSENT')
    if (s.machine?.state === 'asked') return refuse('VIDEO_NOT_NOW')
    // Compared once for an answer: a second try after the officer's answer would only look for a better colour.
    if (s.identity.steps.face !== undefined) return refuse('VIDEO_ORDER')
    return changed(s, { machine: { id, state: 'asked', at: ctx.now.toISOString() } })
  },
  'machine-done': (s, { id, level, score, model }, ctx) =>
    s.machine?.id === id
      ? changed(s, { machine: { id, state: 'done', at: ctx.now.toISOString(), level, score, model } })
      : changed(s, {}),
  'machine-failed': (s, { id }, ctx) =>
    s.machine?.id === id && s.machine.state === 'asked'
      ? changed(s, { machine: { id, state: 'failed', at: ctx.now.toISOString() } })
      : changed(s, {}),
}

/** Its own consent was given and not withdrawn; without one nothing is compared, and nothing else changes. */
export const mayCompare = (s: Pick<Session, 'consents'>): boolean =>
  s.consents.machine?.given === true && s.consents.machine.withdrawnAt === undefined

/** What the officer may see of it now: nothing of the answer before the own one is written down. */
export const machineShown = (s: Pick<Session, 'machine' | 'identity'>): boolean =>
  s.machine?.state === 'done' && s.identity.steps.face !== undefined

/** The machine doubts whom the officer knows: a second pair of eyes, never the machine, settles it. */
export const machineDoubts = (s: Pick<Session, 'machine' | 'identity'>): boolean =>
  machineShown(s) && s.machine?.level === 'red' && s.identity.second === undefined

export const levelOf = (score: number, bounds: { greenFrom: number; amberFrom: number }): MachineLevel =>
  score >= bounds.greenFrom ? 'green' : score >= bounds.amberFrom ? 'amber' : 'red'
