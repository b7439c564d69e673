import { type Checklist, openSteps } from './checklist.ts'
import type {
  Suspended,
  Consent,
  Identity,
  MachineCheck,
  StepAnswer,
  Capture,
  Proposal,
  SignDocument,
  Second,
  Guest,
  ChatEntry,
  Handover,
} from './session-parts.ts'
import type { VideoSettings } from './settings.ts'
import type { Cause, ConsentKind, Link, Outcome, Phase, Rung, StopCause } from './terms.ts'

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
