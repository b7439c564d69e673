import { forbiddenOn } from './network.ts'
import {
  isIdentified,
  isSessionOver,
  type Session,
  type SessionActor,
  type SessionContext,
  signStep,
} from './session.ts'
import { citizenHandlers } from './session-citizen.ts'
import {
  type Handler,
  type Handlers,
  refuse,
  type SessionCommand,
  type SessionCommandType,
  type SessionDecision,
} from './session-commands.ts'
import { guestHandlers } from './session-guests.ts'
import { houseHandlers } from './session-house.ts'
import { identityHandlers } from './session-identity.ts'
import { machineHandlers } from './session-machine.ts'
import { officerHandlers } from './session-officer.ts'
import { outcomeHandlers } from './session-outcome.ts'
import { secondHandlers } from './session-second.ts'
import type { Link, Phase } from './terms.ts'

/** The only place where a conversation changes. Pure: time and what is known come in, the next state and its effects come out. */
export function decideSession(s: Session, command: SessionCommand, ctx: SessionContext): SessionDecision {
  const why = whyNotInSession(s, command.type, ctx)
  if (why) return refuse(why)
  const decision = (HANDLERS[command.type] as Handler<SessionCommandType>)(s, command, ctx)
  if (!decision.ok) return decision
  return { ...decision, next: { ...timed(s, goOn(decision.next, ctx), ctx), version: s.version + 1 } }
}

type Who = SessionActor['kind']
type Need = 'recording' | 'identified' | 'business' | 'identity' | 'sign'
interface Rule {
  by: readonly Who[]
  /** Left out: any phase that is not over. */
  in?: readonly Phase[]
  /** Left out: while both are on the line. */
  on?: readonly Link[]
  needs?: readonly Need[]
}

const TALKING: readonly Link[] = ['in-call', 'hold']
const ANY: readonly Link[] = ['joining', 'in-call', 'hold', 'reconnecting', 'suspended']
const C: readonly Who[] = ['citizen']
const O: readonly Who[] = ['officer']
const H: readonly Who[] = ['house']
const BUSINESS: readonly Need[] = ['recording', 'identified', 'business']

