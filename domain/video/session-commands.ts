import type { Refusal } from '../commands.ts'
import type { Guest, SecondConsent, SignDocument } from './session-parts.ts'
import type { Session, SessionContext, SessionEffect } from './session.ts'
import type {
  CameraSign,
  Cause,
  ConsentKind,
  GuestMode,
  HandoverKind,
  IdentityAnswer,
  IdentityResult,
  IdentityStep,
  MachineLevel,
  OriginalMark,
  Outcome,
  StepResult,
  StopCause,
} from './terms.ts'

/** Everything that can happen in a conversation. People and the house use the same words and the same door. */
export type SessionCommand =
  // the citizen
  | { type: 'consent'; kind: ConsentKind; given: boolean; version: string; hash: string }
  | { type: 'withdraw-consent'; kind: ConsentKind }
  | { type: 'capture-begun'; capture: string }
  | { type: 'capture-refused'; capture: string; reason: string }
  | { type: 'field'; proposal: string; accept: boolean }
  | { type: 'confirm-summary'; agree: boolean }
  | { type: 'sign'; document: string; hash: string; readToEnd: true; name: string; strokes: string }
  | { type: 'refuse-sign'; document: string; reason: string }
  // the second of two who must agree, on the own device or on the citizen's
  | { type: 'second-consent'; kind: SecondConsent; given: boolean; version: string; hash: string }
  // pressed in the room, by who stays there: the other one has gone out
  | { type: 'stepped-out' }
  | { type: 'second-sign'; document: string; hash: string; readToEnd: true; name: string; strokes: string }
  | { type: 'screen'; on: boolean }
  | { type: 'paying'; on: boolean }
  | { type: 'left'; cause: Cause }
  | { type: 'stop'; reason?: string | undefined }
  // both
  | { type: 'code-seen'; same: boolean }
  | { type: 'chat'; text: string }
  // the officer
  | { type: 'opening-said' }
  | { type: 'ask-cues'; cues?: { digits: string; pose: string; colours: readonly string[] } | undefined }
  | { type: 'identity'; step: IdentityStep; answer: IdentityAnswer; note?: string | undefined }
  | { type: 'identity-result'; result: IdentityResult; note?: string | undefined }
  | { type: 'step'; step: string; result: StepResult; note?: string | undefined }
  | {
      type: 'ask-capture'
      id?: string | undefined
      step?: string | undefined
      what: string
      paper: 'card' | 'page' | 'vehicle'
    }
  | { type: 'judge-capture'; capture: string; accept: boolean; mark: OriginalMark; note?: string | undefined }
  | { type: 'propose-field'; id?: string | undefined; field: string; value: string }
  | { type: 'read-back' }
  | { type: 'ask-sign' }
  | { type: 'ask-pay' }
  | { type: 'hold'; on: boolean }
  | { type: 'suspend'; cause: Cause; note?: string | undefined }
  | { type: 'signal-fraud'; code: string; note: string }
  | { type: 'mute-citizen'; muted: boolean }
  // two at one device: said so by the officer, who sends one of them out of the room and asks the other
  | { type: 'second-room'; on: boolean }
  | { type: 'ask-apart'; who: 'owner' | 'second' }
  | { type: 'mute-guest'; guest: string; muted: boolean }
  | { type: 'admit-guest'; guest: string }
  | { type: 'remove-guest'; guest: string }
  | {
      type: 'hand-over'
      kind: HandoverKind
      reason: string
      summary: string
      to?: string | undefined
      citizenAgrees: boolean
    }
  | {
      type: 'outcome'
      outcome: Outcome
      reason?: string | undefined
      /** With `ended-no-result`: what follows beyond the end. */
      cause?: StopCause | undefined
      ground?: string | undefined
      missing?: readonly { target: string; reason: string }[] | undefined
      site?: string | undefined
      /** The time at the counter with which the person leaves the call. */
      at?: string | undefined
      note?: string | undefined
    }
  // the house
  | { type: 'media'; side: 'citizen' | 'officer'; on: boolean; cause?: Cause | undefined; device?: string | undefined }
  | { type: 'camera-signs'; signs: readonly CameraSign[] }
  | { type: 'node-lost' }
  | { type: 'recorder'; on: boolean }
  | { type: 'clock' }
  | { type: 'machine-asked'; id: string }
  | { type: 'machine-done'; id: string; level: MachineLevel; score: number; model: string }
  | { type: 'machine-failed'; id: string }
  | { type: 'closing'; resumeAt: string }
  | { type: 'resumed'; officer: string; code: string }
  | { type: 'captured'; capture: string; file: string; hash: string; how: string }
  | { type: 'document-made'; document: Omit<SignDocument, 'state' | 'shownAt'> }
  | { type: 'paid' }
  | { type: 'guest-asked'; guest: Guest }
  | { type: 'guest-knocks'; guest: string; name: string; relation: string; version: string; hash: string }
  | { type: 'supervise'; mode: GuestMode; guest: Guest; by: string }
  | { type: 'end'; by: string; reason: string }

export type SessionCommandType = SessionCommand['type']

export type SessionDecision = { ok: true; next: Session; effects: SessionEffect[] } | { ok: false; refusal: Refusal }

export type Handler<T extends SessionCommandType> = (
  s: Session,
  command: Extract<SessionCommand, { type: T }>,
  ctx: SessionContext,
) => SessionDecision

export type Handlers<T extends SessionCommandType> = { [K in T]: Handler<K> }

export const refuse = (code: string, params?: Refusal['params']): SessionDecision => ({
  ok: false,
  refusal: params ? { code, params } : { code },
})

export const changed = (s: Session, change: Partial<Session>, effects: SessionEffect[] = []): SessionDecision => ({
  ok: true,
  next: { ...s, ...change },
  effects,
})

/** Who acts, as it is written beside what was done. */
export const actorId = ({ actor }: SessionContext): string => (actor.kind === 'house' ? 'house' : actor.id)
