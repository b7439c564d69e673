import { Type } from 'typebox'
import { BREAK_REASONS, LANGUAGES, OFFICER_STATES, TICKET_KINDS } from '#domain/video/terms.ts'
import { route } from './route.ts'
import { ById, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'

/**
 * The officer's side of the video window. News: topic `video-desk` (own state, an offer), `video:<session id>` (the
 * conversation), `office` (the board).
 */

const Nullable = <T extends ReturnType<typeof Type.Object>>(schema: T) => Type.Union([schema, Type.Null()])
const orNull = Type.Union([Type.String(), Type.Null()])

export const VideoDesk = Type.Object({
  state: Type.Enum(OFFICER_STATES),
  reason: orNull,
  since: Instant,
  /** Wrap-up ends by itself then; a break is due then. */
  until: Type.Union([Instant, Type.Null()]),
  breakDue: Type.Boolean(),
  /** Taken off duty because this page said nothing for too long. */
  silent: Type.Boolean(),
  shiftEnd: Type.Union([Instant, Type.Null()]),
  session: Type.Union([Id, Type.Null()]),
  offer: Nullable(
    Type.Object({
      ticket: Id,
      kind: Type.Enum(TICKET_KINDS),
      group: Type.String(),
      serviceName: Type.Union([TextPair, Type.Null()]),
      caseNumber: orNull,
      language: Type.Enum(LANGUAGES),
      resumed: Type.Boolean(),
      waitedSeconds: Type.Integer(),
      /** It answers itself then. */
      acceptAt: Instant,
    }),
  ),
  skills: Type.Array(
    Type.Object({ group: Type.String(), name: TextPair, languages: Type.Array(Type.Enum(LANGUAGES)) }),
  ),
  waiting: Type.Integer(),
  today: Type.Object({
    answered: Type.Integer(),
    declined: Type.Integer(),
    talkMinutes: Type.Integer(),
    /** Over the number a day that is shown to the supervisor. */
    manyDeclines: Type.Boolean(),
  }),
})

export const readVideoDesk = route({
  name: 'readVideoDesk',
  method: 'GET',
  path: '/api/video/desk',
  act: 'video.serve',
  summary: 'My state at the video window, the offer that rings, my conversation',
  reply: VideoDesk,
})
export const setVideoState = route({
  name: 'setVideoState',
  method: 'POST',
  path: '/api/video/desk/state',
  act: 'video.serve',
  summary: 'Ready, break with a reason, or offline; a break during a conversation begins after it',
  body: Type.Object(
    {
      state: Type.Enum(['ready', 'break', 'offline']),
      reason: Type.Optional(Type.Enum(BREAK_REASONS)),
      /** Offers stop when a conversation of usual length no longer fits. */
      shiftEnd: Type.Optional(Instant),
    },
    strict,
  ),
  reply: VideoDesk,
})
export const deskSpeaks = route({
  name: 'deskSpeaks',
  method: 'POST',
  path: '/api/video/desk/alive',
  act: 'video.serve',
  idempotent: 'own',
  summary: 'The page of my desk is open; without it nobody is offered to me after a minute',
  body: Type.Object({}, strict),
  reply: Ok,
})
export const setShift = route({
  name: 'setShift',
  method: 'POST',
  path: '/api/video/desk/shift',
  act: 'video.serve',
  summary: 'When my shift ends: no offers shortly before, off duty then',
  body: Type.Object({ end: Type.Union([Instant, Type.Null()]) }, strict),
  reply: VideoDesk,
})
export const acceptOffer = route({
  name: 'acceptOffer',
  method: 'POST',
  path: '/api/video/offers/:id/accept',
  act: 'video.offer',
  summary: 'Take the offered ticket: the citizen’s devices ring',
  params: ById,
  body: Type.Object({}, strict),
  reply: VideoDesk,
})
export const declineOffer = route({
  name: 'declineOffer',
  method: 'POST',
  path: '/api/video/offers/:id/decline',
  act: 'video.offer',
  summary: 'Not me, with the reason (relative, no certificate, language …)',
  params: ById,
  body: Type.Object({ reason: Words(200, 2) }, strict),
  reply: VideoDesk,
})
export const callNow = route({
  name: 'callNow',
  method: 'POST',
  path: '/api/video/call',
  act: 'case.review',
  summary: 'A three-minute video from a case instead of a rejection: a ticket at the front that rings at once',
  body: Type.Object({ caseId: Id, reason: Words(200, 2) }, strict),
  reply: Type.Object({ ticket: Id }),
})

export const finishWrapUp = route({
  name: 'finishWrapUp',
  method: 'POST',
  path: '/api/video/desk/wrapped-up',
  act: 'video.serve',
  summary: 'Checklist and outcome are complete: ready for the next before the time is over',
  body: Type.Object({}, strict),
  reply: VideoDesk,
})
