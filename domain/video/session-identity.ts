import { IDENTITY_BY_RISK } from './checklist.ts'
import { machineDoubts } from './session-machine.ts'
import { actorId, changed, type Handlers, refuse, type SessionDecision } from './session-commands.ts'
import { offsetOf, type Session, type SessionContext } from './session.ts'
import type { IdentityAnswer, IdentityResult, IdentityStep } from './terms.ts'

/** Random digits, pose and colours are valid for so long, and are given twice. */
export const CUES_MS = 15_000
export const CUE_TRIES = 2
export const MAX_RETRIES = 2

export const identityHandlers: Handlers<'ask-cues' | 'identity' | 'identity-result' | 'camera-signs'> = {
  // Told again with every connection, written down once: it makes nobody guilty, the officer looks closer.
  'camera-signs': (s, { signs }, ctx) => {
    const fresh = signs.filter((sign) => !s.signals.some((one) => one.code === `camera:${sign}`))
    const at = ctx.now.toISOString()
    return changed(s, { signals: [...s.signals, ...fresh.map((sign) => ({ code: `camera:${sign}`, note: '', at }))] })
  },

  'ask-cues': (s, { cues }, ctx) => {
    if (!cues) return refuse('VIDEO_NOT_NOW')
    if (s.identity.tries >= CUE_TRIES) return refuse('VIDEO_NO_TRIES_LEFT')
    const until = new Date(ctx.now.getTime() + CUES_MS).toISOString()
    const tries = s.identity.tries + 1
    return changed(s, { identity: { ...s.identity, tries, cues: { ...cues, until, tryNo: tries } } })
  },

  identity: (s, command, ctx) => {
    const why = whyNoAnswer(s, command, ctx)
    if (why) return refuse(why)
    const { step, answer, note } = command
    const entry = { answer, by: actorId(ctx), at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now), note }
    const next = { ...s, identity: { ...s.identity, steps: { ...s.identity.steps, [step]: entry } } }
    return s.identity.recheck === 'none' || s.identity.recheck === 'full'
      ? changed(next, {})
      : lookedAgain(next, answer === 'no-match', ctx)
  },

  'identity-result': (s, { result, note }, ctx) => RESULTS[result](s, note, ctx),
}

/** Cues first: a look at a picture that may be fed proves nothing before the stream itself has answered. */
function whyNoAnswer(
  s: Session,
  { step, answer, note }: { step: IdentityStep; answer: IdentityAnswer; note?: string | undefined },
  ctx: SessionContext,
): string | undefined {
  const { steps, cues } = s.identity
  if (step === 'face' && steps.cues === undefined && asked(s, ctx).includes('cues')) return 'VIDEO_ORDER'
  if (step === 'cues' && cues === undefined) return 'VIDEO_ORDER'
  if (step === 'face' && s.consents.face?.given !== true) return 'VIDEO_NO_FACE_CONSENT'
  if (step === 'surroundings' && !isHelperNamed(s, note)) return 'VIDEO_HELPER_UNNAMED'
  return answer === 'skipped' && !SKIPPABLE.includes(step) ? 'VIDEO_NOT_SKIPPABLE' : undefined
}

/** Whoever helps at a station is named, not only seen. */
const isHelperNamed = (s: Pick<Session, 'station'>, note: string | undefined): boolean =>
  s.station === undefined || (note ?? '').trim().length >= 2

/** A quick look after a return needs no result of its own: it ends when its steps agree, and anything else begins anew. */
function lookedAgain(s: Session, failed: boolean, ctx: SessionContext): SessionDecision {
  const { identity } = s
  if (failed)
    return changed(s, { identity: { ...identity, recheck: 'full', result: undefined, steps: {}, cues: undefined } })
  const done = openIdentity(s, ctx).length === 0 && !hasDoubt(s, ctx)
  return changed(s, done ? { identity: { ...identity, recheck: 'none' } } : {})
}

const RESULTS: Readonly<
  Record<IdentityResult, (s: Session, note: string | undefined, ctx: SessionContext) => SessionDecision>
> = {
  pass: (s, _note, ctx) => {
    if (openIdentity(s, ctx).length > 0) return refuse('VIDEO_IDENTITY_OPEN')
    const second = ctx.actor.kind === 'officer' && ctx.actor.id !== s.officer ? ctx.actor.id : s.identity.second
    // What one officer was not sure of needs a second pair of eyes, whoever presses.
    const doubt = hasDoubt(s, ctx) || s.identity.result === 'refer' || machineDoubts(s)
    if (doubt && second === undefined) return refuse('VIDEO_SECOND_NEEDED')
    if (s.identity.steps.face?.answer === 'no-match') return refuse('VIDEO_NOT_THE_PERSON')
    return changed(s, { identity: { ...s.identity, result: 'pass', recheck: 'none', second } })
  },
  refer: (s, note, ctx) =>
    changed(s, {
      identity: { ...s.identity, result: 'refer' },
      signals: [...s.signals, { code: 'refer', note: note ?? '', at: ctx.now.toISOString() }],
    }),
  retry: (s) =>
    s.identity.retries >= MAX_RETRIES
      ? refuse('VIDEO_NO_TRIES_LEFT')
      : changed(s, {
          identity: {
            ...s.identity,
            result: 'retry',
            retries: s.identity.retries + 1,
            tries: 0,
            cues: undefined,
            steps: onlyAccount(s),
          },
        }),
  'to-counter': (s) => changed(s, { identity: { ...s.identity, result: 'to-counter' } }),
}

/** Questions are supplementary and left out for people who cannot recall; a card may be replaced by NFC or the net certificate. */
const SKIPPABLE: readonly IdentityStep[] = ['questions', 'card']

/** The steps that are asked of this person now: by risk, less the face of who refused it (card and questions take its place). */
export function asked(s: Session, { checklist }: Pick<SessionContext, 'checklist'>): readonly IdentityStep[] {
  const { recheck } = s.identity
  if (recheck === 'face') return ['face']
  if (recheck === 'quick') return ['cues', 'face']
  const steps = IDENTITY_BY_RISK[checklist?.risk ?? 'low']
  if (s.consents.face?.given !== false) return steps
  const manual = [...steps.filter((step) => step !== 'face'), 'card', 'questions'] as const
  return [...new Set<IdentityStep>(manual)]
}

/** Steps that are still to be answered. After a return within minutes only answers given since then count. */
export function openIdentity(s: Session, ctx: Pick<SessionContext, 'checklist'>): IdentityStep[] {
  return asked(s, ctx).filter((step) => s.identity.steps[step] === undefined)
}

const hasDoubt = (s: Session, ctx: Pick<SessionContext, 'checklist'>): boolean =>
  asked(s, ctx).some((step) => {
    const answer = s.identity.steps[step]?.answer
    return answer === 'unsure' || answer === 'no-match'
  })

const onlyAccount = (s: Session): Session['identity']['steps'] =>
  s.identity.steps.account ? { account: s.identity.steps.account } : {}
