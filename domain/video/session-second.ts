import type { ChecklistStep } from './checklist.ts'
import { changed, type Handlers, refuse } from './session-commands.ts'
import type { Consent, Guest, SecondConsent } from './session-parts.ts'
import { offsetOf, type Session, type SessionActor, type SessionContext, signStep } from './session.ts'

/**
 * Two who must agree (order 164 arts. 19, 86): each is met, consents, is identified, is asked alone and signs by itself. The second
 * joins from an own device, or is in the same room: then the same things are pressed on the citizen's device, by the second person.
 */
export const secondHandlers: Handlers<
  'second-consent' | 'second-sign' | 'mute-citizen' | 'second-room' | 'ask-apart' | 'stepped-out'
> = {
  'second-consent': (s, { kind, given, version, hash }, ctx) => {
    if (!isSecond(s, ctx.actor, ctx)) return refuse('VIDEO_NOT_YOURS')
    const consent = { given, version, hash, at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now) }
    return changed(s, { second: { ...s.second, consents: { ...s.second?.consents, [kind]: consent } } })
  },
  'second-sign': (s, { document: id, hash }, ctx) => {
    const { document } = s
    if (!isSecond(s, ctx.actor, ctx)) return refuse('VIDEO_NOT_YOURS')
    if (document?.id !== id || document.state !== 'shown' || document.signedBy?.second)
      return refuse('VIDEO_NOTHING_TO_SIGN')
    return document.hash === hash ? changed(s, signedBy(s, 'second', ctx)) : refuse('VIDEO_OTHER_TEXT')
  },
  'mute-citizen': (s, { muted }) => changed(s, { citizenMuted: muted }),

  'second-room': (s, { on }, ctx) => {
    if (ctx.checklist?.second === undefined) return refuse('VIDEO_NOT_NOW')
    if (on && secondGuest(s)) return refuse('VIDEO_SECOND_JOINED')
    return changed(s, { second: { ...s.second, consents: s.second?.consents ?? {}, room: on, apart: undefined } })
  },
  'ask-apart': (s, { who }, ctx) =>
    isInRoom(s)
      ? changed(s, { second: { consents: {}, ...s.second, apart: { who, at: ctx.now.toISOString() } } })
      : refuse('VIDEO_NOT_APART'),
  // The word of who stays, beside what the officer sees and hears: both are in the chain and in the recording.
  'stepped-out': (s, _command, ctx) =>
    s.second?.apart && s.second.apart.goneAt === undefined
      ? changed(s, { second: { ...s.second, apart: { ...s.second.apart, goneAt: ctx.now.toISOString() } } })
      : refuse('VIDEO_NOT_NOW'),
}

/** Both at the citizen's device: what is the second person's is pressed there. Whoever joins from an own one is not. */
export const isInRoom = (s: Session): boolean => s.second?.room === true && secondGuest(s) === undefined

/** The second person's own place in the call, when there is one. */
export const secondGuest = (s: Session): Guest | undefined =>
  s.guests.find((g) => g.kind === 'spouse' && g.joined && !g.removed)

/** What the second person answered; whoever came with a code agreed to the recording at the door. */
export const secondConsents = (s: Session): Partial<Record<SecondConsent, Consent>> => {
  const door = secondGuest(s)?.consent
  return { ...(door ? { recording: door } : {}), ...s.second?.consents }
}

/** A signature more; the document is signed when everybody's is there. */
export function signedBy(s: Session, who: 'citizen' | 'second', ctx: SessionContext): Partial<Session> {
  const { document } = s
  if (!document) return {}
  const at = ctx.now.toISOString()
  const by = { ...document.signedBy, [who]: at }
  const whole = by.citizen !== undefined && (ctx.checklist?.second === undefined || by.second !== undefined)
  return whole
    ? { document: { ...document, signedBy: by, state: 'signed', signedAt: at }, steps: stepSigned(s, ctx) }
    : { document: { ...document, signedBy: by } }
}

/** Why a step about one of two people cannot be called done yet; undefined when it can. */
export function whyNotApart(s: Session, step: ChecklistStep): string | undefined {
  const { recording, face } = secondConsents(s)
  const guest = secondGuest(s)
  if (step.meets === 'second' && !guest && !isInRoom(s)) return 'VIDEO_SECOND_WHERE'
  if (step.of === 'second' && (recording?.given !== true || face === undefined)) return 'VIDEO_SECOND_CONSENT'
  if (step.apart === undefined) return undefined
  return guest ? whyNotMuted(s, guest, step.apart) : whyNotGone(s, step.apart)
}

function whyNotMuted(s: Session, guest: Guest, who: 'owner' | 'second'): string | undefined {
  const alone = who === 'owner' ? guest.muted && !s.citizenMuted : s.citizenMuted === true && !guest.muted
  return alone ? undefined : 'VIDEO_NOT_APART'
}

/** In one room nobody can be muted: the other one goes out of earshot. */
function whyNotGone({ second }: Session, who: 'owner' | 'second'): string | undefined {
  return second?.apart?.who === who && second.apart.goneAt ? undefined : 'VIDEO_NOT_ALONE'
}

/** Asked alone and answered: both are heard again, and who went out may come back. */
export const together = (s: Session, { now }: SessionContext): Partial<Session> => ({
  citizenMuted: false,
  ...(s.second?.apart
    ? {
        second: { ...s.second, apart: undefined },
        chat: [...s.chat, { seq: s.chat.length + 1, at: now.toISOString(), from: 'system' as const, text: COME_BACK }],
      }
    : {}),
  guests: s.guests.map((g) => (g.kind === 'spouse' ? { ...g, muted: false } : g)),
})

const COME_BACK = '问完了,请另一位回来。Done: the other one may come back.'

function isSecond(s: Session, actor: SessionActor, ctx: SessionContext): boolean {
  if (ctx.checklist?.second === undefined) return false
  const guest = secondGuest(s)
  return actor.kind === 'guest' ? guest !== undefined && guest.who === actor.id : isInRoom(s)
}

function stepSigned(s: Session, ctx: SessionContext): Session['steps'] {
  const step = signStep(ctx)
  if (!step) return s.steps
  return {
    ...s.steps,
    [step.id]: { result: 'done', by: 'citizen', at: ctx.now.toISOString(), offsetMs: offsetOf(s, ctx.now) },
  }
}
