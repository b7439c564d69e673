import type { DeskSession } from '#web/officer/video/use-talk.ts'

export type IdentityRow = DeskSession['identity']['steps'][number]
export type StepRow = DeskSession['steps'][number]

/** The one thing that is due now, in the order of the conversation. Pure: the same session gives the same prompt. */
export type Prompt =
  | { is: 'wait' }
  | { is: 'code' }
  | { is: 'opening' }
  | { is: 'questions-only' }
  | { is: 'cues' }
  | { is: 'identity'; step: IdentityRow }
  | { is: 'identity-result' }
  | { is: 'step'; step: StepRow }
  | { is: 'proposals' }
  | { is: 'read-back' }
  | { is: 'confirming' }
  | { is: 'sign' }
  | { is: 'signing' }
  | { is: 'paying' }
  | { is: 'outcome' }

export function promptOf(session: DeskSession): Prompt {
  if (session.link !== 'in-call' && session.link !== 'hold') return { is: 'wait' }
  if (session.codeSeen.officer === null) return { is: 'code' }
  if (session.phase === 'consent' && !session.openingDone) return { is: 'opening' }
  if (session.consultOnly) return { is: 'questions-only' }
  return identityPrompt(session) ?? workPrompt(session)
}

function identityPrompt({ identity, recording }: DeskSession): Prompt | undefined {
  if (identity.result === 'pass' && identity.recheck === 'none') return undefined
  if (recording !== 'on') return { is: 'wait' }
  const next = identity.steps.find((s) => s.required && s.answer === null)
  if (!next) return { is: 'identity-result' }
  return next.step === 'cues' && identity.cues === null ? { is: 'cues' } : { is: 'identity', step: next }
}

function workPrompt(session: DeskSession): Prompt {
  const next = session.steps.find((s) => s.result === null && s.kind !== 'sign' && s.kind !== 'pay')
  if (next) return { is: 'step', step: next }
  if (session.proposals.some((p) => p.state === 'open')) return { is: 'proposals' }
  if (session.phase === 'review') return { is: 'confirming' }
  if (session.summaryConfirmed !== true && session.may.includes('read-back')) return { is: 'read-back' }
  if (session.phase === 'sign') return { is: session.document?.state === 'shown' ? 'signing' : 'sign' }
  if (session.payment === 'unpaid' || session.payment === 'paying') return { is: 'paying' }
  return { is: 'outcome' }
}
