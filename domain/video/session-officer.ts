import { type ChecklistStep, mayAnswer } from './checklist.ts'
import { changed, type Handlers, refuse } from './session-commands.ts'
import { suspended } from './session-house.ts'
import { offsetOf, type Session, stillOpen } from './session.ts'
import { voidDocument } from './session-citizen.ts'
import { together, whyNotApart } from './session-second.ts'

export const officerHandlers: Handlers<
  | 'opening-said'
  | 'step'
  | 'ask-capture'
  | 'judge-capture'
  | 'propose-field'
  | 'read-back'
  | 'ask-sign'
  | 'ask-pay'
  | 'hold'
  | 'suspend'
  | 'signal-fraud'
  | 'hand-over'
> = {
  'opening-said': (s) => changed(s, { openingSaid: true }),

  step: (s, { step: id, result, note }, ctx) => {
    const step = ctx.checklist?.steps.find((one) => one.id === id)
    if (!step || step.kind === 'sign') return refuse('VIDEO_NO_STEP')
    if (!mayAnswer(step, result)) return refuse('VIDEO_STEP_REQUIRED')
    const why = result === 'done' ? whyNotDone(s, step, note) : undefined
    if (why) return refuse(why)
    const answer = { result, note, by: s.officer, at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now) }
    const late = s.phase !== 'work' && result !== 'done'
    const next = { ...s, steps: { ...s.steps, [id]: answer }, ...(step.apart ? together(s, ctx) : {}) }
    return changed(next, late ? voidDocument(next, ctx) : {})
  },

  'ask-capture': (s, { id, step, what, paper }) => {
    if (!id || s.captures.filter((c) => c.state === 'asked' || c.state === 'taking').length >= 3)
      return refuse('VIDEO_TOO_MANY_CAPTURES')
    return changed(s, { captures: [...s.captures, { id, step, what, paper, state: 'asked' }] })
  },
  'judge-capture': (s, { capture, accept, mark, note }) => {
    const found = s.captures.find((c) => c.id === capture)
    if (found?.state !== 'sent' && found?.state !== 'accepted') return refuse('VIDEO_NO_CAPTURE')
    // A photo of a screen proves no paper.
    if (accept && mark === 'screen') return refuse('VIDEO_SCREEN_PHOTO')
    const state = accept ? ('accepted' as const) : ('rejected' as const)
    return changed(s, { captures: s.captures.map((c) => (c.id === capture ? { ...c, state, mark, note } : c)) })
  },

  'propose-field': (s, { id, field, value }, ctx) => {
    if (!id) return refuse('VIDEO_NOT_NOW')
    const by = ctx.actor.kind === 'officer' ? ctx.actor.id : s.officer
    const others = s.proposals.map((p) =>
      p.field === field && p.state === 'open' ? { ...p, state: 'rejected' as const } : p,
    )
    return changed(s, { proposals: [...others, { id, field, value, by, state: 'open' }] })
  },

  'read-back': (s, _command, ctx) =>
    stillOpen(s, ctx).length > 0
      ? refuse('VIDEO_STEPS_OPEN', { n: stillOpen(s, ctx).length })
      : s.proposals.some((p) => p.state === 'open')
        ? refuse('VIDEO_PROPOSALS_OPEN')
        : changed(s, { readBack: true, confirmed: undefined }),

  'ask-sign': (s) =>
    s.document?.state === 'shown' || s.document?.state === 'signed'
      ? changed(s, {})
      : changed(s, {}, [{ type: 'make-document' }]),
  'ask-pay': (s) => (s.payment === 'paid' ? refuse('VIDEO_PAID') : changed(s, { payment: 'unpaid' })),

  hold: (s, { on }) =>
    (s.link === 'hold') === on
      ? changed(s, {})
      : changed(s, { link: on ? 'hold' : 'in-call' }, [{ type: 'hold-officer', on }]),
  suspend: (s, { cause, note }, ctx) =>
    suspended(
      note ? { ...s, signals: [...s.signals, { code: cause, note, at: ctx.now.toISOString() }] } : s,
      cause,
      sideOf(cause),
      ctx,
    ),

  'signal-fraud': (s, { code, note }, ctx) =>
    changed(s, { signals: [...s.signals, { code: `fraud:${code}`, note, at: ctx.now.toISOString() }] }),

  'hand-over': (s, { kind, reason, summary, to, citizenAgrees }, ctx) => {
    // To the counter is an outcome, with its appointment and bundle; a colleague who only helps is a guest.
    if (kind === 'counter' || kind === 'consult') return refuse('VIDEO_NOT_A_HANDOVER')
    if (!citizenAgrees) return refuse('VIDEO_CITIZEN_DISAGREES')
    if (to === s.officer) return refuse('VIDEO_NOT_A_HANDOVER')
    const handover = { at: ctx.now.toISOString(), kind, from: s.officer, to, reason, summary }
    const next = { ...s, handovers: [...s.handovers, handover] }
    return suspended(next, 'officer-asked', 'house', ctx, [{ type: 'requeue', front: true }])
  },
}

/** What a step still lacks before it can be called done. */
function whyNotDone(s: Session, step: ChecklistStep, note: string | undefined): string | undefined {
  if (step.evidence === 'text' && (note ?? '').trim().length < 2) return 'VIDEO_NOTE_MISSING'
  if (step.evidence === 'image' && !hasImage(s, step.id)) return 'VIDEO_IMAGE_MISSING'
  return whyNotApart(s, step)
}

const hasImage = (s: Session, step: string): boolean =>
  s.captures.some((c) => c.step === step && c.state === 'accepted' && c.mark !== 'screen')

/** Causes that are the citizen's own; everything else is ours and costs nothing. */
const sideOf = (cause: string): 'citizen' | 'house' =>
  ['driving', 'unfit', 'network', 'app-closed', 'phone-call', 'battery', 'camera-lost', 'screen-lock'].includes(cause)
    ? 'citizen'
    : 'house'
