import { type Checklist, openSteps } from './checklist.ts'
import type { Recheck } from './drop.ts'
import type { VideoSettings } from './settings.ts'
import type {
  CaptureState,
  Cause,
  ConsentKind,
  GuestKind,
  GuestMode,
  HandoverKind,
  IdentityAnswer,
  IdentityResult,
  IdentityStep,
  Link,
  MachineLevel,
  OriginalMark,
  Outcome,
  Phase,
  Rung,
  StepResult,
  StopCause,
} from './terms.ts'

/** One agreed conversation, whole. Instants are ISO strings; `offsetMs` counts from its start and finds the moment in the recording. */
export interface Session {
  id: string
  /** Office that decides. */
  office: number
  ticket: string
  person: string
  officer: string
  group: string
  /** Called from a place with a helper, who is named, shown and recorded. */
  station?: string | undefined
  service?: string | undefined
  caseId?: string | undefined
  draftId?: string | undefined
  phase: Phase
  link: Link
  startedAt: string
  /** The four digits that both sides read out. */
  code: string
  codeSeen: { officer?: boolean | undefined; citizen?: boolean | undefined }
  openingSaid: boolean
  joined: { citizen: boolean; officer: boolean }
  device?: string | undefined
  consents: Partial<Record<ConsentKind, Consent>>
  consultOnly: boolean
  recording: 'off' | 'starting' | 'on' | 'failed' | 'ended'
  recordingSince?: string | undefined
  identity: Identity
  /** The machine's comparison; its answer is shown to nobody before the officer's own. */
  machine?: MachineCheck | undefined
  steps: Readonly<Record<string, StepAnswer>>
  captures: readonly Capture[]
  proposals: readonly Proposal[]
  document?: SignDocument | undefined
  guests: readonly Guest[]
  /** The other of two who must agree: own consents, apart from those of the citizen. */
  second?: Second | undefined
  /** While the second person is asked alone. */
  citizenMuted?: boolean | undefined
  payment: 'none' | 'unpaid' | 'paying' | 'paid'
  screen: boolean
  readBack: boolean
  confirmed?: boolean | undefined
  chat: readonly ChatEntry[]
  signals: readonly { code: string; note: string; at: string }[]
  handovers: readonly Handover[]
  /** Set while a side is away: who, since when. */
  lost?: { side: 'citizen' | 'officer' | 'media'; at: string; cause: Cause } | undefined
  suspended?: Suspended | undefined
  outcome?:
    | { kind: Outcome; reason?: string | undefined; cause?: StopCause | undefined; at: string; by: string }
    | undefined
  talkMs: number
  holdMs: number
  linkSince: string
  drops: number
  resumes: number
  version: number
}

export interface Suspended {
  at: string
  cause: Cause
  lostAt: string
  side: 'citizen' | 'house'
  /** The house itself put the person back into the line. */
  queued?: boolean | undefined
  /** Set aside for the night: when the window opens again. */
  resumeAt?: string | undefined
}

export interface Consent {
  given: boolean
  version: string
  hash: string
  at: string
  offsetMs: number
  withdrawnAt?: string | undefined
}

export interface Identity {
  steps: Partial<
    Record<
      IdentityStep,
      { answer: IdentityAnswer; by: string; at: string; offsetMs: number; note?: string | undefined }
    >
  >
  cues?: { digits: string; pose: string; colours: readonly string[]; until: string; tryNo: number } | undefined
  tries: number
  retries: number
  recheck: Recheck
  result?: IdentityResult | undefined
  /** Who must look as well after `refer`. */
  second?: string | undefined
}

/** Advice, never a decision: score and model stay, no features are taken or kept. */
export interface MachineCheck {
  id: string
  state: 'asked' | 'done' | 'failed'
  at: string
  level?: MachineLevel | undefined
  score?: number | undefined
  model?: string | undefined
}

export interface StepAnswer {
  result: StepResult
  note?: string | undefined
  by: string
  at: string
  offsetMs: number
}

export interface Capture {
  id: string
  step?: string | undefined
  what: string
  paper: 'card' | 'page' | 'vehicle'
  state: CaptureState
  file?: string | undefined
  hash?: string | undefined
  how?: string | undefined
  mark?: OriginalMark | undefined
  note?: string | undefined
}

export interface Proposal {
  id: string
  field: string
  value: string
  by: string
  state: 'open' | 'accepted' | 'rejected'
}

export interface SignDocument {
  id: string
  title: string
  pages: readonly string[]
  hash: string
  state: 'shown' | 'signed' | 'refused' | 'void'
  shownAt: string
  /** Where two must sign, whose signature is there already. */
  signedBy?: { citizen?: string | undefined; second?: string | undefined } | undefined
  signedAt?: string | undefined
}

