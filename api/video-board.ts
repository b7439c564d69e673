import { Type } from 'typebox'
import { GUEST_KINDS, GUEST_MODES, OFFICER_STATES } from '#domain/video/terms.ts'
import { route } from './route.ts'
import { ById, Day, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'
import { Code, WaitRange } from './video-shared.ts'

/** What a supervisor of the video window sees and does; what touches a conversation is told to its citizen. */
const orNull = Type.Union([Type.String(), Type.Null()])

export const VideoBoard = Type.Object({
  day: Day,
  notice: Type.Union([TextPair, Type.Null()]),
  closesAt: Type.Union([Instant, Type.Null()]),
  lines: Type.Array(
    Type.Object({
      group: Type.String(),
      name: TextPair,
      waiting: Type.Integer(),
      longestSeconds: Type.Integer(),
      wait: Type.Union([WaitRange, Type.Null()]),
      /** Share of the tickets whose real wait lay inside the told range × 1.3. */
      waitHit: Type.Union([Type.Number(), Type.Null()]),
      servers: Type.Integer(),
      walkIn: Type.Boolean(),
      alerts: Type.Array(TextPair),
    }),
  ),
  officers: Type.Array(
    Type.Object({
      id: Type.String(),
      state: Type.Enum(OFFICER_STATES),
      reason: orNull,
      since: Instant,
      session: Type.Union([Id, Type.Null()]),
      declines: Type.Integer(),
      /** The page of the desk says nothing. */
      silent: Type.Boolean(),
    }),
  ),
  sessions: Type.Array(
    Type.Object({
      id: Id,
      officer: Type.String(),
      serviceName: Type.Union([TextPair, Type.Null()]),
      phase: Type.String(),
      link: Type.String(),
      rung: Type.Integer(),
      recording: Type.String(),
      startedAt: Instant,
      guests: Type.Integer(),
      signals: Type.Integer(),
    }),
  ),
  health: Type.Object({
    nodes: Type.Array(
      Type.Object({ id: Type.String(), calls: Type.Integer(), seenAt: Instant, alive: Type.Boolean() }),
    ),
    turn: Type.Boolean(),
    recorder: Type.Boolean(),
  }),
  figures: Type.Object({
    offered: Type.Integer(),
    answered: Type.Integer(),
    abandoned: Type.Integer(),
    asaSeconds: Type.Union([Type.Number(), Type.Null()]),
    inSlo: Type.Union([Type.Number(), Type.Null()]),
    handleSeconds: Type.Union([Type.Number(), Type.Null()]),
    talkSeconds: Type.Union([Type.Number(), Type.Null()]),
    holdSeconds: Type.Union([Type.Number(), Type.Null()]),
    wrapUpSeconds: Type.Union([Type.Number(), Type.Null()]),
    firstContact: Type.Union([Type.Number(), Type.Null()]),
    dropRate: Type.Union([Type.Number(), Type.Null()]),
    resumed: Type.Union([Type.Number(), Type.Null()]),
    transferRate: Type.Union([Type.Number(), Type.Null()]),
    age60Share: Type.Union([Type.Number(), Type.Null()]),
    /** Mean of the stars, share of conversations that were rated, complaints of all conversations. */
    rating: Type.Union([Type.Number(), Type.Null()]),
    rated: Type.Union([Type.Number(), Type.Null()]),
    complaintRate: Type.Union([Type.Number(), Type.Null()]),
    /** Officers’ time for each conversation, in fen. */
    costFen: Type.Union([Type.Integer(), Type.Null()]),
    /** Share of the told waits whose real wait lay inside the range × 1.3; wanted 0.8. */
    waitHit: Type.Union([Type.Number(), Type.Null()]),
    drops: Type.Array(Type.Object({ cause: Type.String(), count: Type.Integer() })),
    identity: Type.Array(Type.Object({ result: Type.String(), count: Type.Integer() })),
    outcomes: Type.Array(Type.Object({ outcome: Type.String(), count: Type.Integer() })),
    toCounter: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() })),
    rungMinutes: Type.Array(Type.Object({ rung: Type.Integer(), minutes: Type.Number() })),
    networks: Type.Array(Type.Object({ network: Type.String(), calls: Type.Integer(), drops: Type.Integer() })),
  }),
})
export const readVideoBoard = route({
  name: 'readVideoBoard',
  method: 'GET',
  path: '/api/video/board',
  act: 'video.supervise',
  summary: 'Lines, officers, conversations and health of the video window now, and the figures of a day',
  query: Type.Object({ day: Type.Optional(Day) }, strict),
  reply: VideoBoard,
})
export const setVideoLine = route({
  name: 'setVideoLine',
  method: 'POST',
  path: '/api/video/board/lines/:group',
  act: 'video.supervise',
  summary: 'Open or close walk-in for a line',
  params: Type.Object({ group: Code(40) }, strict),
  body: Type.Object({ walkIn: Type.Boolean(), reason: Words(300, 2) }, strict),
  reply: VideoBoard,
})
export const setVideoNotice = route({
  name: 'setVideoNotice',
  method: 'POST',
  path: '/api/video/board/notice',
  act: 'video.supervise',
  summary: 'A sentence for everybody (outage, alarm), longer hours today, or all conversations set aside at once',
  body: Type.Object(
    {
      notice: Type.Optional(Type.Union([Type.Object({ zh: Words(200), en: Words(300) }, strict), Type.Null()])),
      extendMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 180 })),
      /** Fire alarm: everybody is suspended, every ticket keeps its place. */
      suspendAll: Type.Optional(Type.Boolean()),
      reason: Words(300, 2),
    },
    strict,
  ),
  reply: VideoBoard,
})
export const joinSession = route({
  name: 'joinSession',
  method: 'POST',
  path: '/api/video/sessions/:id/join',
  act: 'video.supervise',
  summary: 'Join, whisper to the officer, or take over: the citizen is told in every case',
  params: ById,
  body: Type.Object({ mode: Type.Enum(GUEST_MODES), reason: Words(300, 2) }, strict),
  reply: Type.Object({ guest: Id, peer: Type.String() }),
})
export const inviteToSession = route({
  name: 'inviteToSession',
  method: 'POST',
  path: '/api/video/sessions/:id/guests',
  act: 'video.talk',
  summary: 'Ask somebody in: spouse, guardian, interpreter, a colleague',
  params: ById,
  body: Type.Object({ kind: Type.Enum(GUEST_KINDS), label: Words(20) }, strict),
  reply: Type.Object({ code: Type.String(), expiresAt: Instant }),
})
export const endSession = route({
  name: 'endVideoSession',
  method: 'POST',
  path: '/api/video/sessions/:id/end',
  act: 'video.supervise',
  summary: 'End a conversation, with the reason the citizen is told; what is done stays',
  params: ById,
  body: Type.Object({ reason: Words(300, 2) }, strict),
  reply: Ok,
})
