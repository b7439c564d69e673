import { Type } from 'typebox'
import { CAUSES, CONSENTS, GUEST_KINDS } from '#domain/video/terms.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'
import {
  AcceptBody,
  CaptureView,
  ChatText,
  Code,
  ConsentView,
  Cues,
  MediaBody,
  MediaReply,
  RoomBody,
  RoomReply,
  sessionCore,
  SignalBody,
  SignalReply,
  TicketView,
} from './video-shared.ts'

/** The conversation, from the citizen’s side and the guests’. */

export const MySession = Type.Object({
  ...sessionCore,
  consents: Type.Array(ConsentView),
  /** Shown to the person while the cues of step 1 are asked. */
  cues: Type.Union([Cues, Type.Null()]),
  /** What the person must do now: `join`, `compare-code`, `consent`, `cues`, `wait`, `capture`, `field`, `confirm`, `sign`, `pay`, `resume`, `rate`. */
  todo: Type.String(),
  todoText: TextPair,
  codeSeen: Type.Union([Type.Boolean(), Type.Null()]),
  /** What the officer read back and the person confirms. */
  summary: Type.Array(TextPair),
  summaryConfirmed: Type.Boolean(),
  role: Type.Enum(['citizen', 'guest']),
})

export const readMySession = route({
  name: 'readMySession',
  method: 'GET',
  path: '/api/my/video/sessions/:id',
  act: 'video.own',
  summary: 'The conversation as its citizen (or a guest) sees it',
  params: ById,
  reply: MySession,
})
export const enterRoom = route({
  name: 'enterRoom',
  method: 'POST',
  path: '/api/my/video/sessions/:id/room',
  act: 'video.own',
  summary: 'A one-time key to the room, bound to this account and device, for 60 seconds',
  params: ById,
  body: RoomBody,
  reply: RoomReply,
})
export const sendMedia = route({
  name: 'sendMedia',
  method: 'POST',
  path: '/api/my/video/sessions/:id/media',
  act: 'video.own',
  idempotent: 'own',
  summary: 'SDP offer → SDP answer, for joining and for coming back (a new key and a new connection each time)',
  params: ById,
  body: MediaBody,
  reply: MediaReply,
})
export const acceptMedia = route({
  name: 'acceptMedia',
  method: 'POST',
  path: '/api/my/video/sessions/:id/media/accept',
  act: 'video.own',
  idempotent: 'own',
  summary: 'Answer to an offer of the media engine, where it makes one',
  params: ById,
  body: AcceptBody,
  reply: Ok,
})
export const sendSignal = route({
  name: 'sendSignal',
  method: 'POST',
  path: '/api/my/video/sessions/:id/signal',
  act: 'video.own',
  idempotent: 'own',
  summary: 'How good the line is, and what to send now',
  params: ById,
  body: SignalBody,
  reply: SignalReply,
})

const signature = {
  document: Id,
  /** The hash that stands on the own screen: another one was another text. */
  hash: Type.String({ minLength: 64, maxLength: 64 }),
  readToEnd: Type.Literal(true),
  name: Words(40),
  /** Handwriting: x, y, ms triples for each stroke, at most 200 kB of JSON. */
  strokes: Type.String({ minLength: 2, maxLength: 200_000 }),
}
/** What the second of two who must agree does, on the own device or on the citizen's. */
export const SecondAct = [
  Type.Object(
    {
      type: Type.Literal('second-consent'),
      kind: Type.Enum(['recording', 'face']),
      given: Type.Boolean(),
      version: Code(20),
      hash: Type.String({ minLength: 64, maxLength: 64 }),
    },
    strict,
  ),
  Type.Object({ type: Type.Literal('second-sign'), ...signature }, strict),
] as const

/** Everything the citizen does in a conversation; which of it fits now is decided in one table (domain/video/session.ts). */
export const CitizenAct = Type.Union([
  Type.Object({ type: Type.Literal('code-seen'), same: Type.Boolean() }, strict),
  Type.Object(
    {
      type: Type.Literal('consent'),
      kind: Type.Enum(CONSENTS),
      given: Type.Boolean(),
      version: Code(20),
      hash: Type.String({ minLength: 64, maxLength: 64 }),
    },
    strict,
  ),
  Type.Object({ type: Type.Literal('withdraw-consent'), kind: Type.Enum(CONSENTS) }, strict),
  Type.Object({ type: Type.Literal('chat'), text: ChatText }, strict),
  Type.Object({ type: Type.Literal('capture-begun'), capture: Id }, strict),
  Type.Object({ type: Type.Literal('capture-refused'), capture: Id, reason: Words(200) }, strict),
  Type.Object({ type: Type.Literal('field'), proposal: Id, accept: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('confirm-summary'), agree: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('sign'), ...signature }, strict),
  ...SecondAct,
  Type.Object({ type: Type.Literal('stepped-out') }, strict),
  Type.Object({ type: Type.Literal('refuse-sign'), document: Id, reason: Words(300) }, strict),
  Type.Object({ type: Type.Literal('screen'), on: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('paying'), on: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('left'), cause: Type.Enum(CAUSES) }, strict),
  Type.Object({ type: Type.Literal('stop'), reason: Type.Optional(Words(300)) }, strict),
])
export const actInSession = route({
  name: 'actInSession',
  method: 'POST',
  path: '/api/my/video/sessions/:id/acts',
  act: 'video.own',
  summary: 'Do something in the conversation: acknowledged by the answer, or it did not happen',
  params: ById,
  body: Type.Object({ act: CitizenAct }, strict),
  reply: MySession,
})
export const sendCapture = route({
  name: 'sendCapture',
  method: 'POST',
  path: '/api/my/video/sessions/:id/captures/:capture',
  act: 'video.own',
  idempotent: 'own',
  summary:
    'The photo the officer asked for (multipart/form-data: `sha256` of the file in hex, `how`, then `file`); the same photo sent again is the same',
  params: Type.Object({ id: Id, capture: Id }, strict),
  body: Type.Any({
    description: 'multipart/form-data: fields `sha256`, `how` (photo | frame | file | earlier) before one part `file`',
  }),
  reply: CaptureView,
})
export const resumeSession = route({
  name: 'resumeSession',
  method: 'POST',
  path: '/api/my/video/sessions/:id/resume',
  act: 'video.own',
  summary: 'Back after a lost or suspended call: within ten minutes to the front of the line',
  params: ById,
  body: RoomBody,
  reply: TicketView,
})
export const inviteGuest = route({
  name: 'inviteGuest',
  method: 'POST',
  path: '/api/my/video/sessions/:id/guests',
  act: 'video.own',
  summary:
    'Ask a second person in: spouse, guardian, family, interpreter; they knock with the code, without an account, and the officer lets them in',
  params: ById,
  body: Type.Object(
    { kind: Type.Enum(GUEST_KINDS.filter((k) => k !== 'colleague' && k !== 'supervisor')), label: Words(20) },
    strict,
  ),
  reply: Type.Object({ code: Type.String(), expiresAt: Instant }),
})