/** The other of two who must agree. */
export interface Second {
  consents: Partial<Record<SecondConsent, Consent>>
  /** Both are at the citizen's one device, as the officer saw and said. Left out: the second joins from an own one. */
  room?: boolean | undefined
  /** In one room: who is asked alone now, and since when the other has been out of earshot. */
  apart?: { who: 'owner' | 'second'; at: string; goneAt?: string | undefined } | undefined
}

/** What the second person is asked for: the recording, and the comparison of the face. */
export type SecondConsent = 'recording' | 'face'

export interface Guest {
  id: string
  kind: GuestKind
  mode: GuestMode
  label: string
  /** Officer, once joined; for who came with a code, the guest's own id. */
  who?: string | undefined
  /** Came with the code and waits for the officer to let them in. */
  asking?: boolean | undefined
  joined: boolean
  muted: boolean
  removed?: boolean | undefined
  /** What somebody without an account said of themselves. */
  name?: string | undefined
  relation?: string | undefined
  consent?: Consent | undefined
}

export interface ChatEntry {
  seq: number
  at: string
  from: 'citizen' | 'officer' | 'guest' | 'system'
  text: string
}

export interface Handover {
  at: string
  kind: HandoverKind
  from: string
  to?: string | undefined
  reason: string
  summary: string
}

export type SessionActor =
  | { kind: 'citizen'; id: string }
  | { kind: 'guest'; id: string }
  | { kind: 'officer'; id: string; office: number; roles: readonly string[] }
  | { kind: 'house' }

export interface SessionContext {
  actor: SessionActor
  now: Date
  settings: Pick<VideoSettings, 'resume' | 'recorder' | 'officer' | 'closing'>
  checklist: Checklist | undefined
  /** The worse of both sides' rungs. */
  rung: Rung
}

/** What follows from a decision, carried out in the same transaction. */
export type SessionEffect =
  | { type: 'stop-call' }
  | { type: 'free-officer' }
  | { type: 'hold-officer'; on: boolean }
  | { type: 'mute-guest'; guest: string; muted: boolean }
  | { type: 'requeue'; front: boolean }
  | { type: 'next-opening'; at: string }
  | { type: 'finish-ticket'; counter: boolean }
  | { type: 'fill-field'; proposal: string }
  | { type: 'make-document' }
  | { type: 'tell'; template: string }
  | { type: 'outcome' }
  | { type: 'check-later'; at: string; what: 'link' | 'recorder' | 'suspended' }

export const offsetOf = (s: Pick<Session, 'startedAt'>, now: Date): number =>
  Math.max(0, now.getTime() - Date.parse(s.startedAt))

export const isSessionOver = (s: Pick<Session, 'phase'>): boolean => s.phase === 'closed' || s.phase === 'ended'

/** Identity counts only when it was passed and nothing asks for it anew. */
export const isIdentified = (s: Pick<Session, 'identity'>): boolean =>
  s.identity.result === 'pass' && s.identity.recheck === 'none'

export interface NewSession {
  id: string
  office: number
  ticket: string
  person: string
  officer: string
  group: string
  station?: string | undefined
  service?: string | undefined
  caseId?: string | undefined
  draftId?: string | undefined
  code: string
  now: Date
}

export const newSession = ({ now, ...given }: NewSession): Session => ({
  ...given,
  phase: 'precheck',
  link: 'joining',
  startedAt: now.toISOString(),
  codeSeen: {},
  openingSaid: false,
  joined: { citizen: false, officer: false },
  consents: {},
  consultOnly: given.service === undefined,
  recording: 'off',
  identity: { steps: {}, tries: 0, retries: 0, recheck: 'none' },
  steps: {},
  captures: [],
  proposals: [],
  guests: [],
  payment: 'none',
  screen: false,
  readBack: false,
  chat: [],
  signals: [],
  handovers: [],
  talkMs: 0,
  holdMs: 0,
  linkSince: now.toISOString(),
  drops: 0,
  resumes: 0,
  version: 1,
})

export const signStep = ({ checklist }: Pick<SessionContext, 'checklist'>) =>
  checklist?.steps.find((step) => step.kind === 'sign')

/** What must be done before the summary is read back: everything required but signing and paying. */
export const stillOpen = (s: Session, { checklist }: Pick<SessionContext, 'checklist'>) =>
  checklist ? openSteps(checklist, s.steps).filter((step) => step.kind !== 'sign' && step.kind !== 'pay') : []
