import { failures } from './checklist.ts'
import { changed, type Handlers, refuse, type SessionDecision, actorId } from './session-commands.ts'
import { isIdentified, type Session, type SessionContext, signStep, stillOpen } from './session.ts'
import type { Outcome, StopCause } from './terms.ts'

export const outcomeHandlers: Handlers<'outcome'> = {
  outcome: (s, command, ctx) => {
    const why = whyNoOutcome(s, command.outcome, ctx)
    if (why) return refuse(why)
    const { cause, reason } = whyOf(command)
    if (NEEDS_REASON.includes(command.outcome) && !reason) return refuse('VIDEO_REASON_MISSING')
    if (command.outcome === 'rejected' && !command.ground) return refuse('VIDEO_GROUND_MISSING')
    // One full list, once (order 164 art. 3).
    if (command.outcome === 'await-correction' && (command.missing ?? []).length === 0)
      return refuse('VIDEO_LIST_MISSING')
    if (command.at !== undefined && (command.outcome !== 'to-counter' || s.caseId === undefined))
      return refuse('VIDEO_NO_VISIT')
    return endedWith(s, command.outcome, reason, ctx, cause)
  },
}

const whyOf = ({
  outcome,
  reason,
  cause,
}: {
  outcome: Outcome
  reason?: string | undefined
  cause?: StopCause | undefined
}) => {
  const stop = outcome === 'ended-no-result' ? cause : undefined
  return { cause: stop, reason: reason ?? (stop && STOP_REASON[stop]) }
}

/** Said to the person when the officer writes nothing else. */
const STOP_REASON: Readonly<Record<StopCause, string>> = {
  abuse: '通话中有辱骂、威胁等行为,民警提醒后结束了通话,录像留存。',
  died: '申请人已去世,不能再以其名义办理。继承人请携带继承文书(公证书或人民法院文书)和本人身份证到窗口,按继承办理转移登记。',
}

const NEEDS_REASON: readonly Outcome[] = ['to-counter', 'rejected', 'await-original', 'ended-no-result']
/** Outcomes with effect on the matter. */
const COMPLETE: readonly Outcome[] = ['done', 'submitted-for-review', 'await-pay']

/** Why this outcome cannot be given now; undefined when it can. */
export function whyNoOutcome(s: Session, outcome: Outcome, ctx: Pick<SessionContext, 'checklist'>): string | undefined {
  // The counter and the end are always open: a duty, not a favour (order 164 art. 74, order 162 art. 83).
  if (outcome === 'to-counter' || outcome === 'ended-no-result') return undefined
  if (outcome === 'consult-only') return s.document?.state === 'signed' ? 'VIDEO_ACTS_DONE' : undefined
  if (s.identity.result === 'to-counter') return 'VIDEO_COUNTER_ONLY'
  if (s.consultOnly) return 'VIDEO_CONSULT_ONLY'
  if (s.recording !== 'on') return 'VIDEO_NOT_RECORDING'
  if (!isIdentified(s)) return 'VIDEO_NOT_IDENTIFIED'
  return COMPLETE.includes(outcome) ? whyNotComplete(s, outcome, ctx) : undefined
}

function whyNotComplete(s: Session, outcome: Outcome, ctx: Pick<SessionContext, 'checklist'>): string | undefined {
  if (ctx.checklist && failures(ctx.checklist, s.steps).some((f) => f.leads !== 'retry')) return 'VIDEO_STEP_FAILED'
  if (stillOpen(s, ctx).length > 0) return 'VIDEO_STEPS_OPEN'
  if (s.proposals.some((p) => p.state === 'open')) return 'VIDEO_PROPOSALS_OPEN'
  if (s.confirmed !== true) return 'VIDEO_NOT_CONFIRMED'
  if (signStep(ctx) && s.document?.state !== 'signed') return 'VIDEO_NOT_SIGNED'
  if (outcome === 'await-pay')
    return s.payment === 'unpaid' || s.payment === 'paying' ? undefined : 'VIDEO_NOTHING_TO_PAY'
  return s.payment === 'unpaid' || s.payment === 'paying' ? 'VIDEO_NOT_PAID' : undefined
}

/** Ends the conversation with an outcome; everything done stays done. */
export function endedWith(
  s: Session,
  kind: Outcome,
  reason: string | undefined,
  ctx: SessionContext,
  cause?: StopCause,
): SessionDecision {
  const suspended = s.link === 'suspended'
  return changed(
    s,
    {
      phase: kind === 'ended-no-result' ? 'ended' : 'closed',
      outcome: { kind, reason, ...(cause ? { cause } : {}), at: ctx.now.toISOString(), by: actorId(ctx) },
      recording: s.recording === 'on' || s.recording === 'starting' ? 'ended' : s.recording,
      lost: undefined,
      suspended: undefined,
      screen: false,
    },
    [
      { type: 'outcome' },
      ...(suspended ? [] : [{ type: 'stop-call' } as const, { type: 'free-officer' } as const]),
      { type: 'finish-ticket', counter: kind === 'to-counter' },
    ],
  )
}
