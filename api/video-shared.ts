import { Type } from 'typebox'
import {
  CAMERA_SIGNS,
  CAPTURE_STATES,
  CAUSES,
  CONSENTS,
  GUEST_KINDS,
  GUEST_MODES,
  LANGUAGES,
  LINKS,
  ORIGINALS,
  OUTCOMES,
  PHASES,
  STEP_RESULTS,
  STEP_TYPES,
  TICKET_KINDS,
  TICKET_STATES,
} from '#domain/video/terms.ts'
import { Id, Instant, strict, TextPair, Words } from './shared.ts'

/** Shapes of the video window that the citizen's and the officer's side share. */

/** About so many minutes, never one false number. */
export const WaitRange = Type.Object({ from: Type.Integer({ minimum: 0 }), to: Type.Integer({ minimum: 0 }) })

export const Code = (max = 60) => Type.String({ minLength: 1, maxLength: max })

export const TicketView = Type.Object({
  id: Id,
  kind: Type.Enum(TICKET_KINDS),
  state: Type.Enum(TICKET_STATES),
  /** Group of items the line is for; `general` when it is a question without an item. */
  group: Type.String(),
  service: Type.Union([Type.String(), Type.Null()]),
  serviceName: Type.Union([TextPair, Type.Null()]),
  caseId: Type.Union([Id, Type.Null()]),
  draftId: Type.Union([Id, Type.Null()]),
  language: Type.Enum(LANGUAGES),
  /** People before this one; null when not waiting. */
  ahead: Type.Union([Type.Integer(), Type.Null()]),
  wait: Type.Union([WaitRange, Type.Null()]),
  /** Set while it rings: answer before `until`. `no` of `of` rings; the officer's number, never a name. */
  ring: Type.Union([
    Type.Object({ no: Type.Integer(), of: Type.Integer(), until: Instant, officer: Type.String() }),
    Type.Null(),
  ]),
  /** When the next ring comes after a missed one. */
  nextRingAt: Type.Union([Instant, Type.Null()]),
  bookedFor: Type.Union([Instant, Type.Null()]),
  /** When we promised to call. */
  callbackAt: Type.Union([Instant, Type.Null()]),
  changesLeft: Type.Integer(),
  session: Type.Union([Id, Type.Null()]),
  /** The conversation is set aside and can be gone on with. */
  paused: Type.Boolean(),
  /** What the reader may do now: `answer`, `decline`, `cancel`, `callback`, `move`, `requeue`. */
  may: Type.Array(Type.String()),
  /** When the wait is long: what is offered first. */
  offer: Type.Array(Type.String()),
  since: Instant,
  version: Type.Integer(),
})

export const IceServer = Type.Object({
  urls: Type.Array(Type.String()),
  username: Type.Optional(Type.String()),
  credential: Type.Optional(Type.String()),
})

/** One-time, bound to the account, the session and the device; 60 seconds. */
export const RoomReply = Type.Object({
  token: Type.String(),
  expiresAt: Instant,
  /** The reader's place in the call; the seat is told by the media answer. */
  peer: Type.String(),
  maxPeers: Type.Integer(),
  ice: Type.Array(IceServer),
})
export const RoomBody = Type.Object(
  {
    device: Type.String({ minLength: 8, maxLength: 80 }),
    /** Marks of a camera that a program may feed: each is only a reason to look closer. */
    camera: Type.Optional(Type.Array(Type.Enum(CAMERA_SIGNS), { maxItems: 3 })),
    /** The person is on another device and takes the call to this one: identity is asked from the first step. */
    move: Type.Optional(Type.Boolean()),
  },
  strict,
)

export const MediaBody = Type.Object(
  { token: Code(120), sdp: Type.String({ minLength: 20, maxLength: 60_000 }) },
  strict,
)
export const MediaReply = Type.Object({
  sdp: Type.String(),
  seat: Type.Integer(),
  /** Only engines that offer themselves; the browser's answer goes to the `accept` route. */
  offer: Type.Optional(Type.String()),
})
export const AcceptBody = Type.Object({ sdp: Type.String({ minLength: 20, maxLength: 60_000 }) }, strict)

