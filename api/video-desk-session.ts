import { Type } from 'typebox'
import {
  CAUSES,
  HANDOVERS,
  IDENTITY_ANSWERS,
  IDENTITY_RESULTS,
  IDENTITY_STEPS,
  ORIGINALS,
  OUTCOMES,
  STEP_RESULTS,
  STOP_CAUSES,
} from '#domain/video/terms.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'
import { IdentityView } from './video-identity.ts'
import {
  AcceptBody,
  ChatText,
  Code,
  ConsentView,
  MediaBody,
  MediaReply,
  RoomBody,
  RoomReply,
  sessionCore,
  SignalBody,
  SignalReply,
  StepView,
} from './video-shared.ts'

/** The conversation, from the officer’s side. */
const orNull = Type.Union([Type.String(), Type.Null()])

const Row = Type.Object({
  label: TextPair,
  value: TextPair,
  field: Type.Optional(Type.String()),
  masked: Type.Boolean(),
})

export const DeskSession = Type.Object({
  ...sessionCore,
  caseNumber: orNull,
  caseStep: orNull,
  /** Masked, as everywhere; whole values by `unmask` with a reason. */
  applicant: Type.Array(Row),
  subject: Type.Array(Row),
  form: Type.Array(Row),
  /** Editable fields for filling in together: name, label, present value. */
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      label: TextPair,
      kind: Type.String(),
      value: Type.String(),
      options: Type.Array(Type.Object({ value: Type.String(), label: TextPair })),
    }),
  ),
  checks: Type.Array(Type.Object({ label: TextPair, outcome: Type.String(), words: Type.Array(TextPair) })),
  /** Pictures to hold beside the face: files of the house, newest first. */
  photos: Type.Array(Type.Object({ file: Id, what: TextPair })),
  consents: Type.Array(ConsentView),
  opening: TextPair,
  /** Who speaks the opening and when it was done. */
  openingDone: Type.Boolean(),
  codeSeen: Type.Object({
    officer: Type.Union([Type.Boolean(), Type.Null()]),
    citizen: Type.Union([Type.Boolean(), Type.Null()]),
  }),
  /** The place with a helper from which it is called. */
  station: Type.Union([TextPair, Type.Null()]),
  identity: IdentityView,
  steps: Type.Array(StepView),
  /** Everything still missing, for the one full list (order 164 art. 3). */
  missing: Type.Array(TextPair),
  /** Which outcomes may be given now, and why the others may not. */
  outcomes: Type.Array(
    Type.Object({ kind: Type.Enum(OUTCOMES), label: TextPair, ok: Type.Boolean(), why: Type.Optional(TextPair) }),
  ),
  summary: Type.Array(TextPair),
  summaryConfirmed: Type.Union([Type.Boolean(), Type.Null()]),
  signal: Type.Array(
    Type.Object({
      peer: Type.String(),
      rung: Type.Integer(),
      lossPct: Type.Number(),
      rttMs: Type.Integer(),
      path: Type.String(),
      at: Instant,
    }),
  ),
  /** Commands of the officer that fit now; the others are refused by the same table. */
  may: Type.Array(Type.String()),
  handedOver: Type.Array(
    Type.Object({
      at: Instant,
      kind: Type.Enum(HANDOVERS),
      from: Type.String(),
      to: orNull,
      reason: Type.String(),
      summary: Type.String(),
    }),
  ),
})

export const readDeskSession = route({
  name: 'readDeskSession',
  method: 'GET',
  path: '/api/video/sessions/:id',
  act: 'video.talk',
  summary: 'The conversation as its officer sees it (recorded as a read)',
  params: ById,
  reply: DeskSession,
})
export const enterDeskRoom = route({
  name: 'enterDeskRoom',
  method: 'POST',
  path: '/api/video/sessions/:id/room',
  act: 'video.talk',
  summary: 'A one-time key to the room for the officer or a joined colleague',
  params: ById,
  body: RoomBody,
  reply: RoomReply,
})
export const sendDeskMedia = route({
  name: 'sendDeskMedia',
  method: 'POST',
  path: '/api/video/sessions/:id/media',
  act: 'video.talk',
  idempotent: 'own',
  summary: 'SDP offer → SDP answer of the officer',
  params: ById,
  body: MediaBody,
  reply: MediaReply,
})
export const acceptDeskMedia = route({
  name: 'acceptDeskMedia',
  method: 'POST',
  path: '/api/video/sessions/:id/media/accept',
  act: 'video.talk',
  idempotent: 'own',
  summary: 'Answer to an offer of the media engine, where it makes one',
  params: ById,
  body: AcceptBody,
  reply: Ok,
})
export const sendDeskSignal = route({
  name: 'sendDeskSignal',
  method: 'POST',
  path: '/api/video/sessions/:id/signal',
  act: 'video.talk',
  idempotent: 'own',
  summary: 'How good the officer’s line is, and what to send now',
  params: ById,
  body: SignalBody,
  reply: SignalReply,
})

