import type { Recheck } from './drop.ts'
import type {
  CaptureState,
  Cause,
  GuestKind,
  GuestMode,
  HandoverKind,
  IdentityAnswer,
  IdentityResult,
  IdentityStep,
  MachineLevel,
  OriginalMark,
  StepResult,
} from './terms.ts'

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