/** What a browser saw of its own line in the last window; sent about every five seconds. */
export const SignalBody = Type.Object(
  {
    good: Type.Integer({ minimum: 0, maximum: 600 }),
    bad: Type.Integer({ minimum: 0, maximum: 600 }),
    lossPct: Type.Number({ minimum: 0, maximum: 100 }),
    rttMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
    kbit: Type.Integer({ minimum: 0, maximum: 100_000 }),
    path: Type.Enum(['host', 'srflx', 'prflx', 'relay', 'unknown']),
    network: Type.Enum(['wifi', 'cellular', 'ethernet', 'unknown'], { default: 'unknown' }),
    /** What I can take, in bit/s; the others send no more than that. */
    wish: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
    /** The person's own choice: sound first, whatever the line. */
    audioOnly: Type.Optional(Type.Boolean()),
  },
  strict,
)
export const SignalReply = Type.Object({
  rung: Type.Integer({ minimum: 0, maximum: 5 }),
  /** What each side should send now, in bit/s and as a share of the height. */
  maxBitrate: Type.Integer(),
  scale: Type.Number(),
  fps: Type.Integer(),
  audioOnly: Type.Boolean(),
  /** Worst report of the other side, so that the sender follows the receiver. */
  peers: Type.Array(
    Type.Object({
      peer: Type.String(),
      lossPct: Type.Number(),
      kbit: Type.Integer(),
      bad: Type.Integer(),
      wish: Type.Optional(Type.Integer()),
    }),
  ),
  /** What this rung does not allow: `identity`, `capture-frame`, `sign`, `video`. */
  forbids: Type.Array(Type.String()),
})

export const ChatLine = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  from: Type.Enum(['citizen', 'officer', 'guest', 'system']),
  text: Type.String(),
})

