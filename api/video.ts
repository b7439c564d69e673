import { Type } from 'typebox'
import { LANGUAGES, PRIORITIES } from '#domain/video/terms.ts'
import { route } from './route.ts'
import { ById, Day, Id, Instant, Ok, strict, TextPair, Words } from './shared.ts'
import { Code, ConsentView, IceServer, TicketView, WaitRange } from './video-shared.ts'

/**
 * The citizen's side of the video window. News: topic `me` tells that a ticket or a conversation changed (a ring, too);
 * topic `video:<session id>` tells that a conversation changed. Whoever hears it reads again.
 */

const Service = Type.String({ maxLength: 80 })

export const videoWindow = route({
  name: 'videoWindow',
  method: 'GET',
  path: '/api/video/window',
  act: 'public',
  summary: 'Hours of the video window, what it is for and how long the wait is about',
  reply: Type.Object({
    open: Type.Boolean(),
    /** Today's hours, or the next day's that has any. */
    day: Day,
    hours: Type.Array(Type.Object({ from: Instant, to: Instant })),
    nextOpening: Type.Union([Instant, Type.Null()]),
    hotline: Type.String(),
    /** A sentence of the supervisor for everybody (outage, alarm). */
    notice: Type.Union([TextPair, Type.Null()]),
    groups: Type.Array(
      Type.Object({
        group: Type.String(),
        name: TextPair,
        services: Type.Array(Type.Object({ code: Service, name: TextPair })),
        minutes: Type.Integer(),
        walkIn: Type.Boolean(),
        /** Why nobody is let into the line now: `closed`, `too-late-today`, `long-wait`, `no-officer`. */
        why: Type.Union([Type.String(), Type.Null()]),
        wait: Type.Union([WaitRange, Type.Null()]),
        languages: Type.Array(Type.Enum(LANGUAGES)),
      }),
    ),
    consents: Type.Array(ConsentView),
  }),
})

const about = {
  /** Exactly one of the three, or none for a question. */
  service: Type.Optional(Service),
  caseId: Type.Optional(Id),
  draftId: Type.Optional(Id),
  language: Type.Enum(LANGUAGES, { default: 'zh' }),
  priority: Type.Optional(Type.Enum(PRIORITIES)),
}