/** Who may do what, in which phase, over what line, with what proven first. What is not listed cannot happen. */
export const RULES: Readonly<Record<SessionCommandType, Rule>> = {
  'code-seen': { by: ['citizen', 'officer'], on: TALKING },
  consent: { by: C, in: ['precheck', 'consent', 'identity'], on: ANY },
  'withdraw-consent': { by: C, on: ANY },
  'opening-said': { by: O, in: ['consent'], on: TALKING },
  'ask-cues': { by: O, on: TALKING, needs: ['recording', 'identity'] },
  identity: { by: O, on: TALKING, needs: ['recording', 'identity'] },
  'identity-result': { by: O, on: TALKING, needs: ['recording'] },
  step: { by: O, in: ['work', 'review', 'sign', 'pay', 'closing'], on: TALKING, needs: BUSINESS },
  'ask-capture': { by: O, in: ['identity', 'work', 'review'], on: TALKING, needs: ['recording'] },
  'capture-begun': { by: C, on: TALKING },
  'capture-refused': { by: C, on: ANY },
  captured: { by: C, on: ANY },
  'judge-capture': { by: O, on: TALKING },
  'propose-field': { by: O, in: ['work', 'review'], on: TALKING },
  field: { by: C, on: TALKING },
  'read-back': { by: O, in: ['work', 'review'], on: TALKING, needs: BUSINESS },
  'confirm-summary': { by: C, in: ['review'], on: TALKING, needs: ['recording'] },
  'ask-sign': { by: O, in: ['sign'], on: TALKING, needs: [...BUSINESS, 'sign'] },
  'document-made': { by: H, in: ['sign'], on: TALKING },
  sign: { by: C, in: ['sign'], on: TALKING, needs: [...BUSINESS, 'sign'] },
  'refuse-sign': { by: C, in: ['sign'], on: ANY },
  'second-consent': { by: ['citizen', 'guest'], in: ['identity', 'work'], on: TALKING, needs: ['recording'] },
  'second-sign': { by: ['citizen', 'guest'], in: ['sign'], on: TALKING, needs: [...BUSINESS, 'sign'] },
  'mute-citizen': { by: O, on: TALKING },
  'second-room': { by: O, in: ['identity', 'work'], on: TALKING, needs: ['recording'] },
  'ask-apart': { by: O, in: ['work', 'review'], on: TALKING, needs: BUSINESS },
  'stepped-out': { by: C, in: ['work', 'review'], on: TALKING, needs: ['recording'] },
  'ask-pay': { by: O, in: ['sign', 'closing'], on: TALKING, needs: BUSINESS },
  paying: { by: C, in: ['pay'], on: TALKING },
  paid: { by: H, on: ANY },
  screen: { by: C, on: TALKING },
  chat: { by: ['citizen', 'guest', 'officer'], on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  hold: { by: O, on: TALKING },
  suspend: { by: O, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  left: { by: C, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  stop: { by: C, on: ANY },
  'signal-fraud': { by: O, on: ANY },
  'mute-guest': { by: O, on: TALKING },
  'admit-guest': { by: O, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  'remove-guest': { by: O, on: ANY },
  'hand-over': { by: O, on: ['in-call', 'hold', 'reconnecting'] },
  outcome: { by: O, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  media: { by: H, on: ANY },
  'camera-signs': { by: H, on: ANY },
  'node-lost': { by: H, on: ANY },
  recorder: { by: H, on: ANY },
  clock: { by: H, on: ANY },
  'machine-asked': { by: H, on: TALKING, needs: ['recording', 'identity'] },
  'machine-done': { by: H, on: ANY },
  'machine-failed': { by: H, on: ANY },
  closing: { by: H, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  resumed: { by: H, on: ['suspended'] },
  'guest-asked': { by: ['citizen', 'officer'], on: ANY },
  'guest-knocks': { by: H, on: ANY },
  supervise: { by: H, on: ['joining', 'in-call', 'hold', 'reconnecting'] },
  end: { by: H, on: ANY },
}

/** Why this cannot be done now; undefined when it can be tried. The same answer greys out the buttons. */
export function whyNotInSession(s: Session, command: SessionCommandType, ctx: SessionContext): string | undefined {
  const rule = RULES[command]
  if (isSessionOver(s)) return 'VIDEO_OVER'
  if (!rule.by.includes(ctx.actor.kind) || !isParty(s, command, ctx.actor)) return 'VIDEO_NOT_YOURS'
  if (!(rule.on ?? TALKING).includes(s.link)) return s.link === 'suspended' ? 'VIDEO_SUSPENDED' : 'VIDEO_NO_LINE'
  if (rule.in && !rule.in.includes(s.phase)) return 'VIDEO_NOT_NOW'
  for (const need of rule.needs ?? []) {
    const why = LACKS[need](s, ctx)
    if (why) return why
  }
  return undefined
}

const LACKS: Readonly<Record<Need, (s: Session, ctx: SessionContext) => string | undefined>> = {
  // No recorder, no business (order 162 art. 53, order 164 art. 73 by analogy).
  recording: (s) => (s.recording === 'on' ? undefined : 'VIDEO_NOT_RECORDING'),
  identified: (s) => (s.consultOnly ? 'VIDEO_CONSULT_ONLY' : isIdentified(s) ? undefined : 'VIDEO_NOT_IDENTIFIED'),
  business: (s, ctx) =>
    forbiddenOn(ctx.rung, isIdentified(s)).includes('business') ? 'VIDEO_LINE_TOO_WEAK' : undefined,
  identity: (s, ctx) =>
    s.phase !== 'identity' && s.identity.recheck === 'none'
      ? 'VIDEO_NOT_NOW'
      : forbiddenOn(ctx.rung, false).includes('identity')
        ? 'VIDEO_LINE_TOO_WEAK'
        : undefined,
  sign: (_s, ctx) => (forbiddenOn(ctx.rung, true).includes('sign') ? 'VIDEO_LINE_TOO_WEAK' : undefined),
}

/** The citizen of the conversation, its officer, or a colleague who has joined for the second pair of eyes. */
function isParty(s: Session, command: SessionCommandType, actor: SessionActor): boolean {
  if (actor.kind === 'house') return true
  if (actor.kind === 'citizen') return actor.id === s.person
  const guest = s.guests.find((g) => g.who === actor.id && g.joined && !g.removed)
  if (actor.kind === 'guest') return guest !== undefined
  if (actor.id === s.officer) return true
  return guest !== undefined && (command === 'identity-result' || command === 'chat' || command === 'signal-fraud')
}

/** Goes on by itself as soon as what the phase is for has been done. */
function goOn(s: Session, ctx: SessionContext): Session {
  const phase = nextPhase(s, ctx)
  return phase === s.phase ? s : goOn({ ...s, phase }, ctx)
}

const nextPhase = (s: Session, ctx: SessionContext): Phase => AFTER[s.phase]?.(s, ctx) ?? s.phase

/** When each phase is over, and what comes then; undefined while it lasts. */
const AFTER: Readonly<Partial<Record<Phase, (s: Session, ctx: SessionContext) => Phase | undefined>>> = {
  precheck: (s) => (isAsked(s) ? 'consent' : undefined),
  consent: (s) => afterOpening(s),
  identity: (s) => (isIdentified(s) ? 'work' : undefined),
  work: (s) => (s.readBack ? 'review' : undefined),
  review: (s, ctx) => (s.confirmed === true ? (signStep(ctx) ? 'sign' : 'closing') : undefined),
  sign: (s) => (s.document?.state === 'signed' ? (isUnpaid(s) ? 'pay' : 'closing') : undefined),
  pay: (s) => (s.payment === 'paid' ? 'closing' : undefined),
  closing: (s) => (isUnpaid(s) ? 'pay' : undefined),
}

const isUnpaid = ({ payment }: Session): boolean => payment === 'unpaid' || payment === 'paying'

/** Both ticks are made; who refuses the recording is not asked about the face. */
const isAsked = ({ consents }: Session): boolean =>
  consents.recording !== undefined && (!consents.recording.given || consents.face !== undefined)

/** The opening was said and the digits agree on both screens; who only asks a question is not identified. */
function afterOpening(s: Session): Phase {
  if (!s.openingSaid || s.codeSeen.officer !== true || s.codeSeen.citizen !== true) return s.phase
  if (s.consents.recording?.given === true && s.recording !== 'on') return s.phase
  return s.consultOnly ? 'work' : 'identity'
}

/** Adds up talking and holding when the line changes. */
function timed(before: Session, after: Session, { now }: SessionContext): Session {
  if (before.link === after.link && !isSessionOver(after)) return after
  const ms = Math.max(0, now.getTime() - Date.parse(before.linkSince))
  return {
    ...after,
    linkSince: now.toISOString(),
    talkMs: before.talkMs + (before.link === 'in-call' ? ms : 0),
    holdMs: before.holdMs + (before.link === 'hold' ? ms : 0),
  }
}

const HANDLERS: Handlers<SessionCommandType> = {
  ...citizenHandlers,
  ...officerHandlers,
  ...guestHandlers,
  ...identityHandlers,
  ...outcomeHandlers,
  ...houseHandlers,
  ...secondHandlers,
  ...machineHandlers,
}