export const CaptureView = Type.Object({
  id: Id,
  /** Which step of the checklist asked, or null. */
  step: Type.Union([Type.String(), Type.Null()]),
  /** What is to be photographed. */
  what: TextPair,
  /** Paper sizes have their own gates: long edge in pixels. */
  paper: Type.Enum(['card', 'page', 'vehicle']),
  minLongEdge: Type.Integer(),
  state: Type.Enum(CAPTURE_STATES),
  file: Type.Union([Id, Type.Null()]),
  hash: Type.Union([Type.String(), Type.Null()]),
  mark: Type.Union([Type.Enum(ORIGINALS), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
})

export const ProposalView = Type.Object({
  id: Id,
  field: Type.String(),
  label: TextPair,
  value: Type.String(),
  by: Type.String(),
  state: Type.Enum(['open', 'accepted', 'rejected']),
})

export const DocumentView = Type.Object({
  id: Id,
  title: TextPair,
  pages: Type.Array(Type.String()),
  /** Hex; the same on both screens. */
  hash: Type.String(),
  state: Type.Enum(['shown', 'signed', 'refused', 'void']),
  shownAt: Instant,
  /** Where two must sign: whose signature is there. */
  signedBy: Type.Object({ citizen: Type.Boolean(), second: Type.Boolean() }),
  signedAt: Type.Union([Instant, Type.Null()]),
})

export const StepView = Type.Object({
  id: Type.String(),
  kind: Type.Enum(STEP_TYPES),
  text: TextPair,
  required: Type.Boolean(),
  law: Type.Union([TextPair, Type.Null()]),
  evidence: Type.String(),
  onFail: Type.String(),
  /** Where the second of two comes in. */
  meets: Type.Union([Type.Literal('second'), Type.Null()]),
  /** Asked alone, the other of the two muted or out of the room. */
  apart: Type.Union([Type.Enum(['owner', 'second']), Type.Null()]),
  result: Type.Union([Type.Enum(STEP_RESULTS), Type.Null()]),
  note: Type.Union([Type.String(), Type.Null()]),
  by: Type.Union([Type.String(), Type.Null()]),
  offsetMs: Type.Union([Type.Integer(), Type.Null()]),
})

export const GuestView = Type.Object({
  id: Id,
  kind: Type.Enum(GUEST_KINDS),
  mode: Type.Enum(GUEST_MODES),
  label: Type.String(),
  /** What somebody who came with a code said of themselves. */
  name: Type.Union([Type.String(), Type.Null()]),
  relation: Type.Union([Type.String(), Type.Null()]),
  /** At the door: waits for the officer. */
  asking: Type.Boolean(),
  joined: Type.Boolean(),
  muted: Type.Boolean(),
  /** Only for guests who whisper: the citizen does not hear them, and is told that they are there. */
  silent: Type.Boolean(),
})

export const ConsentView = Type.Object({
  kind: Type.Enum(CONSENTS),
  title: TextPair,
  text: TextPair,
  version: Type.String(),
  hash: Type.String(),
  given: Type.Union([Type.Boolean(), Type.Null()]),
})

export const SuspendedView = Type.Union([
  Type.Object({
    cause: Type.Enum(CAUSES),
    at: Instant,
    /** Until then back to the front of the line with a quick re-check; afterwards full identity. */
    quickUntil: Instant,
    until: Instant,
    /** The house has put the person back into the line itself (hand-over, officer lost): nothing to press. */
    queued: Type.Boolean(),
  }),
  Type.Null(),
])

/** What both sides see of the conversation. */
export const sessionCore = {
  id: Id,
  ticket: Id,
  caseId: Type.Union([Id, Type.Null()]),
  draftId: Type.Union([Id, Type.Null()]),
  service: Type.Union([Type.String(), Type.Null()]),
  serviceName: Type.Union([TextPair, Type.Null()]),
  phase: Type.Enum(PHASES),
  link: Type.Enum(LINKS),
  suspended: SuspendedView,
  /** Whose line is away, and since when; null while both are there. `media`: the house's own carrier of calls. */
  lost: Type.Union([Type.Object({ side: Type.Enum(['citizen', 'officer', 'media']), at: Instant }), Type.Null()]),
  /** Four digits that both sides read out; nobody else knows them. */
  code: Type.String(),
  startedAt: Instant,
  officeName: TextPair,
  officer: Type.String(),
  recording: Type.Enum(['off', 'starting', 'on', 'failed', 'ended']),
  consultOnly: Type.Boolean(),
  rung: Type.Integer(),
  chat: Type.Array(ChatLine),
  captures: Type.Array(CaptureView),
  proposals: Type.Array(ProposalView),
  document: Type.Union([DocumentView, Type.Null()]),
  guests: Type.Array(GuestView),
  /** The other of two who must agree: on an own line (`leg`), in the same room, or not there yet. */
  second: Type.Union([
    Type.Object({
      guest: Type.Union([Id, Type.Null()]),
      mode: Type.Enum(['awaited', 'leg', 'room']),
      recording: Type.Union([Type.Boolean(), Type.Null()]),
      face: Type.Union([Type.Boolean(), Type.Null()]),
      citizenMuted: Type.Boolean(),
      /** Two at one phone: who is asked alone now, and whether the other has gone out. */
      apart: Type.Union([Type.Object({ who: Type.Enum(['owner', 'second']), gone: Type.Boolean() }), Type.Null()]),
    }),
    Type.Null(),
  ]),
  payment: Type.Enum(['none', 'unpaid', 'paying', 'paid']),
  outcome: Type.Union([
    Type.Object({ kind: Type.Enum(OUTCOMES), words: TextPair, reason: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
  version: Type.Integer(),
}

export const Cues = Type.Object({
  /** Six digits to be read aloud, one pose, colours that the screen shows in turn. */
  digits: Type.String(),
  pose: TextPair,
  colours: Type.Array(Type.String()),
  until: Instant,
  tryNo: Type.Integer(),
})

export const ChatText = Words(1_000)