export const takeTicket = route({
  name: 'takeTicket',
  method: 'POST',
  path: '/api/my/video/tickets',
  act: 'citizen.self',
  summary: 'Take a place in the line; the same person and matter keep the place they have',
  body: Type.Object(
    {
      ...about,
      station: Type.Optional(Words(40)),
      /** Not to wait but to be called: possible when nobody can walk in, too. */
      callback: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  reply: TicketView,
})
export const myTickets = route({
  name: 'myTickets',
  method: 'GET',
  path: '/api/my/video/tickets',
  act: 'citizen.self',
  summary: 'My places in the line, bookings and the last conversations',
  reply: Type.Object({ tickets: Type.Array(TicketView), bookingsPausedUntil: Type.Union([Instant, Type.Null()]) }),
})
export const readTicket = route({
  name: 'readTicket',
  method: 'GET',
  path: '/api/my/video/tickets/:id',
  act: 'video.own',
  summary: 'One ticket: how many are ahead, about how long, whether it rings',
  params: ById,
  reply: TicketView,
})
export const answerRing = route({
  name: 'answerRing',
  method: 'POST',
  path: '/api/my/video/tickets/:id/answer',
  act: 'video.own',
  summary: 'Take the call',
  params: ById,
  body: Type.Object({}, strict),
  reply: Type.Object({ session: Id }),
})
const ticketAct = (name: string, word: string, summary: string) =>
  route({
    name,
    method: 'POST',
    path: `/api/my/video/tickets/:id/${word}`,
    act: 'video.own',
    summary,
    params: ById,
    body: Type.Object({}, strict),
    reply: TicketView,
  })
export const declineRing = ticketAct('declineRing', 'decline', 'Not now: counts as a missed ring')
export const cancelTicket = ticketAct('cancelTicket', 'cancel', 'Leave the line or cancel the booking')
export const askCallback = ticketAct('askCallback', 'callback', 'Let an officer call instead of waiting')
export const requeueTicket = ticketAct(
  'requeueTicket',
  'requeue',
  'Back into the line after missed rings or a lost call',
)

export const videoGrid = route({
  name: 'videoGrid',
  method: 'GET',
  path: '/api/video/grid',
  act: 'public',
  summary: 'Times that can be booked in the next days',
  query: Type.Object({ service: Type.Optional(Service), language: Type.Enum(LANGUAGES, { default: 'zh' }) }, strict),
  reply: Type.Object({
    group: Type.String(),
    minutes: Type.Integer(),
    days: Type.Array(
      Type.Object({ day: Day, slots: Type.Array(Type.Object({ at: Instant, left: Type.Integer({ minimum: 0 }) })) }),
    ),
  }),
})
export const bookVideo = route({
  name: 'bookVideo',
  method: 'POST',
  path: '/api/my/video/bookings',
  act: 'citizen.self',
  summary: 'Book a time: at most two in the future, one for a case',
  body: Type.Object({ ...about, at: Instant }, strict),
  reply: TicketView,
})
export const moveBooking = route({
  name: 'moveBooking',
  method: 'POST',
  path: '/api/my/video/tickets/:id/move',
  act: 'video.own',
  summary: 'Another time: free until two hours before, twice',
  params: ById,
  body: Type.Object({ at: Instant }, strict),
  reply: TicketView,
})
export const testLine = route({
  name: 'testLine',
  method: 'POST',
  path: '/api/video/line-test',
  act: 'public',
  idempotent: 'own',
  summary:
    'SDP offer → SDP answer of a connection that lives ten seconds: do packets reach the media port, and by which relay',
  body: Type.Object({ sdp: Type.String({ minLength: 20, maxLength: 60_000 }) }, strict),
  reply: Type.Object({ sdp: Type.String(), ice: Type.Array(IceServer) }),
})
export const testDevice = route({
  name: 'testDevice',
  method: 'POST',
  path: '/api/my/video/device-test',
  act: 'citizen.self',
  summary: 'Result of the ten-second test; gives advice and never blocks',
  body: Type.Object(
    {
      camera: Type.Boolean(),
      microphone: Type.Boolean(),
      speaker: Type.Boolean(),
      udp: Type.Boolean(),
      relay: Type.Boolean(),
      lossPct: Type.Number({ minimum: 0, maximum: 100 }),
      rttMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
      kbit: Type.Integer({ minimum: 0, maximum: 100_000 }),
    },
    strict,
  ),
  reply: Type.Object({
    verdict: Type.Enum(['good', 'weak', 'poor', 'none']),
    rung: Type.Integer(),
    advice: Type.Array(TextPair),
  }),
})

export const rateSession = route({
  name: 'rateSession',
  method: 'POST',
  path: '/api/my/video/sessions/:id/rating',
  act: 'video.own',
  summary:
    'One to five stars for a conversation that is over, once; a complaint holds its recording and has it reviewed',
  params: ById,
  body: Type.Object(
    { stars: Type.Integer({ minimum: 1, maximum: 5 }), complaint: Type.Boolean(), words: Type.Optional(Words(500)) },
    strict,
  ),
  reply: Ok,
})
export const myRecordings = route({
  name: 'myRecordings',
  method: 'GET',
  path: '/api/my/video/recordings',
  act: 'citizen.self',
  summary: 'My own recordings of the last 30 days, and who has looked at them',
  reply: Type.Object({
    recordings: Type.Array(
      Type.Object({
        session: Id,
        at: Instant,
        seconds: Type.Integer(),
        serviceName: Type.Union([TextPair, Type.Null()]),
        /** The own view ends then; a copy can be asked for later. */
        viewUntil: Instant,
        keptUntil: Type.Union([Instant, Type.Null()]),
        parts: Type.Array(Type.Object({ peer: Type.String(), who: TextPair, type: Type.String() })),
        views: Type.Array(Type.Object({ at: Instant, by: Type.String(), purpose: Type.String() })),
      }),
    ),
  }),
})
export const playMyRecording = route({
  name: 'playMyRecording',
  method: 'GET',
  path: '/api/my/video/recordings/:id/:peer',
  act: 'video.own',
  summary: 'One side of my own recording (video/webm or video/mp4)',
  params: Type.Object({ id: Id, peer: Code(80) }, strict),
  reply: Type.Any({ description: 'the film' }),
})