const Reason = Words(300, 2)
/** Everything an officer does in a conversation; which of it fits now is decided in one table (domain/video/session.ts). */
export const OfficerAct = Type.Union([
  Type.Object({ type: Type.Literal('code-seen'), same: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('opening-said') }, strict),
  Type.Object({ type: Type.Literal('ask-cues') }, strict),
  Type.Object(
    {
      type: Type.Literal('identity'),
      step: Type.Enum(IDENTITY_STEPS),
      answer: Type.Enum(IDENTITY_ANSWERS),
      note: Type.Optional(Words(300)),
    },
    strict,
  ),
  Type.Object(
    { type: Type.Literal('identity-result'), result: Type.Enum(IDENTITY_RESULTS), note: Type.Optional(Words(300)) },
    strict,
  ),
  Type.Object(
    { type: Type.Literal('step'), step: Code(40), result: Type.Enum(STEP_RESULTS), note: Type.Optional(Words(300)) },
    strict,
  ),
  Type.Object(
    {
      type: Type.Literal('ask-capture'),
      step: Type.Optional(Code(40)),
      what: Words(60),
      paper: Type.Enum(['card', 'page', 'vehicle']),
    },
    strict,
  ),
  Type.Object(
    {
      type: Type.Literal('judge-capture'),
      capture: Id,
      accept: Type.Boolean(),
      mark: Type.Enum(ORIGINALS),
      note: Type.Optional(Words(200)),
    },
    strict,
  ),
  Type.Object({ type: Type.Literal('propose-field'), field: Code(60), value: Type.String({ maxLength: 500 }) }, strict),
  Type.Object({ type: Type.Literal('chat'), text: ChatText }, strict),
  Type.Object({ type: Type.Literal('read-back') }, strict),
  Type.Object({ type: Type.Literal('ask-sign') }, strict),
  Type.Object({ type: Type.Literal('ask-pay') }, strict),
  Type.Object({ type: Type.Literal('hold'), on: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('suspend'), cause: Type.Enum(CAUSES), note: Type.Optional(Words(300)) }, strict),
  Type.Object({ type: Type.Literal('signal-fraud'), code: Code(40), note: Words(300, 2) }, strict),
  Type.Object({ type: Type.Literal('mute-citizen'), muted: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('second-room'), on: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('ask-apart'), who: Type.Enum(['owner', 'second']) }, strict),
  Type.Object({ type: Type.Literal('mute-guest'), guest: Id, muted: Type.Boolean() }, strict),
  Type.Object({ type: Type.Literal('admit-guest'), guest: Id }, strict),
  Type.Object({ type: Type.Literal('remove-guest'), guest: Id }, strict),
  Type.Object(
    {
      type: Type.Literal('hand-over'),
      kind: Type.Enum(HANDOVERS),
      reason: Reason,
      /** From the checklist, edited by the officer; at most 300. */
      summary: Words(300, 2),
      /** Officer number for a warm transfer; left out: anybody with the skill. */
      to: Type.Optional(Code(20)),
      citizenAgrees: Type.Boolean(),
    },
    strict,
  ),
  Type.Object(
    {
      type: Type.Literal('outcome'),
      outcome: Type.Enum(OUTCOMES),
      reason: Type.Optional(Words(500, 2)),
      /** With `ended-no-result`: abused (the recording is kept as evidence), or the person has died (heirs are shown the way). */
      cause: Type.Optional(Type.Enum(STOP_CAUSES)),
      /** Ground of a rejection: a code of the service’s refusals. */
      ground: Type.Optional(Code(60)),
      /** The one full list for a correction. */
      missing: Type.Optional(
        Type.Array(Type.Object({ target: Type.String({ maxLength: 60 }), reason: Words(300, 2) }, strict), {
          maxItems: 20,
        }),
      ),
      /** Where and when, for the counter. */
      site: Type.Optional(Code(40)),
      /** With `to-counter`: a booked time at the site. */
      at: Type.Optional(Instant),
      note: Type.Optional(Words(500)),
    },
    strict,
  ),
])
export const actAtDesk = route({
  name: 'actAtDesk',
  method: 'POST',
  path: '/api/video/sessions/:id/acts',
  act: 'video.talk',
  summary: 'Do something in the conversation: acknowledged by the answer, or it did not happen',
  params: ById,
  body: Type.Object({ act: OfficerAct }, strict),
  reply: DeskSession,
})
export const unmaskInSession = route({
  name: 'unmaskInSession',
  method: 'POST',
  path: '/api/video/sessions/:id/unmask',
  act: 'video.talk',
  summary: 'One masked value in the conversation, with a reason the citizen will see',
  params: ById,
  body: Type.Object({ field: Code(60), reason: Words(200, 2) }, strict),
  reply: Type.Object({ value: Type.String() }),
})
export const readCapture = route({
  name: 'readCapture',
  method: 'GET',
  path: '/api/video/sessions/:id/captures/:capture',
  act: 'video.talk',
  summary:
    'A photo taken in the conversation, or one that is held beside the face (image/jpeg); the reading is written down',
  params: Type.Object({ id: Id, capture: Id }, strict),
  reply: Type.Any({ description: 'image/jpeg' }),
})
