/** The words of the video window: every state and code, once. What they may become is decided in ticket.ts and session.ts. */

/** A place in the line. `created` is a booking whose time has not come; the last six are endings or wait for the citizen. */
export const TICKET_STATES = [
  'created',
  'waiting',
  'ringing',
  'serving',
  'done',
  'missed',
  'callback-due',
  'abandoned',
  'expired',
  'cancelled',
  'to-counter',
] as const
export type TicketState = (typeof TICKET_STATES)[number]

export const TICKET_KINDS = ['walk-in', 'booked', 'callback', 'station', 'from-case'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

export const LANGUAGES = ['zh', 'dialect', 'sign', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** City list of who goes before walk-ins. */
export const PRIORITIES = ['age', 'disabled', 'pregnant', 'soldier'] as const
export type Priority = (typeof PRIORITIES)[number]

export const PHASES = [
  'precheck',
  'consent',
  'identity',
  'work',
  'review',
  'sign',
  'pay',
  'closing',
  'closed',
  'ended',
] as const
export type Phase = (typeof PHASES)[number]

/** How the line stands: talking, on hold (payment, look-up), lost and waited for, or set aside with everything kept. */
export const LINKS = ['joining', 'in-call', 'hold', 'reconnecting', 'suspended'] as const
export type Link = (typeof LINKS)[number]

export const CAUSES = [
  'network',
  'app-closed',
  'phone-call',
  'screen-lock',
  'camera-lost',
  'battery',
  'officer-lost',
  'media-lost',
  'recorder',
  'closing-time',
  'alarm',
  'driving',
  'unfit',
  'abuse',
  'consent-withdrawn',
  'citizen-stopped',
  'officer-asked',
  'died',
] as const
export type Cause = (typeof CAUSES)[number]

export const OUTCOMES = [
  'done',
  'submitted-for-review',
  'await-pay',
  'await-original',
  'await-correction',
  'to-counter',
  'rejected',
  'consult-only',
  'ended-no-result',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why a conversation is stopped for good, where more follows than the end: the recording is kept, or heirs are shown the way. */
export const STOP_CAUSES = ['abuse', 'died'] as const
export type StopCause = (typeof STOP_CAUSES)[number]

export const OFFICER_STATES = ['offline', 'ready', 'offered', 'in-call', 'hold', 'wrap-up', 'break', 'blocked'] as const
export type OfficerState = (typeof OFFICER_STATES)[number]
export const BREAK_REASONS = ['rest', 'meal', 'training', 'technical', 'other'] as const
export type BreakReason = (typeof BREAK_REASONS)[number]

export const STEP_TYPES = [
  'tell',
  'ask',
  'see',
  'compare',
  'capture',
  'lookup',
  'fill',
  'sign',
  'pay',
  'decide',
] as const
export type StepType = (typeof STEP_TYPES)[number]
export const EVIDENCE = ['none', 'offset', 'image', 'text'] as const
export type Evidence = (typeof EVIDENCE)[number]
export const ON_FAIL = ['retry', 'refer', 'counter', 'reject'] as const
export type OnFail = (typeof ON_FAIL)[number]
export const STEP_RESULTS = ['done', 'failed', 'not-needed'] as const
export type StepResult = (typeof STEP_RESULTS)[number]

export const IDENTITY_STEPS = [
  'account',
  'cues',
  'machine',
  'face',
  'card',
  'questions',
  'surroundings',
  'will',
] as const
export type IdentityStep = (typeof IDENTITY_STEPS)[number]
/** `match` / `no-match` / `unsure` for comparisons; a step whose question does not arise (nobody can recall, no card at hand but NFC) is `skipped`. */
export const IDENTITY_ANSWERS = ['match', 'no-match', 'unsure', 'skipped'] as const
export type IdentityAnswer = (typeof IDENTITY_ANSWERS)[number]
export const IDENTITY_RESULTS = ['pass', 'refer', 'retry', 'to-counter'] as const
export type IdentityResult = (typeof IDENTITY_RESULTS)[number]

export const CONSENTS = ['recording', 'face', 'machine'] as const
export type ConsentKind = (typeof CONSENTS)[number]

/** What the machine says of two faces. */
export const MACHINE_LEVELS = ['green', 'amber', 'red'] as const
export type MachineLevel = (typeof MACHINE_LEVELS)[number]

export const GUEST_KINDS = ['spouse', 'family', 'guardian', 'interpreter', 'colleague', 'supervisor'] as const
export type GuestKind = (typeof GUEST_KINDS)[number]
/** What a browser says of its camera that a camera seldom says of itself. */
export const CAMERA_SIGNS = ['virtual-label', 'odd-rate', 'odd-size'] as const
export type CameraSign = (typeof CAMERA_SIGNS)[number]

/** Places in the call that are always the same: seat 0 and seat 1; guests take those behind. */
export const KEPT_SEATS = ['citizen', 'officer'] as const
export const SEAT_OF = { citizen: 0, officer: 1 } as const satisfies Record<(typeof KEPT_SEATS)[number], number>

export const GUEST_MODES = ['join', 'whisper', 'take-over'] as const
export type GuestMode = (typeof GUEST_MODES)[number]

export const HANDOVERS = ['consult', 'warm', 'cold', 'escalate', 'other-office', 'counter'] as const
export type HandoverKind = (typeof HANDOVERS)[number]

export const RUNGS = [0, 1, 2, 3, 4, 5] as const
export type Rung = (typeof RUNGS)[number]

/** What the officer saw of a paper: the thing itself, a copy, or a screen. */
export const ORIGINALS = ['original', 'copy', 'screen'] as const
export type OriginalMark = (typeof ORIGINALS)[number]
export const CAPTURE_STATES = ['asked', 'taking', 'sent', 'accepted', 'rejected', 'refused'] as const
export type CaptureState = (typeof CAPTURE_STATES)[number]
